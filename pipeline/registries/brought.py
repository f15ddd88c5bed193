"""The registries that a user brought, made ready for a run: their names in texts, and the built-in registry with them.

    >>> registry, brought = bring(builtin, [Path("people.jsonl")])
    >>> brought.names(["They arrested Asel Nurbekova."])
    [[Name(start=14, end=28, label='PERSON', by='registry', confidence=0.97, entry='d-1', form='name')]]

What is made of large registries is kept in the user's cache, by the content of the files and of the built-in registry.
"""

import hashlib
import shutil
import tempfile
from collections.abc import Iterable, Sequence
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Literal

import msgspec

from pipeline.matching.registry import Form, Registry
from pipeline.registries import file
from pipeline.registries.found import Few, Finder, Found
from pipeline.registries.meaning import Extension, extended, extension, forms, meanings, united
from pipeline.statement import Name

if TYPE_CHECKING:  # machine code, whose loading takes a moment
    from pipeline.registries.table import Table

Label = Literal["PERSON", "ORG"]

_CONFIDENCE = 0.97  # as for the built-in registry
_FEW = 20_000  # entries that are ready sooner when they are read than when they are mapped
_VERSION = "1"  # to be raised when a change of the code makes something else of the same files
_KEPT = 4  # in the cache; those that nobody has used for longest go


@dataclass(frozen=True, slots=True)
class Brought:
    """Names of persons and bodies, and the means to find them. Read only."""

    persons: Finder
    bodies: Finder
    digest: str  # tells the files apart from others: names and sha256

    def names(self, texts: Sequence[str]) -> list[list[Name]]:
        """For each text its names in text order, not overlapping."""
        return list(map(_names, self.persons.find(texts), self.bodies.find(texts)))


def _names(persons: Iterable[Found], bodies: Iterable[Found]) -> list[Name]:
    """The leftmost and longest of both, as each of them is."""
    found: dict[tuple[int, int], list[tuple[Label, tuple[str, ...]]]] = {}
    for start, end, ids in persons:
        found.setdefault((start, end), []).append(("PERSON", ids))
    for start, end, ids in bodies:
        found.setdefault((start, end), []).append(("ORG", ids))
    names: list[Name] = []
    done = 0
    for (start, end), readings in sorted(found.items(), key=lambda item: (item[0][0], -item[0][1])):
        if start >= done and len(readings) == 1:  # else nothing tells what it is: left to the other recognisers
            label, ids = readings[0]
            names.append(Name(start, end, label, "registry", _CONFIDENCE, ids[0] if len(ids) == 1 else None, "name"))
            done = end
    return names


def bring(builtin: Registry, paths: Sequence[Path], cache: Path | None = None) -> tuple[Registry, Brought]:
    """The built-in registry with what the files say of its entries, and the names of the files.

    paths: registries that `file.write` left. cache: a folder; None: the user's. Raises UsageError where a file is no
    registry, or files contradict each other or the built-in registry.
    """
    count = sum(file.check_header(path) for path in paths)
    digest = "; ".join(f"{path.name} {file.sha256(path)}" for path in paths)
    if count <= _FEW:
        more, persons, bodies = _made(builtin, paths)
        return extended(builtin, more), Brought(Few(persons), Few(bodies), digest)
    from pipeline.matching.cache import default_folder

    made_by = hashlib.sha256(f"{_VERSION} {builtin.digest} {digest}".encode()).hexdigest()
    more, tables = _tables(builtin, paths, (cache or default_folder()) / f"{made_by}.brought")
    return extended(builtin, more), Brought(*tables, digest)


def _tables(builtin: Registry, paths: Sequence[Path], folder: Path) -> tuple[Extension, tuple["Table", "Table"]]:
    """Persons and bodies, from the folder if they are there, otherwise made and put there."""
    from pipeline.registries.table import Table

    with suppress(OSError, EOFError, ValueError):
        found = _map(folder)
        folder.touch()
        return found
    more, persons, bodies = _made(builtin, paths)
    tables = Table.of(persons), Table.of(bodies)
    with suppress(OSError, EOFError, ValueError):
        _keep(folder, more, tables)
        return _map(folder)  # shared with other processes, unlike what was made
    return more, tables


def _made(builtin: Registry, paths: Sequence[Path]) -> tuple[Extension, list[Form], list[Form]]:
    entries = united([file.read(path) for path in paths], builtin)
    meant = meanings(entries, builtin)
    persons = [entry for entry in entries if entry.kind == "person"]
    bodies = [entry for entry in entries if entry.kind != "person"]
    return (
        extension(entries, meant, builtin),
        list(forms(persons, meant, builtin)),
        list(forms(bodies, meant, builtin)),
    )


def _map(folder: Path) -> tuple[Extension, tuple["Table", "Table"]]:
    """What lies in a folder of the cache. Raises as `Table.map` where it is not as `_keep` made it."""
    from pipeline.registries.table import Table

    more = msgspec.json.decode((folder / "extension.json").read_bytes(), type=Extension)
    return more, (Table.map(folder / "persons"), Table.map(folder / "bodies"))


def _keep(folder: Path, more: Extension, tables: Sequence["Table"]) -> None:
    """Put a folder into the cache, as a whole; whose it is, if several processes do so, makes no difference.

    Names of people at risk stand in it: it is for its owner only.
    """
    folder.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    new = Path(tempfile.mkdtemp(dir=folder.parent, suffix=".part"))  # for its owner only
    try:
        (new / "extension.json").write_bytes(msgspec.json.encode(more))
        for part, table in zip(("persons", "bodies"), tables, strict=True):
            table.save(new / part)
        if folder.exists():  # damaged
            shutil.rmtree(folder)
        new.rename(folder)
    except BaseException:
        shutil.rmtree(new, ignore_errors=True)
        raise
    kept = sorted(folder.parent.glob("*.brought"), key=lambda path: path.stat().st_mtime, reverse=True)
    for old in kept[_KEPT:]:
        shutil.rmtree(old, ignore_errors=True)
