"""Other people's corpora of names: a module a format.

In: a file. Out: its texts, each with the spans that it marks, under its own labels. `READERS` and `WRITERS` tell the
format by how the file is called; a further format is a module here and a line in one of them.
"""

import gzip
from collections.abc import Callable, Collection, Mapping, Sequence
from pathlib import Path

from pipeline.errors import UsageError
from pipeline.evaluate.formats import columns, docbin
from pipeline.evaluate.formats.marked import MarkedText

Reader = Callable[[bytes, Collection[str]], list[MarkedText]]  # contents, the labels that are of interest

READERS: Mapping[str, Reader] = {
    ".spacy": docbin.read,
    **dict.fromkeys((".conll", ".conllu", ".iob", ".iob2", ".bio", ".bioes", ".tsv", ".txt"), columns.read),
}
WRITERS: Mapping[str, Callable[[Sequence[MarkedText]], bytes]] = {".spacy": docbin.write}


def is_corpus(path: Path) -> bool:
    """Whether the file is one of these formats, by its name; `.gz` may follow."""
    return path.is_file() and _suffix(path) in READERS


def read(path: Path, labels: Collection[str]) -> list[MarkedText]:
    """The texts of a file. Raises UsageError where it is not what its name says."""
    try:
        data = path.read_bytes()
        return READERS[_suffix(path)](gzip.decompress(data) if path.suffix == ".gz" else data, labels)
    except OSError as error:
        raise UsageError(f"{path}: cannot be read: {error.strerror or error}") from error
    except ValueError as error:
        raise UsageError(f"{path}: {error}") from error


def write(path: Path, texts: Sequence[MarkedText]) -> None:
    """Raises UsageError where the name is of no format that can be written."""
    if path.suffix not in WRITERS:
        raise UsageError(f"{path}: names of files that can be written end with {', '.join(WRITERS)}")
    path.write_bytes(WRITERS[path.suffix](texts))


def _suffix(path: Path) -> str:
    return Path(path.stem).suffix.lower() if path.suffix == ".gz" else path.suffix.lower()
