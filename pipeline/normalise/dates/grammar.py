"""Finding of expressions of calendar time.

In: the clean text. Out: expressions with parsed, unresolved values, in text order, not overlapping. Example: in
"Since May 2023 he was held for ten days" these are "May 2023" and "ten days".
"""

import re
from dataclasses import replace

from pipeline.normalise.dates import days, durations, modified, relative, years
from pipeline.normalise.dates.rules import DIGIT, Rule, Scan, apply
from pipeline.normalise.dates.values import Calendar, Expression, Range

_WORD = re.compile(r"\w+")
_SLASHED = re.compile(r"(?<!\S)[^\s/@]*+[/@]\S*+")
# An e-mail or web address, or a document symbol such as A/HRC/37/L.36
_ADDRESS = re.compile(r"[^@]+@|[^/]*(?:://|www\.)|[^/]*\.[a-z]{2,4}/|\W*[A-Z]+/")
_RANGE_JOINTS = frozenset(["-", " - ", " to ", " until ", " till ", " through ", " up to ", " and "])
_LIST_JOINTS = frozenset([" and ", ", ", ", and ", " or ", "/", " & "])


def _leads() -> dict[str, tuple[Rule, ...]]:
    leads: dict[str, list[Rule]] = {}
    # Lengths come before years, so that "1500 days" is none.
    for rule in (*relative.RULES, *durations.RULES, *modified.RULES, *days.RULES, *years.RULES):
        for lead in rule.leads:
            leads.setdefault(lead, []).append(rule)
    return {lead: tuple(rules) for lead, rules in leads.items()}


_LEADS = _leads()


def find(text: str) -> list[Expression]:
    """The expressions of calendar time in a text, in text order; no two overlap."""
    scan = Scan.of(text)
    closed = [match.span() for match in _SLASHED.finditer(text) if _ADDRESS.match(match[0])]
    closed.reverse()
    found: list[Expression] = []
    free = 0
    for match in _WORD.finditer(scan.low):
        word = match[0]
        rules = _LEADS.get(word) or (_LEADS[DIGIT] if word[0] in "0123456789" else None)
        start = match.start()
        if rules is None or start < free:
            continue
        while closed and closed[-1][1] <= start:
            closed.pop()
        if closed and closed[-1][0] <= start:
            continue
        applied = apply(rules, scan, start)
        if applied:
            expressions, free = applied
            found += expressions
    return _compose(scan, found)


def _compose(scan: Scan, found: list[Expression]) -> list[Expression]:
    """Joins ranges into one expression, and gives the members of a list the year that stands at its end."""
    composed: list[Expression] = []
    for first in reversed(found):
        joined = _join(scan, first, composed[-1]) if composed else None
        if joined:
            composed[-1] = joined
        else:
            composed.append(_with_year(scan, first, composed[-1]) if composed else first)
    composed.reverse()
    return composed


def _join(scan: Scan, first: Expression, last: Expression) -> Expression | None:
    begin, end = first.value, last.value
    if not (isinstance(begin, Calendar) and isinstance(end, Calendar)):
        return None
    gap = scan.low[first.end : last.start]
    if gap not in _RANGE_JOINTS or (gap == " and " and scan.word_before(first.start) != "between"):
        return None
    if (
        (begin.month is None) != (end.month is None)
        or (begin.day is None) != (end.day is None)
        or not (begin.month or begin.year)
    ):
        return None
    begin = _borrow_year(begin, end)
    known = isinstance(begin.year, int) and isinstance(end.year, int)
    if known and (begin.year, begin.month or 0, begin.day or 0) >= (end.year, end.month or 0, end.day or 0):
        return None
    return Expression(first.start, last.end, Range(begin, end))


def _with_year(scan: Scan, first: Expression, following: Expression) -> Expression:
    value, after = first.value, following.value
    if isinstance(after, Range):
        after = after.first
    if scan.low[first.end : following.start] not in _LIST_JOINTS or not isinstance(after, Calendar) or not after.month:
        return first
    if isinstance(value, Calendar) and value.month and value.turn is None:
        return replace(first, value=_borrow_year(value, after))
    return first


def _borrow_year(value: Calendar, after: Calendar) -> Calendar:
    """A date without a year takes that of the date it is joined to: "30 December to 2 January 2020"."""
    if value.year is not None or after.year is None or not value.month or not after.month:
        return value
    year = after.year
    if isinstance(year, int) and (value.month, value.day or 0) > (after.month, after.day or 0):
        year -= 1
    return replace(value, year=year)
