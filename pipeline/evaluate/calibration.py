"""Whether `confidence` means what it says: of what is said to be right by 0.8, is 0.8 right?

Ten bins of equal width, [0, 0.1), …, [0.9, 1]. The expected calibration error is the mean distance between a bin's
accuracy and its mean confidence, weighted by how much is in the bin (Guo et al. 2017).
"""

from collections.abc import Sequence
from dataclasses import dataclass

BINS = 10


@dataclass(frozen=True, slots=True)
class Bin:
    """What has a confidence in [low, high), of the last bin in [low, high]."""

    low: float
    high: float
    confidence: float  # mean
    accuracy: float
    all: int


@dataclass(frozen=True, slots=True)
class Calibration:
    bins: tuple[Bin, ...]  # those with anything in them
    error: float | None  # expected calibration error, 0 to 1; None: there is nothing to calibrate


def calibration(evidence: Sequence[tuple[float, bool]]) -> Calibration:
    """evidence: the confidence of each thing found, and whether it is right."""
    filled: dict[int, list[tuple[float, bool]]] = {}
    for confidence, right in evidence:
        filled.setdefault(min(int(confidence * BINS), BINS - 1), []).append((confidence, right))
    bins = tuple(
        Bin(
            low=index / BINS,
            high=(index + 1) / BINS,
            confidence=sum(confidence for confidence, _ in members) / len(members),
            accuracy=sum(right for _, right in members) / len(members),
            all=len(members),
        )
        for index, members in sorted(filled.items())
    )
    if not bins:
        return Calibration((), None)
    return Calibration(bins, sum(one.all * abs(one.accuracy - one.confidence) for one in bins) / len(evidence))
