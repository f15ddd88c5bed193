"""`rapporteur link`, from files of records to lines."""

from pathlib import Path

import msgspec
import pytest
from typer.testing import CliRunner

from pipeline.cli import app
from pipeline.record import Record, encode
from tests.samples import full_record


def records(folder: Path) -> Path:
    """Two statements that name the same lawyer of the same state."""
    first = full_record()
    second = msgspec.structs.replace(first, id="f" * 16, key="b.txt")
    return written(folder / "records.jsonl", first, second)


def written(path: Path, *found: Record) -> Path:
    path.write_bytes(b"".join(encode(record) + b"\n" for record in found))
    return path


def lines(path: Path) -> list[dict[str, object]]:
    return [msgspec.json.decode(line) for line in path.read_bytes().splitlines()]


def run(*arguments: object) -> tuple[int, str]:
    result = CliRunner().invoke(app, ["link", *map(str, arguments)])
    return result.exit_code, result.stderr


def test_pairs_then_persons_are_written_for_the_owner_alone(tmp_path: Path) -> None:
    output = tmp_path / "links.jsonl"
    code, said = run(records(tmp_path), "-o", output)
    assert code == 0
    assert "2 people in the records; 1 persons in several statements" in said
    pair, person = lines(output)
    assert (pair["line"], pair["verdict"], pair["by"]) == ("pair", "same", "machine")
    assert person["line"] == "person"
    assert [seen["statement"] for seen in person["seen"]][1] == "b.txt"  # type: ignore[index, attr-defined]
    assert output.stat().st_mode & 0o077 == 0


def test_a_folder_of_a_run_and_a_record_that_comes_twice(tmp_path: Path) -> None:
    records(tmp_path)
    output = tmp_path / "links.jsonl"
    assert run(tmp_path, tmp_path / "records.jsonl", "-o", output)[0] == 0
    assert len(lines(output)) == 2


def test_decisions_override(tmp_path: Path) -> None:
    decisions = tmp_path / "decisions.csv"
    decisions.write_text(
        "left_statement,left_name,right_statement,right_name,decision,who\n"
        ",Amina Odhiambo,b.txt,Amina Odhiambo,not the same,Zawadi\n"
    )
    output = tmp_path / "links.jsonl"
    assert run(records(tmp_path), "--decisions", decisions, "-o", output)[0] == 0
    assert [(line["line"], line["verdict"], line["by"]) for line in lines(output)] == [
        ("pair", "not the same", "Zawadi")
    ]


@pytest.mark.parametrize("missing", ["nothing.jsonl", "."])
def test_records_that_are_not_there_are_told(tmp_path: Path, missing: str) -> None:
    code, said = run(tmp_path / missing, "-o", tmp_path / "links.jsonl")
    assert code == 2
    assert "no file of records" in said
