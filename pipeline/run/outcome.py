"""What becomes of a statement."""

from dataclasses import dataclass

from pipeline.statement import Failure


@dataclass(frozen=True, slots=True)
class Done:
    """A new record."""

    key: str
    path: str  # as Source.path
    sha256: str  # as Source.sha256
    line: int | None  # as Failure.line
    words: int  # of its text, between white space
    json: bytes  # as `record.encode` gives it


@dataclass(frozen=True, slots=True)
class Known:
    """An earlier run has done this one."""

    key: str
    path: str
    sha256: str
    line: int | None
    place: int  # where `Earlier.json` finds it


Outcome = Done | Known | Failure
