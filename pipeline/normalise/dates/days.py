"""Rules for days and months as printed, with or without a year."""

import re
from dataclasses import replace

from pipeline.normalise.dates import plain
from pipeline.normalise.dates.edtf import is_day
from pipeline.normalise.dates.rules import DIGIT, Rule, Scan, one, rule
from pipeline.normalise.dates.values import Calendar, Expression, Numeric, Range, Shift
from pipeline.normalise.dates.vocabulary import (
    DAY,
    FULL_MONTH,
    FULL_WEEKDAYS,
    MONTH,
    MONTH_STOP,
    MONTHS,
    NOT_WEEKDAY_AFTER,
    NOT_WEEKDAY_BEFORE,
    NOT_YEAR_AFTER,
    ORDINAL,
    ORDINAL_LEADS,
    ORDINALS,
    WEEKDAYS,
    YEAR,
    alternatives,
)

RULES: list[Rule] = []

_NTH = r"(?:st|nd|rd|th)?"
_TO = r"(?: ?- ?| to | through | until | till )"
# "12 to 14", "12 and 13", "4, 5 and 9"
_SEVERAL_DAYS = rf"(?P<days>(?:{DAY}{_NTH}, ){{0,4}}{DAY}{_NTH})(?P<join>{_TO}|,? and )(?P<last>{DAY}){_NTH}"
_DAY_NUMBERS = re.compile(r"(\d+)(?P<nth>[a-z]*)")
# "March last year", "12 March of the same year"
_YEAR_WORDS = (
    r"(?:,? (?:of |in )?(?P<turn>this|last|next|that|the same|that same|the following|the previous|the next) year\b)?"
)
_YEAR_SHIFTS = {
    "this": Shift(0, "Y", "Y"),
    "last": Shift(-1, "Y", "Y"),
    "next": Shift(1, "Y", "Y"),
    "that": Shift(0, "Y", "Y", "previous"),
    "the same": Shift(0, "Y", "Y", "previous"),
    "that same": Shift(0, "Y", "Y", "previous"),
    "the following": Shift(1, "Y", "Y", "previous"),
    "the next": Shift(1, "Y", "Y", "previous"),
    "the previous": Shift(-1, "Y", "Y", "previous"),
}
# Words that make a capitalised month's name a month where neither day nor year stands beside it.
_MONTH_CONTEXT = re.compile(
    r"(?:^|[\s(])(?:in|since|until|till|during|throughout|by|before|after|from|through|between|early|late|mid|last|this|next"
    r"|of|and|or|to|as of|around|for|every|each|past|coming|following|previous|earlier in|later in)(?: |-)\Z"
)
_SURE_CONTEXT = re.compile(
    r"(?:^|[\s(])(?:in|since|until|till|during|throughout|early|late|mid|last|this|next)(?: |-)\Z"
)
_DETERMINED = re.compile(r"(?:(?:^|[\s(])(?:the|its|their|our|his|her|a)|'s|s') \Z")
_AFTER_A_MARCH = frozenset(["on", "for", "to", "against", "of", "in", "was", "is"])
_LIST_BEFORE = re.compile(rf"{FULL_MONTH}(?: and | or | & |, |, and )\Z")
_LIST_AFTER = re.compile(rf"(?: and | or | & |, |, and |/){FULL_MONTH}")
_AFTER_DATE = re.compile(rf"(?:{MONTH}|{YEAR})-\Z")


def _calendar(day: int | None, month: int, year: str | None, turn: str | None = None) -> Calendar | None:
    if year:
        return plain.calendar(day, month, int(year))
    if day is not None and not is_day(None, month, day):
        return None
    return Calendar(_YEAR_SHIFTS[turn] if turn else None, month, day)


def _begins(scan: Scan, start: int) -> bool:
    """Whether a day of the month begins at `start`: no tail of another number, but the end of a range may be glued."""
    return scan.free_before(start) or bool(_AFTER_DATE.search(scan.before(start)))


def _days(scan: Scan, match: re.Match[str]) -> list[Expression] | None:
    """Several days of a month: a range where it is written as one or they follow each other, else single dates.

    Groups of the match: days (all before the last), join, last, month, year or none, turn or none.
    """
    days = [*_DAY_NUMBERS.finditer(match["days"])]
    numbers = [*(int(day[1]) for day in days), int(match["last"])]
    dates = [_calendar(number, MONTHS[match["month"]], match["year"], match["turn"]) for number in numbers]
    if not all(dates) or numbers != sorted(set(numbers)):
        return None
    if len(days) > 1 and "and" not in match["join"]:
        return None
    listed = "and" in match["join"] and scan.word_before(match.start()) != "between"
    if not listed or numbers[-1] - numbers[0] == len(numbers) - 1:
        return one(match.start(), match.end(), Range(dates[0], dates[-1])) if dates[0] and dates[-1] else None
    offset = match.start("days")
    starts = [match.start(), *(offset + day.start() for day in days[1:]), match.start("last")]
    ends = [*(offset + day.end("nth") for day in days), match.end()]
    if match.start("month") > offset:
        starts[0] = offset
    return [
        Expression(start, end, value)
        for start, end, value in zip(starts, ends, dates, strict=True)
        if value is not None
    ]


@rule(RULES, [DIGIT], rf"({YEAR})-(0[1-9]|1[0-2])-(0[1-9]|[12]\d|3[01])(?!\d)(?:t\d\d:\d\d[\d:.z+]*)?")
def _iso(scan: Scan, match: re.Match[str]) -> list[Expression] | None:
    if not scan.stands_alone(match.start(), match.end()):
        return None
    return one(match.start(), match.end(), plain.value(match[0][:10], True))


@rule(RULES, [DIGIT], rf"(\d{{1,2}})([/.-])(\d{{1,2}})\2({YEAR})")
def _numeric(scan: Scan, match: re.Match[str]) -> list[Expression] | None:
    if not scan.stands_alone(match.start(), match.end()):
        return None
    first, second, year = int(match[1]), int(match[3]), int(match[4])
    if not (is_day(year, second, first) or is_day(year, first, second)):
        return None
    return [Expression(match.start(), match.end(), Numeric(first, second, year, match[2] == "."))]


@rule(
    RULES,
    [DIGIT],
    rf"{_SEVERAL_DAYS}(?: of)? (?P<month>{MONTH}){MONTH_STOP}(?:,? (?:of )?(?P<year>{YEAR}))?{_YEAR_WORDS}",
)
def _day_day_month(scan: Scan, match: re.Match[str]) -> list[Expression] | None:
    if not _begins(scan, match.start()) or not scan.capital(match.start("month")):
        return None
    return _days(scan, match)


@rule(
    RULES,
    [DIGIT],
    rf"(?P<day>{DAY}){_NTH}(?: day)?(?: of|,)? ?(?P<month>{MONTH}){MONTH_STOP}"
    rf"(?:,? ?(?:of )?(?P<year>{YEAR}))?{_YEAR_WORDS}",
)
def _day_month(scan: Scan, match: re.Match[str]) -> list[Expression] | None:
    if not _begins(scan, match.start()):
        return None
    if not (scan.capital(match.start("month")) or (match["year"] and match["month"] != "may")):
        return None
    value = _calendar(int(match["day"]), MONTHS[match["month"]], match["year"], match["turn"])
    # No calendar has a 30 February; nor is its month meant.
    return one(match.start(), match.end(), value) or []


@rule(
    RULES,
    ORDINAL_LEADS,
    rf"(?P<day>{ORDINAL}) (?:day )?of (?P<month>{MONTH})(?:,? (?:of )?(?P<year>{YEAR}))?{_YEAR_WORDS}",
)
def _nth_of_month(scan: Scan, match: re.Match[str]) -> list[Expression] | None:
    if not scan.capital(match.start("month")):
        return None
    day = ORDINALS.get(match["day"], 0)
    return one(match.start(), match.end(), _calendar(day, MONTHS[match["month"]], match["year"], match["turn"]))


@rule(
    RULES,
    MONTHS,
    rf"(?P<month>{MONTH}){MONTH_STOP} {_SEVERAL_DAYS}(?! {MONTH})(?:,? (?P<year>{YEAR}))?{_YEAR_WORDS}",
)
def _month_day_day(scan: Scan, match: re.Match[str]) -> list[Expression] | None:
    if not scan.capital(match.start()):
        return None
    if not match["year"] and scan.word_after(match.end()) in NOT_YEAR_AFTER:
        return None  # "On June 26 and 27 governments ...": the second number counts them
    return _days(scan, match)


@rule(
    RULES,
    MONTHS,
    rf"(?P<month>{MONTH}){MONTH_STOP} ?(?:the )?(?P<day>{DAY}){_NTH}(?!,\d\d\d(?!\d))"
    rf"(?:,? ?(?:of )?(?P<year>{YEAR}))?{_YEAR_WORDS}",
)
def _month_day(scan: Scan, match: re.Match[str]) -> list[Expression] | None:
    if not scan.capital(match.start()) and not (match["year"] and match["month"] not in ("may", "march")):
        return None
    counts = scan.word_after(match.end()) in NOT_YEAR_AFTER
    if counts and not match["year"] and scan.word_before(match.start()) in ("in", "since", "during"):
        return None  # "in May 25 people were arrested"
    if match["year"] and counts and "," in match[0]:  # "On June 30, 2000 people marched"
        end = scan.low.rindex(",", 0, match.start("year"))
        return one(match.start(), end, _calendar(int(match["day"]), MONTHS[match["month"]], None))
    value = _calendar(int(match["day"]), MONTHS[match["month"]], match["year"], match["turn"])
    # No calendar has a 30 February; nor is its month meant.
    return one(match.start(), match.end(), value) or []


@rule(
    RULES,
    MONTHS,
    rf"(?P<month>{MONTH}){MONTH_STOP}(?:{_TO}|/)(?P<last>{MONTH}){MONTH_STOP}"
    rf"(?:,? (?:of )?(?P<year>{YEAR}))?{_YEAR_WORDS}",
)
def _month_month(scan: Scan, match: re.Match[str]) -> list[Expression] | None:
    if not (scan.capital(match.start()) and scan.capital(match.start("last"))):
        return None
    if re.match(rf"\.? \d|,? ?{DAY}\b", scan.low[match.end() :]) and not match["year"]:
        return None  # "March to April 3": not two months
    first, last = MONTHS[match["month"]], MONTHS[match["last"]]
    begin = _calendar(None, first, match["year"], match["turn"])
    end = _calendar(None, last, match["year"], match["turn"])
    if begin and end and isinstance(begin.year, int) and first > last:
        begin = replace(begin, year=begin.year - 1)
    return one(match.start(), match.end(), Range(begin, end)) if begin and end else None


@rule(RULES, MONTHS, rf"(?P<month>{MONTH}){MONTH_STOP}(?:,? ?|-)(?:of )?(?P<year>{YEAR})")
def _month_year(scan: Scan, match: re.Match[str]) -> list[Expression] | None:
    if not scan.capital(match.start()):
        return None
    if "," in match[0] and scan.word_after(match.end()) in NOT_YEAR_AFTER:
        return None  # "In March, 2000 people ..."
    return one(match.start(), match.end(), plain.calendar(None, MONTHS[match["month"]], int(match["year"])))


@rule(RULES, MONTHS, rf"(?P<month>{FULL_MONTH}){_YEAR_WORDS}")
def _month(scan: Scan, match: re.Match[str]) -> list[Expression] | None:
    start, end = match.span()
    if not scan.capital(start) or (scan.low[end : end + 1] in ("'", "-") and scan.low[end + 1 : end + 2] != "s"):
        return None
    value = Calendar(_YEAR_SHIFTS[match["turn"]] if match["turn"] else None, MONTHS[match["month"]])
    if match["turn"]:
        return one(start, end, value)
    before = scan.before(start)
    if _SURE_CONTEXT.search(before) or _LIST_BEFORE.search(before):
        return one(start, end, value)
    if _MONTH_CONTEXT.search(before) or _LIST_AFTER.match(scan.low, end):
        # A capital behind makes it a person: "by April Smith".
        return None if scan.next_capital(end) else one(start, end, value)
    if _DETERMINED.search(before) and scan.text[end : end + 1] == " " and scan.low[end + 1 : end + 2].isalpha():
        march = match["month"] == "march" and scan.word_after(end) in _AFTER_A_MARCH
        return None if march or scan.next_capital(end) else one(start, end, value)
    return None


@rule(RULES, FULL_WEEKDAYS, alternatives(FULL_WEEKDAYS) + r"\b")
def _weekday(scan: Scan, match: re.Match[str]) -> list[Expression] | None:
    if not scan.capital(match.start()) or scan.low[match.end() : match.end() + 1] == "-":
        return None
    if scan.word_before(match.start()) in NOT_WEEKDAY_BEFORE or scan.word_after(match.end()) in NOT_WEEKDAY_AFTER:
        return None
    return one(match.start(), match.end(), Calendar(weekday=WEEKDAYS[match[0]]))
