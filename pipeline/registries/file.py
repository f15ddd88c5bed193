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
_REMEDY = "make it anew with `rapporteur registry build`"


@dataclass(frozen=True, slots=True)
class File:
    """A registry as read."""

    path: Path
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
    expected = check_header(path)
    entries: list[Entry] = []
    with path.open("rb") as file:
        file.readline()
        for number, line in enumerate(file, start=2):
            try:
                entries.append(_entry.decode(line))
            except msgspec.DecodeError as error:
                raise UsageError(f"{path}, line {number}: {error}; {_REMEDY}") from error
    if len(entries) != expected:
        raise UsageError(f"{path}: {len(entries)} entries instead of {expected}; {_REMEDY}")
    return File(path, tuple(entries))


def sha256(path: Path) -> str:
    """Of the bytes of a file, hexadecimal."""
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def check_header(path: Path) -> int:
    """How many entries a file says that it has. Reads one line only.

    Raises UsageError where it is not there, or is no built registry.
    """
    try:
        with path.open("rb") as file:
            header = _header.decode(file.readline(10_000))
    except OSError as error:
        raise UsageError(f"{path}: cannot be read: {error.strerror}") from error
    except msgspec.DecodeError as error:
        raise UsageError(
            f"{path}: no registry that `run` takes; make one of it: rapporteur registry build {path} -o REGISTRY.jsonl"
        ) from error
    if header.rapporteur_registry != VERSION:
        raise UsageError(f"{path}: of another version of rapporteur; {_REMEDY}")
    return header.entries
