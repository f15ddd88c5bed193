"""Numbers in running text: "1,214", "forty-one", "3.5 million", "two hundred and six", "a dozen".

>>> [n.value for n in numerals("Forty-one of the 1,214 petitions", 0, 32)]
[41.0, 1214.0]
"""

import re
from dataclasses import dataclass

_ONES = "one two three four five six seven eight nine".split()
_TEENS = "ten eleven twelve thirteen fourteen fifteen sixteen seventeen eighteen nineteen".split()
_TENS = "twenty thirty forty fifty sixty seventy eighty ninety".split()
_VALUES = {
    "half": 0.5,
    **{word: n for n, word in enumerate(_ONES + _TEENS, 1)},
    **{word: 10 * n for n, word in enumerate(_TENS, 2)},
}
_SCALES = {"dozen": 12, "hundred": 100, "thousand": 1_000, "million": 1_000_000, "bn": 10**9, "billion": 10**9}

_ONE, _TEEN, _TEN, _SCALE = ("|".join(words) for words in (_ONES, _TEENS, _TENS, _SCALES))
_FIGURES = r"\d{1,3}(?:[, \u202f]\d{3})+(?:\.\d+)?|\d+(?:\.\d+)?"
_IN_FIGURES = rf"(?<![\w.,:/+§])(?<![^\W\d][-–])(?:{_FIGURES})(?: ?(?:{_SCALE})\b)*(?![\w/:])(?![.,]\d)"
_BELOW_HUNDRED = rf"(?:(?:{_TEN})(?:[-‑ ](?:{_ONE})\b)?|{_TEEN}|{_ONE})\b(?!-(?:first|second|third|\w+th)\b)"
# An article counts only before a scale ("a hundred"), a scale alone only where it divides ("one in every hundred"):
# "hundreds" and "several thousand" are no numbers.
_FIRST_WORD = rf"(?<![-\w])(?:{_BELOW_HUNDRED}|(?:half )?an?(?= (?:{_SCALE})\b)|(?<=every )hundred\b)"
_NUMERAL = re.compile(
    rf"{_IN_FIGURES}|{_FIRST_WORD}(?: (?:{_SCALE})\b(?:,? (?:and )?{_BELOW_HUNDRED})?)*", re.IGNORECASE
)
_FIGURE = re.compile(_FIGURES)
_BETWEEN_FIGURES = re.compile(r"[, \u202f]")
_WORD = re.compile(r"[a-z]+")


@dataclass(frozen=True, slots=True)
class Numeral:
    """A number as written: half-open code points, and its value."""

    start: int
    end: int
    value: float


def numerals(text: str, start: int, end: int) -> list[Numeral]:
    """The numbers of a stretch of text, in order; ordinals ("53rd"), codes ("79/100", "A-4") and times are none."""
    return [Numeral(*match.span(), _value(match[0].lower())) for match in _NUMERAL.finditer(text, start, end)]


def _value(numeral: str) -> float:
    total = current = 0.0
    figures = _FIGURE.match(numeral)
    if figures:
        current = float(_BETWEEN_FIGURES.sub("", figures[0]))
    for word in _WORD.findall(numeral, figures.end() if figures else 0):
        if word in _SCALES:
            current = (current or 1.0) * _SCALES[word]
            if _SCALES[word] >= 1000:  # what follows is added to it: "two thousand three hundred"
                total, current = total + current, 0.0
        else:
            current += _VALUES.get(word, 0)  # "a" and "and" add nothing
    return total + current
