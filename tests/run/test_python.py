"""`from pipeline import extract`."""

from pathlib import Path

import pytest

from pipeline import extract
from pipeline.errors import StatementError, UsageError
from pipeline.read import ReadOptions
from pipeline.statement import Failure
from tests.run.fakes import FakeStages

FINE = "The government of Kenya must release the detained lawyers now."


def test_texts_and_paths_give_records_in_order(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text(f"{FINE} a")
    (tmp_path / "b.txt").write_text(f"{FINE} b")
    records = extract([f"{FINE} 1", tmp_path, f"{FINE} 2"], load=FakeStages)
    assert [(record.key, record.text[-2:].strip()) for record in records] == [
        ("text-1", "1"),
        ("a.txt", "a"),
        ("b.txt", "b"),
        ("text-3", "2"),
    ]


def test_one_text_or_path_need_not_stand_in_a_list(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text(FINE)
    assert [record.key for record in extract(FINE, load=FakeStages)] == ["text-1"]
    assert [record.key for record in extract(tmp_path / "a.txt", load=FakeStages)] == ["a.txt"]


def test_options_reach_the_reader() -> None:
    (record,) = extract(FINE, options=ReadOptions(publisher="Example Watch"), load=FakeStages)
    assert record.source.publisher == "Example Watch"


def test_records_come_before_the_inputs_end() -> None:
    def endless():
        while True:
            yield FINE

    assert next(extract(endless(), load=FakeStages)).key == "text-1"


def test_the_first_failure_raises() -> None:
    with pytest.raises(StatementError, match=r"text-2: nothing but a menu") as caught:
        list(extract([FINE, f"{FINE} REFUSE"], load=FakeStages))
    assert caught.value.stage == "clean"


def test_failures_can_be_collected_instead() -> None:
    failures: list[Failure] = []
    records = list(extract([f"{FINE} REFUSE", FINE], on_failure=failures.append, load=FakeStages))
    assert [record.key for record in records] == ["text-2"]
    assert [(failure.path, failure.stage) for failure in failures] == [("text-1", "clean")]


def test_a_path_that_does_not_exist_is_wrong_use() -> None:
    with pytest.raises(UsageError, match="no such file"):
        list(extract(Path("no/such.txt"), load=FakeStages))
