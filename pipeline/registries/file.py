"""The file of a built registry, written and read."""

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import msgspec

from pipeline.errors import UsageError
from pipeline.registries.entry import VERSION, Entry, Header
from pipeline.run.folder import open_private, part, replace, to_disk

_entry = msgspec.json.Decoder(Entry)
_header = msgspec.json.Decoder(Header)


@dataclass(frozen=True, slots=True)
class File:
    """A registry as read."""

    path: Path
    sha256: str  # hexadecimal
    entries: tuple[Entry, ...]


def write(path: Path, entries: Sequence[Entry]) -> None:
    """Put the file in its place, whole, for its owner alone: a list of people at risk is no less than a record.

    Raises UsageError where it cannot be written.
    """
    encode = msgspec.json.Encoder().encode
    try:
        with open_private(part(path), "wb") as file:
            file.write(encode(Header(VERSION, len(entries))) + b"\n")
            file.writelines(encode(entry) + b"\n" for entry in entries)
            to_disk(file)
        replace(path)
    except OSError as error:
        raise UsageError(f"{path}: cannot be written: {error.strerror}") from error


def read(path: Path) -> File:
    """A registry that `write` left. Raises UsageError naming the line that is wrong, and what to do."""
    _check(path, _first_line(path))
    digest = hashlib.sha256()
    entries: list[Entry] = []
    with path.open("rb") as file:
        digest.update(line := file.readline())
        expected = _header.decode(line).entries
        for number, line in enumerate(file, start=2):
            digest.update(line)
            try:
                entries.append(_entry.decode(line))
            except msgspec.DecodeError as error:
                raise UsageError(f"{path}, line {number}: {error}; {_REMEDY}") from error
    if len(entries) != expected:
        raise UsageError(f"{path}: {len(entries)} entries instead of {expected}; {_REMEDY}")
    return File(path, digest.hexdigest(), tuple(entries))


def check_header(path: Path) -> None:
    """Raises UsageError where a file is not there, or is no built registry. Reads one line only."""
    _check(path, _first_line(path))


_REMEDY = "make it anew with `rapporteur registry build`"


def _first_line(path: Path) -> bytes:
    try:
        with path.open("rb") as file:
            return file.readline(10_000)
    except OSError as error:
        raise UsageError(f"{path}: cannot be read: {error.strerror}") from error


def _check(path: Path, line: bytes) -> None:
    try:
        header = _header.decode(line)
    except msgspec.DecodeError as error:
        raise UsageError(
            f"{path}: no registry that `run` takes; make one of it: rapporteur registry build {path} -o REGISTRY.jsonl"
        ) from error
    if header.rapporteur_registry != VERSION:
        raise UsageError(f"{path}: of another version of rapporteur; {_REMEDY}")
