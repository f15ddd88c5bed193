"""`rapporteur evaluate`: what is printed, and the exit code."""

import json
from pathlib import Path
from typing import Any

import msgspec
import pytest
import spacy
from spacy.tokens import DocBin
from typer.testing import CliRunner, Result

from pipeline import cli
from pipeline.record import Record
from pipeline.sinks import jsonlines
from tests.evaluate.golds import sample_value, write_gold
from tests.samples import TEXT, full_record, sample_record


def evaluate(*arguments: object) -> Result:
    return CliRunner().invoke(cli.app, ["evaluate", *map(str, arguments)])


def write(path: Path, *records: Record) -> None:
    with path.open("wb") as file:
        for record in records:
            jsonlines.writer(file).write(record)


@pytest.fixture(autouse=True)
def corpus(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A gold of one statement; records that agree with it, and records without any people."""
    monkeypatch.chdir(tmp_path)
    write_gold(Path("gold"))
    write(Path("good.jsonl"), full_record())
    claims = [msgspec.structs.replace(one, target=None) for one in full_record().claims]
    write(Path("bad.jsonl"), msgspec.structs.replace(full_record(), people=[], claims=claims))


def test_tables() -> None:
    result = evaluate("good.jsonl", "--gold", "gold")
    assert result.exit_code == 0, result.output
    assert result.stdout.startswith("1 statements\n")
    for row in ("people mentions", "signatories", "violation", "names, all", "claim source", "expected calibration"):
        assert row in result.stdout
    assert result.stderr == ""


def test_errors_are_listed_by_cause_with_gold_line_and_sentence() -> None:
    result = evaluate("bad.jsonl", "--gold", "gold", "--errors")
    lines = result.stdout.splitlines()
    heading = lines.index("people mentions, missed (3)")
    assert lines[heading + 1].strip().startswith("gold/release.json, line ")
    assert (
        lines[heading + 1].endswith("odhiambo = amina odhiambo")
        or "amina odhiambo = amina odhiambo" in lines[heading + 1]
    )
    assert lines[heading + 2] == "      Kenya: Release Amina Odhiambo"
    assert heading < lines.index("people, missed (1)")
    assert "people roles, missed: of a person missed (1)" in lines


def test_json_has_all_of_it() -> None:
    result = evaluate("bad.jsonl", "--gold", "gold", "--errors", "--json", "--against", "good.jsonl")
    value = json.loads(result.stdout)
    assert value["layers"]["people"] == {
        "precision": 0.0, "recall": 0.0, "f1": 0.0, "interval": [0.0, 0.0], "gold": 1, "found": 0, "right": 0
    }  # fmt: skip
    assert value["spans"]["people"]["strict"]["missed"] == 3
    assert value["differences"]["people"]["f1"] == -1
    assert value["differences"]["states"] == {"f1": 0, "interval": [0, 0], "p": 1, "real": False}
    assert {(one["layer"], one["kind"]) for one in value["errors"]} >= {("people", "missed")}
    assert value["errors"][0]["sentence"]


@pytest.fixture
def two_kinds() -> None:
    """A tribute beside the press release: its gold is the same, its record has no people. And the list of both."""
    write_gold(Path("gold"), sample_value() | {"doc": "tribute.txt"}, "tribute.json")
    source = msgspec.structs.replace(full_record().source, path="tribute.txt")
    write(Path("both.jsonl"), full_record(), msgspec.structs.replace(full_record(), people=[], source=source))
    Path("kinds.csv").write_text("file,kind\nrelease.txt,press release\ntribute.txt,tribute\n")


@pytest.mark.usefixtures("two_kinds")
def test_main_figures_by_kind_of_text() -> None:
    arguments = ("both.jsonl", "--gold", "gold", "--by", "kinds.csv")
    lines = [line.split() for line in evaluate(*arguments).stdout.splitlines()]
    assert ["press", "release", "1", *["1.000"] * 6] in lines
    assert ["tribute", "1", "0.000"] in [line[:3] for line in lines]
    by_kind = json.loads(evaluate(*arguments, "--json").stdout)["by_kind"]
    assert list(by_kind) == ["press release", "tribute"]
    assert by_kind["tribute"]["statements"] == 1
    assert by_kind["tribute"]["layers"]["people"] == {
        "precision": 0.0, "recall": 0.0, "f1": 0.0, "gold": 1, "found": 0, "right": 0
    }  # fmt: skip
    assert "by_kind" not in json.loads(evaluate("both.jsonl", "--gold", "gold", "--json").stdout)


def test_changes_are_shown() -> None:
    result = evaluate("bad.jsonl", "--gold", "gold", "--against", "good.jsonl")
    assert "-1.000 to -1.000   0.001    yes" in result.stdout
    assert evaluate("good.jsonl", "--gold", "gold", "--against", "good.jsonl").stdout.endswith("nothing changed\n")


def test_a_statement_without_a_record_counts_and_is_told() -> None:
    write(Path("other.jsonl"), sample_record(text=TEXT))
    result = evaluate("other.jsonl", "--gold", "gold")
    assert result.exit_code == 1
    assert "no record: release.txt" in result.stdout


def test_a_record_that_contradicts_itself_makes_exit_code_1() -> None:
    value: dict[str, Any] = msgspec.to_builtins(full_record())
    value["claims"][0]["dates"] = ["d9"]
    write(Path("odd.jsonl"), msgspec.convert(value, Record))
    result = evaluate("odd.jsonl", "--gold", "gold")
    assert result.exit_code == 1
    assert "unsound record: release.txt: claim c1: date d9 is not in the record" in result.stdout


def test_floors_hold() -> None:
    made = evaluate("good.jsonl", "--gold", "gold", "--floors", "floors.json", "--write-floors")
    assert made.exit_code == 0
    assert evaluate("good.jsonl", "--gold", "gold", "--floors", "floors.json").exit_code == 0
    low = evaluate("bad.jsonl", "--gold", "gold", "--floors", "floors.json")
    assert low.exit_code == 1
    assert "people: F1 0.0000 is under its floor 1.00" in low.stdout
    refused = evaluate("bad.jsonl", "--gold", "gold", "--floors", "floors.json", "--write-floors")
    assert (refused.exit_code, "--allow-lower does it" in refused.stderr) == (2, True)
    lowered = evaluate("bad.jsonl", "--gold", "gold", "--floors", "floors.json", "--write-floors", "--allow-lower")
    assert lowered.exit_code == 0
    assert json.loads(Path("floors.json").read_text())["floors"]["people"] == 0
    write_gold(Path("gold"), sample_value() | {"published": None})
    assert evaluate("bad.jsonl", "--gold", "gold", "--floors", "floors.json").exit_code == 2


def test_check() -> None:
    Path("texts").mkdir()
    Path("texts/release.txt").write_text(TEXT)
    result = evaluate("texts", "--gold", "gold", "--check")
    assert (result.exit_code, result.stdout) == (0, "1 files of gold, 0 faults\n")
    Path("texts/release.txt").write_text(TEXT.replace("Example Watch", "Sample Watch"))
    result = evaluate("texts", "--gold", "gold", "--check")
    assert result.exit_code == 1
    assert "gold/release.json, line " in result.stdout
    assert "'Example Watch' is not in the text" in result.stdout
    assert len(json.loads(evaluate("texts", "--gold", "gold", "--check", "--json").stdout)) == 1


@pytest.fixture
def second() -> None:
    """A second annotation, whose claim of a response is another type, and its statement."""
    Path("statements").mkdir()
    Path("statements/release.txt").write_text(TEXT)
    value = sample_value()
    value["claims"][1]["type"] = "statement"
    write_gold(Path("second"), value)


@pytest.mark.usefixtures("second")
def test_agreement_of_two_annotations() -> None:
    result = evaluate("second", "--gold", "gold")
    assert result.exit_code == 0, result.output
    assert result.stdout.startswith("Agreement of gold (gold) and second (found).")
    assert "A claim that is optional in one of them counts neither for nor against" in result.stdout
    assert "claims typed      0.500    0.500   0.500   0.500 to 0.500      2       2" in result.stdout
    assert "confidence" not in result.stdout
    listed = evaluate("second", "--gold", "gold", "--errors").stdout
    assert "claims typed, missed: response, found as statement (1)" in listed


@pytest.mark.usefixtures("second")
def test_agreement_as_json() -> None:
    write_gold(Path("second"), sample_value() | {"doc": "other.txt"}, "other.json")
    assert (
        "left out, as one of the two alone annotated them: other.txt\n" in evaluate("second", "--gold", "gold").stdout
    )
    value = json.loads(evaluate("second", "--gold", "gold", "--json").stdout)
    assert value["layers"]["claims typed"]["f1"] == 0.5
    assert (value["statements"], value["left_out"]) == (1, ["other.txt"])


@pytest.mark.usefixtures("second")
def test_the_folder_of_a_run_is_no_annotation() -> None:
    Path("run").mkdir()
    Path("good.jsonl").rename("run/records.jsonl")
    Path("run/manifest.json").write_text("{}")
    assert evaluate("run", "--gold", "gold").stdout.startswith("1 statements\n")


def test_records_for_spacy() -> None:
    result = evaluate("good.jsonl", "--export", "out.spacy")
    assert (result.exit_code, result.stdout) == (0, "written:  out.spacy\n")
    (doc,) = DocBin().from_disk("out.spacy").get_docs(spacy.blank("en").vocab)
    assert [(one.text, one.label_) for one in doc.ents][:2] == [("Kenya", "STATE"), ("Amina Odhiambo", "PERSON")]
    assert [one.label_ for one in doc.spans["claims"]] == ["violation", "response"]


@pytest.mark.slow
def test_a_column_file_of_somebody_else() -> None:
    Path("a.conll").write_text("Kofi B-PER\nAnnan I-PER\nvisited O\nKenya B-GPE\n. O\n")
    result = evaluate("a.conll", "--labels", "PER=PERSON,GPE=LOC")
    assert result.exit_code == 0, result.output
    assert result.stdout.startswith("1 documents\n")
    assert json.loads(evaluate("a.conll", "--json").stdout)["names"]["LOC"]["right"] == 1


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (["good.jsonl"], "--gold DIR is needed"),
        (["good.jsonl", "--gold", "none"], "none: no gold here"),
        (["none.jsonl", "--gold", "gold"], "none.jsonl: cannot be read"),
        (["good.jsonl", "--gold", "gold", "--labels", "A=ORG"], "--labels is for corpora of names"),
        (["good.jsonl", "--gold", "gold", "--write-floors"], "--floors FILE is needed"),
        (["good.jsonl", "--gold", "gold", "--floors", "f", "--allow-lower"], "--allow-lower goes with --write-floors"),
        (["a.conll", "--gold", "gold"], "a corpus of names is gold itself"),
        (["gold", "--gold", "gold"], 'A folder "statements" beside it or above it is expected'),
        (["gold", "--gold", "gold", "--against", "good.jsonl"], "annotations have only --errors and --json"),
        (["gold", "--gold", "gold", "--floors", "floors.json"], "annotations have only --errors and --json"),
        (["gold", "--gold", "gold", "--by", "kinds.csv"], "annotations have only --errors and --json"),
        (["a.conll", "--by", "kinds.csv"], "a corpus of names is gold itself"),
        (["good.jsonl", "--gold", "gold", "--by", "none.csv"], "none.csv: cannot be read"),
        (["good.jsonl", "--gold", "gold", "--by", "kinds.csv"], "kinds.csv: no kind for release.txt; add it"),
        (["double.jsonl", "--gold", "gold"], "two records for one statement of the gold"),
    ],
)
def test_wrong_use_makes_exit_code_2(arguments: list[str], message: str) -> None:
    Path("a.conll").write_text("Kofi B-PER\n")
    Path("kinds.csv").write_text("file,kind\nrelease.txt,\n")
    write(Path("double.jsonl"), full_record(), full_record())
    result = evaluate(*arguments)
    assert result.exit_code == 2
    assert message in result.stderr
    assert result.stdout == ""


def test_broken_gold_is_refused_with_file_and_line() -> None:
    value = sample_value()
    value["dates"][0]["text"] = "4 May 2024"
    write_gold(Path("gold"), value)
    result = evaluate("good.jsonl", "--gold", "gold")
    assert (result.exit_code, result.stdout) == (2, "")
    assert "gold/release.json, line 60: dates[0].text: '4 May 2024' is not in the text" in result.stderr
