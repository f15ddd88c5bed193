"""Stage 2: statements to clean texts.

    >>> clean(statements)[0].text          # "Kenya: Release lawyers\\nThe lawyers were …"

In: statements as read. Out: for each of them, in the same order, a `CleanText`, or a `Failure` that says why there is
none. Cleaning puts characters, words and paragraphs right and tells what part of the text has what function; it leaves
out nothing that is worded, and every character leads back to the source.
"""

import re
from collections.abc import Callable, Sequence

import numpy as np

from pipeline.clean import characters, glue, layout, notes
from pipeline.clean.sections import sections
from pipeline.clean.spaces import normalise_spaces
from pipeline.mapped import MappedText, runs
from pipeline.statement import CleanText, Failure, Hint, Offsets, Statement

__all__ = ["RULES", "clean", "source_map"]

_LINE_START = re.compile(r"\n")
_BLANK_LINE = re.compile(r"[\n\x0b\x0c\u2028\u2029]\s*?[\r\n\x0b\x0c\u2028\u2029]|\r\s*\r")

# In this order: each rule may rely on what the ones before it have done.
RULES: tuple[Callable[[MappedText], MappedText], ...] = (
    characters.mend_mojibake,
    characters.resolve_references,
    characters.unify_line_ends,
    characters.unify_blanks,
    characters.drop_invisible,
    characters.replace_compatibility_forms,
    characters.compose,
    layout.drop_rules,
    layout.drop_page_numbers,
    layout.join_broken_words,
    layout.join_wrapped_lines,
    layout.drop_bullets,
    notes.drop_note_marks,
    glue.split_headline,
    glue.insert_missing_blanks,
    glue.split_glued_words,
    normalise_spaces,
)


def clean(statements: Sequence[Statement]) -> list[CleanText | Failure]:
    """The clean texts, one for each statement, in order. A statement without a word left gives a Failure."""
    return [_clean(statement) for statement in statements]


def source_map(text: CleanText) -> list[list[int]]:
    """Runs that lead from the text to the decoded source, as `Record.source_map` has them."""
    if not text.statement.page_starts:
        return [list(run) for run in runs(text.offsets)]
    return list(_paged_runs(text.offsets, np.array(text.statement.page_starts)))


def _clean(statement: Statement) -> CleanText | Failure:
    text = MappedText.of(statement.text)
    for rule in RULES:
        text = rule(text)
    if not any(map(str.isalnum, text.text)):
        return Failure(statement.source.path, "clean", "no text left after cleaning", sha256=statement.source.sha256)
    return CleanText(
        text=text.text,
        offsets=_composed(text.offsets, statement.offsets),
        sections=sections(
            text.text, _moved(statement.hints, text.offsets), _gaps(text, statement.text), statement.source.title
        ),
        statement=statement,
    )


def _moved(hints: Sequence[Hint], offsets: Offsets) -> list[Hint]:
    """Hints on the statement's text as hints on the clean text."""
    if not hints:
        return []
    ascending = np.maximum.accumulate(offsets)
    starts = np.searchsorted(ascending, [hint.start for hint in hints]).tolist()
    ends = np.searchsorted(ascending, [hint.end for hint in hints]).tolist()
    moved = [Hint(hint.kind, start, end) for hint, start, end in zip(hints, starts, ends, strict=True) if start < end]
    return sorted(moved, key=lambda hint: (hint.start, hint.end))


def _gaps(text: MappedText, source: str) -> set[int]:
    """Starts of the lines of the text that a blank line stands before in the source."""
    gaps = set()
    for found in _LINE_START.finditer(text.text):
        before, after = text.offsets[found.start() - 1], text.offsets[found.end()]
        if before >= 0 <= after and _BLANK_LINE.search(source, before, after):
            gaps.add(found.end())
    return gaps


def _composed(offsets: Offsets, source: Offsets) -> Offsets:
    """Offsets into the statement's text led on to the decoded source."""
    return np.where(offsets < 0, np.int32(-1), source[offsets])


def _paged_runs(offsets: Offsets, page_starts: Offsets) -> "list[list[int]]":
    paged = []
    for start, offset, length in runs(offsets):
        while length:
            page = int(np.searchsorted(page_starts, offset, side="right")) - 1
            first = int(page_starts[page])
            here = length
            if page + 1 < len(page_starts):
                here = min(length, int(page_starts[page + 1]) - offset)
            paged.append([start, offset - first, here, page + 1])
            start, offset, length = start + here, offset + here, length - here
    return paged
