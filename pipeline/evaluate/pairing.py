"""Who is compared with whom: pairs of gold and found things that do not depend on the order of either."""

from collections.abc import Callable, Sequence
from typing import TypeVar

G = TypeVar("G")
F = TypeVar("F")


def most_pairs(gold: Sequence[G], found: Sequence[F], fits: Callable[[G, F], bool]) -> list[tuple[int, int]]:
    """As many pairs of indexes as can be made of those that fit, each thing in one pair at most.

    Augmenting paths (Kuhn): how many pairs there are does not depend on the order; which of several equally good
    ones are made does.
    """
    partner: dict[int, int] = {}  # index of found: index of gold
    choices = [[j for j, other in enumerate(found) if fits(one, other)] for one in gold]

    def place(i: int, tried: set[int]) -> bool:
        for j in choices[i]:
            if j not in tried:
                tried.add(j)
                if j not in partner or place(partner[j], tried):
                    partner[j] = i
                    return True
        return False

    for i in range(len(gold)):
        place(i, set())
    return sorted((i, j) for j, i in partner.items())


def best_pairs(ranked: Sequence[tuple[int, int]]) -> list[tuple[int, int]]:
    """The pairs of indexes, best first in `ranked`, that leave each thing in one pair at most."""
    gold: set[int] = set()
    found: set[int] = set()
    pairs = []
    for i, j in ranked:
        if i not in gold and j not in found:
            gold.add(i)
            found.add(j)
            pairs.append((i, j))
    return pairs
