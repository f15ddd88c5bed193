"""The figures as a person reads them, and as a program does."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from rich import box
from rich.console import Console
from rich.table import Table
from rich.text import Text

from pipeline.evaluate.bootstrap import Difference, Interval
from pipeline.evaluate.calibration import Calibration
from pipeline.evaluate.claims import TYPE
from pipeline.evaluate.corpus import Evaluated
from pipeline.evaluate.counts import Count
from pipeline.evaluate.kinds import MAIN_LAYERS, KindTotal
from pipeline.evaluate.mistakes import Mistake, sentence
from pipeline.evaluate.names import NameScores
from pipeline.evaluate.spans import SCHEMES, Outcomes, Scheme
from pipeline.evaluate.statement import LAYERS
from pipeline.evaluate.total import Total
from pipeline.show import print_line


def show_total(console: Console, total: Total) -> None:
    """The tables: layers and types, span schemes, accuracies, calibration; then what is wrong with the records."""
    print_line(console, f"{total.statements} statements")
    layers = {row: count for row, count in total.counts.items() if row in LAYERS}
    _counts(console, "layer", layers, total.intervals)
    types = {row: count for row, count in total.counts.items() if row not in LAYERS}
    _counts(console, "claims typed", types, total.intervals)
    show_schemes(console, total.schemes)
    shares = [
        (name, _figure(share.accuracy or 0.0), _number(share.right), _number(share.all))
        for name, share in total.shares.items()
        if share.all
    ]
    _table(console, ("accuracy of what was found", "share", "right", "of"), shares)
    for name, one in (("people", total.people), ("claims", total.claims)):
        _calibration(console, name, one)
    for doc in total.without_record:
        print_line(console, f"no record: {doc}", "red")
    for fault in total.unsound:
        print_line(console, f"unsound record: {fault}", "red")


def show_schemes(console: Console, schemes: Mapping[str, Mapping[Scheme, Outcomes]]) -> None:
    """F1 under each scheme, and what became of the spans under the strict one."""
    rows = []
    for label, by_scheme in schemes.items():
        one = by_scheme["strict"]
        rows.append(
            (label, *(_figure(by_scheme[scheme].f1) for scheme in SCHEMES), _number(one.possible), _number(one.actual))
        )
    _table(console, ("spans, F1 by scheme", *SCHEMES, "gold", "found"), rows)


def _calibration(console: Console, name: str, one: Calibration) -> None:
    if one.error is None:
        return
    rows = [
        (f"{bin_.low:.1f} to {bin_.high:.1f}", _figure(bin_.confidence), _figure(bin_.accuracy), str(bin_.all))
        for bin_ in one.bins
    ]
    rows.append(("expected calibration error", "", _figure(one.error), ""))
    _table(console, (f"confidence of {name}", "mean", "right", "number"), rows)


def show_kinds(console: Console, kinds: Sequence[KindTotal]) -> None:
    """F1 of the main layers by kind of text; no figure where there was nothing to find and nothing was found."""
    rows = [
        (
            one.kind,
            str(one.statements),
            *(_figure(count.f1) if count.gold or count.found else "" for count in one.counts.values()),
        )
        for one in kinds
    ]
    layers = [layer.replace("organisations", "orgs").replace(" ", "\n") for layer in MAIN_LAYERS]  # 80 columns hold it
    _table(console, ("F1 by kind of text", "no.", *layers), rows)


def show_differences(console: Console, differences: Mapping[str, Difference]) -> None:
    """What changed, row by row; rows that did not change at all are left out."""
    rows = [
        (
            row,
            f"{one.f1:+.3f}",
            f"{one.interval.low:+.3f} to {one.interval.high:+.3f}",
            f"{one.p:.3f}",
            "yes" if one.is_real else "",
        )
        for row, one in differences.items()
        if one.f1 or one.interval.low or one.interval.high
    ]
    if rows:
        _table(console, ("change of F1", "by", "95% interval", "p", "real"), rows)
    else:
        print_line(console, "nothing changed")


def show_mistakes(console: Console, results: Sequence[Evaluated]) -> None:
    """Every miss, false find and wrong value, by cause; the cause with most of them first."""
    for (layer, kind, cause), members in grouped(results):
        print_line(console, f"{layer}, {kind}{cause and ': '}{cause} ({len(members)})", "bold")
        for one, mistake in members:
            print_line(console, f"  {_place(one, mistake)}: {mistake.what}")
            if one.record and mistake.span:
                print_line(console, f"      {sentence(one.record.text, mistake.span)}", "dim")


Group = tuple[tuple[str, str, str], list[tuple[Evaluated, Mistake]]]


def grouped(results: Iterable[Evaluated]) -> list[Group]:
    """Mistakes by layer, kind and cause, the largest group first; in a group, in the order of gold and text."""
    groups: dict[tuple[str, str, str], list[tuple[Evaluated, Mistake]]] = defaultdict(list)
    for one in results:
        for mistake in sorted(one.scores.mistakes, key=lambda mistake: (mistake.span or (-1, -1), mistake.what)):
            groups[mistake.layer, mistake.kind, mistake.cause].append((one, mistake))
    return sorted(groups.items(), key=lambda group: (-len(group[1]), LAYERS.index(group[0][0]), group[0]))


def _place(one: Evaluated, mistake: Mistake) -> str:
    if mistake.path is None:
        return str(one.file.value["doc"])
    return f"{one.file.path}, line {one.file.line(mistake.path)}"


def as_json(
    total: Total, results: Sequence[Evaluated] | None, differences: Mapping[str, Difference] | None
) -> dict[str, Any]:
    """All figures. results: those whose mistakes are to be listed; differences: where there are any."""
    whole: dict[str, Any] = {
        "statements": total.statements,
        "without_record": list(total.without_record),
        "layers": _counts_as_json(total.counts, total.intervals),
        "spans": schemes_as_json(total.schemes),
        "accuracies": {
            name: {"accuracy": share.accuracy, "right": share.right, "of": share.all}
            for name, share in total.shares.items()
        },
        "calibration": {"people": _calibration_as_json(total.people), "claims": _calibration_as_json(total.claims)},
        "unsound": list(total.unsound),
    }
    if differences is not None:
        whole["differences"] = {
            row: {"f1": one.f1, "interval": [one.interval.low, one.interval.high], "p": one.p, "real": one.is_real}
            for row, one in differences.items()
        }
    if results is not None:
        whole["errors"] = [
            {
                "layer": mistake.layer,
                "kind": mistake.kind,
                "cause": mistake.cause,
                "what": mistake.what,
                "doc": one.file.value["doc"],
                "line": None if mistake.path is None else one.file.line(mistake.path),
                "span": mistake.span,
                "sentence": sentence(one.record.text, mistake.span) if one.record and mistake.span else None,
            }
            for _, members in grouped(results)
            for one, mistake in members
        ]
    return whole


def kinds_as_json(kinds: Sequence[KindTotal]) -> dict[str, Any]:
    return {
        one.kind: {
            "statements": one.statements,
            "layers": {layer: _count_as_json(count) for layer, count in one.counts.items()},
        }
        for one in kinds
    }


def schemes_as_json(schemes: Mapping[str, Mapping[Scheme, Outcomes]]) -> dict[str, Any]:
    return {
        label: {
            scheme: {
                "precision": one.precision,
                "recall": one.recall,
                "f1": one.f1,
                "correct": one.correct,
                "incorrect": one.incorrect,
                "partial": one.partial,
                "missed": one.missed,
                "spurious": one.spurious,
            }
            for scheme, one in by_scheme.items()
        }
        for label, by_scheme in schemes.items()
    }


def _calibration_as_json(one: Calibration) -> dict[str, Any]:
    bins = [
        {"low": bin_.low, "high": bin_.high, "confidence": bin_.confidence, "accuracy": bin_.accuracy, "of": bin_.all}
        for bin_ in one.bins
    ]
    return {"expected_error": one.error, "bins": bins}


def _table(console: Console, columns: Sequence[str], rows: Sequence[Sequence[str]]) -> None:
    if not rows:
        return
    table = Table(box=box.SIMPLE_HEAD, show_edge=False, pad_edge=False)
    for index, column in enumerate(columns):
        table.add_column(column, justify="right" if index else "left", no_wrap=index > 0)
    for row in rows:
        table.add_row(*map(Text, row))
    console.print(table, soft_wrap=True)
    console.print()


def show_names(console: Console, scores: NameScores) -> None:
    """Names of a corpus of others: strict figures, the four schemes, and what was left out."""
    print_line(console, f"{scores.documents} documents")
    _counts(console, "names, strict", scores.counts, scores.intervals)
    show_schemes(console, scores.schemes)
    if scores.left_out:
        left_out = ", ".join(f"{label} {times}" for label, times in scores.left_out.items())
        print_line(console, f"left out, as --labels does not map them: {left_out}")


def names_as_json(scores: NameScores) -> dict[str, Any]:
    return {
        "documents": scores.documents,
        "names": _counts_as_json(scores.counts, scores.intervals),
        "spans": schemes_as_json(scores.schemes),
        "left_out": dict(scores.left_out),
    }


def _counts_as_json(counts: Mapping[str, Count], intervals: Mapping[str, Interval]) -> dict[str, Any]:
    return {
        row: _count_as_json(count) | {"interval": [intervals[row].low, intervals[row].high]}
        for row, count in counts.items()
    }


def _count_as_json(count: Count) -> dict[str, Any]:
    return {
        "precision": count.precision,
        "recall": count.recall,
        "f1": count.f1,
        "gold": count.gold,
        "found": count.found,
        "right": count.right,
    }


def _counts(console: Console, what: str, counts: Mapping[str, Count], intervals: Mapping[str, Interval]) -> None:
    rows = [
        (
            row.removeprefix(TYPE.format("")),
            *(_figure(one) for one in (count.precision, count.recall, count.f1)),
            _interval(intervals[row]),
            _number(count.gold),
            _number(count.found),
        )
        for row, count in counts.items()
    ]
    _table(console, (what, "prec.", "recall", "F1", "95% of F1", "gold", "found"), rows)


def _figure(figure: float) -> str:
    return f"{figure:.3f}"


def _number(number: float) -> str:
    """Whole where it is."""
    return f"{number:.12g}"


def _interval(interval: Interval) -> str:
    return f"{interval.low:.3f} to {interval.high:.3f}"
