"""What every format's reader gives: text freed of markup, with the way back to the decoded source."""

from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from typing import NoReturn

import numpy as np

from pipeline.errors import StatementError
from pipeline.statement import Hint, Offsets


@dataclass(frozen=True, slots=True)
class Metadata:
    """What a file says of itself. None: it does not say."""

    title: str | None = None
    author: str | None = None
    publisher: str | None = None
    published: str | None = None  # EDTF
    url: str | None = None

    def over(self, other: "Metadata") -> "Metadata":
        """These values, and the other's where these are missing."""
        return replace(other, **dict(self._given()))

    def _given(self) -> Iterator[tuple[str, str]]:
        for name in ("title", "author", "publisher", "published", "url"):
            value = getattr(self, name)
            if value is not None:
                yield name, value


@dataclass(frozen=True, slots=True)
class Extract:
    """A file's text as `Statement` takes it."""

    text: str
    offsets: Offsets  # into the decoded source; -1: put in by the reader
    hints: tuple[Hint, ...] = ()
    page_starts: tuple[int, ...] = ()
    metadata: Metadata = field(default_factory=Metadata)


def identity(text: str) -> Offsets:
    """The offsets of a text that is its own decoded source."""
    return np.arange(len(text), dtype=np.int32)


def refuse(reason: str) -> NoReturn:
    """Give the file up. Raises StatementError of the stage "read"."""
    raise StatementError("read", reason)
