"""Gold: a folder of JSON files, one a statement, made by hand.

    >>> golds = load(Path("corpus/gold"), registry)      # (Gold(…), …)

Every name, mention, date and claim is worded as it stands in the clean text, white space folded. `check` tells what is
wrong in a file; nothing is measured against gold with faults.
"""

import hashlib
import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Annotated, Any, Literal

import msgspec

from pipeline.errors import UsageError
from pipeline.evaluate import positions
from pipeline.record import ClaimType, DateType, OrganisationKind, Quoting, Status

Positive = Annotated[int, msgspec.Meta(ge=1)]
Words = Annotated[str, msgspec.Meta(min_length=1)]
Mentions = list[tuple[Words, Positive]]  # surface form, and how often it means the entity
EntityKind = Literal["people", "states", "organisations"]
ENTITY_KINDS: tuple[EntityKind, ...] = ("people", "states", "organisations")


class _Item(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    note: str | None = None  # for readers


class GoldPerson(_Item, frozen=True, kw_only=True):
    name: Words
    mentions: Mentions = []
    roles: list[Words] = []  # as worded in the text


class GoldState(_Item, frozen=True, kw_only=True):
    code: Words  # ISO 3166-1 alpha-3, ISO 3166-2 or Wikidata id
    name: Words
    kind: Literal["state", "region"]
    mentions: Mentions = []


class GoldOrganisation(_Item, frozen=True, kw_only=True):
    name: Words
    kind: OrganisationKind
    acronym: Words | None = None
    country: Words | None = None
    signatory: bool = False
    mentions: Mentions = []


class GoldDate(_Item, frozen=True, kw_only=True):
    text: Words
    edtf: Words
    type: DateType
    nth: Positive = 1  # occurrence of the words in the text
    outside: bool = False  # no word of the text gives the missing part: a partial value that agrees is right too


class GoldQuantity(_Item, frozen=True, kw_only=True):
    value: float
    of: float | None = None
    unit: str | None = None


class GoldClaim(_Item, frozen=True, kw_only=True):
    text: Words
    type: ClaimType
    action: Words
    source: str | None = None  # a name, a described group, or "author"
    actor: str | None = None
    target: str | None = None
    status: Status = "asserted"
    quote: Quoting = "none"
    quantities: list[GoldQuantity] = []
    nth: Positive = 1
    optional: bool = False  # careful readers may file or leave it: finding it counts neither for nor against


LISTS: Mapping[str, type[msgspec.Struct]] = {
    "people": GoldPerson,
    "states": GoldState,
    "organisations": GoldOrganisation,
    "dates": GoldDate,
    "claims": GoldClaim,
}


class Gold(_Item, frozen=True, kw_only=True):
    """What a careful reader takes from a statement."""

    doc: Words  # file name of the statement
    published: str | None = None  # EDTF
    reference_date: str | None = None  # EDTF
    reference_date_is: Literal["printed", "inferred"] | None = None
    people: list[GoldPerson]
    states: list[GoldState]
    organisations: list[GoldOrganisation]
    dates: list[GoldDate]
    claims: list[GoldClaim]


@dataclass(frozen=True, slots=True)
class GoldFile:
    """A file of gold as it was read. value: its JSON; lines: of each element, by path."""

    path: Path
    value: Any
    lines: Mapping[positions.Path, int] = field(repr=False)
    twice: tuple[positions.Path, ...] = ()

    def gold(self) -> Gold:
        """Raises msgspec.ValidationError; `check` tells all that is wrong."""
        return msgspec.convert(self.value, Gold)

    def line(self, path: positions.Path) -> int:
        """Of the element, or of the innermost one around it that is there."""
        while path not in self.lines:
            path = path[:-1]
        return self.lines[path]


@dataclass(frozen=True, slots=True, order=True)
class Fault:
    """Something wrong in a file of gold. line: from 1."""

    path: Path
    line: int
    what: str  # and what to do

    def __str__(self) -> str:
        return f"{self.path}, line {self.line}: {self.what}"


def paths(folder: Path) -> list[Path]:
    """The files of a gold folder and of the folders in it, by name. Raises UsageError where there are none."""
    found = sorted(path for path in folder.rglob("*.json") if path.is_file())
    if not found:
        raise UsageError(f"{folder}: no gold here; a folder of .json files, one a statement, is expected")
    return found


def digest(folder: Path) -> str:
    """sha256 over names and contents of the files, hexadecimal."""
    whole = hashlib.sha256()
    for path in paths(folder):
        whole.update(f"{path.relative_to(folder).as_posix()}\0".encode() + hashlib.sha256(path.read_bytes()).digest())
    return whole.hexdigest()


def read(path: Path) -> GoldFile | Fault:
    """A file of gold, or where it is no JSON."""
    try:
        value, lines, twice = positions.locate(path.read_text(encoding="utf-8"))
    except json.JSONDecodeError as error:
        return Fault(path, error.lineno, f"broken JSON at column {error.colno}: {error.msg}; correct it")
    except UnicodeDecodeError as error:
        return Fault(path, error.object[: error.start].count(b"\n") + 1, "not UTF-8; save the file as UTF-8")
    return GoldFile(path, value, lines, tuple(twice))
