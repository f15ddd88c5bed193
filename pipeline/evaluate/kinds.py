"""Figures by kind of text: press releases, letters, op-eds and so on fail in different ways.

    >>> by_kind(results, read(Path("corpus/statements.csv")))

The kinds are told by a CSV file with the columns "file", the "doc" of the gold, and "kind"; others are passed over.
"""

import csv
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from pipeline.errors import UsageError
from pipeline.evaluate.corpus import Evaluated
from pipeline.evaluate.counts import Count

MAIN_LAYERS = ("people", "state mentions", "organisations", "dates value", "claims typed", "claims full")
_FILE, _KIND = "file", "kind"


@dataclass(frozen=True, slots=True)
class KindTotal:
    """Counts of the main layers, added up over the statements of one kind."""

    kind: str
    statements: int
    counts: Mapping[str, Count]


def read(path: Path) -> dict[str, str]:
    """The kind of each file. Raises UsageError where the list cannot be read, or has no such columns."""
    try:
        with path.open(encoding="utf-8-sig", newline="") as file:  # spreadsheets write a byte order mark
            reader = csv.DictReader(file, strict=True)
            if not {_FILE, _KIND} <= set(reader.fieldnames or ()):
                raise UsageError(f'{path}: the columns "{_FILE}" and "{_KIND}" are needed')
            return {row[_FILE]: row[_KIND] for row in reader}
    except OSError as error:
        raise UsageError(f"{path}: cannot be read: {error.strerror}") from error
    except (UnicodeDecodeError, csv.Error) as error:
        raise UsageError(f"{path}: no CSV in UTF-8: {error}") from error


def by_kind(results: Sequence[Evaluated], kinds: Mapping[str, str]) -> list[KindTotal]:
    """The kind with most statements first. kinds: of every statement, by the "doc" of its gold."""
    members: dict[str, list[Evaluated]] = defaultdict(list)
    for one in results:
        members[kinds[one.file.value["doc"]]].append(one)
    return [
        KindTotal(
            kind=kind,
            statements=len(group),
            counts={layer: sum((one.scores.counts[layer] for one in group), Count()) for layer in MAIN_LAYERS},
        )
        for kind, group in sorted(members.items(), key=lambda item: (-len(item[1]), item[0]))
    ]
