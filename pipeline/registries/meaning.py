"""What entries of a user's registries mean beside the built-in registry.

- An entry with an id of the built-in registry, or with the name of one of its bodies, is that entry: it has the names
  of both, and in the records the user's id. Where two of the user's entries claim a body, neither is it.
- A state of the user's adds its names to the built-in state, or is a new one.
- A name that several entries bear is found, but means none of them.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from types import MappingProxyType

import msgspec

from pipeline.errors import UsageError
from pipeline.matching import registry as registries
from pipeline.matching.registry import ORGANISATION_KINDS, EntryKind, Form, Registry, by_spelling
from pipeline.registries.entry import STATE_KINDS, Case, Entry, plain
from pipeline.registries.file import File

_LAX: tuple[Case, ...] = ("written", "capitals", "any")


class Extension(msgspec.Struct, frozen=True):
    """What the files add to the built-in registry itself."""

    known_as: dict[str, str]  # as `Registry.known_as`
    kinds: dict[str, tuple[EntryKind, str]]  # id → kind and name: states that are new, bodies whose kind is told
    states: dict[str, str]  # name → id


def united(files: Sequence[File], builtin: Registry) -> list[Entry]:
    """The entries of all files. Raises UsageError where files contradict each other or the built-in registry."""
    origin: dict[str, File] = {}
    for file in files:
        for entry in file.entries:
            if entry.id in origin:
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
            origin[entry.id] = file
    return [entry for file in files for entry in file.entries]


def meanings(entries: Iterable[Entry], builtin: Registry) -> dict[str, str]:
    """Id in the files → id within the run, where it is another one: that of the built-in entry."""
    meant: dict[str, str] = {}
    claims: dict[str, list[str]] = {}
    ids = set()
    for entry in entries:
        ids.add(entry.id)
        if entry.kind in STATE_KINDS:
            meant[entry.id] = next(iter(entry.states), entry.id)
        elif entry.kind != "person" and entry.id not in builtin.entries:
            bodies = set(_bodies(entry, builtin))
            if len(bodies) == 1:
                claims.setdefault(bodies.pop(), []).append(entry.id)
    for body, claimants in claims.items():
        if len(claimants) == 1 and body not in ids:
            meant[claimants[0]] = body
    return meant


def _bodies(entry: Entry, builtin: Registry) -> Iterator[str]:
    """The built-in bodies whose full names an entry has."""
    for name in (*entry.names, *entry.left_out):
        form = builtin.lookup(name)
        if form is not None and form.certain and form.kind == "name" and not form.of_states:
            yield form.entries[0]


def extension(entries: Iterable[Entry], meant: Mapping[str, str], builtin: Registry) -> Extension:
    """What the entries add to the built-in registry."""
    kinds: dict[str, tuple[EntryKind, str]] = {}
    states: dict[str, str] = {}
    for entry in entries:
        id_ = meant.get(entry.id, entry.id)
        if entry.kind in STATE_KINDS:
            states |= {name: id_ for name in entry.names if builtin.lookup(name) is None}
        if id_ not in builtin.entries and (entry.kind in STATE_KINDS or entry.kind in ORGANISATION_KINDS):
            kinds[id_] = (entry.kind, entry.title)  # type: ignore[assignment]  # no person
    known_as = {ours: theirs for theirs, ours in meant.items() if ours in builtin.entries and not ours.isupper()}
    return Extension(known_as, kinds, states)


def extended(builtin: Registry, more: Extension) -> Registry:
    """The built-in registry with what the files add to it."""
    registry = replace(builtin, known_as=MappingProxyType(more.known_as))
    if more.kinds:
        added = {id_: registries.Entry(id_, kind, name) for id_, (kind, name) in more.kinds.items()}
        registry = replace(registry, entries=MappingProxyType({**builtin.entries, **added}))
    if more.states:
        forms = (*builtin.forms, *(Form(name, (id_,), "name") for name, id_ in more.states.items()))
        registry = replace(registry, forms=forms, _by_spelling=MappingProxyType(by_spelling(forms)))
    return registry


def forms(entries: Sequence[Entry], meant: Mapping[str, str], builtin: Registry) -> Iterator[Form]:
    """The names of persons, or of bodies, each with all entries that bear it, whatever its case and diacritics.

    Not the names of bodies that two entries claim: they stay those of the built-in registry.
    """
    bearers: dict[str, tuple[str, ...]] = {}  # by what is left of a name without case and diacritics
    cases: dict[str, Case] = {}
    for entry in entries:
        if entry.kind not in STATE_KINDS:
            id_ = meant.get(entry.id, entry.id)
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
