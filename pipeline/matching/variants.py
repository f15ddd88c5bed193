"""How a registry form may be printed: the spellings that count as the same form.

A text is folded character for character, so that offsets in the folded text are offsets in the text. Whatever would
change the length (points in acronyms, capitals of "ß") is done to the form instead, as one more spelling of it.
"""

import itertools
import re
from collections.abc import Iterable, Iterator
from typing import Literal

Case = Literal["written", "capitals", "any"]

_APOSTROPHES = "‘’‛ʼʻʹ`´＇"
_DASHES = "‐‑‒–—―−﹘﹣－"
_BLANKS = "\n\t\u00a0\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2007\u2008\u2009\u200a\u202f\u205f\u3000"
_FOLDED = str.maketrans(
    {**dict.fromkeys(_APOSTROPHES, "'"), **dict.fromkeys(_DASHES, "-"), **dict.fromkeys(_BLANKS, " ")}
)
_MOST_ACRONYMS = 4  # each of which may stand with points or without
_ACRONYM = re.compile(r"\b[A-Z]{2,4}\b")
_CAPITALS = re.compile("[A-Z]{2}")
# Shorter forms in capitals are other things: "US" in "CONTACT US", "POLE" but not "OAS".
_SHORTEST_IN_CAPITALS = 4


def fold(text: str) -> str:
    """The text with one kind of apostrophe, hyphen and blank. Every character stays one character."""
    return text.translate(_FOLDED)


def is_folded(text: str) -> bool:
    """Whether a form is written as the registry wants it: straight apostrophes, hyphens, single blanks inside."""
    return fold(text) == text == " ".join(text.split())


def spellings(form: str, case: Case = "capitals") -> Iterator[str]:
    """The form, then its other spellings: with points ("U.N.", "U.S"), and in capitals as headlines print it.

    case: as `Form.case`; only "capitals" has spellings in capitals, as "any" makes no difference between letters.
    """
    yield form
    if has_acronym(form):
        yield from _pointed(form)
    if case == "capitals":
        capitals = form.upper()
        if capitals != form and sum(map(str.isalpha, form)) >= _SHORTEST_IN_CAPITALS:
            yield capitals


def has_acronym(form: str) -> bool:
    """Whether the form may have spellings with points: False is certain, and quickly told."""
    return not form.istitle() and bool(_CAPITALS.search(form))


def _pointed(form: str) -> Iterator[str]:
    """With points, as "U.N. Women"; at the end also without the last point, which authors forget ("the U.S")."""
    acronyms = list(_ACRONYM.finditer(form))
    choices: Iterable[tuple[bool, ...]] = itertools.product((False, True), repeat=len(acronyms))
    if len(acronyms) > _MOST_ACRONYMS:  # a name in capitals, of many short words
        choices = [(True,) * len(acronyms)]
    for choice in choices:
        if not any(choice):
            continue
        text = form
        for acronym, with_points in reversed(list(zip(acronyms, choice, strict=True))):
            if with_points:
                text = text[: acronym.start()] + ".".join(acronym[0]) + "." + text[acronym.end() :]
        yield text
        if choice[-1] and acronyms[-1].end() == len(form):
            yield text[:-1]
