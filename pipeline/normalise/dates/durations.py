"""Rules for lengths of time, repeated times, and counts of units from a date, an event or now."""

import re
from typing import cast

from pipeline.normalise.dates.rules import DIGIT, Rule, Scan, one, rule
from pipeline.normalise.dates.values import Anniversary, Duration, Expression, FromEvent, Repeated, Shift, Unit
from pipeline.normalise.dates.vocabulary import (
    CARDINALS,
    EVENTS,
    FULL_MONTH,
    FULL_WEEKDAYS,
    NOT_DAILY_AFTER,
    NUMBER,
    ORDINAL,
    ORDINAL_LEADS,
    ORDINALS,
    REPEATED,
    UNIT,
    alternatives,
    number,
    unit_letter,
)

RULES: list[Rule] = []

_COUNTS = sorted({word.split("-")[0].split(" ")[0] for word in CARDINALS})
_NTHS = [DIGIT, *ORDINAL_LEADS]
_HALF = r"(?P<half>½| 1/2|[ -]and[ -]a[ -]half)?"
_LENGTH = (
    rf"(?P<count>{NUMBER}|an?\b){_HALF}[ -](?P<unit>{UNIT})(?P<later_half> and a half)?"
    rf"(?P<more>(?:(?:,| and|, and) {NUMBER} {UNIT}){{1,2}})?"
)
_EVENT = (
    r"(?: (?!(?:and|but|which|who|that|he|she|they|it|we|i)\b)[\w'.&-]+){0,8}? "
    + alternatives([word for event in EVENTS for word in (*event["nouns"], *event["verbs"])])
    + r"\b"
)
_LATER = re.compile(r" (?:later|afterwards|afterward)\b")
_EARLIER = re.compile(r" (?:earlier|previously|before(?=[.,;:)\n]|$))")
_AGO = re.compile(r" ago\b(?P<today> today\b)?")
_FROM_NOW = re.compile(r" from (?:now|today)\b")
_ANCHOR = re.compile(rf" (?P<side>after|following|before|prior to|ahead of)\b(?P<event>{_EVENT})?")
_MORE = re.compile(rf"(?:,| and|, and) (?P<count>{NUMBER}) (?P<unit>{UNIT})")
_AGE = re.compile(r"[ -](?:old|olds|of age)\b| (?:and|or) (?:older|over|above|under|younger)\b")
_AGED = re.compile(r"\b(?:aged|age of) \Z")
_TIMES = {"H": "H", "N": "M"}  # units below a day, as ISO 8601 writes them
_RATE = re.compile(r" (?:a|an|per|each|every) (?:minute|hour|day|week|month|year)\b")
_INEXACT = re.compile(r"(?:more than|less than|over|almost|nearly|about|around|roughly|approximately|some|at least) \Z")
# What makes "a year", "one day" a length of time: before it.
_LASTING = re.compile(
    r"(?:^|[ (])(?:for|within|than|over|about|nearly|almost|least|under|after|lasting|up to|just|only|exactly|half"
    r"|lasted|took|spent|every|another|served)(?: just| only| about| almost| nearly| over)? \Z"
)
_NAMED = re.compile(r" (?:of|[Pp]lans?|[Pp]rogramme|[Ss]trategy|[Ww]ar|[Aa]ction)\b")


def _iso(count: float, letter: str) -> str:
    """ISO 8601 duration of so many units; half years are six months."""
    if letter in "FTC":
        count, letter = count * {"F": 2, "T": 10, "C": 100}[letter], "W" if letter == "F" else "Y"
    if letter == "Y" and count % 1 == 0.5:
        whole = int(count)
        return f"P{whole}Y6M" if whole else "P6M"
    amount = f"{count:g}" if count < 1e5 else str(int(count))
    return f"PT{amount}{_TIMES[letter]}" if letter in _TIMES else f"P{amount}{letter}"


def _whole(count: float, letter: str) -> tuple[int, Unit] | None:
    """The same in whole days, weeks, months or years; None where it is no whole number of them."""
    if letter in _TIMES:
        return None
    factor, unit = {"F": (2, "W"), "T": (10, "Y"), "C": (100, "Y")}.get(letter, (1, letter))
    count *= factor
    if count % 1 == 0.5 and unit in "YW":
        count, unit = (count * 12, "M") if unit == "Y" else (round(count * 7), "D")
    return (int(count), cast(Unit, unit)) if count % 1 == 0 and count < 10_000 else None


@rule(RULES, [*_COUNTS, DIGIT], rf"(?P<low>{NUMBER})(?P<join>-| - | to | and | or )(?={NUMBER}[ -]{UNIT})")
def _span_of_lengths(scan: Scan, match: re.Match[str]) -> list[Expression] | None:
    """Of "five to seven years" the upper bound is kept: ISO 8601 has no range of durations."""
    if match["join"] == " and " and scan.word_before(match.start()) != "between":
        return None
    if number(match["low"]) >= 1500:
        return None  # "sentenced in 2019 to six years"
    if match["join"] == "-" and match["low"].isalpha() and CARDINALS[match["low"]] % 10 == 0:
        return None  # "twenty-five years"
    return []  # go on behind the lower bound; "or" included


@rule(RULES, [*_COUNTS, DIGIT], rf"(?P<count>{NUMBER})[ -]years?'? (?P<word>anniversary)(?: of(?P<event>{_EVENT}))?")
def _year_anniversary(scan: Scan, match: re.Match[str]) -> list[Expression] | None:
    return _anniversary(scan, match, int(number(match["count"])))


@rule(RULES, _NTHS, rf"(?P<nth>{ORDINAL}) (?:year )?(?P<word>anniversary)(?: of(?P<event>{_EVENT}))?")
def _nth_anniversary(scan: Scan, match: re.Match[str]) -> list[Expression] | None:
    return _anniversary(scan, match, ORDINALS.get(match["nth"]))


@rule(RULES, ["anniversary"], rf"(?P<word>anniversary) of(?P<event>{_EVENT})")
def _any_anniversary(scan: Scan, match: re.Match[str]) -> list[Expression] | None:
    return _anniversary(scan, match, None)


def _anniversary(scan: Scan, match: re.Match[str], years: int | None) -> list[Expression] | None:
    event = match.span("event") if match["event"] else (match.end("word"), match.end("word"))
    return one(scan.with_article(match.start(), "the"), match.end(), Anniversary(years, event))


@rule(
    RULES,
    _NTHS,
    rf"(?P<nth>{ORDINAL}) "
    rf"(?:(?:consecutive|straight|successive) (?P<unit>{UNIT})|(?P<unit2>{UNIT}) (?:in a row|running)\b)",
)
def _consecutive(scan: Scan, match: re.Match[str]) -> list[Expression] | None:
    nth = ORDINALS.get(match["nth"])
    if nth is None:
        return None
    iso = _iso(nth, unit_letter(match["unit"] or match["unit2"]))
    return one(scan.with_article(match.start(), "the", "a", "an"), match.end(), Duration(iso))


@rule(
    RULES,
    [*_COUNTS, DIGIT, "once", "twice", "thrice"],
    rf"(?:(?P<n>{NUMBER}) times|once|twice|thrice) (?:an?|per|each|every) (?P<unit>{UNIT})",
)
def _times_a_unit(scan: Scan, match: re.Match[str]) -> list[Expression] | None:
    times = number(match["n"]) if match["n"] else {"o": 1, "tw": 2, "th": 3}[match[0][: 1 if match[0][0] == "o" else 2]]
    letter = unit_letter(match["unit"])
    even = letter == "Y" and times and 12 % times == 0
    return one(match.start(), match.end(), Repeated(_iso(12 / times, "M") if even and times > 1 else _iso(1, letter)))


@rule(
    RULES,
    ["every", "each", "once"],
    rf"(?:once )?(?:every|each) (?:single |passing )?(?:(?P<other>other|second|third|fourth|fifth) )?"
    rf"(?:(?P<count>{NUMBER}){_HALF} )?"
    rf"(?:(?P<unit>{UNIT})|(?P<day>{alternatives(FULL_WEEKDAYS)}\b)|(?P<month>{FULL_MONTH}))",
)
def _every(scan: Scan, match: re.Match[str]) -> list[Expression] | None:
    count = number(match["count"]) + (0.5 if match["half"] else 0) if match["count"] else 1
    if match["other"]:
        count *= 2 if match["other"] == "other" else ORDINALS[match["other"]]
    letter = unit_letter(match["unit"]) if match["unit"] else "W" if match["day"] else "Y"
    return one(match.start(), match.end(), Repeated(_iso(count, letter)))


@rule(RULES, [f"{day}s" for day in FULL_WEEKDAYS], alternatives([f"{day}s" for day in FULL_WEEKDAYS]) + r"\b")
def _weekdays(scan: Scan, match: re.Match[str]) -> list[Expression] | None:
    return one(match.start(), match.end(), Repeated("P1W")) if scan.capital(match.start()) else None


@rule(RULES, ["per"], r"per (?P<unit>day|week|month|year|annum)\b")
def _per(scan: Scan, match: re.Match[str]) -> list[Expression] | None:
    unit = match["unit"].replace("annum", "year")
    return one(match.start(), match.end(), Repeated(_iso(1, unit_letter(unit))))


@rule(RULES, REPEATED, alternatives(list(REPEATED)) + r"\b")
def _repeated(scan: Scan, match: re.Match[str]) -> list[Expression] | None:
    start, end = match.span()
    half = start - 5 if scan.low.endswith("semi-", 0, start) else start
    if scan.capital(start) and (scan.next_capital(end) or scan.low[end : end + 1] == "\n"):
        return None  # part of a name: "Annual General Meeting"
    if match[0] == "daily" and (scan.word_after(end) in NOT_DAILY_AFTER or scan.capital(start)):
        return None
    return one(half, end, Repeated("P6M" if half < start and match[0].startswith("annual") else REPEATED[match[0]]))


@rule(RULES, ["semi", "bi"], r"(?:semi|bi)-(?P<word>annual(?:ly)?|monthly|weekly)\b")
def _prefixed(scan: Scan, match: re.Match[str]) -> list[Expression] | None:
    return one(match.start(), match.end(), Repeated({"a": "P6M", "m": "P2M", "w": "P2W"}[match["word"][0]]))


@rule(RULES, ["half"], r"half[ -](?:an? |of an? )?(?P<unit>hour|year|decade|century)\b")
def _half(scan: Scan, match: re.Match[str]) -> list[Expression] | None:
    if match["unit"] == "hour":
        return []  # no time of a calendar
    return one(match.start(), match.end(), Duration(_iso(0.5, unit_letter(match["unit"]))))


@rule(RULES, ["quarter"], r"quarter(?: of a |[ -])century\b")
def _quarter_century(scan: Scan, match: re.Match[str]) -> list[Expression] | None:
    return one(scan.with_article(match.start(), "a"), match.end(), Duration("P25Y"))


@rule(
    RULES,
    [unit + long for unit in ("day", "week", "month", "year", "decade", "century") for long in ("", "long")],
    r"(?P<unit>day|week|month|year|decade|century)-?long\b",
)
def _unit_long(scan: Scan, match: re.Match[str]) -> list[Expression] | None:
    return one(match.start(), match.end(), Duration(_iso(1, unit_letter(match["unit"]))))


@rule(RULES, ["past", "last"], r"(?:past|last) (?P<unit>day|week|month|year|decade|century)\b")
def _the_past(scan: Scan, match: re.Match[str]) -> list[Expression] | None:
    decade = match["unit"] == "decade"
    if scan.word_before(match.start()) not in ("the", "this") and not decade:
        return None
    if scan.word_after(match.end()) == "of" or not (decade or _DURING.search(scan.before(match.start()))):
        return None  # "the last year of his sentence"
    return one(scan.with_article(match.start(), "the"), match.end(), Duration(_iso(1, unit_letter(match["unit"]))))


_DURING = re.compile(r"(?:over|in|during|for|within|throughout|of|across) (?:the|this) \Z")


@rule(RULES, [*_COUNTS, DIGIT, "a", "an"], _LENGTH)
def _length(scan: Scan, match: re.Match[str]) -> list[Expression] | None:
    start, end = match.span()
    if scan.low.startswith("-long", end) and match["count"] in ("a", "an"):
        return None  # "a year-long siege"
    count = number(match["count"]) + (0.5 if match["half"] or match["later_half"] else 0)
    letter = unit_letter(match["unit"])
    if not scan.free_before(start) or (letter == "Y" and count > 500 and "," not in match["count"]):
        return None
    iso, end = _with_smaller(_iso(count, letter), letter, match)
    if _AGE.match(scan.low, end) or _AGED.search(scan.before(start)) or _RATE.match(scan.low, end):
        return []
    exact = not _INEXACT.search(scan.before(start))
    if letter in _TIMES and (_AGO.match(scan.low, end) or _LATER.match(scan.low, end) or _EARLIER.match(scan.low, end)):
        return []  # a time of day
    whole = _whole(count, letter) if end == match.end() and not match["more"] else None
    if whole:
        counted = _counted(scan, start, end, *whole, loose=letter in "WF", exact=exact)
        if counted is not None:
            return counted
    article = match["count"] in ("a", "an")
    vague = article or (match["count"] == "one" and letter == "D")
    if vague and not (letter in "TC" or match["half"] or match["later_half"] or _LASTING.search(scan.before(start))):
        return []
    if scan.capital(match.start("unit")) and _NAMED.match(scan.text, end):
        return []  # "16 Days of Activism", "Five-Year Plan"
    if letter == "H" and count == 24 and match[0].endswith("-hour"):
        return []  # round the clock
    return one(start, end, Duration(iso))


def _with_smaller(iso: str, letter: str, match: re.Match[str]) -> tuple[str, int]:
    """The duration with the smaller units that follow ("2 years, 6 months and 3 days"), and where these end."""
    end = match.start("more") if match["more"] else match.end()
    for part in _MORE.finditer(match["more"] or ""):
        smaller = unit_letter(part["unit"])
        if smaller not in "DWMY" or "DWMY".find(smaller) >= "DWMY".find(letter):
            break
        iso += _iso(number(part["count"]), smaller).removeprefix("P")
        letter, end = smaller, match.start("more") + part.end()
    return iso, end


def _counted(
    scan: Scan, start: int, end: int, amount: int, unit: Unit, *, loose: bool, exact: bool
) -> list[Expression] | None:
    """So many units ago, later, earlier, or after or before an event; None: none of these follows."""
    ago = _AGO.match(scan.low, end)
    if ago:
        finest: Unit = "D" if ago["today"] else "M" if loose else unit  # "two weeks ago" is no day
        return one(start, ago.end(), Shift(-amount, unit, finest, exact=exact))
    for pattern, sign in ((_LATER, 1), (_EARLIER, -1)):
        told = pattern.match(scan.low, end)
        if told:
            return one(start, told.end(), Shift(sign * amount, unit, "D" if unit == "W" else unit, "previous", exact))
    ahead = _FROM_NOW.match(scan.low, end)
    if ahead:
        return one(start, ahead.end(), Shift(amount, unit, "M" if loose else unit, exact=exact))
    return _from_event(scan, start, end, amount, unit)


def _from_event(scan: Scan, start: int, end: int, amount: int, unit: Unit) -> list[Expression] | None:
    anchor = _ANCHOR.match(scan.low, end)
    if not anchor:
        return None
    side = 1 if anchor["side"] in ("after", "following") else -1
    event = anchor.span("event") if anchor["event"] else (anchor.end(), anchor.end())
    return one(start, anchor.end(), FromEvent(side * amount, unit, event))


@rule(RULES, ["day", "week", "month", "year"], r"(?P<unit>day|week|month|year)(?P<side> before| after)?")
def _the_unit_after(scan: Scan, match: re.Match[str]) -> list[Expression] | None:
    if scan.word_before(match.start()) != "the":
        return None
    unit = cast(Unit, unit_letter(match["unit"]))
    end = match.end("unit")
    if match["side"] and re.match(r"[.,;:)\n]|$", scan.low[match.end() : match.end() + 1]):
        return one(
            match.start() - 4, match.end(), Shift(1 if match["side"] == " after" else -1, unit, unit, "previous")
        )
    return _from_event(scan, match.start() - 4, end, 1, unit) if match["side"] else None
