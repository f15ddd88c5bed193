"""What passes between the stages, up to the record."""

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Literal

import numpy as np
from numpy.typing import NDArray

from pipeline.record import Section, Source

if TYPE_CHECKING:  # spaCy takes seconds to import, and who only reads files or starts workers has no need of it
    from spacy.tokens import Doc

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
class Failure:
    """A statement that a stage gave up on. It takes the statement's place in the stream and ends in errors.jsonl."""

    path: str  # as Source.path
    stage: str  # "read", "clean", "recognise", ...
    reason: str  # one sentence without personal data from the text
    line: int | None = None  # of a .jsonl, from 1; None: the whole file
    sha256: str | None = None  # of the source bytes; None: they could not be read


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


@dataclass(frozen=True, slots=True)
class Name:
    """A proper name in a clean text, after the merge of what the model, the registry and the patterns found.

    Names do not overlap. start and end are code points into `CleanText.text`, end exclusive.
    """

    start: int
    end: int
    label: Literal["PERSON", "ORG", "STATE", "LOC"]  # STATE: a name of a registry state or region, in any reading
    by: Literal["model", "registry", "pattern", "section"]
    confidence: float
    entry: str | None = None  # id of the registry entry
    form: str | None = None  # kind of the registry form: name, short, former, demonym, people, capital, acronym


@dataclass(frozen=True, slots=True)
class Recognised:
    """A clean text with its parse and its names."""

    clean: CleanText
    doc: "Doc"  # doc.text == clean.text with newlines as blanks, so token.idx counts in clean.text
    names: tuple[Name, ...]  # in text order
