"""JSON Lines: one record a line, UTF-8, "\\n" at the end of each.

>>> for record in read(Path("outputs/statements/records.jsonl")): ...
"""

from collections.abc import Iterator
from pathlib import Path
from typing import BinaryIO

import jsonlines
import msgspec

from pipeline.errors import UsageError
from pipeline.record import Record, decode


def writer(file: BinaryIO) -> jsonlines.Writer:
    """Writes what msgspec can encode: records, failures, and `msgspec.Raw` lines that are encoded already."""
    return jsonlines.Writer(file, dumps=msgspec.json.encode)


def read(path: Path) -> Iterator[Record]:
    """The records of a file, one at a time. Raises UsageError naming the line that is no record, and why."""
    try:
        with path.open("rb") as file, jsonlines.Reader(file, loads=_load) as reader:
            yield from reader
    except OSError as error:
        raise UsageError(f"{path}: cannot be read: {error.strerror}") from error
    except jsonlines.InvalidLineError as error:
        raise UsageError(f"{path}, line {error.lineno}: no record of this version: {error.__cause__}") from error


def _load(line: str) -> Record:
    try:
        return decode(line)
    except msgspec.DecodeError as error:
        raise ValueError(str(error)) from error
