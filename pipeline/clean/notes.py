"""Marks of footnotes: they are no words, and glued to one they hide it."""

import re
from collections.abc import Iterator

from pipeline.mapped import Edit, MappedText

# "[12]", "[iv]", "[a]" behind a word or its punctuation; at the start of a line they head the note itself.
_BRACKETED = re.compile(r"\[(?:\d{1,3}|[ivx]{1,5}|[a-e]|\*+)\](?=[\s.,;:!?”’\")\[]|\Z)")
_SUPERSCRIPT = re.compile("[⁰¹²³⁴-⁹]+")
_BEFORE_SUPERSCRIPT = re.compile(r"(?:[^\W\d_]{3}|[.,;:!?”’\")])\Z")  # three letters: "km²" and "m³" are no notes
# "rights.12 The", "rights,12 and", "rights12 and": digits glued to a word that were a superscript.
_DIGITS = re.compile(r"\d{1,3}(?<!\d\d\d\d)(?=[\s.,;:]|\Z)")
_BEFORE_DIGITS = re.compile(r"[a-z]{3}[.,;:!?”’\")]{0,2}\Z")
_STOP = re.compile(r"[a-z]{3}[.!?]\Z")
# After these a number belongs to what stands before it.
_NUMBERED = re.compile(
    r"\b(?:arts?|articles?|nos?|numbers?|paras?|paragraphs?|sections?|sec|rules?|resolution|regulation|reg|annex|appendix"
    r"|chapter|covid|page|pp|volume|vol|jan|feb|mar|apr|may|june?|july?|aug|sept?|oct|nov|dec)[.,]?\Z",
    re.IGNORECASE,
)
_BEFORE = 16  # code points before a number that are looked at


def drop_note_marks(text: MappedText) -> MappedText:
    """Without the marks that lead to footnotes: "rights[12]", "rights¹²", and "rights.12 The" in a run of such.

    Where digits glued to a sentence are not certain to be a mark, they are set off from its full stop.
    """
    text = text.edit(_bracketed(text.text))
    text = text.sub(_SUPERSCRIPT, lambda found: "" if _follows(_BEFORE_SUPERSCRIPT, found) else found[0])
    return text.edit(_glued(text.text))


def _bracketed(text: str) -> Iterator[Edit]:
    for found in _BRACKETED.finditer(text):
        start = found.start()
        if start and text[start - 1] == " ":
            start -= 1
        if start and text[start - 1] not in "\n ":
            yield start, found.end(), ""


def _glued(text: str) -> Iterator[Edit]:
    found = [
        digits
        for digits in _DIGITS.finditer(text)
        if _follows(_BEFORE_DIGITS, digits) and not _follows(_NUMBERED, digits)
    ]
    counted = [int(digits[0]) for digits in found] == list(range(1, len(found) + 1))
    if counted and (len(found) > 1 or any(_follows(_STOP, digits) for digits in found)):
        yield from ((*digits.span(), "") for digits in found)
    else:
        yield from ((digits.start(), digits.start(), " ") for digits in found if _follows(_STOP, digits))


def _follows(pattern: re.Pattern[str], found: re.Match[str]) -> bool:
    """Whether the match stands right behind the pattern."""
    return pattern.search(found.string[max(0, found.start() - _BEFORE) : found.start()]) is not None
