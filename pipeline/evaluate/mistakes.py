"""Misses, false finds and wrong values, each with the words it is about."""

import re
from dataclasses import dataclass
from typing import Literal

from pipeline.evaluate.positions import Path

# Sentences for readers, told by punctuation and line ends alone; an abbreviation cuts one short.
_SENTENCE = re.compile(r"[^\n]*?(?:[.!?…]['\"”’)\]]*(?= [\"“‘(\[]?[A-Z0-9])|$)", re.MULTILINE)


@dataclass(frozen=True, slots=True)
class Mistake:
    """One thing that is not as the gold has it.

    cause: what such mistakes have in common beside layer and kind: a type, a rule, a slot. what: gold and found in a
    few words. span: half-open, in the record's text; None: not in it. path: of the gold; None: found, but not there.
    """

    layer: str
    kind: Literal["missed", "false", "wrong"]
    cause: str
    what: str
    span: tuple[int, int] | None = None
    path: Path | None = None


def sentence(text: str, span: tuple[int, int]) -> str:
    """The sentence or sentences of a text that a half-open span stands in."""
    start, end = span
    line = text.rfind("\n", 0, start) + 1
    first, last = line, end
    for found in _SENTENCE.finditer(text, line):
        if found.end() <= start:
            first = found.end()
        elif found.end() >= end:
            last = found.end()
            break
    return " ".join(text[first:last].split())
