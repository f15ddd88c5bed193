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
from itertools import chain
from types import MappingProxyType
from typing import Literal

from pipeline.errors import UsageError
from pipeline.matching import registry as registries
from pipeline.matching.registry import ORGANISATION_KINDS, Form, Registry, by_spelling
from pipeline.matching.scanner import Match, Scanner
from pipeline.registries.entry import STATE_KINDS, Entry
from pipeline.registries.file import File
from pipeline.statement import Name

Label = Literal["PERSON", "ORG"]

_CONFIDENCE = 0.97  # as for the built-in registry


@dataclass(frozen=True, slots=True)
class Brought:
    """Names of persons and bodies, and the means to find them. Read only."""

    as_written: Scanner
    in_any_case: Scanner
    labels: Mapping[str, Label]  # by id, as in the forms of the scanners
    exact: frozenset[str]  # forms that capitals do not mean
    digest: str  # tells the files apart from others: names and sha256

    def names(self, texts: Sequence[str]) -> list[list[Name]]:
        """For each text its names in text order, not overlapping."""
        written = self.as_written.scan(texts)
        folded = self.in_any_case.scan([lower(text) for text in texts])
        return [self._names(text, chain(one, other)) for text, one, other in zip(texts, written, folded, strict=True)]

    def _names(self, text: str, matches: Iterable[Match]) -> list[Name]:
        entries: dict[tuple[int, int], set[str]] = {}
        for match in matches:
            if self._is_as_the_rule_says(text, match):
                entries.setdefault((match.start, match.end), set()).update(match.form.entries)
        names: list[Name] = []
        done = 0
        for (start, end), bearers in sorted(entries.items(), key=lambda item: (item[0][0], -item[0][1])):
            labels = {self.labels[entry] for entry in bearers}
            if start >= done and len(labels) == 1:  # else nothing tells what it is: left to the other recognisers
                entry = next(iter(bearers)) if len(bearers) == 1 else None
                names.append(Name(start, end, labels.pop(), "registry", _CONFIDENCE, entry, "name"))
                done = end
        return names

    def _is_as_the_rule_says(self, text: str, match: Match) -> bool:
        return match.form.text not in self.exact or not text[match.start : match.end].isupper()


def lower(text: str) -> str:
    """In small letters, character for character: what would become two characters stays as it is."""
    small = text.lower()
    if len(small) == len(text):
        return small
    return "".join(letter.lower() if len(letter.lower()) == 1 else letter for letter in text)


def bring(builtin: Registry, files: Sequence[File]) -> tuple[Registry, Brought]:
    """The built-in registry with what the files say of its entries, and the names of the files.

    Raises UsageError where files contradict each other or the built-in registry.
    """
    entries = _entries(files, builtin)
    meant = _meant(entries.values(), builtin)
    known = {ours: theirs for theirs, ours in meant.items() if ours in builtin.entries and ours != theirs}
    registry = replace(_extended(builtin, entries.values(), meant), known_as=MappingProxyType(known))
    written, folded = _forms(entries.values(), meant, builtin)
    labels: dict[str, Label] = {
        meant[entry.id]: "PERSON" if entry.kind == "person" else "ORG" for entry in entries.values()
    }
    exact = frozenset(
        name for entry in entries.values() if entry.case == "written" for name in entry.names if not name.isupper()
    )
    digest = "; ".join(f"{file.path.name} {file.sha256}" for file in files)
    return registry, Brought(Scanner(written), Scanner(folded), MappingProxyType(labels), exact, digest)


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


def _forms(entries: Iterable[Entry], meant: Mapping[str, str], builtin: Registry) -> tuple[list[Form], list[Form]]:
    """The names of persons and bodies: those to be found as written, and those to be found in any case."""
    written: dict[str, tuple[str, ...]] = {}
    folded: dict[str, tuple[str, ...]] = {}
    for entry in entries:
        if entry.kind not in STATE_KINDS:
            id_ = meant[entry.id]
            for name in entry.names:
                table, text = (folded, lower(name)) if entry.case_of(name) == "any" else (written, name)
                if id_ not in (ids := table.get(text, ())):
                    table[text] = (*ids, id_)

    def listed(table: Mapping[str, tuple[str, ...]]) -> list[Form]:
        """Without bodies that two entries claim: they stay those of the built-in registry."""
        return [Form(text, ids, "name") for text, ids in table.items() if len(ids) == 1 or builtin.lookup(text) is None]

    return listed(written), listed(folded)
