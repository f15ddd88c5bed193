"""Values of EDTF level 1 (ISO 8601-2:2019): points, arithmetic on them, and the days that they cover."""

import calendar
import re
from dataclasses import dataclass
from datetime import date, timedelta

from pipeline.normalise.dates.values import Unit

_POINT = re.compile(r"(\d{4})(?:-(\d\d)(?:-(\d\d))?)?[~?%]?")
_MASKED = re.compile(r"(\d{2,3})(X{1,2})[~?%]?")
# Months of the four seasons on the northern half of the earth; winter reaches into the year after.
_SEASON_MONTHS = {21: (3, 5), 22: (6, 8), 23: (9, 11), 24: (12, 14)}


@dataclass(frozen=True, slots=True)
class Point:
    """A year, month or day. year None: it cannot be told."""

    year: int | None
    month: int | None = None
    day: int | None = None

    @property
    def edtf(self) -> str:
        parts = ["XXXX" if self.year is None else f"{self.year:04d}"]
        if self.month:
            parts.append(f"{self.month:02d}")
            if self.day:
                parts.append(f"{self.day:02d}")
        return "-".join(parts)

    @property
    def earliest(self) -> date:
        """First day; only of a point with a year."""
        assert self.year is not None
        return date(self.year, self.month or 1, self.day or 1)

    @property
    def latest(self) -> date:
        """Last day; only of a point with a year."""
        assert self.year is not None
        month = self.month or 12
        return date(self.year, month, self.day or last_day(self.year, month))


def last_day(year: int, month: int) -> int:
    return calendar.monthrange(year, month)[1]


def is_day(year: int | None, month: int, day: int) -> bool:
    """Whether a calendar has that day; without a year, whether some year has it."""
    return 1 <= month <= 12 and 1 <= day <= last_day(2000 if year is None else year, month)


def parse(edtf: str | None) -> Point | None:
    """A day, month or year from its EDTF, qualifiers dropped; None for any other value.

    Years before 1000 and after 9000 are none of a statement, and would lead arithmetic to the calendar's ends.
    """
    match = _POINT.fullmatch(edtf or "")
    if not match:
        return None
    year = int(match[1])
    month, day = (int(part) if part else None for part in match.groups()[1:])
    if not 1000 <= year <= 9000 or not is_day(year, 1 if month is None else month, 1 if day is None else day):
        return None
    return Point(year, month, day)


def between(earliest: date, latest: date, finest: Unit) -> Point:
    """The most precise point that covers all days from earliest to latest, at most as fine as the unit.

    Weeks are no points: they round to months.
    """
    if earliest.year != latest.year:
        return Point(None)
    if earliest.month != latest.month or finest == "Y":
        return Point(earliest.year)
    if earliest.day != latest.day or finest in ("M", "W"):
        return Point(earliest.year, earliest.month)
    return Point(earliest.year, earliest.month, earliest.day)


def add(day: date, amount: int, unit: Unit) -> date:
    """The day so many units later (earlier where negative); the 31st becomes the last of a shorter month.

    Raises OverflowError or ValueError where the calendar ends.
    """
    if unit == "D":
        return day + timedelta(days=amount)
    if unit == "W":
        return day + timedelta(weeks=amount)
    months = day.year * 12 + day.month - 1 + amount * (12 if unit == "Y" else 1)
    year, month = months // 12, months % 12 + 1
    if not 1 <= year <= 9999:
        raise ValueError(f"no year {year}")
    return date(year, month, min(day.day, last_day(year, month)))


def shift(point: Point, amount: int, unit: Unit) -> Point | None:
    """The point so many units later, as fine as `point` itself allows; None where it cannot be told.

    Of a day and month without a year, days are counted within a common year.
    """
    if point.year is None:
        if not (point.month and point.day and unit in ("D", "W")):
            return None
        moved = add(date(2001, point.month, point.day), amount, unit) if is_day(2001, point.month, point.day) else None
        return Point(None, moved.month, moved.day) if moved and moved.year == 2001 else None
    try:
        earliest, latest = add(point.earliest, amount, unit), add(point.latest, amount, unit)
    except (ValueError, OverflowError):
        return None
    if unit in ("Y", "M") and not point.day:
        return (
            Point(earliest.year, earliest.month if point.month else None) if point.month or unit == "Y" else Point(None)
        )
    moved_point = between(earliest, latest, "D")
    return moved_point if moved_point.year is not None else None


def bounds(edtf: str) -> tuple[str | None, str | None]:
    """First and last day that a value covers, as ISO days; None where the value does not tell (XXXX-06-22, P10Y)."""
    if edtf.startswith("P"):
        return None, None
    first, _, last = edtf.partition("/")
    if not last:
        return _days(first)
    return _days(first)[0], _days(last)[1]


def _days(edtf: str) -> tuple[str | None, str | None]:
    masked = _MASKED.fullmatch(edtf)
    if masked:
        digits, unknown = masked.groups()
        return f"{digits}{'0' * len(unknown)}-01-01", f"{digits}{'9' * len(unknown)}-12-31"
    if edtf[:4].isdigit() and edtf[5:7].isdigit() and int(edtf[5:7]) in _SEASON_MONTHS:
        first, last = _SEASON_MONTHS[int(edtf[5:7])]
        year = int(edtf[:4])
        end = Point(year + last // 13, (last - 1) % 12 + 1)
        return Point(year, first).earliest.isoformat(), end.latest.isoformat()
    point = parse(edtf)
    return (point.earliest.isoformat(), point.latest.isoformat()) if point else (None, None)
