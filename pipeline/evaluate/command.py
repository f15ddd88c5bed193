"""`rapporteur evaluate`: what is asked for, done and shown."""

import sys
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import msgspec
from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn

from pipeline.errors import UsageError
from pipeline.evaluate import corpus, floors, formats, gold, kinds, names, report
from pipeline.evaluate.agreement import agreement, statements_near
from pipeline.evaluate.corpus import Evaluated
from pipeline.evaluate.formats.marked import MarkedText
from pipeline.evaluate.spans import LabelledSpan
from pipeline.evaluate.statement import LAYERS
from pipeline.evaluate.total import Total, differences, total
from pipeline.matching import registry as registries
from pipeline.record import Record
from pipeline.resources import registry_path
from pipeline.run.folder import RECORDS
from pipeline.show import print_line
from pipeline.sinks import jsonlines

_HOW_AGREEMENT = (
    "Each is measured against the other, and the figures are made of the mean of both. "
    "A claim that is optional in one of them counts neither for nor against, nor does what the other has for it."
)


@dataclass(frozen=True, slots=True)
class Request:
    """What the command line asks for. Options that are not given are None or False."""

    path: Path  # records, annotations, a corpus of names or, for a check, the folder of the statements
    gold: Path | None = None
    check: bool = False
    errors: bool = False
    by: Path | None = None
    against: Path | None = None
    floors: Path | None = None
    write_floors: bool = False
    allow_lower: bool = False
    labels: str | None = None
    export: Path | None = None
    json: bool = False


def evaluate(console: Console, request: Request) -> bool:
    """Print what is asked for; gives whether all is well: no statement without a record, none unsound, none too low.

    Two folders of annotations agree well or badly, and all is well.

    Raises UsageError for options that do not go together, files that cannot be read, and gold with faults.
    """
    _require_sense(request)
    if request.check:
        return _check(console, request)
    if formats.is_corpus(request.path):
        return _names(console, request)
    if request.export is not None:
        formats.write(request.export, [_marked(record) for record in _records(request.path)])
        print_line(console, f"written:  {request.export}")
        return True
    if _holds_annotations(request.path):
        return _agreement(console, request)
    return _records_against_gold(console, request)


def _require_sense(request: Request) -> None:
    of_names = formats.is_corpus(request.path) and not request.check
    if request.gold is None and not of_names and request.export is None:
        raise UsageError("--gold DIR is needed: what are the records to be compared with?")
    if of_names and (
        request.gold or request.errors or request.by or request.against or request.floors or request.export
    ):
        raise UsageError(f"{request.path}: a corpus of names is gold itself; only --labels and --json go with it")
    of_annotations = _holds_annotations(request.path) and not request.check
    if of_annotations and (request.by or request.against or request.floors or request.export):
        raise UsageError(f"{request.path}: annotations have only --errors and --json beside --gold")
    if request.labels is not None and not of_names:
        raise UsageError("--labels is for corpora of names, such as FILE.conll")
    if (request.write_floors or request.allow_lower) and request.floors is None:
        raise UsageError("--floors FILE is needed: where are the floors?")
    if request.allow_lower and not request.write_floors:
        raise UsageError("--allow-lower goes with --write-floors")


def _check(console: Console, request: Request) -> bool:
    assert request.gold is not None
    files = corpus.read_corpus(request.gold)
    faults = corpus.check_corpus(files, request.path, registries.load(registry_path()))
    if request.json:
        _print_json([{"file": str(one.path), "line": one.line, "fault": one.what} for one in faults])
    else:
        for fault in faults:
            print_line(console, str(fault))
        print_line(console, f"{len(files)} files of gold, {len(faults)} faults")
    return not faults


def _holds_annotations(path: Path) -> bool:
    """A folder of .json files with no run in it: a run leaves some, too."""
    return path.is_dir() and any(path.rglob("*.json")) and not any(path.rglob(RECORDS))


def _agreement(console: Console, request: Request) -> bool:
    assert request.gold is not None
    statements = statements_near(request.path)
    first, second = corpus.read_corpus(request.gold), corpus.read_corpus(request.path)
    with _progress("statements") as step:
        found = agreement(first, second, statements, registries.load(registry_path()), step)
    whole = total(found.results)
    if request.json:
        _print_json(
            report.as_json(whole, found.results if request.errors else None, None) | {"left_out": found.left_out}
        )
        return True
    print_line(console, f"Agreement of {request.gold} (gold) and {request.path} (found). {_HOW_AGREEMENT}")
    report.show_total(console, whole)
    if request.errors:
        report.show_mistakes(console, found.results)
    if found.left_out:
        print_line(console, f"left out, as one of the two alone annotated them: {', '.join(found.left_out)}")
    return True


def _records_against_gold(console: Console, request: Request) -> bool:
    assert request.gold is not None
    files = corpus.read_corpus(request.gold)
    kind_of = _kinds(request.by, files) if request.by else None
    results = _evaluated(files, request.path)
    whole = total(results)
    parts = kinds.by_kind(results, kind_of) if kind_of else None
    changes = differences(_evaluated(files, request.against), results) if request.against else None
    low = _under_floors(request, whole)
    if request.json:
        figures = report.as_json(whole, results if request.errors else None, changes)
        by_kind = {"by_kind": report.kinds_as_json(parts)} if parts else {}
        _print_json(figures | by_kind | {"under_floors": low})
    else:
        report.show_total(console, whole)
        if parts:
            report.show_kinds(console, parts)
        if changes is not None:
            report.show_differences(console, changes)
        if request.errors:
            report.show_mistakes(console, results)
        for line in low:
            print_line(console, line, "red")
    return not (whole.without_record or whole.unsound or low)


def _kinds(path: Path, files: Sequence[gold.GoldFile]) -> dict[str, str]:
    """Raises UsageError where the list has not every statement of the gold."""
    found = kinds.read(path)
    without = [file.value["doc"] for file in files if not found.get(file.value["doc"])]
    if without:
        raise UsageError(f"{path}: no kind for {', '.join(without)}; add it")
    return found


def _evaluated(files: Sequence[gold.GoldFile], records: Path) -> list[Evaluated]:
    with _progress("statements") as step:
        return corpus.evaluate(files, _records(records), registries.load(registry_path()), step)


def _under_floors(request: Request, whole: Total) -> list[str]:
    if request.floors is None or request.gold is None:
        return []
    f1 = {layer: whole.counts[layer].f1 for layer in LAYERS}
    digest = gold.digest(request.gold)
    if request.write_floors:
        floors.write(request.floors, digest, f1, allow_lower=request.allow_lower)
        return []
    return floors.under(floors.read(request.floors), digest, f1)


def _names(console: Console, request: Request) -> bool:
    from pipeline.stages import Stages  # spaCy and the model, which records and gold do without

    labels = names.label_map(request.labels)
    texts = formats.read(request.path, labels)
    with _progress("documents") as step:
        scores = names.measure(texts, labels, Stages.load().names, step)
    if request.json:
        _print_json(report.names_as_json(scores))
    else:
        report.show_names(console, scores)
    return True


def _records(path: Path) -> Iterator[Record]:
    return jsonlines.read(path / RECORDS if path.is_dir() else path)


def _marked(record: Record) -> MarkedText:
    """A record for other programs: PERSON, ORG, STATE and DATE as names, claims by type."""
    groups: tuple[tuple[str, Sequence[Any]], ...] = (
        ("PERSON", record.people),
        ("ORG", record.organisations),
        ("STATE", record.states),
    )
    found = [
        LabelledSpan(mention.start, mention.end, label)
        for label, entities in groups
        for entity in entities
        for mention in entity.mentions
        if mention.kind != "pronoun"
    ]
    found += [LabelledSpan(date.start, date.end, "DATE") for date in record.dates]
    claims = [LabelledSpan(claim.start, claim.end, claim.type) for claim in record.claims]
    return MarkedText(record.text, tuple(sorted(found)), tuple(sorted(claims)))


@contextmanager
def _progress(what: str) -> Iterator[corpus.Report]:
    """A line that moves on a terminal; nothing elsewhere."""
    console = Console(stderr=True)
    columns = (TextColumn(what), BarColumn(), MofNCompleteColumn())
    with Progress(*columns, console=console, transient=True, disable=not console.is_terminal) as bar:
        task = bar.add_task("", total=None)

        def step(done: int, all_: int) -> None:
            bar.update(task, completed=done, total=all_)

        yield step


def _print_json(value: Mapping[str, Any] | Sequence[Any]) -> None:
    sys.stdout.write(msgspec.json.format(msgspec.json.encode(value), indent=1).decode() + "\n")
