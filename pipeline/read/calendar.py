"""Dates of file metadata as EDTF. They are written for machines, so few forms do."""

import re
from datetime import date
from email.utils import parsedate_to_datetime

_ISO = re.compile(r"\s*(\d{4})(?:-?(\d{2})(?:-?(\d{2}))?)?(?:[T ].*)?\s*", re.DOTALL)
_SLASHED = re.compile(r"\s*(\d{4})/(\d{1,2})(?:/(\d{1,2}))?\s*")  # citation_publication_date
_ENGLISH = re.compile(
    r"\s*(?:\w+,?\s+)?(?:(\d{1,2})\s+([A-Z][a-z]+)|([A-Z][a-z]+)\s+(\d{1,2}),?)\s+(\d{4})\b.*", re.DOTALL
)
_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")


def edtf(value: str) -> str | None:
    """`2024-03-05T10:00:00Z`, `2024/3`, `Tue, 05 Mar 2024 …`, `March 5, 2024` as EDTF; None: no date in it.

    The day is the one written: a time zone does not move it.
    """
    found = _ISO.fullmatch(value) or _SLASHED.fullmatch(value)
    if found:
        return _checked(*(int(part) if part else None for part in found.groups()))
    found = _ENGLISH.fullmatch(value)
    if found:
        day, month = found[1] or found[4], (found[2] or found[3])[:3].lower()
        return _checked(int(found[5]), _MONTHS.index(month) + 1, int(day)) if month in _MONTHS else None
    try:
        return parsedate_to_datetime(value).date().isoformat()
    except ValueError:
        return None


def _checked(year: int | None, month: int | None, day: int | None) -> str | None:
    """The parts that the calendar has; texts online begin in the 1990s, but documents are older."""
    if year is None or not 1900 <= year <= 2100:
        return None
    try:
        date(year, month or 1, day or 1)
    except ValueError:
        return None
    return "-".join(part for part in (f"{year:04}", month and f"{month:02}", month and day and f"{day:02}") if part)
