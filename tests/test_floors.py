"""No layer falls under its floor on the development gold."""

from pathlib import Path

import msgspec
import pytest
from typer.testing import CliRunner

from pipeline.cli import app

ROOT = Path(__file__).parents[1]

pytestmark = pytest.mark.slow


def test_no_layer_is_under_its_floor_on_dev(tmp_path: Path) -> None:
    gold = ROOT / "corpus/gold/dev"
    statements = [
        str(ROOT / "corpus/statements" / msgspec.json.decode(path.read_bytes())["doc"]) for path in gold.glob("*.json")
    ]
    run = CliRunner().invoke(app, ["run", *sorted(statements), "-o", str(tmp_path / "dev"), "--quiet"])
    assert run.exit_code == 0, run.output
    measured = CliRunner().invoke(
        app, ["evaluate", str(tmp_path / "dev"), "--gold", str(gold), "--floors", str(ROOT / "corpus/floors.json")]
    )
    assert measured.exit_code == 0, measured.output
