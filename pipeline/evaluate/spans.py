"""Spans by the four schemes of SemEval-2013 task 9 (Segura-Bedmar et al. 2013, section 4).

Each span of the gold is paired with one that was found and overlaps it, if there is one; best pairs first: the same
bounds and label, the same bounds, the same label, the larger overlap. A pair is, by scheme,

scheme    correct                              incorrect          partial
strict    the same bounds and the same label   otherwise
exact     the same bounds                      otherwise
partial   the same bounds                                         otherwise
type      the same label                       otherwise

Spans of the gold without a pair are missed, spans found without one are spurious. With
possible = correct + incorrect + partial + missed and actual = correct + incorrect + partial + spurious,
recall = (correct + partial / 2) / possible and precision = (correct + partial / 2) / actual. A pair counts in the row
of the gold's label, a spurious span in the row of its own. All bounds are half-open, so neighbours do not overlap.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Literal

from pipeline.evaluate.counts import harmonic_mean
from pipeline.evaluate.pairing import best_pairs

Scheme = Literal["strict", "exact", "partial", "type"]
SCHEMES: tuple[Scheme, ...] = ("strict", "exact", "partial", "type")


@dataclass(frozen=True, slots=True, order=True)
class LabelledSpan:
    """Half-open. optional: it counts neither for nor against, nor does what it is paired with."""

    start: int
    end: int
    label: str
    optional: bool = False


@dataclass(frozen=True, slots=True)
class Outcomes:
    """What became of the spans of gold and record under one scheme. Only means have fractions."""

    correct: float = 0
    incorrect: float = 0
    partial: float = 0
    missed: float = 0
    spurious: float = 0

    def __add__(self, other: "Outcomes") -> "Outcomes":
        return Outcomes(
            self.correct + other.correct,
            self.incorrect + other.incorrect,
            self.partial + other.partial,
            self.missed + other.missed,
            self.spurious + other.spurious,
        )

    @property
    def possible(self) -> float:
        return self.correct + self.incorrect + self.partial + self.missed

    @property
    def actual(self) -> float:
        return self.correct + self.incorrect + self.partial + self.spurious

    @property
    def right(self) -> float:
        return self.correct + self.partial / 2

    @property
    def precision(self) -> float:
        return self.right / self.actual if self.actual else float(not self.possible)

    @property
    def recall(self) -> float:
        return self.right / self.possible if self.possible else 1.0

    @property
    def f1(self) -> float:
        return harmonic_mean(self.precision, self.recall)


def pair(gold: Sequence[LabelledSpan], found: Sequence[LabelledSpan]) -> list[tuple[LabelledSpan, LabelledSpan]]:
    """The pairs, each of a span of the gold and one found; no span is in two."""
    gold, found = sorted(gold), sorted(found)
    overlaps = [
        (i, j)
        for i, one in enumerate(gold)
        for j, other in enumerate(found)
        if one.start < other.end and other.start < one.end
    ]

    def rank(pair: tuple[int, int]) -> tuple[object, ...]:
        one, other = gold[pair[0]], found[pair[1]]
        same_bounds = (one.start, one.end) == (other.start, other.end)
        shared = min(one.end, other.end) - max(one.start, other.start)
        return not same_bounds, one.label != other.label, -shared, one.optional + other.optional, pair

    return [(gold[i], found[j]) for i, j in best_pairs(sorted(overlaps, key=rank))]


def outcomes(
    gold: Sequence[LabelledSpan], found: Sequence[LabelledSpan]
) -> Iterator[tuple[str, dict[Scheme, Outcomes]]]:
    """Labels and what became of their spans; a label may come more than once, to be added up."""
    pairs = pair(gold, found)
    for one, other in pairs:
        if not (one.optional or other.optional):
            yield one.label, _of_pair((one.start, one.end) == (other.start, other.end), one.label == other.label)
    missed = _without(gold, [one for one, _ in pairs])
    for one in missed:
        if not one.optional:
            yield one.label, dict.fromkeys(SCHEMES, Outcomes(missed=1))
    for other in _without(found, [other for _, other in pairs]):
        if not other.optional:
            yield other.label, dict.fromkeys(SCHEMES, Outcomes(spurious=1))


def _of_pair(same_bounds: bool, same_label: bool) -> dict[Scheme, Outcomes]:
    correct, incorrect, partial = Outcomes(correct=1), Outcomes(incorrect=1), Outcomes(partial=1)
    return {
        "strict": correct if same_bounds and same_label else incorrect,
        "exact": correct if same_bounds else incorrect,
        "partial": correct if same_bounds else partial,
        "type": correct if same_label else incorrect,
    }


def _without(spans: Sequence[LabelledSpan], taken: Sequence[LabelledSpan]) -> list[LabelledSpan]:
    rest = list(spans)
    for one in taken:
        rest.remove(one)
    return rest
