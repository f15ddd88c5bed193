"""The records that earlier runs left: found again by their source, read one at a time."""

import hashlib
import os
from collections.abc import Container, Iterator
from contextlib import ExitStack
from pathlib import Path
from types import TracebackType
from typing import BinaryIO, Self

import msgspec

from pipeline.errors import UsageError
from pipeline.run.inputs import Item
from pipeline.run.outcome import Known


class _Source(msgspec.Struct):
    path: str
    sha256: str


class _Head(msgspec.Struct):
    """What is needed of a record to find it again."""

    key: str
    source: _Source


_head = msgspec.json.Decoder(_Head)


class Earlier:
    """Holds where the records lie, some 300 bytes for each, not the records. A context manager.

    records: written by a run that came to its end; raises UsageError naming a line that is no record.
    journal: of a run that was killed; half a line at its end is cut off.
    """

    def __init__(self, records: Path, journal: Path) -> None:
        self._stack = ExitStack()
        self._files: list[BinaryIO] = []
        self._by_source: dict[bytes, int] = {}
        self._by_key: dict[bytes, int] = {}
        try:
            for path in (records, journal):
                if path.exists():
                    file = self._stack.enter_context(path.open("rb"))
                    self._files.append(file)
                    end = self._index(file)
                    if end < path.stat().st_size:
                        if path == records:
                            raise UsageError(f"{path}, byte {end}: no record; start again with --fresh")
                        os.truncate(path, end)
        except BaseException:
            self._stack.close()
            raise

    def __enter__(self) -> Self:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        self._stack.close()

    def _index(self, file: BinaryIO) -> int:
        """Note where the records lie, and say where the last whole one ends."""
        number = self._files.index(file)
        offset = 0
        for line in file:
            if not line.endswith(b"\n"):
                break
            try:
                head = _head.decode(line)
            except msgspec.DecodeError:
                break
            place = offset * 2 + number
            self._by_source[_source_digest(head.source.path, head.source.sha256, head.key)] = place
            self._by_key[digest(head.key)] = place
            offset += len(line)
        return offset

    def find(self, item: Item) -> Known | None:
        """The record of an item whose name and bytes are the same as then."""
        if not self._by_source or (sha256 := _sha256(item)) is None:
            return None
        for key in ("", f"{item.name}#{item.line}"):
            place = self._by_source.get(_source_digest(item.name, sha256, key))
            if place is not None:
                return Known(_head.decode(self.json(place)).key, item.name, sha256, item.line, place)
        return None

    def json(self, place: int) -> bytes:
        """A record as it was written, without its line end."""
        offset, number = divmod(place, 2)
        self._files[number].seek(offset)
        return self._files[number].readline().removesuffix(b"\n")

    def others(self, keys: Container[bytes]) -> Iterator[bytes]:
        """The records that have none of these keys (as digests), in the order in which they lie."""
        for key, place in self._by_key.items():
            if key not in keys:
                yield self.json(place)


def digest(*parts: str) -> bytes:
    """Stands for the strings in a set or dictionary at a size that does not depend on theirs."""
    return hashlib.blake2b("\0".join(parts).encode(), digest_size=16).digest()


def _source_digest(path: str, sha256: str, key: str) -> bytes:
    """A key made from a line number goes with the line number; every other one follows from path and bytes."""
    return digest(path, sha256, key if key.startswith(f"{path}#") else "")


def _sha256(item: Item) -> str | None:
    if item.path is None:
        return hashlib.sha256(item.data).hexdigest()
    try:
        with item.path.open("rb") as file:
            return hashlib.file_digest(file, "sha256").hexdigest()
    except OSError:
        return None  # the reader will say why
