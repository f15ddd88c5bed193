"""A corpus: its gold and the records of its statements brought together, checked, and compared.

    >>> results = evaluate(read_corpus(Path("corpus/gold")), read(Path("outputs/statements/records.jsonl")), registry)
    >>> total(results).counts["people"].f1

A record belongs to the gold whose "doc" has the stem of the record's path.
"""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path, PurePosixPath

from pipeline.clean import clean
from pipeline.errors import UsageError
from pipeline.evaluate import check, gold
from pipeline.evaluate.gold import Fault, GoldFile
from pipeline.evaluate.statement import Scores, score
from pipeline.matching.registry import Registry
from pipeline.read import ReadOptions, read_file
from pipeline.record import Record, ReferenceDate, Source
from pipeline.statement import Failure, Statement

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
    """The files of gold. Raises GoldError where one is no JSON or names no statement, UsageError if there are none."""
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
        for fault in check.faults(file, record.text if record else None, registry)
    ]
    if faults:
        raise GoldError(faults)
    results = []
    for file, record in zip(files, found, strict=True):
        results.append(Evaluated(file, record, score(file.gold(), record or EMPTY)))
        if report:
            report(len(results), len(files))
    return results


def check_corpus(files: Sequence[GoldFile], statements: Path, registry: Registry) -> list[Fault]:
    """All that is wrong in the gold. statements: the folder with the files that its "doc"s name."""
    found = []
    for file in files:
        text = text_of(file, statements)
        found += [text] if isinstance(text, Fault) else check.faults(file, text, registry)
    return found


def text_of(file: GoldFile, statements: Path) -> str | Fault:
    """The clean text of the statement that a file of gold is of, or why there is none. statements: its folder."""
    statement = statements / file.value["doc"]
    found = list(read_file(statement, statement.name, ReadOptions()))
    if len(found) != 1:
        what = f"doc: {statement} holds {len(found)} statements; gold is of a file with one"
        return Fault(file.path, file.line(("doc",)), what)
    text = clean([found[0]])[0] if isinstance(found[0], Statement) else found[0]
    if isinstance(text, Failure):
        return Fault(file.path, file.line(("doc",)), f"doc: {statement}: {text.reason}; correct the name or the file")
    return text.text


EMPTY = Record(
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
