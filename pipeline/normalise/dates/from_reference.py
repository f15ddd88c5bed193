"""Counting from the statement's date, which may be a day, a month, a year or unknown (None).

Nothing is more precise than that date allows: "last month" of a statement of 2020 may lie in 2019.
"""

from datetime import date, timedelta

from pipeline.normalise.dates.edtf import Point, add, between
from pipeline.normalise.dates.values import Unit

# How far ahead a date without a year may lie where no verb tells the direction: announcements of the next weeks.
_NEUTRAL_DAYS = 45
# How far back where a verb looks ahead: verbs of the clause may be about something else.
_BACK_DAYS = 60


def moved(reference: Point | None, amount: int, unit: Unit, finest: Unit) -> Point:
    """The reference date so many units later, at most as fine as `finest`; Point(None) where it cannot be told."""
    if reference is None:
        return Point(None)
    try:
        return between(add(reference.earliest, amount, unit), add(reference.latest, amount, unit), finest)
    except (ValueError, OverflowError):
        return Point(None)


def week(reference: Point | None, amount: int) -> str | None:
    """Monday to Sunday of the week so many weeks later, as an interval; None unless the reference is a day."""
    if reference is None or not reference.day:
        return None
    day = reference.earliest
    monday = day - timedelta(days=day.weekday()) + timedelta(weeks=amount)
    return f"{monday.isoformat()}/{(monday + timedelta(days=6)).isoformat()}"


def weekday(reference: Point, number: int, direction: int, *, strict: bool) -> Point:
    """The nearest day of that name (0: Monday) on or before the reference date, after it where direction is 1.

    strict: the reference date itself is not meant ("last Tuesday"). Where the reference is no day, it is the result.
    """
    if not reference.day:
        return reference
    today = reference.earliest
    back = (today.weekday() - number) % 7
    day = today + timedelta(days=-back % 7) if direction > 0 else today - timedelta(days=back)
    if day == today and strict:
        day += timedelta(weeks=1 if direction > 0 else -1)
    return Point(day.year, day.month, day.day)


def turned_year(reference: Point | None, month: int, turn: int) -> int | None:
    """The year of "last March" (turn -1), "this March" (0), "next March" (1)."""
    if reference is None or reference.year is None:
        return None
    if turn == 0:
        return reference.year
    if not reference.month:
        return None
    return reference.year - (month >= reference.month) if turn < 0 else reference.year + (month <= reference.month)


def nearest_year(reference: Point | None, month: int, day: int | None, direction: int) -> int | None:
    """The year of a day or month printed without one, by the direction of its clause (1 ahead, -1 back, 0 unknown)."""
    if reference is None or reference.year is None:
        return None
    if not reference.month:
        return reference.year
    ahead = (month - reference.month) * 30 + ((day - reference.day) if day and reference.day else 0)
    if direction > 0:
        return reference.year + (ahead < -_BACK_DAYS)
    return reference.year - (ahead > (0 if direction < 0 else _NEUTRAL_DAYS))


def season(reference: Point | None, code: int, turn: int) -> str | None:
    """EDTF of "last summer" (turn -1), "this summer" (0), "next summer" (1), on the northern half of the earth.

    code: 21 (spring) to 24 (winter). A winter is named for the year in which it begins.
    """
    if reference is None or reference.year is None or not reference.month:
        return None
    begins = (code - 20) * 3
    if turn == 0:  # that of the year; in the first months the winter that is not over
        return f"{reference.year - (begins == 12 and reference.month <= 3)}-{code}"
    this = date(reference.year, reference.month, 1)
    latest = reference.year - (begins > reference.month)  # the latest that has begun
    if turn > 0:
        return f"{latest + 1}-{code}"
    over = add(date(latest, begins, 1), 3, "M") <= this
    return f"{latest - (not over)}-{code}"
