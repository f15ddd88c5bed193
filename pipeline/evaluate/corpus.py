"""A corpus: its gold and the records of its statements brought together, checked, and compared.

    >>> evaluation = evaluate(read_corpus(Path("corpus/gold"), registry), list(read(records)), registry)
    >>> evaluation.total.counts["people"].f1

A record belongs to the gold whose "doc" has the stem of the record's path.
"""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path, PurePosixPath

from pipeline.errors import UsageError
from pipeline.evaluate import check, gold
from pipeline.evaluate.gold import Fault, GoldFile
from pipeline.evaluate.mistakes import Mistake
from pipeline.evaluate.statement import Scores, score
from pipeline.matching.registry import Registry
from pipeline.record import Record, ReferenceDate, Source

_SHOWN = 20  # faults in a message


class GoldError(UsageError):
    """The gold has faults. The message names file and line of each, and what to do."""

    def __init__(self, found: Sequence[Fault]) -> None:
        more = f"\n… and {len(found) - _SHOWN} more" if len(found) > _SHOWN else ""
        super().__init__("the gold has faults\n" + "\n".join(map(str, found[:_SHOWN])) + more)
        self.faults = found


@dataclass(frozen=True, slots=True)
class Evaluated:
    """A statement of the corpus. record: None where there is none for it; it then counts as an empty one."""

    file: GoldFile
    record: Record | None
    scores: Scores


Report = Callable[[int, int], None]  # statements done, statements in all


def read_corpus(folder: Path) -> list[GoldFile]:
    """The files of gold. Raises GoldError where one is no JSON or names no statement, UsageError where none is there."""
    files, broken = [], []
    for path in gold.paths(folder):
        file = gold.read(path)
        if isinstance(file, Fault):
            broken.append(file)
        elif not isinstance(file.value, dict) or not isinstance(file.value.get("doc"), str):
            broken.append(Fault(path, 1, 'no "doc"; name the file of the statement there'))
        else:
            files.append(file)
    if broken:
        raise GoldError(broken)
    return files


def evaluate(
    files: Sequence[GoldFile], records: Iterable[Record], registry: Registry, report: Report | None = None
) -> list[Evaluated]:
    """Every statement of the gold, in the order of its files.

    Raises GoldError where the gold has faults: in itself, or words that are not in the text of the record.
    """
    by_stem = _by_stem(records, {_stem(file.value["doc"]) for file in files})
    found = [by_stem.get(_stem(file.value["doc"])) for file in files]
    faults = [
        fault
        for file, record in zip(files, found, strict=True)
        for fault in check.faults(file, record and record.text, registry)
    ]
    if faults:
        raise GoldError(faults)
    results = []
    for file, record in zip(files, found, strict=True):
        results.append(Evaluated(file, record, score(file.gold(), record or _EMPTY)))
        if report:
            report(len(results), len(files))
    return results


def texts_of(files: Sequence[GoldFile], texts: Mapping[str, str]) -> list[Fault]:
    raise NotImplementedError


_EMPTY = Record(
    id="",
    key="",
    source=Source(path="", sha256="", media_type=""),
    reference_date=ReferenceDate(edtf=None, basis="none"),
    text="",
    source_map=[],
    sections=[],
    people=[],
    states=[],
    organisations=[],
    dates=[],
    claims=[],
)


def _stem(name: str) -> str:
    return PurePosixPath(name).stem


def _by_stem(records: Iterable[Record], wanted: set[str]) -> dict[str, Record]:
    found: dict[str, Record] = {}
    for record in records:
        stem = _stem(record.source.path)
        if stem not in wanted:
            continue
        if stem in found:
            paths = f"{found[stem].source.path} and {record.source.path}"
            raise UsageError(f"{paths}: two records for one statement of the gold; evaluate a run of its texts alone")
        found[stem] = record
    return found


def mistakes(results: Sequence[Evaluated]) -> list[tuple[Evaluated, Mistake]]:
    return [(one, mistake) for one in results for mistake in one.scores.mistakes]
