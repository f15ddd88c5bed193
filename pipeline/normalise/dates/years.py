"""Rules for years, decades, centuries and parts of years as printed."""

import re

from pipeline.normalise.dates import plain
from pipeline.normalise.dates.rules import DIGIT, Rule, Scan, one, rule
from pipeline.normalise.dates.values import Calendar, Expression, Fixed, Range, Season
from pipeline.normalise.dates.vocabulary import (
    NOT_YEAR_AFTER,
    NOT_YEAR_BEFORE,
    ORDINAL,
    ORDINAL_LEADS,
    ORDINALS,
    SEASONS,
    STREETS,
    YEAR,
    alternatives,
)

RULES: list[Rule] = []

_NUMBERED = re.compile(
    r"(?:resolutions? (?:\d{3,4}(?: \(\d{4}\))?(?:,| and|, and) ){1,4}|\d[ ./)-]|\bn[or]\.? ?\d+ of |\bnos?\. ?)\Z"
)
_COUNTED = re.compile(
    r"(?:more than|less than|fewer than|over|nearly|almost|at least|some|estimated|exactly|total of) \Z"
)
_LOOSELY = ("around ", "about ", "approximately ", "roughly ")
_OF_LAW = re.compile(
    r"(?:Act|Law|Code|Ordinance|Bill|Decree|Regulations?|Order|Rules|Convention|Constitution),? (?:of )?\(?\Z"
)
# "1973 (2011)" is a resolution, "2000-year-old" an age
_NO_YEAR_BEHIND = re.compile(r" \(\d{4}\)| \d|-[A-Za-z]")
_NAME_BEHIND = re.compile(r" (?:[A-Z][\w.]+ ){1,3}([A-Za-z]+)")  # "1990 Kent Street"
_RESOLUTION = re.compile(r"\d{3,4} \(\Z")  # "2254 (2015)"
_OTHER_BOUND = re.compile(r"(?: and | to | or |-)\d{4} ([\w%]+)")
_IN_TIME = re.compile(r"(?:^|[\s(])(?:in|since|during|until|till|the|early|late|mid|throughout|'s)(?: |-)\Z")
# Before a year that only these make sure: numbers below 1900 are more often counts.
_YEAR_CONTEXT = re.compile(
    r"(?:^|[\s(])"
    r"(?:in|since|until|till|of|from|by|before|after|during|between|to|and|early|late|mid|circa|year|the)(?: |-)\Z"
)


@rule(RULES, [DIGIT], rf"(?P<first>{YEAR})(?P<join> ?[-/] ?)(?P<last>{YEAR}|\d\d(?!\d))(?![-/]\d)")
def _year_year(scan: Scan, match: re.Match[str]) -> list[Expression] | None:
    if not _is_year(scan, match.start(), match.end()):
        return None
    first = int(match["first"])
    last = int(match["last"]) if len(match["last"]) == 4 else first // 100 * 100 + int(match["last"])
    if "/" in match["join"] and last != first + 1:
        return None  # "2015/16" is a year over two calendar years, "2015/20" the number of a paper
    if last <= first:
        month = int(match["last"])  # 2020-06 is ISO 8601 for a month
        iso = match["join"] == "-" and 1 <= month <= 12
        return one(match.start(), match.end(), plain.calendar(None, month, first)) if iso else None
    return one(match.start(), match.end(), Range(Calendar(first), Calendar(last)))


@rule(RULES, [DIGIT], rf"({YEAR})(?: to | until | ?- ?)(?:the )?(?:present(?: day)?|today|now)\b")
def _year_present(scan: Scan, match: re.Match[str]) -> list[Expression] | None:
    if not _is_year(scan, match.start(), match.end(1)):
        return None
    return one(match.start(), match.end(), Range(Calendar(int(match[1])), None))


@rule(RULES, [DIGIT], r"((?:1[5-9]|20)\d)0'?s\b")
def _decade(scan: Scan, match: re.Match[str]) -> list[Expression] | None:
    the = scan.with_article(match.start(), "the")
    century = match[1][2] == "0" and match[1] != "200"  # "the 1800s", but "the 2000s"
    return [Expression(the, match.end(), Fixed(f"{match[1][:2]}XX" if century else f"{match[1]}X"))]


@rule(RULES, [DIGIT], YEAR)
def _year(scan: Scan, match: re.Match[str]) -> list[Expression] | None:
    if not _is_year(scan, match.start(), match.end()):
        return None
    return one(match.start(), match.end(), Calendar(int(match[0])))


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
    if _RESOLUTION.search(before):
        return False
    after = scan.word_after(end)
    bound = _OTHER_BOUND.match(scan.low, end)
    if bound and bound[1] in NOT_YEAR_AFTER:
        return False  # "between 1500 and 2000 people"
    if after == "agenda" or (after in NOT_YEAR_AFTER and not in_time):
        return False
    if number % 100 == 0 and before.endswith(_LOOSELY):
        return False  # "about 2000 were arrested"
    if number % 100 == 0 and not in_time and after.endswith("s") and not scan.next_capital(end):
        return False  # "2000 protests"
    street = _NAME_BEHIND.match(scan.text, end)
    return not (street and street[1].lower() in STREETS)


@rule(
    RULES,
    [DIGIT, *ORDINAL_LEADS],
    rf"({ORDINAL})[ -]century\b",
)
def _century(scan: Scan, match: re.Match[str]) -> list[Expression] | None:
    number = ORDINALS.get(match[1])
    if number is None or not 10 < number < 23:
        return None
    the = scan.with_article(match.start(), "the")
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
