"""Rows become entries, and what there is to say of them.

>>> built = build(read(path, {}, None, registry), registry, keep_unsafe=False, prefix="")
>>> built.entries[0].names, built.notes[0].what
(('Asel Nurbekova',), "'Asel' is left out: it is a given name alone")
"""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
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


@dataclass(slots=True)
class _Growing:
    """An entry of which more rows may come."""

    draft: Draft
    names: dict[str, str] = field(default_factory=dict)  # name → place
    weak: dict[str, str] = field(default_factory=dict)


def build(rows: Iterable[Row], registry: Registry, *, keep_unsafe: bool, prefix: str) -> Built:
    """The entries of the rows; rows with one id are one entry.

    registry: the built-in one. keep_unsafe: look for every name, however short or common. prefix: put before every
    id. Raises UsageError naming the rows that are wrong.
    """
    grown: dict[str, _Growing] = {}
    notes: list[Note] = []
    faults: list[str] = []
    count = 0
    for row in rows:
        count += 1
        if isinstance(row, Fault):
            faults.append(row.message)
        elif isinstance(row, Skipped):
            notes.append(Note("skipped", row.place, f"skipped: {row.why}"))
        else:
            _grow(grown, replace(row, id=prefix + row.id), notes, faults)
    if faults:
        more = [f"and {len(faults) - _FAULTS} rows more"] if len(faults) > _FAULTS else []
        raise UsageError("\n".join(["these rows cannot be taken:", *faults[:_FAULTS], *more]))
    if not grown:
        raise UsageError("there is no entry in these files")
    entries = tuple(_entry(one, registry, keep_unsafe, notes) for one in grown.values())
    notes += _shared(entries, grown)
    return Built(entries, tuple(notes), count)


def _grow(grown: dict[str, _Growing], row: Draft, notes: list[Note], faults: list[str]) -> None:
    """Begin an entry, or add a row to one."""
    known = grown.get(row.id)
    if known is None:
        known = grown[row.id] = _Growing(row)
    elif (row.kind, row.case) != (known.draft.kind, known.draft.case):
        was, now = f"{known.draft.kind}, case {known.draft.case}", f"{row.kind}, case {row.case}"
        faults.append(f"{row.place}: id {row.id!r} is {now} here, and {was} in {known.draft.place}; make them agree")
        return
    elif all(name in known.names for name in row.names) and all(name in known.weak for name in row.weak):
        notes.append(Note("twice", row.place, f"{row.names[0]!r} of {row.id} stands in {known.draft.place} already"))
    known.draft = replace(
        known.draft,
        states=_joined(known.draft.states, row.states),
        roles=_joined(known.draft.roles, row.roles),
        organisations=_joined(known.draft.organisations, row.organisations),
        dates=_joined(known.draft.dates, row.dates),
    )
    for names, new in ((known.names, row.names), (known.weak, row.weak)):
        for name in new:
            names.setdefault(name, row.place)


def _joined(one: Sequence[str], other: Sequence[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys((*one, *other)))


def _entry(grown: _Growing, registry: Registry, keep_unsafe: bool, notes: list[Note]) -> Entry:
    draft = grown.draft
    entry = Entry(
        id=draft.id,
        kind=draft.kind,  # type: ignore[arg-type]  # checked when it was read
        names=tuple(grown.names),
        states=draft.states,
        roles=draft.roles,
        organisations=draft.organisations,
        dates=draft.dates,
        case=draft.case,  # type: ignore[arg-type]  # as above
    )
    names = dict(grown.names)
    left_out: dict[str, str] = {}
    if keep_unsafe:
        names |= grown.weak
    else:
        left_out = dict.fromkeys(grown.weak, "is weak, says its source")
        has_full_name = entry.kind == "person" and any(" " in name for name in names)
        for name in names:
            why = danger(name, entry.kind, entry.case_of(name), registry)
            if why is None and has_full_name and " " not in name and name.isascii():
                why = "is one word of a person who has a full name, after which it is found anyway"
            if why is not None:
                left_out[name] = why
    for name, why in left_out.items():
        place = grown.names.get(name) or grown.weak[name]
        notes.append(Note("left out", place, f"{name!r} of {entry.id} is left out: it {why}"))
    return msgspec.structs.replace(
        entry, names=tuple(name for name in names if name not in left_out), left_out=left_out
    )


def _shared(entries: Sequence[Entry], grown: Mapping[str, _Growing]) -> Iterator[Note]:
    """Names that several entries bear."""
    bearers: dict[str, dict[str, str]] = {}  # id → the name as that entry has it
    for entry in entries:
        for name in entry.names:
            bearers.setdefault(plain(name), {}).setdefault(entry.id, name)
    for ids in bearers.values():
        if len(ids) > 1:
            last, name = list(ids.items())[-1]
            place = grown[last].names.get(name) or grown[last].weak[name]
            what = f"{name!r} is borne by {len(ids)} entries, {', '.join(ids)}: it is found, but means none of them"
            yield Note("several", place, what)
