"""Rules for calendar dates as printed: days, months, years, decades, centuries, seasons, quarters."""

import re
from dataclasses import replace

from pipeline.normalise.dates import plain
from pipeline.normalise.dates.edtf import is_day
from pipeline.normalise.dates.rules import DIGIT, Rule, Scan, apply, rule, widen
from pipeline.normalise.dates.values import Calendar, Expression, Fixed, Numeric, Range, Season, Shift
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
    NOT_YEAR_BEFORE,
    ORDINAL,
    ORDINALS,
    SEASONS,
    STREETS,
    WEEKDAY,
    WEEKDAYS,
    YEAR,
    alternatives,
)

RULES: list[Rule] = []
_DATES: list[Rule] = []  # days and months, also behind a weekday or "early"
_YEARS: list[Rule] = []  # years and decades, also behind "early"

_NTHS = frozenset(re.split("[- ]", word)[0] for word in ORDINALS if word[0].isalpha())  # the first words of ordinals
_MONTH_NAMES = {MONTHS[name]: name for name in reversed(MONTHS)}  # the first, full form of each
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
_NUMBERED = re.compile(
    r"(?:resolutions? (?:\d{3,4}(?: \(\d{4}\))?(?:,| and|, and) ){1,4}|\d[ ./)-]|\bn[or]\.? ?\d+ of |\bnos?\. ?)\Z"
)
_AFTER_DATE = re.compile(rf"(?:{MONTH}|{YEAR})-\Z")
_COUNTED = re.compile(
    r"(?:more than|less than|fewer than|over|nearly|almost|at least|some|estimated|exactly|total of) \Z"
)
_OF_LAW = re.compile(
    r"(?:Act|Law|Code|Ordinance|Bill|Decree|Regulations?|Order|Rules|Convention|Constitution),? (?:of )?\(?\Z"
)
# "1973 (2011)" is a resolution, "2000-year-old" an age
_NO_YEAR_BEHIND = re.compile(r" \(\d{4}\)| \d|-[A-Za-z]")
_OTHER_BOUND = re.compile(r"(?: and | to | or |-)\d{4} ([\w%]+)")
_IN_TIME = re.compile(r"(?:^|[\s(])(?:in|since|during|until|till|the|early|late|mid|throughout|'s)(?: |-)\Z")
_PARTS = ["beginning", "end", "start", "middle", "close"]
_LOOSELY = ["around", "about", "circa", "approximately", "roughly"]
_LOOSE_WORDS = tuple(f"{word} " for word in _LOOSELY)
# Before a year that only these make sure: numbers below 1900 are more often counts.
_YEAR_CONTEXT = re.compile(
    r"(?:^|[\s(])"
    r"(?:in|since|until|till|of|from|by|before|after|during|between|to|and|early|late|mid|circa|year|the)(?: |-)\Z"
)


def _full(day: int | None, month: int, year: int) -> Calendar | None:
    words = f"{_MONTH_NAMES[month]} {year}" if day is None else f"{day} {_MONTH_NAMES[month]} {year}"
    known = plain.value(words, day is not None)
    return Calendar(known[0], known[1], known[2]) if known else None


def _calendar(day: int | None, month: int, year: str | None, turn: str | None = None) -> Calendar | None:
    if year:
        return _full(day, month, int(year))
    if day is not None and not is_day(None, month, day):
        return None
    return Calendar(_YEAR_SHIFTS[turn] if turn else None, month, day)


def _one(start: int, end: int, value: Calendar | Range | None) -> list[Expression] | None:
    return [Expression(start, end, value)] if value else None


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
        return _one(match.start(), match.end(), Range(dates[0], dates[-1])) if dates[0] and dates[-1] else None
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


@rule(_DATES, [DIGIT], rf"({YEAR})-(0[1-9]|1[0-2])-(0[1-9]|[12]\d|3[01])(?!\d)(?:t\d\d:\d\d[\d:.z+]*)?")
def _iso(scan: Scan, match: re.Match[str]) -> list[Expression] | None:
    known = plain.value(match[0][:10], True)
    if not known or not scan.stands_alone(match.start(), match.end()):
        return None
    return _one(match.start(), match.end(), Calendar(*known))


@rule(_DATES, [DIGIT], rf"(\d{{1,2}})([/.-])(\d{{1,2}})\2({YEAR})")
def _numeric(scan: Scan, match: re.Match[str]) -> list[Expression] | None:
    if not scan.stands_alone(match.start(), match.end()):
        return None
    first, second, year = int(match[1]), int(match[3]), int(match[4])
    if not (is_day(year, second, first) or is_day(year, first, second)):
        return None
    return [Expression(match.start(), match.end(), Numeric(first, second, year, match[2] == "."))]


@rule(
    _DATES,
    [DIGIT],
    rf"{_SEVERAL_DAYS}(?: of)? (?P<month>{MONTH}){MONTH_STOP}(?:,? (?:of )?(?P<year>{YEAR}))?{_YEAR_WORDS}",
)
def _day_day_month(scan: Scan, match: re.Match[str]) -> list[Expression] | None:
    if not _begins(scan, match.start()) or not scan.capital(match.start("month")):
        return None
    return _days(scan, match)


@rule(
    _DATES,
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
    return _one(match.start(), match.end(), value) or []


@rule(
    _DATES,
    _NTHS,
    rf"(?P<day>{ORDINAL}) (?:day )?of (?P<month>{MONTH})(?:,? (?:of )?(?P<year>{YEAR}))?{_YEAR_WORDS}",
)
def _nth_of_month(scan: Scan, match: re.Match[str]) -> list[Expression] | None:
    if not scan.capital(match.start("month")):
        return None
    day = ORDINALS.get(match["day"], 0)
    return _one(match.start(), match.end(), _calendar(day, MONTHS[match["month"]], match["year"], match["turn"]))


@rule(
    _DATES,
    MONTHS,
    rf"(?P<month>{MONTH}){MONTH_STOP} {_SEVERAL_DAYS}(?! {MONTH})(?:,? (?P<year>{YEAR}))?{_YEAR_WORDS}",
)
def _month_day_day(scan: Scan, match: re.Match[str]) -> list[Expression] | None:
    if not scan.capital(match.start()):
        return None
    if not match["year"] and scan.word_after(match.end()) in NOT_YEAR_AFTER:
        return None  # "on June 26 and 27 governments ..." is caught by the noun alone
    return _days(scan, match)


@rule(
    _DATES,
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
        return _one(match.start(), end, _calendar(int(match["day"]), MONTHS[match["month"]], None))
    value = _calendar(int(match["day"]), MONTHS[match["month"]], match["year"], match["turn"])
    # No calendar has a 30 February; nor is its month meant.
    return _one(match.start(), match.end(), value) or []


@rule(
    _DATES,
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
    return _one(match.start(), match.end(), Range(begin, end)) if begin and end else None


@rule(_DATES, MONTHS, rf"(?P<month>{MONTH}){MONTH_STOP}(?:,? ?|-)(?:of )?(?P<year>{YEAR})")
def _month_year(scan: Scan, match: re.Match[str]) -> list[Expression] | None:
    if not scan.capital(match.start()):
        return None
    if "," in match[0] and scan.word_after(match.end()) in NOT_YEAR_AFTER:
        return None  # "In March, 2000 people ..."
    return _one(match.start(), match.end(), _full(None, MONTHS[match["month"]], int(match["year"])))


@rule(_DATES, MONTHS, rf"(?P<month>{FULL_MONTH}){_YEAR_WORDS}")
def _month(scan: Scan, match: re.Match[str]) -> list[Expression] | None:
    start, end = match.span()
    if not scan.capital(start) or (scan.low[end : end + 1] in ("'", "-") and scan.low[end + 1 : end + 2] != "s"):
        return None
    value = Calendar(_YEAR_SHIFTS[match["turn"]] if match["turn"] else None, MONTHS[match["month"]])
    if match["turn"]:
        return _one(start, end, value)
    before = scan.before(start)
    if _SURE_CONTEXT.search(before) or _LIST_BEFORE.search(before):
        return _one(start, end, value)
    if _MONTH_CONTEXT.search(before) or _LIST_AFTER.match(scan.low, end):
        # A capital behind makes it a person: "by April Smith".
        return None if scan.next_capital(end) else _one(start, end, value)
    if _DETERMINED.search(before) and scan.text[end : end + 1] == " " and scan.low[end + 1 : end + 2].isalpha():
        march = match["month"] == "march" and scan.word_after(end) in _AFTER_A_MARCH
        return None if march or scan.next_capital(end) else _one(start, end, value)
    return None


@rule(_YEARS, [DIGIT], rf"(?P<first>{YEAR})(?P<join> ?[-/] ?)(?P<last>{YEAR}|\d\d(?!\d))(?![-/]\d)")
def _year_year(scan: Scan, match: re.Match[str]) -> list[Expression] | None:
    if not _is_year(scan, match.start(), match.end()):
        return None
    first = int(match["first"])
    last = int(match["last"]) if len(match["last"]) == 4 else first // 100 * 100 + int(match["last"])
    if "/" in match["join"] and last != first + 1:
        return None  # "2015/16" is a year over two calendar years, "2015/20" the number of a paper
    if last <= first:
        month = int(match["last"])  # 2020-06 is ISO 8601 for a month
        return (
            _one(match.start(), match.end(), _full(None, month, first))
            if match["join"] == "-" and month <= 12
            else None
        )
    return _one(match.start(), match.end(), Range(Calendar(first), Calendar(last)))


@rule(_YEARS, [DIGIT], rf"({YEAR})(?: to | until | ?- ?)(?:the )?(?:present(?: day)?|today|now)\b")
def _year_present(scan: Scan, match: re.Match[str]) -> list[Expression] | None:
    if not _is_year(scan, match.start(), match.end(1)):
        return None
    return _one(match.start(), match.end(), Range(Calendar(int(match[1])), None))


@rule(_YEARS, [DIGIT], r"((?:1[5-9]|20)\d)0'?s\b")
def _decade(scan: Scan, match: re.Match[str]) -> list[Expression] | None:
    the = match.start() - 4 if scan.low.endswith("the ", 0, match.start()) else match.start()
    century = match[1][2] == "0" and match[1] != "200"  # "the 1800s", but "the 2000s"
    return [Expression(the, match.end(), Fixed(f"{match[1][:2]}XX" if century else f"{match[1]}X"))]


@rule(_YEARS, [DIGIT], YEAR)
def _year(scan: Scan, match: re.Match[str]) -> list[Expression] | None:
    if not _is_year(scan, match.start(), match.end()):
        return None
    return _one(match.start(), match.end(), Calendar(int(match[0])))


def _is_year(scan: Scan, start: int, end: int) -> bool:
    """Whether a number that could be a year is one: by what stands around it."""
    if not scan.stands_alone(start, end):
        return False
    number, before = int(scan.low[start : start + 4]), scan.before(start)
    in_time = _IN_TIME.search(before)
    if number < 1900 and not _YEAR_CONTEXT.search(before):
        return False
    if _NUMBERED.search(before) or _COUNTED.search(before) or _OF_LAW.search(scan.text, max(0, start - 20), start):
        return False
    if scan.word_before(start) in NOT_YEAR_BEFORE or _NO_YEAR_BEHIND.match(scan.text, end):
        return False
    if before.endswith(("© ", "©", "copyright ")):
        return False
    if before.endswith("(") and re.search(r"\d{3,4} \($", before):
        return False  # "resolution 2254 (2015)"
    after = scan.word_after(end)
    bound = _OTHER_BOUND.match(scan.low, end)
    if bound and bound[1] in NOT_YEAR_AFTER:
        return False  # "between 1500 and 2000 people"
    if after == "agenda" or (after in NOT_YEAR_AFTER and not in_time):
        return False
    if number % 100 == 0 and before.endswith(_LOOSE_WORDS):
        return False  # "about 2000 were arrested"
    if number % 100 == 0 and not in_time and after.endswith("s") and not scan.next_capital(end):
        return False  # "2000 protests"
    street = re.match(r" (?:[A-Z][\w.]+ ){1,3}([A-Za-z]+)", scan.text[end : end + 60])
    return not (street and street[1].lower() in STREETS)


@rule(
    _YEARS,
    [DIGIT, *_NTHS],
    rf"({ORDINAL})[ -]century\b",
)
def _century(scan: Scan, match: re.Match[str]) -> list[Expression] | None:
    number = ORDINALS.get(match[1])
    if number is None or not 10 < number < 23:
        return None
    the = match.start() - 4 if scan.low.endswith("the ", 0, match.start()) else match.start()
    return [Expression(the, match.end(), Fixed(f"{number - 1}XX"))]


@rule(
    RULES,
    ["first", "second", "third", "fourth", "last", "final", DIGIT],
    rf"(?P<nth>first|1st|second|2nd|third|3rd|fourth|4th|last|final) (?P<part>half|quarter) of (?P<year>{YEAR})",
)
def _part_of_year(scan: Scan, match: re.Match[str]) -> list[Expression] | None:
    parts = 2 if match["part"] == "half" else 4
    nth = ORDINALS.get(match["nth"], parts)
    return [Expression(match.start(), match.end(), _part(int(match["year"]), nth, parts))] if nth <= parts else None


@rule(RULES, ["q1", "q2", "q3", "q4", "h1", "h2"], rf"([qh])([1-4])(?: |, | of ){YEAR}")
def _quarter(scan: Scan, match: re.Match[str]) -> list[Expression] | None:
    return [
        Expression(match.start(), match.end(), _part(int(match[0][-4:]), int(match[2]), 4 if match[1] == "q" else 2))
    ]


def _part(year: int, nth: int, parts: int) -> Fixed:
    # Level 1 of EDTF has no codes for quarters and halves: they are intervals of months.
    months = 12 // parts
    return Fixed(f"{year}-{(nth - 1) * months + 1:02d}/{year}-{nth * months:02d}")


@rule(
    RULES,
    SEASONS,
    rf"(?P<season>{alternatives(list(SEASONS))})(?:,? (?:of )?)(?P<year>{YEAR})(?:[-/](?:{YEAR}|\d\d(?!\d)))?",
)
def _season(scan: Scan, match: re.Match[str]) -> list[Expression] | None:
    if not scan.stands_alone(match.start(), match.end()):
        return None
    return [Expression(match.start(), match.end(), Season(SEASONS[match["season"]], int(match["year"])))]


@rule(
    RULES,
    ["last", "this", "next", "past", "coming"],
    rf"(?P<turn>last|this|next|past|coming)(?: past| coming)? (?P<season>{alternatives(list(SEASONS))})\b",
)
def _season_turn(scan: Scan, match: re.Match[str]) -> list[Expression] | None:
    if match["season"] == "fall" and match["turn"] == "this" and scan.word_after(match.end()):
        return None  # "this fall of the government"
    return [Expression(match.start(), match.end(), Season(SEASONS[match["season"]], None, _turn(match)))]


def _turn(match: re.Match[str]) -> int:
    if match["turn"] in ("last", "past") or " past " in match[0]:
        return -1
    return 1 if match["turn"] in ("next", "coming") or " coming " in match[0] else 0


@rule(
    RULES,
    ["last", "this", "next"],
    rf"(?P<turn>last|this|next)(?: past| coming)? "
    rf"(?:(?P<month>{FULL_MONTH})|(?P<weekday>{alternatives(FULL_WEEKDAYS)})\b)(?! \d)",
)
def _turned(scan: Scan, match: re.Match[str]) -> list[Expression] | None:
    if not scan.capital(match.start(match.lastgroup or 0)):
        return None
    if match["month"]:
        return _one(match.start(), match.end(), Calendar(month=MONTHS[match["month"]], turn=_turn(match)))
    return _one(match.start(), match.end(), Calendar(weekday=WEEKDAYS[match["weekday"]], turn=_turn(match)))


@rule(RULES, WEEKDAYS, rf"(?P<weekday>{WEEKDAY})\.?,? (?:the )?(?=\d|{MONTH})")
def _weekday_date(scan: Scan, match: re.Match[str]) -> list[Expression] | None:
    found = apply(_DATES, scan, match.end())
    if not found or not found[0] or not scan.capital(match.start()):
        return None
    first = found[0][0]
    value = first.value
    if isinstance(value, Calendar) and value.day:
        value = replace(value, weekday=WEEKDAYS[match["weekday"]])
    elif not isinstance(value, Range):
        return None
    return [replace(first, start=match.start(), value=value), *found[0][1:]]


@rule(RULES, FULL_WEEKDAYS, alternatives(FULL_WEEKDAYS) + r"\b")
def _weekday(scan: Scan, match: re.Match[str]) -> list[Expression] | None:
    if not scan.capital(match.start()) or scan.low[match.end() : match.end() + 1] == "-":
        return None
    if scan.word_before(match.start()) in NOT_WEEKDAY_BEFORE or scan.word_after(match.end()) in NOT_WEEKDAY_AFTER:
        return None
    return _one(match.start(), match.end(), Calendar(weekday=WEEKDAYS[match[0]]))


@rule(
    RULES,
    ["early", "late", "mid", *_PARTS, *_LOOSELY],
    rf"(?:(?:early|late|mid)(?: |-)(?:in |to late |to mid )?|{alternatives(_PARTS)} of (?:the year )?"
    rf"|{alternatives(_LOOSELY)} )(?=[\da-z])",
)
def _approximate(scan: Scan, match: re.Match[str]) -> list[Expression] | None:
    found = apply((*_DATES, *_YEARS), scan, match.end())
    if not found or not found[0]:
        return None
    first, *more = found[0]
    if more:
        return None
    if isinstance(first.value, Fixed):
        return [widen(first, match.start())]
    if not isinstance(first.value, Calendar):
        return None
    return [Expression(match.start(), first.end, replace(first.value, exact=False))]


RULES += _DATES + _YEARS
