"""What passes between the stages, up to the record."""

from dataclasses import dataclass, field

import numpy as np
from numpy.typing import NDArray

from pipeline.record import Section, Source

Offsets = NDArray[np.int32]


@dataclass(frozen=True, slots=True)
class Hint:
    """What the markup said of a stretch of `Statement.text`: half-open code points.

    kind: "headline" (h1, title, docx Title), "heading", "item" (list item), "row" (table row),
    "boilerplate" (navigation, footers, captions, running headers).
    """

    kind: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Statement:
    """A statement as read: decoded and freed of markup, but not yet cleaned."""

    id: str  # first 16 hex digits of source.sha256
    key: str
    source: Source
    text: str  # blocks are separated by blank lines where the markup knows blocks
    offsets: Offsets  # offsets[i]: where text[i] stands in the decoded source; -1: put in by the reader
    hints: tuple[Hint, ...] = ()
    page_starts: tuple[int, ...] = ()  # PDF: offset of each page in the decoded source; otherwise empty


@dataclass(frozen=True, slots=True)
class CleanText:
    """The text that every later offset counts in.

    Words are separated by single blanks, blocks (paragraphs, list items, table rows, lines of a signatory list) by
    single newlines; no other white space, no leading or trailing white space. So that text.replace("\\n", " ") has
    the same offsets and no white space that a tokenizer would make a token of.
    """

    text: str
    offsets: Offsets  # offsets[i]: where text[i] stands in the decoded source; -1: put in by cleaning
    sections: tuple[Section, ...]  # cover the text from its first to its last character, in order
    statement: Statement = field(repr=False)
