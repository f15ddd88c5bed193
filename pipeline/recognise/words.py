"""A clean text as the words of names.

The parser's tokens cut names at hyphens ("Hang-tung", "al-Khawaja") and differ between tokenizers; names are told by
capitals and by the words around them, so the name patterns read words of their own.
"""

import re
from collections.abc import Iterator, Sequence
from functools import lru_cache
from typing import NamedTuple

_JOINT = r"[-'’ʼ‘`‑&]"
# Initials ("J.", "U.S.") before words, so that their points are no marks.
_WORD = re.compile(rf"((?:[^\W\d_]\.)+(?!\w{{2}})[^\W\d_]?(?<!\w\w\w))|(\w+(?:{_JOINT}\w+)*)|(\n)|[^\w\s]")
_INITIAL, _PLAIN, _BREAK = 1, 2, 3
_ELIDED = re.compile(r"[a-zà-ÿ]{1,4}['’ʼ][A-ZÀ-Þ]\w")
_ADDRESS = re.compile(r"(?:https?://|www\.|(?<!\w)#(?=\w))\S+")
_LOOKAHEAD = 4
_POSSESSIVE = ("'s", "’s", "'S", "’S")


class Word(NamedTuple):
    """One word or mark. kind: "cap" (begins with a capital), "low", "initial" ("J.", "U.S."), "number", "mark",
    "address" (e-mail, web address, handle) or "break" (a line end)."""

    text: str  # without a possessive 's
    start: int  # code points into the clean text
    end: int  # exclusive, without a possessive 's
    kind: str
    possessive: bool  # followed by 's

    @property
    def capital(self) -> bool:
        return self.kind == "cap" or self.kind == "initial"


def split_words(text: str) -> tuple[Word, ...]:
    """The words of a text in order, then breaks, so that looking a few words ahead needs no bounds."""
    found: list[Word] = []
    at = 0
    for start, end in _addresses(text):
        found.extend(_plain_words(text, at, start))
        found.append(Word(text[start:end], start, end, "address", False))
        at = end
    found.extend(_plain_words(text, at, len(text)))
    found.extend([Word("\n", len(text), len(text), "break", False)] * _LOOKAHEAD)
    return tuple(found)


@lru_cache(maxsize=16)
def read_words(text: str) -> tuple[Word, ...]:
    """As `split_words`, for whole clean texts: many finders read the same one, a batch at a time."""
    return split_words(text)


def _plain_words(text: str, first: int, last: int) -> Iterator[Word]:
    for match in _WORD.finditer(text, first, last):
        surface, group = match[0], match.lastindex
        start, end = match.span()
        if group == _PLAIN:
            possessive = surface.endswith(_POSSESSIVE) and len(surface) > 2
            if possessive:
                surface, end = surface[:-2], end - 2
            initial = surface[0]
            kind = "cap" if initial.isupper() or initial.istitle() else "number" if initial.isdigit() else "low"
            yield Word(surface, start, end, kind, possessive)
        elif group == _INITIAL:
            yield Word(surface, start, end, "initial" if surface[0].isupper() else "low", False)
        else:
            yield Word(surface, start, end, "break" if group == _BREAK else "mark", False)


def _addresses(text: str) -> list[tuple[int, int]]:
    """E-mail addresses, handles, tags and web addresses, with whatever stands glued to them."""
    found = [match.span() for match in _ADDRESS.finditer(text)]
    at = text.find("@")
    while at >= 0:
        start, end = at, at
        while start > 0 and not text[start - 1].isspace():
            start -= 1
        while end < len(text) and not text[end].isspace():
            end += 1
        if not any(a < end and start < b for a, b in found):
            found.append((start, end))
        at = text.find("@", end)
    return sorted(found)


def line_bounds(words: Sequence[Word]) -> list[tuple[int, int]]:
    """Index ranges [first, last) of the words of each line, without the breaks; empty lines are left out."""
    bounds, first = [], 0
    for at, word in enumerate(words):
        if word.kind == "break":
            if at > first:
                bounds.append((first, at))
            first = at + 1
    return bounds


def is_elided(word: Word) -> bool:
    """Whether a word's small beginning is an article or a particle that its capital swallowed: "d’État", "ry’Umuti"."""
    return word.kind == "low" and _ELIDED.match(word.text) is not None


def is_title_case(line: Sequence[Word], small: frozenset[str]) -> bool:
    """Whether a line is a headline whose capitals tell nothing.

    Such a line has 4 to 30 words, nearly all long ones in capitals and the others among `small`, no full stop, and no
    comma early as in "Name, Role, Organisation".
    """
    words = [word for word in line if word.kind in ("cap", "low", "initial")]
    if not 4 <= len(words) <= 30 or words[0].kind == "low":
        return False
    listed = any(line[n].text == "," and line[n - 1].kind == "cap" for n in range(1, min(4, len(line))))
    if listed or any(word.text in ".;" for word in line):
        return False
    if any(word.kind == "low" and word.text not in small for word in words):
        return False
    long = [word for word in words if len(word.text) > 3 and word.kind != "initial"]
    return sum(word.kind == "cap" for word in long) >= 0.75 * max(len(long), 1)
