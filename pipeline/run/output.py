"""records.jsonl and errors.jsonl in the making."""

from collections.abc import Iterable
from contextlib import ExitStack
from pathlib import Path
from types import TracebackType
from typing import Self

from msgspec import Raw

from pipeline.run.earlier import Earlier, digest
from pipeline.run.folder import ERRORS, JOURNAL, RECORDS, open_private, part, replace, to_disk
from pipeline.run.outcome import Done, Known, Outcome
from pipeline.sinks import jsonlines
from pipeline.statement import Failure


class Output:
    """Takes outcomes in input order. A context manager; left without `finish`, the journal is all that stays.

    One record a key: of two statements with the same key the first has the record, the other an error. A record of an
    earlier run goes only when a new one with its key takes its place: those whose source is not among the inputs any
    more are kept, behind the others.
    """

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._keys: set[bytes] = set()
        self.words = 0  # of the new records
        self.counts = {"records": 0, "new": 0, "unchanged": 0, "kept": 0, "errors": 0}

    def __enter__(self) -> Self:
        with ExitStack() as stack:
            self.earlier = stack.enter_context(Earlier(self._folder / RECORDS, self._folder / JOURNAL))
            self._files = {
                name: stack.enter_context(open_private(path, mode))
                for name, path, mode in (
                    (RECORDS, part(self._folder / RECORDS), "wb"),
                    (ERRORS, part(self._folder / ERRORS), "wb"),
                    (JOURNAL, self._folder / JOURNAL, "ab"),
                )
            }
            self._close = stack.pop_all()
        self._writers = {name: jsonlines.writer(file) for name, file in self._files.items()}
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        self._close.close()
        for name in (RECORDS, ERRORS):
            part(self._folder / name).unlink(missing_ok=True)

    def add(self, outcomes: Iterable[Outcome]) -> None:
        """Write them. New records are on disk when this returns."""
        for outcome in outcomes:
            if not isinstance(outcome, Failure) and not self._claim(outcome.key):
                reason = f"same key as an earlier statement of this run: {outcome.key}"
                outcome = Failure(outcome.path, "run", reason, outcome.line, outcome.sha256)
            match outcome:
                case Failure():
                    self._writers[ERRORS].write(outcome)
                    self.counts["errors"] += 1
                case Known():
                    self._record("unchanged", self.earlier.json(outcome.place))
                case Done():
                    self._writers[JOURNAL].write(Raw(outcome.json))
                    self._record("new", outcome.json)
                    self.words += outcome.words
        to_disk(self._files[JOURNAL])

    def finish(self) -> None:
        """Put records and errors in their places, and remove the journal."""
        for json in self.earlier.others(self._keys):
            self._record("kept", json)
        for name in (RECORDS, ERRORS):
            to_disk(self._files[name])
        replace(self._folder / RECORDS, self._folder / ERRORS)
        (self._folder / JOURNAL).unlink()

    def _claim(self, key: str) -> bool:
        before = len(self._keys)
        self._keys.add(digest(key))
        return len(self._keys) > before

    def _record(self, count: str, json: bytes) -> None:
        self._writers[RECORDS].write(Raw(json))
        self.counts["records"] += 1
        self.counts[count] += 1
