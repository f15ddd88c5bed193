"""Every statement that enters leaves, whatever the stages do."""

from collections.abc import Sequence
from pathlib import Path

from pipeline.read import ReadOptions
from pipeline.record import Record
from pipeline.run.inputs import Item
from pipeline.run.outcome import Done
from pipeline.run.processor import Processor
from pipeline.statement import Failure, Statement
from tests.run.fakes import FakeStages


def item(text: str, name: str = "a.txt") -> Item:
    return Item(name, data=text.encode())


def line(json: str, number: int) -> Item:
    return Item("many.jsonl", data=json.encode(), line=number)


def processor() -> Processor:
    return Processor(FakeStages, ReadOptions())


FINE = "The government of Kenya must release the detained lawyers now."


def test_results_stand_in_the_order_of_the_items() -> None:
    items = [item(FINE, "1"), item("", "2"), item(f"{FINE} RAISE", "3"), item(FINE, "4")]
    results = processor().records(items)
    assert [type(one) for (one,) in results] == [Record, Failure, Failure, Record]
    assert [one.path if isinstance(one, Failure) else one.source.path for (one,) in results] == ["1", "2", "3", "4"]


def test_no_items_no_results() -> None:
    assert processor().records([]) == []


def test_an_unexpected_exception_names_its_kind_but_not_the_text() -> None:
    ((failure,),) = processor().records([item(f"{FINE} RAISE")])
    assert isinstance(failure, Failure)
    assert failure.reason.startswith("unexpected ValueError")
    assert "Kenya" not in failure.reason
    assert failure.sha256 is not None


def test_a_stage_that_gives_a_statement_up_says_so_itself() -> None:
    ((failure,),) = processor().records([item(f"{FINE} REFUSE")])
    assert isinstance(failure, Failure)
    assert (failure.stage, failure.reason) == ("clean", "nothing but a menu")


def test_failures_of_lines_name_the_line() -> None:
    results = processor().records(
        [line(f'{{"text": "{FINE}"}}', 1), line("{", 2), line(f'{{"text": "{FINE} RAISE"}}', 7)]
    )
    assert [one.line for (one,) in results if isinstance(one, Failure)] == [2, 7]


def test_files_are_read_here(tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    path.write_text(FINE)
    ((record,),) = processor().records([Item("below/a.txt", path=path)])
    assert isinstance(record, Record)
    assert (record.source.path, record.text.strip()) == ("below/a.txt", FINE)


class ForgetfulStages(FakeStages):
    """Loses the last statement of a batch."""

    def process(self, statements: Sequence[Statement]) -> list[Record | Failure]:
        return super().process(statements)[: max(1, len(statements) - 1)]


def test_stages_that_lose_a_statement_are_noticed() -> None:
    results = Processor(ForgetfulStages, ReadOptions()).records([item(FINE, str(number)) for number in range(3)])
    assert [one.key for (one,) in results if isinstance(one, Record)] == ["0", "1", "2"]


class StagesWithMistake(FakeStages):
    """Makes a mistake in a module of the pipeline."""

    def process(self, statements: Sequence[Statement]) -> list[Record | Failure]:
        from pipeline.clean import clean

        return [clean(None)]  # type: ignore[arg-type, list-item]


def test_the_stage_of_an_unexpected_exception_is_where_it_was_raised() -> None:
    ((failure,),) = Processor(StagesWithMistake, ReadOptions()).records([item(FINE)])
    assert isinstance(failure, Failure)
    assert failure.stage == "clean"
    assert "in pipeline.clean" in failure.reason


def test_words_are_counted_for_the_rate() -> None:
    ((done,),) = processor().outcomes([item("The lawyers were released\nfrom the prison of the city.")])
    assert isinstance(done, Done)
    assert done.words == 10
