"""Words of a vocabulary within one or two edits of given ones, whole batches at once.

Two words are within n edits (insertion, deletion, substitution; a swap of neighbours counts as one) only where they
share a word that comes of deleting up to n characters of each (Mor and Fraenkel 1982; "SymSpell"). Deletions are
compared by their hashes, which only propose: the characters decide, and these the caller compares.
"""

from collections.abc import Sequence
from itertools import combinations

import numpy as np
from numpy.typing import NDArray

_LONGEST = 24  # characters of a word that count: the rest is never deleted
_BASE = np.uint64(0x9E3779B97F4A7C15)  # odd, so that it has an inverse
_INVERSES = [np.uint64(pow(int(_BASE), -n, 1 << 64)) for n in (1, 2)]
_MIX = np.uint64(0xBF58476D1CE4E5B9)

Ints = NDArray[np.int64]
Hashes = NDArray[np.uint64]


class Neighbours:
    """The words within reach of others. words: distinct, folded; nothing is deleted of those with `edits` letters."""

    def __init__(self, words: Sequence[str], edits: int) -> None:
        self.edits = edits
        hashes, owners = _deletions(words, edits)
        order = np.argsort(hashes, kind="stable")
        self._hashes = hashes[order]
        self._owners = owners[order].astype(np.int32)

    def proposed(self, queries: Sequence[str]) -> tuple[Ints, Ints]:
        """Index of a query and index of a word, for all pairs in reach and some that are not; pairs may repeat."""
        hashes, owners = _deletions(queries, self.edits)
        order = np.argsort(hashes)  # so that one search is near the one before
        hashes, owners = hashes[order], owners[order]
        low = np.searchsorted(self._hashes, hashes, "left")
        known = self._hashes.take(low, mode="clip") == hashes if len(self._hashes) else low < 0
        hashes, owners, low = hashes[known], owners[known], low[known]
        counts = np.searchsorted(self._hashes, hashes, "right") - low
        return np.repeat(owners, counts), self._owners[np.repeat(low, counts) + ranges(counts)].astype(np.int64)


def ranges(counts: Ints) -> Ints:
    """0, 1, ..., n - 1 for each count n, one after the other."""
    ends = np.cumsum(counts)
    return np.arange(ends[-1] if len(ends) else 0) - np.repeat(ends - counts, counts)


def _deletions(words: Sequence[str], edits: int) -> tuple[Hashes, Ints]:
    """Hashes of the words with up to `edits` characters deleted, and which word each is of.

    The hash of c0 c1 ... is the sum of mixed ci times base to the i, so that what stands after a deleted character is
    moved down by the inverse of the base.
    """
    width = max(1, min(_LONGEST, max(map(len, words), default=1)))
    codes = np.array([word[:width] for word in words], dtype=f"<U{width}").view(np.uint32).reshape(len(words), width)
    values = codes.astype(np.uint64) * _MIX
    values ^= values >> np.uint64(31)
    values *= _MIX
    powers = np.cumprod(np.concatenate((np.ones(1, np.uint64), np.full(width - 1, _BASE))), dtype=np.uint64)
    sums = np.zeros((len(words), width + 1), np.uint64)
    np.cumsum(values * powers, axis=1, dtype=np.uint64, out=sums[:, 1:])
    lengths = (codes != 0).sum(axis=1)
    total = sums[:, width]
    everyone = np.arange(len(words))
    hashes, owners = [total], [everyone]
    for count in range(1, edits + 1):
        for places in combinations(range(width), count):
            kept = np.flatnonzero(lengths > max(places[-1], count))
            if not len(kept):
                continue
            hash_ = sums[kept, places[0]].copy()
            for n, place in enumerate(places):
                end = places[n + 1] if n + 1 < count else width
                hash_ += (sums[kept, end] - sums[kept, place + 1]) * _INVERSES[n]
            hashes.append(hash_)
            owners.append(kept)
    return np.concatenate(hashes), np.concatenate(owners)
