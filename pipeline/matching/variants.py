"""How a registry form may be printed: the spellings that count as the same form.

A text is folded character for character, so that offsets in the folded text are offsets in the text. Whatever would
change the length (points in acronyms, capitals of "ß") is done to the form instead, as one more spelling of it.
"""

import itertools
import re
from collections.abc import Iterator

_APOSTROPHES = "‘’ʼʹ`´"
_DASHES = "‐‑‒–—−"
_BLANKS = "\n\t\u00a0\u202f"
_FOLDED = str.maketrans(
    {**dict.fromkeys(_APOSTROPHES, "'"), **dict.fromkeys(_DASHES, "-"), **dict.fromkeys(_BLANKS, " ")}
)
_ACRONYM = re.compile(r"\b[A-Z]{2,4}\b")
# Shorter forms in capitals are other things: "US" in "CONTACT US", "POLE" but not "OAS".
_SHORTEST_IN_CAPITALS = 4


def fold(text: str) -> str:
    """The text with one kind of apostrophe, hyphen and blank. Every character stays one character."""
    return text.translate(_FOLDED)


def is_folded(text: str) -> bool:
    """Whether a form is written as the registry wants it: straight apostrophes, hyphens, single blanks inside."""
    return fold(text) == text == " ".join(text.split())


def spellings(form: str) -> Iterator[str]:
    """The form, then its other spellings: with points ("U.N.", "U.S"), and in capitals as headlines print it."""
    yield form
    yield from _pointed(form)
    capitals = form.upper()
    if capitals != form and sum(map(str.isalpha, form)) >= _SHORTEST_IN_CAPITALS:
        yield capitals


def _pointed(form: str) -> Iterator[str]:
    """With points, as "U.N. Women"; at the end also without the last point, which authors forget ("the U.S")."""
    acronyms = list(_ACRONYM.finditer(form))
    for choice in itertools.product((False, True), repeat=len(acronyms)):
        if not any(choice):
            continue
        text = form
        for acronym, with_points in reversed(list(zip(acronyms, choice, strict=True))):
            if with_points:
                text = text[: acronym.start()] + ".".join(acronym[0]) + "." + text[acronym.end() :]
        yield text
        if choice[-1] and acronyms[-1].end() == len(form):
            yield text[:-1]
