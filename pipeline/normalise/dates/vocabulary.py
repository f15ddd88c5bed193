"""The words of calendar time, as tables and as fragments of regular expressions over folded text."""

import re
import string
import tomllib
from importlib.resources import files
from typing import Any

_DATA: dict[str, Any] = tomllib.loads(files(__package__).joinpath("vocabulary.toml").read_text("utf-8"))

_PLAIN = {
    sign: plain for signs, plain in (("’‘ʼ′", "'"), ("‐‑‒–—−", "-"), ("\u00a0\u202f\u2009\t", " ")) for sign in signs
}
_ASCII_LOWER = str.maketrans(string.ascii_uppercase, string.ascii_lowercase)


def fold(text: str) -> str:
    """The text in lower case with plain apostrophes, hyphens and blanks; every offset stays what it was."""
    low = text.lower()
    if len(low) != len(text):  # one character became two (İ)
        low = text.translate(_ASCII_LOWER)
    for sign, plain in _PLAIN.items():
        low = low.replace(sign, plain)
    return low


def alternatives(words: list[str]) -> str:
    """A group that matches any of the words, longer ones first."""
    return "(?:" + "|".join(re.escape(word) for word in sorted(words, key=lambda word: (-len(word), word))) + ")"


def _ordinal_suffix(number: int) -> str:
    if number % 100 in (11, 12, 13):
        return "th"
    return {1: "st", 2: "nd", 3: "rd"}.get(number % 10, "th")


MONTHS: dict[str, int] = {name: number for number, names in enumerate(_DATA["months"], 1) for name in names}
MONTH_NAMES: dict[int, str] = {number: names[0] for number, names in enumerate(_DATA["months"], 1)}
WEEKDAYS: dict[str, int] = {name: number for number, names in enumerate(_DATA["weekdays"]) for name in names}
FULL_WEEKDAYS: list[str] = [names[0] for names in _DATA["weekdays"]]
SEASONS: dict[str, int] = _DATA["seasons"]
REPEATED: dict[str, str] = _DATA["repeated"]
UNITS = {
    "minute": "N",
    "hour": "H",
    "day": "D",
    "week": "W",
    "fortnight": "F",
    "month": "M",
    "year": "Y",
    "decade": "T",
    "century": "C",
}
"""Letters of the units. H D W M Y are those of ISO 8601; N (minutes), F (two weeks), T (ten years) and C (100 years)
are ours."""

CARDINALS: dict[str, int] = {word: number for number, word in enumerate(_DATA["cardinals"], 1)}
ORDINALS: dict[str, int] = {word: number for number, word in enumerate(_DATA["ordinals"], 1)}
for _place, (_ten, _tenth) in enumerate(zip(_DATA["tens"], _DATA["ordinal_tens"], strict=True), 2):
    CARDINALS[_ten] = _place * 10
    ORDINALS[_tenth] = _place * 10
    for _one in range(1, 10):
        for _sign in "- ":
            CARDINALS[f"{_ten}{_sign}{_DATA['cardinals'][_one - 1]}"] = _place * 10 + _one
            ORDINALS[f"{_ten}{_sign}{_DATA['ordinals'][_one - 1]}"] = _place * 10 + _one
CARDINALS["hundred"] = CARDINALS["one hundred"] = CARDINALS["a hundred"] = 100
ORDINALS["hundredth"] = ORDINALS["one hundredth"] = 100
ORDINALS |= {f"{number}{_ordinal_suffix(number)}": number for number in range(1, 201)}

ORDINAL_LEADS = frozenset(re.split("[- ]", word)[0] for word in ORDINALS if word[0].isalpha())
"""The first words of ordinals in words."""

NOT_YEAR_BEFORE = frozenset[str](_DATA["not_a_year"]["before"])
NOT_YEAR_AFTER = frozenset[str](_DATA["not_a_year"]["after"])
STREETS = frozenset[str](_DATA["not_a_year"]["streets"])
NOT_WEEKDAY_BEFORE = frozenset[str](_DATA["not_a_weekday"]["before"])
NOT_WEEKDAY_AFTER = frozenset[str](_DATA["not_a_weekday"]["after"])
NOT_DAILY_AFTER = frozenset[str](_DATA["not_daily"]["after"])
FUTURE: list[str] = _DATA["direction"]["future"]
PERHAPS_FUTURE: list[str] = _DATA["direction"]["perhaps_future"]
PAST: list[str] = _DATA["direction"]["past"]
EVENTS: list[dict[str, list[str]]] = _DATA["event"]

# Fragments
MONTH = alternatives(list(MONTHS)) + r"\b"
# After an abbreviation only: "22 June." ends a sentence.
MONTH_STOP = r"(?:(?<=\b[a-z]{3})(?<!may)\.|(?<=\bsept)\.)?"
FULL_MONTH = alternatives([names[0] for names in _DATA["months"]]) + r"\b"
WEEKDAY = alternatives(list(WEEKDAYS)) + r"\b"
DAY = r"(?:3[01]|[12]\d|0?[1-9])(?![\d%]|\.\d)"
YEAR = r"(?:1[5-9]|20)\d\d(?![\d%])"
UNIT = alternatives([f"{unit}s" for unit in UNITS] + list(UNITS) + ["centuries"]) + r"\b"
CARDINAL = alternatives(list(CARDINALS)) + r"\b"
ORDINAL = r"(?:\d{1,3}(?:st|nd|rd|th)|" + alternatives([word for word in ORDINALS if word[0].isalpha()]) + r")\b"
NUMBER = rf"(?:\d{{1,3}},\d{{3}}|\d{{1,4}}(?:\.\d{{1,2}})?|{CARDINAL})"


def unit_letter(word: str) -> str:
    """The letter in UNITS of "year", "years", "centuries", ..."""
    return UNITS["century" if word == "centuries" else word.removesuffix("s")]


def number(word: str) -> float:
    """The value of a match of NUMBER, or of the article that stands for one."""
    if word in ("a", "an"):
        return 1
    if word in CARDINALS:
        return CARDINALS[word]
    return float(word.replace(",", ""))
