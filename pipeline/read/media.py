"""Which format bytes are in. The content tells; the name only decides between plain text, Markdown and JSON."""

from collections.abc import Callable
from pathlib import PurePosixPath

from pipeline.read import plain
from pipeline.read.extract import Extract

PLAIN = "text/plain"
JSON = "application/json"
JSONL = "application/jsonl"

READERS: dict[str, Callable[[bytes], Extract]] = {PLAIN: plain.read}


def sniff(data: bytes, name: str) -> str:
    """Media type of a file that is not empty. name: its path. Raises StatementError where it is no known format."""
    suffix = PurePosixPath(name).suffix.lower()
    if suffix in {".jsonl", ".ndjson"}:
        return JSONL
    if suffix == ".json":
        return JSON
    return PLAIN
