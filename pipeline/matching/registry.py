"""The registry of known entities: states, regions of concern, organisations, and every usual form of their names."""

import csv
import functools
import hashlib
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from types import MappingProxyType
from typing import Literal, get_args

from pipeline.errors import UsageError
from pipeline.matching.variants import Case, fold, is_folded, spellings
from pipeline.record import OrganisationKind

EntryKind = Literal["state", "region"] | OrganisationKind
FormKind = Literal["name", "short", "former", "demonym", "people", "capital", "acronym"]

STATE_KINDS: tuple[str, ...] = ("state", "region")
ORGANISATION_KINDS: tuple[str, ...] = get_args(OrganisationKind)
_STATE_FORM_KINDS: tuple[str, ...] = get_args(FormKind)
_ORGANISATION_FORM_KINDS: tuple[str, ...] = ("name", "short", "acronym")

_STATE_ID = re.compile(r"[A-Z]{3}|[A-Z]{2}-[A-Z0-9]{1,3}|Q[1-9]\d*")
_ORGANISATION_ID = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*")


class RegistryError(UsageError):
    """A data file of the registry is missing or malformed. The message names file, line and column."""


@dataclass(frozen=True, slots=True)
class Entry:
    """A known entity."""

    id: str  # states: ISO 3166-1 alpha-3, ISO 3166-2 or Wikidata id; organisations: lower-case words with hyphens
    kind: EntryKind
    name: str
    acronym: str | None = None
    country: str | None = None  # id of the state where an organisation has its seat; None: none, or not known


@dataclass(frozen=True, slots=True)
class Form:
    """A name in print.

    entries: ids of the entities that it may mean, in the order of the files. More than one: ambiguous.
    shared: other things in the world bear the name too ("CAT", "Secretary-General"): it means the entry only where the
        text also has an unshared form of it.
    case: "written": small letters and capitals count. "capitals": so they do, but all in capitals, as headlines print
        it, is the form too. "any": they do not count.
    folded: diacritics do not count: "Orban" is "Orbán", and the other way round.
    """

    text: str
    entries: tuple[str, ...]
    kind: FormKind
    shared: bool = False
    case: Case = "capitals"
    folded: bool = False

    @property
    def certain(self) -> bool:
        """Whether the form alone tells the entity."""
        return len(self.entries) == 1 and not self.shared

    @property
    def of_states(self) -> bool:
        """Whether it names states or regions: their ids are in capitals, those of organisations in small letters."""
        return self.entries[0].isupper()


@dataclass(frozen=True, slots=True)
class Registry:
    """Entries by id, forms with distinct texts in the order of the files, and the digest of the data files.

    known_as: id of an entry → the id that records have in its place, because a registry of the user's has the entry.
    """

    entries: Mapping[str, Entry]
    forms: tuple[Form, ...]
    digest: str  # sha256, hexadecimal
    _by_spelling: Mapping[str, Form] = field(repr=False)
    known_as: Mapping[str, str] = field(default_factory=dict)

    def lookup(self, surface: str) -> Form | None:
        """The form that a surface is a spelling of ("U.N." → "UN", "CHINA" → "China"), or None."""
        return self._by_spelling.get(fold(surface))


@functools.cache
def load(folder: Path) -> Registry:
    """The registry from its four files (see their README.md); raises RegistryError."""
    states = _Table(folder / "states.csv", ("id", "name", "kind"))
    organisations = _Table(folder / "organisations.csv", ("id", "name", "acronym", "kind", "country"))
    state_names = _Table(folder / "state_names.csv", ("form", "id", "kind", "shared", "note"))
    organisation_names = _Table(folder / "organisation_names.csv", ("form", "id", "kind", "shared"))

    entries: dict[str, Entry] = {}
    for row in states.rows:
        _add_entry(entries, row, _STATE_ID, "an ISO 3166-1 alpha-3, ISO 3166-2 or Wikidata id", STATE_KINDS)
    countries = frozenset(entries)
    for row in organisations.rows:
        _add_entry(entries, row, _ORGANISATION_ID, "lower-case words joined by hyphens", ORGANISATION_KINDS)
        if row["country"] and row["country"] not in countries:
            raise row.error("country", "is no id of states.csv", "use one, or leave the cell empty")

    forms: dict[str, Form] = {}
    for row in state_names.rows:
        _add_form(forms, row, countries, "states.csv", _STATE_FORM_KINDS)
    bodies = frozenset(entries) - countries
    for row in organisation_names.rows:
        _add_form(forms, row, bodies, "organisations.csv", _ORGANISATION_FORM_KINDS)

    digest = hashlib.sha256()
    for table in (states, state_names, organisations, organisation_names):
        digest.update(hashlib.sha256(table.content).digest())
    listed = tuple(forms.values())
    return Registry(
        entries=MappingProxyType(entries),
        forms=listed,
        digest=digest.hexdigest(),
        _by_spelling=MappingProxyType(by_spelling(listed)),
    )


def by_spelling(forms: Iterable[Form]) -> dict[str, Form]:
    """Every spelling of every form, folded. A form as written goes before another form's variant, then the first."""
    forms = tuple(forms)
    table = {fold(form.text): form for form in forms}
    for form in forms:
        for spelling in spellings(fold(form.text)):
            table.setdefault(spelling, form)
    return table


class _Row(dict[str, str]):
    """A line of a table, with its place for the errors."""

    def __init__(self, path: Path, line: int, cells: dict[str, str]) -> None:
        super().__init__(cells)
        self._path = path
        self._line = line

    def error(self, column: str, fault: str, remedy: str) -> RegistryError:
        return RegistryError(
            f"{self._path.name}, line {self._line}, column {column}: {self[column]!r} {fault}; {remedy}"
        )


class _Table:
    """A CSV file (UTF-8) with a header row."""

    def __init__(self, path: Path, columns: tuple[str, ...]) -> None:
        try:
            self.content = path.read_bytes()
            lines = self.content.decode("utf-8").splitlines(keepends=True)
        except OSError as error:
            raise RegistryError(f"{path}: cannot be read ({error.strerror}); reinstall, or restore the file") from error
        except UnicodeDecodeError as error:
            line = error.object[: error.start].count(b"\n") + 1
            raise RegistryError(f"{path.name}, line {line}: not UTF-8; save the file as UTF-8") from error
        reader = csv.reader(lines, strict=True)
        self.rows: list[_Row] = []
        try:
            header = next(reader, [])
            if tuple(header) != columns:
                raise RegistryError(
                    f"{path.name}, line 1: the columns are {','.join(header)}; they must be {','.join(columns)}"
                )
            for cells in reader:
                if len(cells) != len(columns):
                    raise RegistryError(
                        f"{path.name}, line {reader.line_num}: {len(cells)} cells instead of {len(columns)}; "
                        "a cell with a comma must stand in double quotes"
                    )
                self.rows.append(_Row(path, reader.line_num, dict(zip(columns, cells, strict=True))))
        except csv.Error as error:
            raise RegistryError(f"{path.name}, line {reader.line_num}: {error}; mend the quotes") from error


def _add_entry(
    entries: dict[str, Entry], row: _Row, pattern: re.Pattern[str], expected: str, kinds: tuple[str, ...]
) -> None:
    if not pattern.fullmatch(row["id"]):
        raise row.error("id", f"is not {expected}", "correct it")
    if row["id"] in entries:
        raise row.error("id", "stands twice", "delete one of the lines")
    if not row["name"]:
        raise row.error("name", "is empty", "give the usual English name")
    if row["kind"] not in kinds:
        raise row.error("kind", "is unknown", f"use one of {', '.join(kinds)}")
    entries[row["id"]] = Entry(
        id=row["id"],
        kind=row["kind"],  # type: ignore[arg-type]  # checked against the kinds just above
        name=row["name"],
        acronym=row.get("acronym") or None,
        country=row.get("country") or None,
    )


def _add_form(forms: dict[str, Form], row: _Row, ids: frozenset[str], id_file: str, kinds: tuple[str, ...]) -> None:
    text, entry, kind = row["form"], row["id"], row["kind"]
    if not text or not is_folded(text):
        raise row.error("form", "is empty or has odd characters", "use single blanks, straight apostrophes and hyphens")
    if entry not in ids:
        raise row.error("id", f"is no id of {id_file}", "correct it, or add the entry there")
    if kind not in kinds:
        raise row.error("kind", "is unknown", f"use one of {', '.join(kinds)}")
    if row["shared"] not in ("", "yes"):
        raise row.error("shared", "is neither yes nor empty", "correct it")
    shared = row["shared"] == "yes"
    known = forms.get(text)
    if known is None:
        forms[text] = Form(text, (entry,), kind, shared)  # type: ignore[arg-type]  # checked just above
        return
    if entry in known.entries:
        raise row.error("form", f"stands twice for {entry}", "delete one of the lines")
    if known.kind != kind:
        raise row.error("kind", f"differs from {known.kind!r} on an earlier line", "one form has one kind")
    forms[text] = Form(text, (*known.entries, entry), known.kind, known.shared or shared)
