"""What users bring, read row by row: `Draft`s of entries, or `Fault`s that name row and cell.

In: files of JSON Lines, CSV or FollowTheMoney entities, told apart by suffix and first line. Rows count from 1; of a
CSV the header is row 1, as spreadsheets show it.
"""

import codecs
import csv
import functools
import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import msgspec

from pipeline.errors import UsageError
from pipeline.matching.registry import Registry
from pipeline.registries import ftm
from pipeline.registries.entry import CASES, KINDS, STATE_KINDS, tidy

FIELDS = ("id", "name", "alias", "kind", "state", "role", "organisation", "dates", "case")
_CELLS = re.compile(r"[;|\n]")  # between the values of one cell
_DATE = re.compile(r"[\dXY?~%/.,\[\]{}-]{4,}")
_STATE_ID = re.compile(r"[A-Z]{3}|[A-Z]{2}-[A-Z0-9]{1,3}|Q[1-9]\d*")
_TABLES = (".csv", ".tsv")
_LINES = (".jsonl", ".ndjson", ".json")

Cells = Mapping[str, Sequence[str]]  # by field of ours, without empty values


@dataclass(frozen=True, slots=True)
class Draft:
    """An entry as one row has it, checked, with tidy names."""

    place: str  # "people.csv, row 12"
    id: str
    kind: str
    names: tuple[str, ...]
    weak: tuple[str, ...]  # names that the source itself calls weak
    states: tuple[str, ...]
    roles: tuple[str, ...]
    organisations: tuple[str, ...]
    dates: tuple[str, ...]
    case: str


@dataclass(frozen=True, slots=True)
class Fault:
    """Why a row cannot be taken: place, cell, what is wrong, what to do."""

    message: str


@dataclass(frozen=True, slots=True)
class Skipped:
    """A row that is of no kind that texts are searched for."""

    place: str
    why: str


Row = Draft | Fault | Skipped


def read(path: Path, columns: Mapping[str, str], kind: str | None, registry: Registry) -> Iterator[Row]:
    """The rows of a file.

    columns: our field → column of the CSV; a field that is not in it is looked for under its own name. kind: of rows
    that say none. registry: knows the states. Raises UsageError where the file cannot be read at all.
    """
    if path.suffix.lower() in _TABLES:
        yield from _table(path, columns, kind, registry)
    elif path.suffix.lower() in _LINES:
        if columns:
            raise UsageError(f"{path.name}: --map is for .csv and .tsv alone")
        yield from _lines(path, kind, registry)
    else:
        raise UsageError(f"{path.name}: a file {', '.join((*_TABLES, *_LINES))} is expected")


def column_map(wishes: Sequence[str]) -> dict[str, str]:
    """`name=Full Name` as {"name": "Full Name"}. Raises UsageError."""
    columns: dict[str, str] = {}
    for wish in wishes:
        field, equals, column = wish.partition("=")
        if field not in FIELDS or not equals or not column:
            raise UsageError(f"--map {wish}: FIELD=COLUMN is expected, FIELD being one of {', '.join(FIELDS)}")
        if field in columns:
            raise UsageError(f"--map {wish}: {field} has a column already, {columns[field]}")
        columns[field] = column
    return columns


def _table(path: Path, columns: Mapping[str, str], kind: str | None, registry: Registry) -> Iterator[Row]:
    number = 1
    try:
        with path.open(encoding="utf-8-sig", newline="") as file:
            header = file.readline()
            delimiter = max(",;\t", key=header.count)
            titles = [title.strip() for title in next(csv.reader([header], delimiter=delimiter), [])]
            place = _columns(path, titles, columns)
            for number, row in enumerate(csv.reader(file, strict=True, delimiter=delimiter), start=2):
                where = f"{path.name}, row {number}"
                if len(row) == len(titles):
                    cells = {field: _values(field, row[at]) for field, at in place.items()}
                    yield _checked(where, cells, kind, registry, lambda field: f"column {columns.get(field, field)}")
                elif row:
                    yield Fault(
                        f"{where}: {len(row)} cells instead of {len(titles)}; "
                        f"a cell with {delimiter!r} must stand in double quotes"
                    )
    except OSError as error:
        raise UsageError(f"{path}: cannot be read: {error.strerror}") from error
    except UnicodeDecodeError as error:
        raise UsageError(f"{path.name}, after row {number}: not UTF-8; save the file as UTF-8") from error
    except csv.Error as error:
        raise UsageError(f"{path.name}, after row {number}: {error}; mend the quotes") from error


def _columns(path: Path, titles: Sequence[str], columns: Mapping[str, str]) -> dict[str, int]:
    """Our field → index of its column."""
    for field, column in columns.items():
        if column not in titles:
            raise UsageError(f"{path.name}: no column {column!r} for {field}; there are: {', '.join(titles)}")
    place = {field: titles.index(columns.get(field, field)) for field in FIELDS if columns.get(field, field) in titles}
    for field in ("id", "name"):
        if field not in place:
            raise UsageError(
                f"{path.name}: no column {field}; name it with --map {field}=COLUMN; there are: {', '.join(titles)}"
            )
    return place


def _values(field: str, cell: str) -> list[str]:
    if field in ("id", "name"):
        return [cell.strip()] if cell.strip() else []
    return [value.strip() for value in _CELLS.split(cell) if value.strip()]


def _lines(path: Path, kind: str | None, registry: Registry) -> Iterator[Row]:
    try:
        with path.open("rb") as file:
            for number, line in enumerate(file, start=1):
                if line.strip():
                    where = f"{path.name}, row {number}"
                    try:
                        row = msgspec.json.decode(line.removeprefix(codecs.BOM_UTF8))
                    except (msgspec.DecodeError, UnicodeDecodeError) as error:
                        yield Fault(f"{where}: {error}; an object of JSON in UTF-8 is expected on every line")
                        continue
                    if not isinstance(row, dict):
                        yield Fault(f"{where}: no object; an object of JSON is expected on every line")
                    elif number > 1 or "rapporteur_registry" not in row:  # what `build` wrote may be built again
                        yield _object(where, row, kind, registry)
    except OSError as error:
        raise UsageError(f"{path}: cannot be read: {error.strerror}") from error


def _object(where: str, row: Mapping[str, Any], kind: str | None, registry: Registry) -> Row:
    if "schema" in row and "properties" in row:
        found = ftm.cells(row)
        if isinstance(found, str):
            return Skipped(where, found)
        return _checked(where, found, kind, registry, ftm.source_of, lenient=True)
    cells: dict[str, list[str]] = {}
    for field, value in row.items():
        if field not in _OWN:
            return Fault(f"{where}, field {field}: unknown; known are {', '.join(_OWN)}")
        values = list(value) if isinstance(value, list | dict) else [] if value is None else [value]
        wrong = [one for one in values if not isinstance(one, str)]
        if wrong:
            return Fault(f"{where}, field {field}: {wrong[0]!r} is no text; put it in quotes")
        cells.setdefault(_OWN[field], []).extend(value.strip() for value in values if value.strip())
    return _checked(where, cells, kind, registry, lambda field: f"field {field}")


# Fields of a line → ours; the plural ones are those of a built registry.
_OWN = {field: field for field in FIELDS} | {
    "names": "name",
    "aliases": "alias",
    "states": "state",
    "roles": "role",
    "organisations": "organisation",
    "left_out": "weak",
}


def _checked(
    where: str,
    cells: Cells,
    default: str | None,
    registry: Registry,
    called: Callable[[str], str],
    *,
    lenient: bool = False,
) -> Draft | Fault:
    """The row as a draft. called: what a field is called in the file. lenient: leave unknown states and dates out."""

    def fault(field: str, problem: str) -> Fault:
        return Fault(f"{where}, {called(field)}: {problem}")

    def one(field: str) -> str | None:
        return next(iter(cells.get(field, ())), None)

    if (id_ := one("id")) is None:
        return fault("id", "empty; every entry needs an id that stays the same")
    kind = one("kind") or default
    if kind is None:
        return fault("kind", f"empty; give one of {', '.join(KINDS)}, or --kind for all rows")
    if kind not in KINDS:
        return fault("kind", f"{kind!r} is unknown; use one of {', '.join(KINDS)}")
    names = _names((*cells.get("name", ()), *cells.get("alias", ())), kind)
    weak = _names(cells.get("weak", ()), kind)
    if not names and not weak:
        return fault("name", "empty; give at least one name")
    if (case := one("case") or "capitals") not in CASES:
        return fault("case", f"{case!r} is unknown; use one of {', '.join(CASES)}, or leave it empty")
    states: list[str] = []
    for value in cells.get("state", ()):
        if (state := state_id(value, registry)) is not None:
            states.append(state)
        elif not lenient:
            return fault("state", f"{value!r} is no state; use an ISO 3166 code or the usual English name")
    if kind in STATE_KINDS and not states:
        if not _STATE_ID.fullmatch(id_):
            return fault("id", f"{id_!r} is no ISO 3166 or Wikidata id, which a state needs; or give it as state")
        states = [id_]
    dates = [value for value in cells.get("dates", ()) if _DATE.fullmatch(value)]
    if not lenient and len(dates) < len(cells.get("dates", ())):
        wrong = next(value for value in cells["dates"] if value not in dates)
        return fault("dates", f"{wrong!r} is no date such as 1980, 1980-05 or 1980-05-31")
    return Draft(
        place=where,
        id=id_,
        kind=kind,
        names=names,
        weak=tuple(name for name in weak if name not in names),
        states=tuple(dict.fromkeys(states)),
        roles=tuple(cells.get("role", ())),
        organisations=tuple(cells.get("organisation", ())),
        dates=tuple(dates),
        case=case,
    )


def _names(values: Sequence[str], kind: str) -> tuple[str, ...]:
    """Tidy and distinct. "DOE, Jane" of a person is "Jane DOE", too."""
    names: dict[str, None] = {}
    for value in map(tidy, values):
        if value:
            names[value] = None
        family, comma, given = value.partition(", ")
        if kind == "person" and comma and "," not in given:
            names[f"{given} {family}"] = None
    return tuple(names)


def state_id(value: str, registry: Registry) -> str | None:
    """The id of a state by its id, ISO 3166-1 alpha-2 code, or a name that only one state has."""
    if value.upper() in registry.entries:
        return value.upper()
    if value.upper() in _alpha2():
        return _alpha2()[value.upper()]
    form = registry.lookup(tidy(value)) or registry.lookup(tidy(value).title())
    return form.entries[0] if form and form.certain and form.of_states else None


@functools.cache
def _alpha2() -> dict[str, str]:
    """ISO 3166-1 alpha-2 → id."""
    with Path(__file__).with_name("alpha2.csv").open(encoding="utf-8", newline="") as file:
        return {row["alpha2"]: row["id"] for row in csv.DictReader(file)}
