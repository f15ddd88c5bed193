"""Entries looked up by the beginnings of the words of their names.

>>> list(search_registries("nurb", (Path("people.jsonl"),)))
['d-1  person  Asel Nurbekova  (KGZ)  people.jsonl', '1 entry']
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from pipeline.errors import UsageError
from pipeline.matching import registry as registries
from pipeline.matching.registry import Registry
from pipeline.registries import file
from pipeline.registries.entry import Case, Entry, plain
from pipeline.registries.file import File
from pipeline.resources import registry_path

BUILT_IN = "built in"
_WORD = re.compile(r"\w+")


@dataclass(frozen=True, slots=True)
class Listed:
    """An entry of any registry, as a person is shown it."""

    source: str  # name of the file, or BUILT_IN
    id: str
    kind: str
    title: str
    names: Mapping[str, Case]  # with their case rules
    left_out: Mapping[str, str]  # names that are not looked for, and why
    about: tuple[str, ...] = ()  # states, roles, dates


def listed(registry: Registry, files: Sequence[File]) -> Iterator[Listed]:
    """The entries of the built-in registry, then those of the files."""
    names: dict[str, dict[str, Case]] = {}
    for form in registry.forms:
        for entry in form.entries:
            names.setdefault(entry, {})[form.text] = "capitals"
    for id_, known in registry.entries.items():
        about = (known.country,) if known.country else ()
        yield Listed(BUILT_IN, id_, known.kind, known.name, names.get(id_, {}), {}, about)
    for one in files:
        for brought in one.entries:
            yield _of_file(one.path.name, brought)


def _of_file(source: str, entry: Entry) -> Listed:
    names = {name: entry.case_of(name) for name in entry.names}
    about = (*entry.states, *entry.roles, *entry.organisations, *entry.dates)
    return Listed(source, entry.id, entry.kind, entry.title, names, entry.left_out, about)


def search_registries(name: str, paths: Sequence[Path]) -> Iterator[str]:
    """A line for each entry with a name that has, for every word asked for, one that begins so; then their number.

    Raises UsageError where there is no word in `name`, or a file is no registry.
    """
    wanted = _WORD.findall(plain(name))
    if not wanted:
        raise UsageError(f"{name!r}: at least one letter is needed")
    registry = registries.load(registry_path())
    count = 0
    for one in listed(registry, [file.read(path) for path in paths]):
        fitting = next((form for form in (*one.names, *one.left_out) if _fits(wanted, form)), None)
        if fitting is not None:
            count += 1
            parts = [one.id, one.kind, one.title]
            if fitting != one.title:
                parts.append(f"= {fitting}")
            if one.about:
                parts.append(f"({', '.join(one.about)})")
            yield "  ".join([*parts, one.source])
    yield f"{count:,} {'entry' if count == 1 else 'entries'}"


def _fits(wanted: Sequence[str], name: str) -> bool:
    words = _WORD.findall(plain(name))
    return all(any(word.startswith(beginning) for word in words) for beginning in wanted)
