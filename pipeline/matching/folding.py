"""What counts as the same character: the folding of texts and of registry forms before they are compared.

Always: one kind of apostrophe, hyphen and blank, and a letter with its combining marks is the composed character where
Unicode has one. By choice of the form: diacritics do not count ("Orbán", "Orban", and letters that decompose no
further, "Łódź", "Lodz"), case does not count ("Straße", "STRASSE"). The tokens of a text are those of the folded text.

Every piece of a text (a character, or a letter with its marks) is folded by itself, to one character, to none (a mark
that does not count), or to several word characters ("ß", "ﬁ"); so a token never begins or ends inside a piece, and the
ends of a match are ends of pieces.
"""

import functools
import itertools
import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass

from pipeline.matching.variants import fold as fold_punctuation

# Letters that Unicode does not decompose, as Latin transliteration tables print them (e.g. ICU's Latin-ASCII).
_PLAIN = {
    "Æ": "AE", "æ": "ae", "Œ": "OE", "œ": "oe", "Ø": "O", "ø": "o", "Đ": "D", "đ": "d", "Ð": "D", "ð": "d",
    "Þ": "Th", "þ": "th", "Ħ": "H", "ħ": "h", "ı": "i", "Ł": "L", "ł": "l", "Ŋ": "N", "ŋ": "n", "Ŧ": "T", "ŧ": "t",
    "ß": "ss", "ẞ": "SS", "Ə": "E", "ə": "e", "Ɖ": "D", "ɖ": "d", "Ɓ": "B", "ɓ": "b", "Ɗ": "D", "ɗ": "d",
    "Ƙ": "K", "ƙ": "k", "Ɛ": "E", "ɛ": "e", "Ɔ": "O", "ɔ": "o", "Ɲ": "N", "ɲ": "n", "ƴ": "y", "Ƴ": "Y",
}  # fmt: skip
_WORD = re.compile(r"\w+")
_STRETCH = re.compile(r"[\x00-\x7f]+|[^\x00-\x7f]+")


@dataclass(frozen=True, slots=True)
class Folding:
    """case: case does not count. diacritics: diacritics do not count."""

    case: bool = False
    diacritics: bool = False


# In the order in which they go before one another where forms of several match the same characters.
FOLDINGS = tuple(Folding(case, diacritics) for case in (False, True) for diacritics in (False, True))


@dataclass(frozen=True, slots=True)
class Folded:
    """A folded text. starts[i]: where in the text the piece of text[i] begins, then the text's length; None: at i."""

    text: str
    starts: list[int] | None = None

    def span(self, start: int, end: int) -> tuple[int, int]:
        """From code points of the folded text, at ends of tokens, to code points of the text."""
        return (start, end) if self.starts is None else (self.starts[start], self.starts[end])


def fold(text: str, folding: Folding) -> Folded:
    """The text as it is compared, and the way back to its offsets."""
    if text.isascii():
        text = fold_punctuation(text)
        return Folded(text.lower() if folding.case else text)
    if folding == Folding() and unicodedata.is_normalized("NFC", text):
        return Folded(fold_punctuation(text))
    folded: list[str] = []
    starts: list[int] = []
    at = 0
    for piece in _pieces(text):
        if piece.isascii():
            characters = fold_punctuation(piece)
            if folding.case:
                characters = characters.lower()
            starts += range(at, at + len(piece))
        else:
            characters = fold_piece(piece, folding)
            starts += itertools.repeat(at, len(characters))
        folded.append(characters)
        at += len(piece)
    starts.append(at)
    return Folded("".join(folded), starts if starts != list(range(at + 1)) else None)


def trimmed(text: str, folding: Folding) -> str:
    """The text without characters at its ends that fold to blanks or to nothing."""
    start, end = 0, len(text)
    while start < end and fold_piece(text[start], folding) in ("", " "):
        start += 1
    while start < end and fold_piece(text[end - 1], folding) in ("", " "):
        end -= 1
    return text[start:end]


@functools.lru_cache(maxsize=1 << 14)
def fold_piece(piece: str, folding: Folding) -> str:
    """A character, or a letter with marks that compose to one character, folded."""
    folded = fold_punctuation(unicodedata.normalize("NFC", piece))
    if len(folded) > 1:  # a character that normalisation takes apart: it stays as it is
        folded = piece
    if folding.diacritics:
        folded = _checked(_without_marks(folded), folded)
    if folding.case and folded:
        # Compositions, as casefold() takes some letters with diacritics apart; İ has no small letter of its own.
        folded = _checked(unicodedata.normalize("NFC", folded.replace("İ", "i").casefold()), folded)
    return folded


def is_continuation(character: str) -> bool:
    """Whether a character may compose with one before it: marks, and the vowels and finals of Hangul."""
    return unicodedata.category(character)[0] == "M" or "\u1160" <= character <= "\u11ff"


def _pieces(text: str) -> Iterator[str]:
    """A character and those that continue it, if they all compose to one; otherwise each of them. Or many of ASCII."""
    before = ""
    for stretch in _STRETCH.findall(text):
        if stretch.isascii():
            yield before + stretch[:-1]
            before = stretch[-1]
            continue
        stretch = before + stretch
        before = ""
        start = 0
        for end in range(1, len(stretch) + 1):
            if end < len(stretch) and is_continuation(stretch[end]):
                continue
            piece = stretch[start:end]
            if len(piece) == 1 or len(unicodedata.normalize("NFC", piece)) == 1:
                yield piece
            else:
                yield from piece
            start = end
    yield before


def _without_marks(characters: str) -> str:
    """Decomposed, also ligatures and the like, without the marks that stand above or below letters."""
    if not (characters.isalnum() or is_continuation(characters)):
        return characters
    parts = unicodedata.normalize("NFKD", characters)
    letters = "".join(_PLAIN.get(part, part) for part in parts if not unicodedata.combining(part))
    return unicodedata.normalize("NFC", letters)


def _checked(folded: str, before: str) -> str:
    """What a folding made, if it is one character, or word characters alone, or a mark that is gone."""
    folded = fold_punctuation(folded)
    if len(folded) == 1 or _WORD.fullmatch(folded) or (not folded and is_continuation(before)):
        return folded
    return before
