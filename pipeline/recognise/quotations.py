"""Stretches in quotation marks, in the shapes that press releases print them.

Press releases leave a quotation open at the end of a paragraph that it goes on after, and open the next paragraph with
another mark; they set the speaker before, after or in the middle. This module finds only the stretches; who speaks is
the business of `pipeline.relate.attribution`.
"""

import re
from dataclasses import dataclass
from typing import Literal

_MARK = re.compile("[“”„«»\"]|(?<![\\w’'])‘(?=\\S)|’|(?<!\\w)'(?=\\w)|(?<=[\\w.,!?])'(?!\\w)")
_INTRODUCES = re.compile(
    r"(?:[:,–—-]|\b(?:say|says|said|stated?|states|added?|adds|wrote|writes|that|asked|declared))\s*$"
)
_WORD = re.compile(r"\w+")


@dataclass(frozen=True, slots=True)
class Quotation:
    """A stretch in quotation marks; code points, ends exclusive.

    start, end: with the marks. An unclosed quotation ends with its paragraph.
    inner_start, inner_end: without them.
    kind: "speech": a sentence or more of somebody's words; "phrase": some words inside a sentence of the author's.
    continues: the paragraph before left its quotation open, so this one has the same speaker.
    """

    start: int
    end: int
    inner_start: int
    inner_end: int
    kind: Literal["speech", "phrase"]
    continues: bool = False


def find_quotations(text: str) -> list[Quotation]:
    """The outermost quotations of a clean text (paragraphs end with a newline), in order."""
    found: list[Quotation] = []
    left_open = False
    start = 0
    for paragraph in text.split("\n"):
        spans = _in_paragraph(paragraph)
        for n, (a, b, closed) in enumerate(spans):
            continues = left_open and n == 0 and a == 0
            inner_end = b - 1 if closed else b
            kind = _kind(paragraph, a, inner_end, closed, continues)
            found.append(Quotation(start + a, start + b, start + a + 1, start + inner_end, kind, continues))
        left_open = bool(spans) and not spans[-1][2]
        start += len(paragraph) + 1
    return found


def _in_paragraph(paragraph: str) -> list[tuple[int, int, bool]]:
    """(start, end, closed) of the quotations of one paragraph."""
    spans: list[tuple[int, int, bool]] = []
    opened: int | None = None
    closer = ""
    for match in _MARK.finditer(paragraph):
        mark, at = match[0], match.start()
        if opened is None:
            if mark in "“„«" or (mark in "‘'" and _opens(paragraph, at)):
                opened, closer = at, {"“": '”"', "„": '“”"', "«": "»", "‘": "’", "'": "'"}[mark]
            elif mark == '"' and _opens(paragraph, at):
                opened, closer = at, '"”'
        elif mark in closer and _closes(paragraph, at, mark):
            if at > opened + 1:
                spans.append((opened, at + 1, True))
            opened = None
        elif mark == "“" and closer[0] == "”":  # a new one opens: the old one was never closed, drop what is no speech
            opened = at
    # A single quote left open is an apostrophe; a double one goes on to the paragraph's end.
    if opened is not None and closer[0] not in "’'" and len(_WORD.findall(paragraph, opened)) >= 4:
        spans.append((opened, len(paragraph), False))
    return spans


def _opens(paragraph: str, at: int) -> bool:
    before = paragraph[at - 1] if at else " "
    after = paragraph[at + 1] if at + 1 < len(paragraph) else " "
    return (before.isspace() or before in "([–—-:") and not after.isspace()


def _closes(paragraph: str, at: int, mark: str) -> bool:
    after = paragraph[at + 1] if at + 1 < len(paragraph) else " "
    if mark in "’'":  # an apostrophe: inside a word, or the possessive of a plural before a further word
        before = paragraph[at - 1]
        return not after.isalnum() and (before in ".,!?;…" or before.lower() != "s" or after in ".,;:!?)")
    return mark in "”»“" or not after.isalnum()


def _kind(paragraph: str, start: int, inner_end: int, closed: bool, continues: bool) -> Literal["speech", "phrase"]:
    inner = paragraph[start + 1 : inner_end]
    words = len(_WORD.findall(inner))
    if continues or not closed:
        return "speech"
    ends_clause = inner.rstrip().endswith((".", ",", "!", "?", "…", "—", "–", ";"))
    before = paragraph[:start].rstrip()
    after = paragraph[inner_end + 1 :].lstrip()
    if not before:  # at the paragraph's start: speech if something like ", said X" or nothing follows
        return "speech" if words >= 2 and (ends_clause or not after) else "phrase"
    if before[-1] in '.!?”"…' and ends_clause:
        return "speech"
    if before[-1] in ":" and words >= 3:
        return "speech"
    if (
        words >= 4
        and _INTRODUCES.search(before)
        and (inner[:1].isupper() or ends_clause)
        and not before.endswith("that")
    ):
        return "speech"
    # the second half of an interrupted quotation: “…,” said X, “and …”
    return "speech" if words >= 3 and ends_clause and before.endswith(",") and "”" in before else "phrase"
