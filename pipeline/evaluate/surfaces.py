"""When two wordings count as the same: folding, keys, and where a wording stands in a text."""

import re
import unicodedata
from bisect import bisect_left
from collections.abc import Iterator
from dataclasses import dataclass

_PLAIN = str.maketrans(
    {"‘": "'", "’": "'", "“": '"', "”": '"', "–": "-", "—": "-", "‑": "-", "\u00a0": " ", "\u00ad": ""}
)
_WORD = re.compile(r"[\w%]+")
_BLANKS = re.compile(r"\s+")
_HALF_YEARS = re.compile(r"P(\d+)\.5Y")
_STOP_WORDS = frozenset(
    "the a an of to in on at for and or its their his her this that these those by with from as 's’s".split()
)


def fold(surface: str | None) -> str:
    """NFKC, straight quotes and hyphens, single blanks, lower case; "" for None."""
    return _BLANKS.sub(" ", unicodedata.normalize("NFKC", surface or "").translate(_PLAIN)).strip().lower()


def name_key(surface: str | None) -> str:
    """What names are compared by: folded, without a leading "the" and without full stops ("U.N." is "UN")."""
    return fold(surface).removeprefix("the ").replace(".", "")


def content_words(surface: str | None) -> frozenset[str]:
    """The folded words without articles, prepositions and possessives."""
    return frozenset(_WORD.findall(fold(surface))) - _STOP_WORDS


def alike(one: str | None, other: str | None) -> bool:
    """Whether their content words agree: F1 of at least one half. Two wordings without any are alike."""
    first, second = content_words(one), content_words(other)
    if not first or not second:
        return not first and not second
    return 2 * len(first & second) / (len(first) + len(second)) >= 0.5


def edtf_key(value: str) -> str:
    """What date values are compared by: "?" is "~", and P2.5Y is P2Y6M."""
    value = value.strip().upper().replace("?", "~")
    half = _HALF_YEARS.fullmatch(value)
    return f"P{half[1]}Y6M" if half else value


@dataclass(frozen=True, slots=True)
class FoldedText:
    """A text folded as `fold` does, or with its case kept.

    where[i]: offset in `text` of the i-th character of the text it was made from; one more for that text's end.
    """

    text: str
    where: tuple[int, ...]

    def span(self, start: int, end: int) -> tuple[int, int]:
        """A half-open span of the original, in the folded text; what lies outside the text is cut off."""
        last = len(self.where) - 1
        return self.where[min(max(start, 0), last)], self.where[min(max(end, 0), last)]

    def original(self, start: int, end: int) -> tuple[int, int]:
        """A half-open span of the folded text, in the original."""
        return bisect_left(self.where, start + 1) - 1, bisect_left(self.where, end)

    def nth(self, surface: str, nth: int) -> tuple[int, int] | None:
        """The n-th occurrence (from 1) of a folded surface, inside longer words too; None where there are fewer."""
        at = -1
        for _ in range(nth):
            at = self.text.find(surface, at + 1)
            if at < 0:
                return None
        return at, at + len(surface)

    def words(self, surface: str) -> Iterator[tuple[int, int]]:
        """Every occurrence of a folded surface that begins and ends where a word does."""
        for found in re.finditer(rf"(?<!\w){re.escape(surface)}(?!\w)", self.text):
            yield found.span()


def folded(text: str, *, lower: bool = True) -> FoldedText:
    """A text folded character by character."""
    characters: list[str] = []
    where: list[int] = []
    blank = True
    for character in text:
        where.append(len(characters))
        plain = unicodedata.normalize("NFKC", character).translate(_PLAIN)
        for one in plain.lower() if lower else plain:
            if not one.isspace():
                characters.append(one)
            elif not blank:
                characters.append(" ")
            blank = one.isspace()
    where.append(len(characters))
    return FoldedText("".join(characters), tuple(where))
