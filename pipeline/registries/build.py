"""Rows become entries, and what there is to say of them.

>>> built = build(read(path, {}, None, registry), registry, keep_unsafe=False, prefix="")
>>> built.entries[0].names, built.notes[0].what
(('Asel Nurbekova',), "'Asel' is left out: it is a given name alone")
"""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import chain
from typing import Literal

import msgspec

from pipeline.errors import UsageError
from pipeline.matching.registry import Registry
from pipeline.registries.caution import danger
from pipeline.registries.entry import Entry, plain
from pipeline.registries.sources import Draft, Fault, Row, Skipped

NoteKind = Literal["left out", "several", "twice", "skipped"]
_FAULTS = 20  # told at once


@dataclass(frozen=True, slots=True)
class Note:
    """Something that the owner of a registry should know."""

    kind: NoteKind
    place: str
    what: str

    def __str__(self) -> str:
        return f"{self.place}: {self.what}"


@dataclass(frozen=True, slots=True)
class Built:
    """Entries in the order of their first rows, and notes in the order of the rows."""

    entries: tuple[Entry, ...]
    notes: tuple[Note, ...]
    rows: int

    def count(self) -> Mapping[str, int]:
        """Notes by kind."""
        return Counter(note.kind for note in self.notes)


def build(rows: Iterable[Row], registry: Registry, *, keep_unsafe: bool, prefix: str) -> Built:
    """The entries of the rows; rows with one id are one entry.

    registry: the built-in one. keep_unsafe: look for every name, however short or common. prefix: put before every
    id. Raises UsageError naming the rows that are wrong.
    """
    grown: dict[str, list[Draft]] = {}  # rows by id
    notes: list[Note] = []
    faults: list[str] = []
    count = 0
    for row in rows:
        count += 1
        if isinstance(row, Fault):
            faults.append(row.message)
        elif isinstance(row, Skipped):
            notes.append(Note("skipped", row.place, f"skipped: {row.why}"))
        elif row.id not in grown:
            grown[row.id] = [row]
        else:
            _add(grown[row.id], row, notes, faults)
    if faults:
        more = [f"and {len(faults) - _FAULTS} rows more"] if len(faults) > _FAULTS else []
        raise UsageError("\n".join(["these rows cannot be taken:", *faults[:_FAULTS], *more]))
    if not grown:
        raise UsageError("there is no entry in these files")
    entries = tuple(_entry(prefix, rows, registry, keep_unsafe, notes) for rows in grown.values())
    notes += _shared(entries, list(grown.values()))
    return Built(entries, tuple(notes), count)


def _add(rows: list[Draft], row: Draft, notes: list[Note], faults: list[str]) -> None:
    """Add a row to those of its id."""
    first = rows[0]
    if (row.kind, row.case) != (first.kind, first.case):
        was, now = f"{first.kind}, case {first.case}", f"{row.kind}, case {row.case}"
        faults.append(f"{row.place}: id {row.id!r} is {now} here, and {was} in {first.place}; make them agree")
        return
    known = {name for one in rows for name in (*one.names, *one.weak)}
    if known.issuperset(row.names) and known.issuperset(row.weak):
        name = (*row.names, *row.weak)[0]
        notes.append(Note("twice", row.place, f"{name!r} of {row.id} stands in {first.place} already"))
    rows.append(row)


def _entry(prefix: str, rows: Sequence[Draft], registry: Registry, keep_unsafe: bool, notes: list[Note]) -> Entry:
    first = rows[0]
    entry = Entry(
        id=prefix + first.id,
        kind=first.kind,  # type: ignore[arg-type]  # checked when it was read
        names=_joined(row.names for row in rows),
        states=_joined(row.states for row in rows),
        roles=_joined(row.roles for row in rows),
        organisations=_joined(row.organisations for row in rows),
        dates=_joined(row.dates for row in rows),
        case=first.case,  # type: ignore[arg-type]  # as above
    )
    weak = _joined(row.weak for row in rows)
    if keep_unsafe:
        return msgspec.structs.replace(entry, names=_joined((entry.names, weak)))
    left_out = dict.fromkeys(weak, "is weak, says its source") | dict(_unsafe(entry, registry))
    if not left_out:
        return entry
    for name, why in left_out.items():
        notes.append(Note("left out", _place(rows, name), f"{name!r} of {entry.id} is left out: it {why}"))
    return msgspec.structs.replace(
        entry, names=tuple(name for name in entry.names if name not in left_out), left_out=left_out
    )


def _joined(parts: Iterable[Sequence[str]]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(chain.from_iterable(parts)))


def _unsafe(entry: Entry, registry: Registry) -> Iterator[tuple[str, str]]:
    """The names of an entry that are not safe to look for, and why."""
    has_full_name = entry.kind == "person" and any(" " in name for name in entry.names)
    for name in entry.names:
        why = danger(name, entry.kind, entry.case_of(name), registry)
        if why is None and has_full_name and " " not in name and name.isascii():
            why = "is one word of a person who has a full name, after which it is found anyway"
        if why is not None:
            yield name, why


def _place(rows: Sequence[Draft], name: str) -> str:
    return next(row.place for row in rows if name in row.names or name in row.weak)


def _shared(entries: Sequence[Entry], rows: Sequence[Sequence[Draft]]) -> Iterator[Note]:
    """Names that several entries bear. rows: of each entry."""
    bearers: dict[str, list[int]] = {}
    for number, entry in enumerate(entries):
        for same in dict.fromkeys(map(plain, entry.names)):
            bearers.setdefault(same, []).append(number)
    for same, numbers in bearers.items():
        if len(numbers) > 1:
            name = next(name for name in entries[numbers[-1]].names if plain(name) == same)
            ids = ", ".join(entries[number].id for number in numbers)
            what = f"{name!r} is borne by {len(numbers)} entries, {ids}: it is found, but means none of them"
            yield Note("several", _place(rows[numbers[-1]], name), what)
