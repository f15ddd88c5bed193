"""The pipeline from Python, without processes and output folders."""

import os
from collections.abc import Callable, Iterable, Iterator
from typing import TYPE_CHECKING

from pipeline.errors import StatementError
from pipeline.record import Record
from pipeline.run import inputs as named
from pipeline.run.batches import batches
from pipeline.run.inputs import Item
from pipeline.run.processor import LoadStages, Processor, load_stages
from pipeline.statement import Failure

if TYPE_CHECKING:
    from pipeline.read import ReadOptions


def raise_failure(failure: Failure) -> None:
    """End at the first statement that cannot be processed. Raises StatementError."""
    place = failure.path if failure.line is None else f"{failure.path}, line {failure.line}"
    raise StatementError(failure.stage, f"{place}: {failure.reason}")


def extract(
    inputs: str | os.PathLike[str] | Iterable[str | os.PathLike[str]],
    *,
    options: "ReadOptions | None" = None,
    on_failure: Callable[[Failure], None] = raise_failure,
    load: LoadStages = load_stages,
) -> Iterator[Record]:
    """The records of texts and files, in order, in memory that does not grow with their number.

        >>> for record in extract(["Kenya: Release the detained lawyers. …", Path("statements")]): ...

    inputs: a str is a text, a path is a file or folder; one of them, or many. on_failure is called, in order, with
    every statement that cannot be processed; if it returns, the work goes on. Raises UsageError where a path does not
    exist.
    """
    if isinstance(inputs, str | os.PathLike):
        inputs = [inputs]
    if options is None:
        from pipeline.read import ReadOptions

        options = ReadOptions()
    processor = Processor(load, options)
    for batch in batches(_items(inputs)):
        for results in processor.records(batch):
            for result in results:
                if isinstance(result, Failure):
                    on_failure(result)
                else:
                    yield result


def _items(inputs: Iterable[str | os.PathLike[str]]) -> Iterator[Item | Failure]:
    for number, one in enumerate(inputs, start=1):
        if isinstance(one, str):
            yield Item(f"text-{number}", data=one.encode(errors="replace"))
        else:
            yield from named.items(named.find([os.fspath(one)]))
