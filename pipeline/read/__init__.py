"""Stage 1: files to statements.

    >>> list(read_bytes(b"Kenya: Release the detained lawyers", "-", ReadOptions()))   # [Statement(...)]

In: a path, or bytes. Out: for each statement in it a `Statement`, or a `Failure` that says why there is none; nothing
raises. A .jsonl holds a statement a line, every other format one. The format is told by the content, not by the name.
"""

import hashlib
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from pipeline.errors import StatementError
from pipeline.read import jsonl, media
from pipeline.read.encoding import well_formed
from pipeline.read.extract import Extract, Metadata, refuse
from pipeline.read.language import require_english
from pipeline.record import Source
from pipeline.statement import Failure, Statement

__all__ = ["ReadOptions", "read_bytes", "read_file", "read_line"]


@dataclass(frozen=True, slots=True)
class ReadOptions:
    """published (EDTF) and publisher go before what the files say of themselves. max_bytes: of one file."""

    published: str | None = None
    publisher: str | None = None
    max_bytes: int = 20_000_000


def read_file(path: Path, key_path: str, options: ReadOptions) -> Iterator[Statement | Failure]:
    """The statements of a file. key_path: its path below the input folder, "/" as separator."""
    try:
        size = path.stat().st_size
        if size > options.max_bytes:
            yield Failure(key_path, "read", _too_large(size, options.max_bytes))
            return
        data = path.read_bytes()
    except OSError as error:
        yield Failure(key_path, "read", f"cannot be read: {error.strerror or type(error).__name__}")
        return
    yield from read_bytes(data, key_path, options)


def read_bytes(data: bytes, key_path: str, options: ReadOptions) -> Iterator[Statement | Failure]:
    """The statements of a file's bytes. key_path: as in `read_file`; "-" for standard input."""
    sha256 = hashlib.sha256(data).hexdigest()
    try:
        if len(data) > options.max_bytes:
            refuse(_too_large(len(data), options.max_bytes))
        if not data.strip():
            refuse("the file is empty")
        media_type = media.sniff(data, key_path)
        if media_type == media.JSONL:
            yield from (read_line(line, key_path, number, options) for number, line in jsonl.lines(data))
        elif media_type == media.JSON:
            item = jsonl.parse(data)
            yield _statement(item.extract, media_type, sha256, key_path, item.key or key_path, options)
        else:
            extract = media.READERS[media_type](data)
            yield _statement(extract, media_type, sha256, key_path, key_path, options)
    except StatementError as error:
        yield Failure(key_path, error.stage, error.reason, sha256=sha256)
    except Exception as error:  # the format libraries raise anything on hostile input; one file must not stop a batch
        yield Failure(key_path, "read", f"broken file ({type(error).__name__})", sha256=sha256)


def read_line(line: bytes, key_path: str, number: int, options: ReadOptions) -> Statement | Failure:
    """The statement in a line of a .jsonl. line: without its end; number: from 1; key_path: of the file."""
    sha256 = hashlib.sha256(line).hexdigest()
    try:
        if len(line) > options.max_bytes:
            refuse(_too_large(len(line), options.max_bytes))
        item = jsonl.parse(line)
        return _statement(item.extract, media.JSONL, sha256, key_path, item.key or f"{key_path}#{number}", options)
    except StatementError as error:
        return Failure(key_path, error.stage, error.reason, line=number, sha256=sha256)
    except Exception as error:  # as in read_bytes
        return Failure(key_path, "read", f"broken line ({type(error).__name__})", line=number, sha256=sha256)


def _statement(extract: Extract, media_type: str, sha256: str, path: str, key: str, options: ReadOptions) -> Statement:
    if not extract.text.strip():
        refuse("no text in it")
    require_english(extract.text)
    given = Metadata(published=options.published, publisher=options.publisher)
    known = given.over(extract.metadata)
    return Statement(
        id=sha256[:16],
        key=key,
        source=Source(
            path=path,
            sha256=sha256,
            media_type=media_type,
            title=known.title,
            author=known.author,
            publisher=known.publisher,
            published=known.published,
            url=known.url,
        ),
        text=well_formed(extract.text),
        offsets=extract.offsets,
        hints=extract.hints,
        page_starts=extract.page_starts,
    )


def _too_large(size: int, limit: int) -> str:
    return f"over the size limit: {size:,} bytes, the limit is {limit:,}"
