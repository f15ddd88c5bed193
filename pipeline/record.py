"""The record: one line of JSON a statement. Field names are the interface.

Offsets are Unicode code points into `Record.text`, end exclusive, so that `text[start:end]` is always the quoted
surface. Ids are unique within a record and mean nothing outside it.
"""

from typing import Any, Literal

import msgspec

SCHEMA = "1"

SectionKind = Literal["headline", "dateline", "body", "signatories", "contact", "boilerplate"]
PersonMentionKind = Literal["full", "short", "alias", "pronoun"]
StateMentionKind = Literal["name", "demonym", "metonym", "acronym"]
OrganisationKind = Literal["un", "ngo", "government", "igo", "media", "other"]
OrganisationMentionKind = Literal["full", "short", "acronym"]
DateType = Literal["date", "interval", "duration", "set"]
DateBasis = Literal["explicit", "reference-date", "other-date", "event", "unresolved"]
ReferenceBasis = Literal["metadata", "printed", "inferred", "none"]
ClaimType = Literal["violation", "criticism", "demand", "recommendation", "response", "vote", "commitment", "statement"]
SourceKind = Literal["author", "person", "organisation", "state", "group"]
Status = Literal["asserted", "negated", "hypothetical"]
Quoting = Literal["direct", "indirect", "none"]


class Struct(msgspec.Struct, frozen=True):
    """Base of the record types: immutable, built by keyword, every field is written out."""


class Source(Struct, frozen=True, kw_only=True):
    """Where the statement came from, as the file itself and the command line tell."""

    path: str  # below the input folder, "/" as separator; "-" for standard input
    sha256: str  # of the source bytes (of a .jsonl line: its bytes without the line end)
    media_type: str
    title: str | None = None
    author: str | None = None
    publisher: str | None = None
    published: str | None = None  # EDTF
    url: str | None = None
    language: str = "en"


class ReferenceDate(Struct, frozen=True, kw_only=True):
    """The date that relative expressions are resolved against."""

    edtf: str | None
    basis: ReferenceBasis
    start: int | None = None  # where it is printed; None: not in the text
    end: int | None = None


class Section(Struct, frozen=True, kw_only=True):
    """A stretch of the text with one function. Sections do not overlap and stand in text order."""

    kind: SectionKind
    start: int
    end: int


class Span(Struct, frozen=True, kw_only=True):
    start: int
    end: int
    text: str


class PersonMention(Span, frozen=True, kw_only=True):
    kind: PersonMentionKind
    confidence: float


class Person(Struct, frozen=True, kw_only=True):
    id: str
    name: str  # fullest form in this text
    roles: list[str]  # as worded in the text
    role_spans: list[tuple[int, int]]  # one for each role
    affiliations: list[str]  # ids of organisations
    registry: str | None  # id of the registry entry
    confidence: float
    mentions: list[PersonMention]


class StateMention(Span, frozen=True, kw_only=True):
    kind: StateMentionKind


class State(Struct, frozen=True, kw_only=True):
    id: str  # ISO 3166-1 alpha-3, ISO 3166-2 or Wikidata id
    name: str
    kind: Literal["state", "region"]
    mentions: list[StateMention]


class OrganisationMention(Span, frozen=True, kw_only=True):
    kind: OrganisationMentionKind
    confidence: float


class Organisation(Struct, frozen=True, kw_only=True):
    id: str
    name: str
    acronym: str | None
    kind: OrganisationKind
    country: str | None  # ISO 3166, where the text gives one
    signatory: bool
    registry: str | None
    mentions: list[OrganisationMention]


class Date(Span, frozen=True, kw_only=True):
    id: str
    edtf: str  # ISO 8601-2 (EDTF level 1); ISO 8601 durations for durations and sets
    type: DateType
    earliest: str | None  # ISO day, inclusive; None: the text does not tell
    latest: str | None
    basis: DateBasis
    confidence: float


class ClaimSource(Struct, frozen=True, kw_only=True):
    """Who stands behind the proposition. start and end are None where nothing is printed (the author)."""

    ref: str | None
    text: str | None
    start: int | None
    end: int | None
    is_: SourceKind = msgspec.field(name="is")


class Argument(Struct, frozen=True, kw_only=True):
    """An actor or target: the words as they stand, and the entity they mean."""

    ref: str | None
    text: str | None
    start: int | None
    end: int | None


class Quantity(Struct, frozen=True, kw_only=True):
    value: float
    of: float | None
    unit: str | None
    start: int
    end: int


class Claim(Span, frozen=True, kw_only=True):
    id: str
    type: ClaimType
    source: ClaimSource
    actor: Argument | None
    action: str  # lemma
    target: Argument | None
    status: Status
    quote: Quoting
    quantities: list[Quantity]
    dates: list[str]  # ids of dates
    confidence: float
    rule: str  # what produced it
    kind: str | None = None  # finer kind of a violation, as pipeline/relate/lexicon/kinds.toml names them
    victims: list[str] = []  # what the text says of its victims: "journalist", "lawyer", "child", ...
    via: list[ClaimSource] = []  # who passes on what the source says, the outermost first: "X said that Y had reported"
    same_as: str | None = None  # id of the claim that says the same earlier in the text
    paragraph: str | None = None  # number of the line of a review: "72.9"


class Record(Struct, frozen=True, kw_only=True):
    schema: str = SCHEMA
    id: str  # first 16 hex digits of source.sha256
    key: str  # what stays when the source is edited
    source: Source
    reference_date: ReferenceDate
    text: str
    # [offset in text, offset in the decoded source, length] a run; PDF: [.., offset in the page, length, page from 1].
    # Characters of the text in no run were inserted by cleaning.
    source_map: list[list[int]]
    sections: list[Section]
    people: list[Person]
    states: list[State]
    organisations: list[Organisation]
    dates: list[Date]
    claims: list[Claim]


def encode(record: Record) -> bytes:
    """One line of JSON without its line end. Equal records give equal bytes."""
    return msgspec.json.encode(record)


def decode(line: bytes | str) -> Record:
    """A record from its line; raises msgspec.ValidationError naming the path of what is wrong."""
    return msgspec.json.decode(line, type=Record)


def json_schema() -> dict[str, Any]:
    """JSON Schema (2020-12) of a line."""
    schema = msgspec.json.schema(Record)
    return {"$schema": "https://json-schema.org/draft/2020-12/schema", "title": "rapporteur record", **schema}
