"""Values of plain absolute expressions ("12 March 2024", "March 2024", "2024-03-12"), by dateparser.

The grammar tells which parts are printed and hands over nothing but these, so that dateparser, which fills what is
missing from the day of the run, has nothing to fill.
"""

from datetime import datetime
from functools import cache, lru_cache

from dateparser.date import DateDataParser

from pipeline.normalise.dates.values import Calendar
from pipeline.normalise.dates.vocabulary import MONTH_NAMES


@cache
def _parser(day: bool) -> DateDataParser:
    # One language, one order, one parser and a fixed base: the value depends on the words alone.
    return DateDataParser(
        languages=["en"],
        settings={
            "PARSERS": ["absolute-time"],
            "REQUIRE_PARTS": ["day", "month", "year"] if day else ["month", "year"],
            "PREFER_DAY_OF_MONTH": "first",
            "DATE_ORDER": "DMY",
            "RELATIVE_BASE": datetime(2000, 1, 1),
            "TIMEZONE": "UTC",
        },
    )


def calendar(day: int | None, month: int, year: int) -> Calendar | None:
    """The value of "12 March 2024" or, without a day, "March 2024"; None where no calendar has that day."""
    words = f"{MONTH_NAMES[month]} {year}"
    return value(words if day is None else f"{day} {words}", day is not None)


@lru_cache(maxsize=1 << 16)
def value(words: str, day: bool) -> Calendar | None:
    """The value of a plain expression.

    words: month and year in English words or ISO 8601, with a day where `day` is true.
    Returns None where no calendar has that day (30 February).
    """
    parsed = _parser(day).get_date_data(words).date_obj
    return Calendar(parsed.year, parsed.month, parsed.day if day else None) if parsed else None
