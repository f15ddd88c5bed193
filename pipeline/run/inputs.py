"""What the command line names, as the items to be read: in a stated order, one at a time.

In: the arguments (files, folders, patterns, "-"). Out: `Item`s. Folders are walked in the code-point order of the
names in them, so that the order depends on nothing but the names. Left out, because nobody means them: names that
begin with a dot, and folders that a run of this program made. Everything else is an item or a `Failure`.
"""

import glob
import os
import stat
import sys
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from pipeline.errors import UsageError
from pipeline.statement import Failure

STDIN = "-"
_LINES = (".jsonl", ".ndjson")  # a statement a line: cut here, so that a file of any length is read in little memory
_LINE_BYTES = 20_000_000
_OUTPUT = (["manifest.json"], [".lock", "records.jsonl"])  # one of each: a run left this folder


@dataclass(frozen=True, slots=True)
class Item:
    """Something to be read: a file (path), or bytes that are here already (data)."""

    name: str  # as Source.path
    path: Path | None = None
    data: bytes = b""
    line: int | None = None  # from 1; None: data or file is read as a whole

    def size(self) -> int:
        """In bytes; 0 where that cannot be told."""
        if self.path is None:
            return len(self.data)
        try:
            return self.path.stat().st_size
        except OSError:
            return 0


@dataclass(frozen=True, slots=True)
class Inputs:
    """The arguments, checked: `paths` stand below `base`, none inside another; None: standard input."""

    paths: tuple[Path, ...]
    base: Path | None

    @property
    def name(self) -> str:
        """Of the folder below outputs/ where a run goes by default."""
        if self.base is None:
            return "stdin"
        if len(self.paths) == 1 and self.paths[0] != self.base:
            return self.paths[0].stem
        return self.base.name or "inputs"


def find(arguments: Sequence[str]) -> Inputs:
    """The inputs that the arguments name.

    `Source.path` counts from the folder that was named or, where there are several inputs, from the deepest folder
    that holds them all. Raises UsageError where a path does not exist, a pattern matches nothing, or "-" stands
    beside a path.
    """
    if not arguments:
        raise UsageError('nothing to run on: name files, folders or "-" for standard input')
    if STDIN in arguments:
        if len(arguments) > 1:
            raise UsageError('"-" (standard input) cannot stand beside other inputs')
        return Inputs((), None)
    paths = sorted({path for argument in arguments for path in _matches(argument)}, key=lambda path: path.parts)
    if left := next(filter(_is_output, paths), None):
        raise UsageError(f"{left}: holds what a run left, and no statements")
    outer: list[Path] = []
    for path in paths:
        if not (outer and path.is_relative_to(outer[-1])):
            outer.append(path)
    base = Path(os.path.commonpath([path if path.is_dir() else path.parent for path in outer]))
    return Inputs(tuple(outer), base)


def _matches(argument: str) -> list[Path]:
    path = Path(os.path.abspath(argument))  # noqa: PTH100 (resolve() would follow links)
    if path.exists():
        return [path]
    if not glob.has_magic(argument):
        raise UsageError(f"{argument}: no such file or folder")
    found = glob.glob(argument, recursive=True)  # noqa: PTH207 (Path.glob takes no absolute patterns)
    if not found:
        raise UsageError(f"{argument}: nothing matches this pattern")
    return [Path(os.path.abspath(match)) for match in found]  # noqa: PTH100


def items(inputs: Inputs) -> Iterator[Item | Failure]:
    """The items of the inputs, in order. Standard input is read as a whole."""
    if inputs.base is None:
        yield Item(STDIN, data=sys.stdin.buffer.read())
        return
    for path, problem in _walk(inputs.paths):
        name = _name(path, inputs.base)
        if problem:
            yield Failure(name, "read", problem)
        elif path.suffix.lower() in _LINES:
            yield from _lines(path, name)
        else:
            yield Item(name, path=path)


def count(inputs: Inputs) -> int:
    """How many items `items` will give. Opens no file but .jsonl."""
    return 1 if inputs.base is None else sum(1 for _ in items(inputs))


def _walk(paths: Sequence[Path]) -> Iterator[tuple[Path, str | None]]:
    """Every file, and what speaks against reading it."""
    for path in paths:
        try:
            if path.is_dir():
                names = sorted(entry.name for entry in os.scandir(path) if not entry.name.startswith("."))
                if not _is_output(path):
                    yield from _walk([path / name for name in names if not _is_linked_folder(path / name)])
            elif stat.S_ISREG(path.stat().st_mode):
                yield path, None
            else:  # a pipe or device: reading it might never end
                yield path, "no regular file"
        except OSError as error:
            yield path, f"cannot be read: {error.strerror}"


def _is_linked_folder(path: Path) -> bool:
    return path.is_symlink() and path.is_dir()  # it may lead in a circle


def _is_output(folder: Path) -> bool:
    return all(any((folder / name).exists() for name in names) for names in _OUTPUT)


def _name(path: Path, base: Path) -> str:
    relative = path.relative_to(base).as_posix()
    return os.fsencode(relative).decode("utf-8", "backslashreplace")  # a name need not be valid UTF-8, JSON must


def _lines(path: Path, name: str) -> Iterator[Item | Failure]:
    """The lines that are not blank, without their ends."""
    try:
        with path.open("rb") as file:
            number = 0
            while line := file.readline(_LINE_BYTES):
                number += 1
                if number == 1:
                    line = line.removeprefix(b"\xef\xbb\xbf")
                if len(line) == _LINE_BYTES and not line.endswith(b"\n"):
                    while (rest := file.readline(_LINE_BYTES)) and not rest.endswith(b"\n"):
                        pass
                    yield Failure(name, "read", f"over the size limit: a line of {_LINE_BYTES:,} bytes or more", number)
                elif line.strip():
                    yield Item(name, data=line.removesuffix(b"\n").removesuffix(b"\r"), line=number)
    except OSError as error:
        yield Failure(name, "read", f"cannot be read: {error.strerror}")
