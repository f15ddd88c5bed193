"""The folder that a run leaves.

    records.jsonl   the records, in input order
    errors.jsonl    a line for every statement that could not be processed
    manifest.json   what made them: versions, digests, options; counts and times
    journal.jsonl   only while a run is under way, or was killed: its records as they come
    .lock           held by the run under way

All of it is personal data, made for its owner alone. records.jsonl, errors.jsonl and manifest.json are only ever
replaced whole; the journal is appended to.
"""

import fcntl
import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any, BinaryIO

import msgspec

from pipeline.errors import UsageError

RECORDS, ERRORS, MANIFEST, JOURNAL, LOCK = "records.jsonl", "errors.jsonl", "manifest.json", "journal.jsonl", ".lock"


@contextmanager
def claim(folder: Path) -> Iterator[None]:
    """Make the folder, and keep other runs out of it as long as this process lives, however it ends.

    Raises UsageError where the folder cannot be written to, or another run is at work in it.
    """
    try:
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        lock = open_private(folder / LOCK, "ab")
    except OSError as error:
        raise UsageError(f"{folder}: cannot be written to: {error.strerror}") from error
    with lock:
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            raise UsageError(
                f"{folder}: another run is at work in this folder; wait for it, or name another folder with -o"
            ) from None
        yield


def settle(folder: Path, made_by: dict[str, Any], fresh: bool) -> None:
    """See to it that records in the folder were made in the same way, or are there no more.

    made_by: all that records depend on beside the statements. fresh: remove what earlier runs left. Raises UsageError
    where there are records that were made in another way.
    """
    if fresh:
        for name in (RECORDS, ERRORS, JOURNAL, MANIFEST):  # the manifest last: until then it tells of what is left
            (folder / name).unlink(missing_ok=True)
    elif (folder / RECORDS).exists() or (folder / JOURNAL).exists():
        before = _made_by(folder / MANIFEST)
        if different := [name for name in sorted(before | made_by) if before.get(name) != made_by.get(name)]:
            changes = "; ".join(f"{name} was {before.get(name)}, is {made_by.get(name)}" for name in different)
            raise UsageError(
                f"{folder}: the records there were made in another way ({changes}). "
                "Go on as before, name another folder with -o, or start again with --fresh."
            )


def _made_by(manifest: Path) -> dict[str, Any]:
    try:
        return dict(msgspec.json.decode(manifest.read_bytes())["made_by"])
    except (OSError, msgspec.DecodeError, KeyError, TypeError, ValueError) as error:
        raise UsageError(
            f"{manifest}: cannot be read ({type(error).__name__}), so that nothing tells how the records beside it "
            "were made. Name another folder with -o, or start again with --fresh."
        ) from error


def write_manifest(folder: Path, manifest: dict[str, Any]) -> None:
    """Replace manifest.json."""
    with open_private(part(folder / MANIFEST), "wb") as file:
        file.write(msgspec.json.format(msgspec.json.encode(manifest), indent=2) + b"\n")
        to_disk(file)
    replace(folder / MANIFEST)


def part(path: Path) -> Path:
    """Where a file is written before it takes its place."""
    return path.with_name(f"{path.name}.part")


def replace(*paths: Path) -> None:
    """Put the parts of these files, which are on disk, in their places."""
    for path in paths:
        part(path).replace(path)
    folder = os.open(paths[0].parent, os.O_RDONLY)
    try:
        os.fsync(folder)
    finally:
        os.close(folder)


def open_private(path: Path, mode: str) -> BinaryIO:
    """Open a file, which only its owner may read where it is new. mode: "wb" or "ab"."""

    def opener(name: str, flags: int) -> int:
        return os.open(name, flags, mode=0o600)

    return open(path, mode, opener=opener)  # type: ignore[return-value]


def to_disk(file: BinaryIO) -> None:
    """Return when what was written will survive a loss of power."""
    file.flush()
    os.fsync(file.fileno())
