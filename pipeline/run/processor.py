"""Items to records, in one process: what a worker does, and what `extract` does without workers.

Every statement that enters leaves, as a record or as a failure that names the stage and the reason.
"""

import traceback
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Protocol

from pipeline.errors import StatementError
from pipeline.record import Record, encode
from pipeline.run.inputs import Item
from pipeline.run.outcome import Done
from pipeline.statement import Failure, Statement

if TYPE_CHECKING:  # spares the process that only hands out work the import of every file format's library
    from pipeline.read import ReadOptions


class Stages(Protocol):
    """What `pipeline.stages.Stages` offers; tests put something quicker in its place."""

    def identity(self) -> dict[str, str]:
        """What records depend on beside the statements: the version, digests of model and registry."""

    def process(self, statements: Sequence[Statement]) -> list[Record | Failure]:
        """One result a statement, in order."""


LoadStages = Callable[[], Stages]


def load_stages(registries: Sequence[Path] = ()) -> Stages:
    """The stages with the trained model, the registry, and registries of the user's beside it. Takes seconds."""
    from pipeline.stages import Stages

    return Stages.load(registries)


class Processor:
    """The reader and the stages."""

    def __init__(self, load: LoadStages, options: "ReadOptions") -> None:
        self._stages = load()
        self._options = options

    def identity(self) -> dict[str, str]:
        """As `Stages.identity`."""
        return self._stages.identity()

    def records(self, items: Sequence[Item | Failure]) -> list[list[Record | Failure]]:
        """The results of each item: none or several where a file holds none or several statements."""
        read = [list(self._read(item)) for item in items]
        processed = iter(self._process([one for results in read for one in results if isinstance(one, Statement)]))
        return [
            [_placed(next(processed) if isinstance(one, Statement) else one, item.line) for one in results]
            for item, results in zip(items, read, strict=True)
        ]

    def outcomes(self, items: Sequence[Item]) -> list[list[Done | Failure]]:
        """As `records`, ready to be written."""
        return [
            [one if isinstance(one, Failure) else _done(one, item.line) for one in results]
            for item, results in zip(items, self.records(items), strict=True)
        ]

    def _read(self, item: Item | Failure) -> Iterator[Statement | Failure]:
        from pipeline.read import read_bytes, read_file, read_line

        if isinstance(item, Failure):
            yield item
        elif item.path is not None:
            yield from read_file(item.path, item.name, self._options)
        elif item.line is not None:
            yield read_line(item.data, item.name, item.line, self._options)
        else:
            yield from read_bytes(item.data, item.name, self._options)

    def _process(self, statements: Sequence[Statement]) -> list[Record | Failure]:
        """All at once; where that fails, one by one, so that only the culprit fails."""
        if not statements:
            return []
        try:
            results = self._stages.process(statements)
            if len(results) != len(statements):
                raise RuntimeError(f"{len(statements)} statements gave {len(results)} results")
            return results
        except Exception as error:  # whatever a text brings about: it must not stop the batch
            if len(statements) == 1:
                return [_failure(statements[0], error)]
            return [result for statement in statements for result in self._process([statement])]


def _placed(result: Record | Failure, line: int | None) -> Record | Failure:
    """Stages know no lines; errors.jsonl tells them."""
    return replace(result, line=line) if isinstance(result, Failure) and result.line is None else result


def _done(record: Record, line: int | None) -> Done:
    source = record.source
    return Done(record.key, source.path, source.sha256, line, len(record.text.split()), encode(record))


def _failure(statement: Statement, error: Exception) -> Failure:
    stage, reason = (error.stage, error.reason) if isinstance(error, StatementError) else _unexpected(error)
    return Failure(statement.source.path, stage, reason, sha256=statement.source.sha256)


def _unexpected(error: Exception) -> tuple[str, str]:
    """Stage and reason of a mistake of ours. Not its message, which may quote the text."""
    for frame, line in reversed(list(traceback.walk_tb(error.__traceback__))):
        module = str(frame.f_globals.get("__name__"))
        if module.startswith("pipeline."):
            return module.split(".")[1], f"unexpected {type(error).__name__} in {module}, line {line}"
    return "run", f"unexpected {type(error).__name__}"
