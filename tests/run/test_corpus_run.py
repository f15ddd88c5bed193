"""The real stages over the statements of the corpus."""

import subprocess
import sys
from pathlib import Path

import pytest

from pipeline import extract
from pipeline.record import encode
from pipeline.run.processor import load_stages

pytestmark = pytest.mark.slow

STATEMENTS = Path(__file__).parents[2] / "corpus" / "statements"


def records(output: Path, workers: int, environment: dict[str, str]) -> bytes:
    command = [Path(sys.executable).parent / "rapporteur", "run", STATEMENTS, "-o", output, "--workers", str(workers)]
    subprocess.run(command, check=True, env=environment, stdout=subprocess.DEVNULL)
    assert (output / "errors.jsonl").read_bytes() == b""
    return (output / "records.jsonl").read_bytes()


def test_a_record_does_not_depend_on_workers_batches_or_the_way_it_is_made(
    tmp_path: Path, offline: dict[str, str]
) -> None:
    one = records(tmp_path / "one", 1, offline)
    assert one.count(b"\n") == len(list(STATEMENTS.iterdir()))
    assert records(tmp_path / "two", 2, offline) == one
    stages = load_stages()
    alone = (encode(record) for path in sorted(STATEMENTS.iterdir()) for record in extract(path, load=lambda: stages))
    assert b"".join(line + b"\n" for line in alone) == one
