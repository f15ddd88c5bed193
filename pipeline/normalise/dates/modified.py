"""Rules for dates with a word before them: "Tuesday, 12 March", "last March", "early 2020"."""

import re
from dataclasses import replace

from pipeline.normalise.dates import days, years
from pipeline.normalise.dates.rules import Rule, Scan, apply, one, rule, widen
from pipeline.normalise.dates.values import Calendar, Expression, Fixed, Range, Season
from pipeline.normalise.dates.vocabulary import (
    FULL_MONTH,
    FULL_WEEKDAYS,
    MONTH,
    MONTHS,
    SEASONS,
    WEEKDAY,
    WEEKDAYS,
    alternatives,
)

RULES: list[Rule] = []

_PARTS = ["beginning", "end", "start", "middle", "close"]
_LOOSELY = ["around", "about", "circa", "approximately", "roughly"]


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
        return one(match.start(), match.end(), Calendar(month=MONTHS[match["month"]], turn=_turn(match)))
    return one(match.start(), match.end(), Calendar(weekday=WEEKDAYS[match["weekday"]], turn=_turn(match)))


@rule(RULES, WEEKDAYS, rf"(?P<weekday>{WEEKDAY})\.?,? (?:the )?(?=\d|{MONTH})")
def _weekday_date(scan: Scan, match: re.Match[str]) -> list[Expression] | None:
    found = apply(days.RULES, scan, match.end())
    if not found or not found[0] or not scan.capital(match.start()):
        return None
    first = found[0][0]
    value = first.value
    if isinstance(value, Calendar) and value.day:
        value = replace(value, weekday=WEEKDAYS[match["weekday"]])
    elif not isinstance(value, Range):
        return None
    return [replace(first, start=match.start(), value=value), *found[0][1:]]


@rule(
    RULES,
    ["early", "late", "mid", *_PARTS, *_LOOSELY],
    rf"(?:(?:early|late|mid)(?: |-)(?:in |to late |to mid )?|{alternatives(_PARTS)} of (?:the year )?"
    rf"|{alternatives(_LOOSELY)} )(?=[\da-z])",
)
def _approximate(scan: Scan, match: re.Match[str]) -> list[Expression] | None:
    found = apply((*days.RULES, *years.RULES), scan, match.end())
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
