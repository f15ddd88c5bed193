"""`python -m pipeline` is `rapporteur`."""

from pipeline.cli import app

if __name__ == "__main__":
    app(prog_name="rapporteur")
