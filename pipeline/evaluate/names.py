"""The pipeline's names measured on a corpus of somebody else's.

    >>> measure(read(Path("test.conll"), labels), labels, Stages.load().names)

The text of each document goes through cleaning and recognition, as a statement's does, and the names found are led
back to it. The labels of the corpus are mapped to ours; what has no label in the map is left out, on both sides.
"""

from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from pipeline.clean import clean
from pipeline.errors import UsageError
from pipeline.evaluate import spans
from pipeline.evaluate.bootstrap import Interval, f1_interval
from pipeline.evaluate.counts import Count
from pipeline.evaluate.formats.marked import MarkedText
from pipeline.evaluate.spans import SCHEMES, LabelledSpan, Outcomes, Scheme
from pipeline.record import Source
from pipeline.statement import CleanText, Name, Statement

# Ours: LOC are places, states and regions among them; DEMONYM are words such as "Kenyan" and "Kenyans".
LABELS = ("PERSON", "ORG", "LOC", "DEMONYM")
USUAL_LABELS: Mapping[str, str] = {
    "PER": "PERSON",
    "PERSON": "PERSON",
    "ORG": "ORG",
    "LOC": "LOC",
    "GPE": "LOC",
}
ALL = "all"
_BATCH = 32  # documents

Recogniser = Callable[[Sequence[CleanText]], list[tuple[Name, ...]]]
Report = Callable[[int, int], None]  # documents done, documents in all


@dataclass(frozen=True, slots=True)
class NameScores:
    """By label of ours, the last row all of them together.

    counts: strict, so right is the same bounds and the same label. left_out: names of the corpus, by label that the
    map does not have.
    """

    documents: int
    counts: Mapping[str, Count]
    intervals: Mapping[str, Interval]
    schemes: Mapping[str, Mapping[Scheme, Outcomes]]
    left_out: Mapping[str, int]


def label_map(wish: str | None) -> Mapping[str, str]:
    """`PER=PERSON,GPE=LOC` as a map; the usual one where there is no wish. Raises UsageError."""
    if wish is None:
        return USUAL_LABELS
    labels = {}
    for part in wish.split(","):
        theirs, equals, ours = part.strip().partition("=")
        if not (theirs and equals) or ours not in LABELS:
            raise UsageError(f"--labels {part}: THEIRS=OURS is expected, ours being one of {', '.join(LABELS)}")
        labels[theirs] = ours
    return labels


def measure(
    texts: Sequence[MarkedText], labels: Mapping[str, str], recognise: Recogniser, report: Report | None = None
) -> NameScores:
    """Raises UsageError where the corpus has no name with a label of the map."""
    left_out = Counter(one.label for text in texts for one in text.names if one.label not in labels)
    measured = {labels[one.label] for text in texts for one in text.names if one.label in labels}
    if not measured:
        there = ", ".join(sorted(left_out)) or "none"
        raise UsageError(f"no names with the labels {', '.join(labels)}; the labels there are {there}: map them")
    rows: list[Mapping[str, Mapping[Scheme, Outcomes]]] = []
    for start in range(0, len(texts), _BATCH):
        batch = texts[start : start + _BATCH]
        for text, found in zip(batch, _found(batch, recognise), strict=True):
            wanted = [LabelledSpan(one.start, one.end, labels[one.label]) for one in text.names if one.label in labels]
            rows.append(_outcomes(wanted, [one for one in found if one.label in measured]))
        if report:
            report(len(rows), len(texts))
    shown = [*(label for label in LABELS if label in measured), ALL]
    nothing = dict.fromkeys(SCHEMES, Outcomes())
    counts = {label: [_strict(row.get(label, nothing)) for row in rows] for label in shown}
    return NameScores(
        documents=len(texts),
        counts={label: sum(each, Count()) for label, each in counts.items()},
        intervals={label: f1_interval(each) for label, each in counts.items()},
        schemes={
            label: {scheme: sum((row.get(label, nothing)[scheme] for row in rows), Outcomes()) for scheme in SCHEMES}
            for label in shown
        },
        left_out=dict(sorted(left_out.items())),
    )


def _strict(outcomes: Mapping[Scheme, Outcomes]) -> Count:
    one = outcomes["strict"]
    return Count(one.correct, one.possible, one.actual)


def _outcomes(wanted: Sequence[LabelledSpan], found: Sequence[LabelledSpan]) -> dict[str, dict[Scheme, Outcomes]]:
    table: dict[str, dict[Scheme, Outcomes]] = {}
    for label, outcomes in spans.outcomes(wanted, found):
        for row in (label, ALL):
            sums = table.setdefault(row, dict.fromkeys(SCHEMES, Outcomes()))
            for scheme, one in outcomes.items():
                sums[scheme] = sums[scheme] + one
    return table


def _found(texts: Sequence[MarkedText], recognise: Recogniser) -> list[list[LabelledSpan]]:
    """The names found in each text; none where cleaning leaves no text."""
    cleaned = clean([_statement(text.text, number) for number, text in enumerate(texts)])
    names = iter(recognise([one for one in cleaned if isinstance(one, CleanText)]))
    return [[_led_back(name, one) for name in next(names)] if isinstance(one, CleanText) else [] for one in cleaned]


def _statement(text: str, number: int) -> Statement:
    return Statement(
        id=str(number),
        key=str(number),
        source=Source(path=str(number), sha256="", media_type="text/plain"),
        text=text,
        offsets=np.arange(len(text), dtype=np.int32),
    )


def _led_back(name: Name, text: CleanText) -> LabelledSpan:
    """A name in the text that the document came with. What cleaning put in has no place there."""
    kept = [offset for offset in text.offsets[name.start : name.end].tolist() if offset >= 0]
    is_demonym = name.label == "STATE" and name.form in ("demonym", "people")
    label = "DEMONYM" if is_demonym else "LOC" if name.label == "STATE" else name.label
    return LabelledSpan(kept[0], kept[-1] + 1, label)
