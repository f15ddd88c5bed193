"""What an expression of calendar time says, before it is resolved against anything."""

from dataclasses import dataclass
from typing import Literal

Unit = Literal["D", "W", "M", "Y"]
Base = Literal["reference", "previous"]


@dataclass(frozen=True, slots=True)
class Shift:
    """So many units from the statement's date ("two years ago", "next month") or from the date before in the text.

    finest: what the result is rounded to: "two years ago" is a year, "two weeks ago" a month; "W" a week from Monday.
    exact: False for "more than two years ago", "late last year".
    """

    amount: int
    unit: Unit
    finest: Unit
    base: Base = "reference"
    exact: bool = True


@dataclass(frozen=True, slots=True)
class Calendar:
    """A day, month or year as printed; None: not printed.

    year: a number, or what stands in its place ("March last year").
    weekday: 0 (Monday) to 6; with neither day nor month the day is meant that is nearest to the statement's date.
    turn: -1 "last", 0 "this", 1 "next" before a month or weekday; None: none of them.
    exact: False for "around", "early", "late", "mid-", "the end of".
    """

    year: int | Shift | None = None
    month: int | None = None
    day: int | None = None
    weekday: int | None = None
    turn: int | None = None
    exact: bool = True


@dataclass(frozen=True, slots=True)
class Numeric:
    """Two numbers that may be day and month in either order, and a year: 03/04/2024."""

    first: int
    second: int
    year: int
    dotted: bool  # 03.04.2024 is day first wherever it is used


@dataclass(frozen=True, slots=True)
class Fixed:
    """An EDTF value that needs no resolving: a decade, a century, a quarter."""

    edtf: str


@dataclass(frozen=True, slots=True)
class Season:
    """code: 21 (spring) to 24 (winter)."""

    code: int
    year: int | None
    turn: int | None = None


@dataclass(frozen=True, slots=True)
class Range:
    """From first to last, both inclusive; last None: to the present."""

    first: Calendar
    last: Calendar | None


@dataclass(frozen=True, slots=True)
class FromEvent:
    """So many units after (before: negative) an event that the text names: "four days after the adoption"."""

    amount: int
    unit: Unit
    event: tuple[int, int]  # where the event is named; where nothing is, both are the end of the expression


@dataclass(frozen=True, slots=True)
class Anniversary:
    """years: None for "the anniversary"."""

    years: int | None
    event: tuple[int, int]


@dataclass(frozen=True, slots=True)
class Duration:
    """iso: ISO 8601 duration."""

    iso: str


@dataclass(frozen=True, slots=True)
class Repeated:
    """iso: ISO 8601 duration from one time to the next."""

    iso: str


Value = Shift | Calendar | Numeric | Fixed | Season | Range | FromEvent | Anniversary | Duration | Repeated


@dataclass(frozen=True, slots=True)
class Expression:
    """An expression of calendar time where it stands.

    start, end: code points into the text, end exclusive.
    """

    start: int
    end: int
    value: Value
