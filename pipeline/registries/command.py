"""What the commands `rapporteur registry …` do, below the reading of their arguments."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import chain
from pathlib import Path

from pipeline.errors import UsageError
from pipeline.matching import registry as registries
from pipeline.registries import file
from pipeline.registries.build import Built, build
from pipeline.registries.entry import KINDS
from pipeline.registries.sources import Row, column_map, read
from pipeline.resources import registry_path


@dataclass(frozen=True, slots=True, kw_only=True)
class BuildRequest:
    """What to make a registry of, and how."""

    paths: tuple[Path, ...]
    columns: tuple[str, ...] = ()  # FIELD=COLUMN
    kind: str | None = None  # of rows that say none
    prefix: str = ""  # before every id
    keep_unsafe: bool = False
    output: Path | None = None  # None: only report


def build_registry(request: BuildRequest) -> Iterator[str]:
    """Builds and, if there is an output, writes it. Gives the lines of the report; raises UsageError."""
    if request.kind is not None and request.kind not in KINDS:
        raise UsageError(f"--kind {request.kind}: one of {', '.join(KINDS)} is expected")
    built = build(
        chain.from_iterable(_rows(request)),
        registries.load(registry_path()),
        keep_unsafe=request.keep_unsafe,
        prefix=request.prefix,
    )
    if request.output is not None:
        file.write(request.output, built.entries)
    yield from map(str, built.notes)
    yield _summary(built)


def _rows(request: BuildRequest) -> Sequence[Iterator[Row]]:
    registry = registries.load(registry_path())
    columns = column_map(request.columns)
    return [read(path, columns, request.kind, registry) for path in request.paths]


def _summary(built: Built) -> str:
    names = sum(len(entry.names) for entry in built.entries)
    silent = sum(not entry.names for entry in built.entries)
    counts = built.count()
    told = [
        f"{built.rows:,} rows, {len(built.entries):,} entries, {names:,} names to look for",
        f"{counts['left out']:,} names left out",
        f"{counts['several']:,} names of several entries",
        f"{counts['twice']:,} rows twice",
        f"{counts['skipped']:,} rows skipped",
    ]
    if silent:
        told.append(f"{silent:,} entries without a name to look for")
    return "; ".join(told)
