"""rapporteur: from advocacy texts to structured records, wholly on the user's own machine.

>>> from pipeline import extract
>>> for record in extract(Path("statements")): ...
"""

from pipeline.run.python import extract

__all__ = ["extract"]
