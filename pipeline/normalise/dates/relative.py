"""Rules for times told from the statement's own date or from the date before: today, last year, the same month."""

import re
from typing import cast

from pipeline.normalise.dates.rules import Rule, Scan, rule
from pipeline.normalise.dates.values import Expression, Shift, Unit
from pipeline.normalise.dates.vocabulary import UNITS, unit_letter

RULES: list[Rule] = []

_STEPS = {"last": -1, "this past": -1, "this last": -1, "this": 0, "next": 1, "this coming": 1}
_NARRATED = {
    "same": 0, "that same": 0, "that": 0, "following": 1, "next": 1, "ensuing": 1, "subsequent": 1,
    "previous": -1, "preceding": -1,
}  # fmt: skip
_DAYS = {
    "today": 0, "yesterday": -1, "tomorrow": 1, "last night": -1,
    "this morning": 0, "this afternoon": 0, "this evening": 0, "earlier today": 0, "later today": 0,
}  # fmt: skip
_TODAY_MEANING_NOW = re.compile(r"'s (?:world|society|china|generation|youth|standards)\b")


@rule(
    RULES,
    ["today", "yesterday", "tomorrow", "last", "this", "earlier", "later"],
    r"(?:(?:earlier |later )?today|yesterday|tomorrow|last night|this (?:morning|afternoon|evening))\b",
)
def _day(scan: Scan, match: re.Match[str]) -> list[Expression] | None:
    if _TODAY_MEANING_NOW.match(scan.low, match.end()) or (
        scan.capital(match.start()) and scan.next_capital(match.end())
    ):
        return None  # "Russia Today", "Today FM"
    return [Expression(match.start(), match.end(), Shift(_DAYS[match[0]], "D", "D"))]


@rule(
    RULES,
    ["last", "this", "next", "earlier", "later", "early", "late", "mid", "end", "beginning", "start", "middle"],
    r"(?P<part>earlier |later |early |late |mid[ -]|(?:end|beginning|start|middle) of )?"
    r"(?P<step>last|this past|this last|this coming|this|next) (?P<unit>week|month|year|century)\b(?!-)",
)
def _step(scan: Scan, match: re.Match[str]) -> list[Expression] | None:
    if scan.word_before(match.start()) == "the" and not match["part"]:
        # "the next year" is told from another date, "the last year" is a length of time: see _narrated and durations
        return None
    if match["unit"] == "century":
        return None
    unit = cast(Unit, unit_letter(match["unit"]))
    exact = match["part"] in (None, "earlier ", "later ")
    return [Expression(match.start(), match.end(), Shift(_STEPS[match["step"]], unit, unit, exact=exact))]


@rule(
    RULES,
    ["end", "beginning", "start", "middle", "later", "earlier"],
    r"(?:end|beginning|start|middle|later in|earlier in)(?: of)? the (?P<unit>year|month|week)\b(?! of| \d)",
)
def _part_of_current(scan: Scan, match: re.Match[str]) -> list[Expression] | None:
    unit = cast(Unit, unit_letter(match["unit"]))
    exact = match[0].startswith(("later", "earlier"))
    return [Expression(match.start(), match.end(), Shift(0, unit, unit, exact=exact))]


@rule(
    RULES,
    ["same", "that", "following", "next", "ensuing", "subsequent", "previous", "preceding"],
    r"(?P<step>that same|same|that|following|next|ensuing|subsequent|previous|preceding) "
    r"(?P<unit>day|morning|afternoon|evening|night|week|month|year)\b(?!-)",
)
def _narrated(scan: Scan, match: re.Match[str]) -> list[Expression] | None:
    if not match["step"].startswith("that") and scan.word_before(match.start()) != "the":
        return None
    unit = cast(Unit, unit_letter(match["unit"])) if match["unit"] in UNITS else "D"
    return [Expression(match.start(), match.end(), Shift(_NARRATED[match["step"]], unit, unit, "previous"))]
