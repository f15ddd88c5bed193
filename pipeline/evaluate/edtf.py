"""Whether a value is one that gold and records may carry."""

import re
from datetime import date

# EDTF level 1 (ISO 8601-2:2019): years, months, days and seasons, with unknown digits and a qualifier. Beside it, ISO
# 8601 durations.
_PART = re.compile(r"\.\.|[\dX]{4}(?:-[\dX]{2}(?:-[\dX]{2})?)?[~?%]?|\d{4}-(?:2[1-4]|3[3-9]|4[01])|\d{2,3}X{1,2}[~?%]?")
_DURATION = re.compile(r"P(?=[\dT])(?:\d+(?:\.\d+)?[YMWD])*(?:T(?:\d+(?:\.\d+)?[HMS])+)?")
_KNOWN_MONTH = re.compile(r"(\d{4}|[\dX]*X[\dX]*)-(\d{2})(?:-(\d{2}))?[~?%]?")
_LEAP_YEAR = 2000  # stands for a year that is not told


def is_duration(value: str) -> bool:
    """P10Y, P2.5Y, PT6H."""
    return bool(_DURATION.fullmatch(value))


def is_date(value: str) -> bool:
    """A day, month, season or year that some calendar has, or an interval of two of them."""
    parts = value.split("/")
    return len(parts) <= 2 and all(_PART.fullmatch(part) and _is_in_calendar(part) for part in parts)


def _is_in_calendar(part: str) -> bool:
    found = _KNOWN_MONTH.fullmatch(part)
    if not found:
        return True
    year, month, day = found.groups()
    if 21 <= int(month) <= 41:
        return day is None
    try:
        date(int(year) if year.isdigit() else _LEAP_YEAR, int(month), int(day or 1))
    except ValueError:
        return False
    return True
