"""How sure a figure is: the statements are drawn anew, with replacement, and the figure is made again.

Percentile intervals over `DRAWS` draws (Efron and Tibshirani 1993, chapter 13); for two systems on the same
statements, the same draws for both (paired bootstrap, Koehn 2004). Statements are drawn, not names or claims, because
what stands in one statement is not independent. Draws in which there is neither gold nor anything found tell nothing
and are left out. The draws are the same in every run.
"""

import random
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache

import numpy as np
from numpy.typing import NDArray

from pipeline.evaluate.counts import Count

DRAWS = 2000
LEVEL = 0.95
_SEED = 2013

_Floats = NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class Interval:
    low: float
    high: float


@dataclass(frozen=True, slots=True)
class Difference:
    """Of two F1s. p: two-sided, that there is none."""

    f1: float
    interval: Interval
    p: float

    @property
    def is_real(self) -> bool:
        return self.p < 1 - LEVEL


def f1_interval(counts: Sequence[Count]) -> Interval:
    """Of the F1 of all statements together. counts: one a statement."""
    return _interval(_drawn_f1(counts), sum(counts, Count()).f1)


def f1_difference(before: Sequence[Count], after: Sequence[Count]) -> Difference:
    """after - before; counts of the same statements in the same order."""
    drawn = _drawn_f1(after) - _drawn_f1(before)
    told = drawn[~np.isnan(drawn)]
    tail = min(int((told <= 0).sum()), int((told >= 0).sum()))
    whole = sum(after, Count()).f1 - sum(before, Count()).f1
    return Difference(whole, _interval(drawn, whole), min(1.0, 2 * (tail + 1) / (len(told) + 1)))


def _interval(drawn: _Floats, whole: float) -> Interval:
    """whole: what the interval shrinks to where no draw tells anything."""
    drawn = drawn[~np.isnan(drawn)]
    if not len(drawn):
        return Interval(whole, whole)
    rest = (1 - LEVEL) / 2
    low, high = np.quantile(drawn, (rest, 1 - rest)).tolist()
    return Interval(low, high)


def _drawn_f1(counts: Sequence[Count]) -> _Floats:
    """The F1 of each draw, as `Count.f1` defines it; NaN for those with neither gold nor found."""
    table = np.array([(one.right, one.gold, one.found) for one in counts], dtype=np.float64).reshape(-1, 3)
    right, gold, found = (_times_drawn(len(counts)) @ table).T
    precision = np.where(found > 0, right / np.maximum(found, 1), gold == 0)
    recall = np.where(gold > 0, right / np.maximum(gold, 1), 1.0)
    both = precision + recall
    f1 = np.where(both > 0, 2 * precision * recall / np.where(both > 0, both, 1.0), 0.0)
    return np.where(gold + found > 0, f1, np.nan)


@cache
def _times_drawn(statements: int) -> _Floats:
    """[draw, statement]: how often it was drawn. Only `random()` is promised to give the same numbers for ever."""
    generator = random.Random(_SEED)
    times = np.zeros((DRAWS, statements))
    for draw in range(DRAWS):
        for _ in range(statements):
            times[draw, int(generator.random() * statements)] += 1
    return times
