"""The registries that a user brought, made ready for a run: their names in texts, and their states in the built-in one.

    >>> registry, brought = bring(builtin, [read(path)])
    >>> brought.names(["They arrested Asel Nurbekova."])
    [[Name(start=14, end=28, label='PERSON', by='registry', confidence=0.97, entry='d-1', form='name')]]

What a name means:
- An entry with an id of the built-in registry, or with the name of one of its bodies, is that entry: it has the names
  of both, and in the records the user's id. Where two of the user's entries claim a body, neither is it.
- A state of the user's adds its names to the built-in state, or is a new one.
- A name that several entries bear is found, but means none of them.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from types import MappingProxyType
from typing import Literal

from pipeline.errors import UsageError
from pipeline.matching import registry as registries
from pipeline.matching.registry import ORGANISATION_KINDS, Form, Registry, by_spelling
from pipeline.matching.scanner import Match, Scanner
from pipeline.registries.entry import STATE_KINDS, Case, Entry, plain
from pipeline.registries.file import File
from pipeline.statement import Name

Label = Literal["PERSON", "ORG"]

_CONFIDENCE = 0.97  # as for the built-in registry


@dataclass(frozen=True, slots=True)
class Brought:
    """Names of persons and bodies, and the means to find them. Read only."""

    persons: Scanner
    bodies: Scanner
    digest: str  # tells the files apart from others: names and sha256

    def names(self, texts: Sequence[str]) -> list[list[Name]]:
        """For each text its names in text order, not overlapping."""
        return list(map(_names, self.persons.scan(texts), self.bodies.scan(texts)))


def _names(persons: Iterable[Match], bodies: Iterable[Match]) -> list[Name]:
    """The leftmost and longest of both, as each of them is."""
    found: dict[tuple[int, int], list[tuple[Label, Form]]] = {}
    for match in persons:
        found.setdefault((match.start, match.end), []).append(("PERSON", match.form))
    for match in bodies:
        found.setdefault((match.start, match.end), []).append(("ORG", match.form))
    names: list[Name] = []
    done = 0
    for (start, end), readings in sorted(found.items(), key=lambda item: (item[0][0], -item[0][1])):
        if start >= done and len(readings) == 1:  # else nothing tells what it is: left to the other recognisers
            label, form = readings[0]
            entry = form.entries[0] if form.certain else None
            names.append(Name(start, end, label, "registry", _CONFIDENCE, entry, form.kind))
            done = end
    return names


def bring(builtin: Registry, files: Sequence[File]) -> tuple[Registry, Brought]:
    """The built-in registry with what the files say of its entries, and the names of the files.

    Raises UsageError where files contradict each other or the built-in registry.
    """
    entries = _entries(files, builtin)
    meant = _meant(entries.values(), builtin)
    known = {ours: theirs for theirs, ours in meant.items() if ours in builtin.entries and ours != theirs}
    registry = replace(_extended(builtin, entries.values(), meant), known_as=MappingProxyType(known))
    persons, bodies = (
        Scanner(_forms([entry for entry in entries.values() if (entry.kind == "person") == wanted], meant, builtin))
        for wanted in (True, False)
    )
    digest = "; ".join(f"{file.path.name} {file.sha256}" for file in files)
    return registry, Brought(persons, bodies, digest)


def _entries(files: Sequence[File], builtin: Registry) -> dict[str, Entry]:
    entries: dict[str, Entry] = {}
    origin: dict[str, File] = {}
    for file in files:
        for entry in file.entries:
            if entry.id in entries:
                other = origin[entry.id].path
                raise UsageError(
                    f"id {entry.id!r} stands in {other} and in {file.path}. If both mean the same, make one registry "
                    f"of them (rapporteur registry build {other} {file.path} -o …); else build one again with --prefix"
                )
            known = builtin.entries.get(entry.id)
            if known and (entry.kind == "person" or (known.kind in STATE_KINDS) != (entry.kind in STATE_KINDS)):
                raise UsageError(
                    f"{file.path}: id {entry.id!r}, of kind {entry.kind}, is that of {known.name}, of kind "
                    f"{known.kind}, in the built-in registry; build the file again with --prefix"
                )
            entries[entry.id] = entry
            origin[entry.id] = file
    return entries


def _meant(entries: Iterable[Entry], builtin: Registry) -> dict[str, str]:
    """Id in the files → id within the run: that of the built-in entry where it is one."""
    meant: dict[str, str] = {}
    claims: dict[str, list[str]] = {}
    for entry in entries:
        meant[entry.id] = next(iter(entry.states), entry.id) if entry.kind in STATE_KINDS else entry.id
        if entry.kind not in STATE_KINDS and entry.kind != "person" and entry.id not in builtin.entries:
            bodies = set(_bodies(entry, builtin))
            if len(bodies) == 1:
                claims.setdefault(bodies.pop(), []).append(entry.id)
    taken = set(meant)
    for body, claimants in claims.items():
        if len(claimants) == 1 and body not in taken:
            meant[claimants[0]] = body
    return meant


def _bodies(entry: Entry, builtin: Registry) -> Iterator[str]:
    """The built-in bodies whose full names an entry has."""
    for name in (*entry.names, *entry.left_out):
        form = builtin.lookup(name)
        if form is not None and form.certain and form.kind == "name" and not form.of_states:
            yield form.entries[0]


def _extended(builtin: Registry, entries: Iterable[Entry], meant: Mapping[str, str]) -> Registry:
    """With the states of the files and their names, and with the kinds of bodies where the files tell them."""
    known = dict(builtin.entries)
    forms = {form.text: form for form in builtin.forms}
    for entry in entries:
        id_ = meant[entry.id]
        if entry.kind in STATE_KINDS:
            for name in entry.names:
                if builtin.lookup(name) is None:
                    forms[name] = Form(name, (id_,), "name")
        if id_ not in known and (entry.kind in STATE_KINDS or entry.kind in ORGANISATION_KINDS):
            known[id_] = registries.Entry(id_, entry.kind, entry.title)  # type: ignore[arg-type]  # no person
    if len(known) == len(builtin.entries) and len(forms) == len(builtin.forms):
        return builtin
    return replace(
        builtin, entries=MappingProxyType(known), forms=tuple(forms.values()), _by_spelling=by_spelling(forms.values())
    )


def _forms(entries: Sequence[Entry], meant: Mapping[str, str], builtin: Registry) -> Iterator[Form]:
    """The names of persons, or of bodies, each with all entries that bear it, whatever its case and diacritics.

    Not the names of bodies that two entries claim: they stay those of the built-in registry.
    """
    bearers: dict[str, tuple[str, ...]] = {}  # by what is left of a name without case and diacritics
    cases: dict[str, Case] = {}
    for entry in entries:
        if entry.kind not in STATE_KINDS:
            id_ = meant[entry.id]
            for name in entry.names:
                ids = bearers.get(same := plain(name), ())
                if id_ not in ids:
                    bearers[same] = (*ids, id_)
                case = entry.case_of(name)
                cases[name] = max(cases.get(name, case), case, key=_LAX.index)
    for name, case in cases.items():
        ids = bearers[plain(name)]
        if len(ids) == 1 or builtin.lookup(name) is None:
            yield Form(name, ids, "name", case=case, folded=case != "written")


_LAX: tuple[Case, ...] = ("written", "capitals", "any")
