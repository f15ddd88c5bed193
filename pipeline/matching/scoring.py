"""How well two names agree: their words paired up, or their letters as a whole, whichever says more."""

from collections.abc import Sequence
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray
from rapidfuzz.distance import OSA
from rapidfuzz.process import cpdist

if TYPE_CHECKING:
    from pipeline.matching.vocabulary import Vocabulary

WORDS = 5  # of a name that are compared
INITIAL = 0.8  # likeness of an initial and a name that begins with it
_MIDDLE_LEFT_OUT = 0.45  # weight of a word inside the name that the mention does not have
_END_LEFT_OUT = 0.8  # of the first or the last one
_TOO_MUCH = 1.0  # of a mention's word that the name does not have
_ORDER = 0.04  # taken off where the words stand in another order
_LONE = 0.2  # taken off where but one word agrees

Ints = NDArray[np.int64]
Floats = NDArray[np.float32]


class Pairs:
    """Pairs of mentions and names, with the likeness of their words."""

    def __init__(self) -> None:
        self._numbers: list[Ints] = [np.zeros(0, np.int64)]
        self._names: list[Ints] = [np.zeros(0, np.int64)]
        self._tables: list[Floats] = [np.zeros((0, WORDS, WORDS), np.float32)]

    def add(self, number: int, names: Ints, likeness: Floats) -> None:
        """Names that a mention may be; likeness: name, word of the mention, word of the name."""
        self._numbers.append(np.full(len(names), number))
        self._names.append(names)
        self._tables.append(likeness)

    def mentions(self) -> list[int]:
        return [int(one) for one in np.concatenate(self._numbers)]

    def names(self) -> list[int]:
        return [int(one) for one in np.concatenate(self._names)]

    def table(self) -> Floats:
        return np.concatenate(self._tables)


def score(
    pairs: Pairs, mentions: Sequence[tuple[str, tuple[str, ...]]], names: Sequence[str], vocabulary: "Vocabulary"
) -> Floats:
    """The score of each pair, 0 to 1. mentions: folded, and their words; names: the registry's, folded."""
    number, name = np.array(pairs.mentions(), np.int64), np.array(pairs.names(), np.int64)
    if not len(number):
        return np.zeros(0, np.float32)
    lengths = np.zeros((len(mentions), WORDS), np.float32)
    for at, (_, words) in enumerate(mentions):
        lengths[at, : len(words)] = [len(word) for word in words]
    mine = _weight(lengths[number])
    theirs = _weight(vocabulary.lengths[vocabulary.name_words[name]])
    table = pairs.table()
    everyone = np.arange(len(table))
    agreed, of_pairs = np.zeros(len(table), np.float32), np.zeros(len(table), np.float32)
    left_mine, left_theirs = mine * _TOO_MUCH, theirs * _left_out(theirs)
    paired = np.zeros(len(table), np.int64)
    partner = np.full((len(table), WORDS), -1)
    for _ in range(WORDS):
        best = table.reshape(len(table), -1).argmax(axis=1)
        row, column = np.divmod(best, WORDS)
        like = table[everyone, row, column]
        one, other = mine[everyone, row], theirs[everyone, column]
        taken = like > 0
        if not taken.any():
            break
        agreed += np.where(taken, like * (one + other), 0)
        left_mine[everyone[taken], row[taken]] = 0
        left_theirs[everyone[taken], column[taken]] = 0
        of_pairs += np.where(taken, one + other, 0)
        partner[everyone[taken], row[taken]] = column[taken]
        paired += taken
        table[everyone, row, :] = 0
        table[everyone, :, column] = 0
    left = left_mine.sum(axis=1) + left_theirs.sum(axis=1)
    by_words = agreed / np.maximum(1, of_pairs + left)
    by_words -= np.where(_another_order(partner), _ORDER, 0)
    by_words -= np.where((paired < 2) & (left > 0), _LONE, 0)
    by_letters = _by_letters([mentions[n][0] for n in number], [names[n] for n in name])
    best_of_both: Floats = np.maximum(by_words, by_letters).astype(np.float32)
    return best_of_both


def _weight(lengths: Floats) -> Floats:
    weights: Floats = np.where(lengths > 0, np.clip(lengths, 2, 9), 0).astype(np.float32)
    return weights


def _left_out(theirs: Floats) -> Floats:
    """What each word of a name counts where the mention does not have it."""
    weights = np.full(theirs.shape, _MIDDLE_LEFT_OUT, np.float32)
    weights[:, 0] = _END_LEFT_OUT
    weights[np.arange(len(theirs)), np.maximum(0, (theirs > 0).sum(axis=1) - 1)] = _END_LEFT_OUT
    return weights


def _another_order(partner: Ints) -> NDArray[np.bool_]:
    highest = np.maximum.accumulate(partner, axis=1)
    turned: NDArray[np.bool_] = np.any((partner >= 0) & (partner < highest), axis=1)
    return turned


def _by_letters(mentions: Sequence[str], names: Sequence[str]) -> Floats:
    """Share of equal letters, wherever blanks stand."""
    plain = str.maketrans("", "", " -")
    likeness: Floats = cpdist(
        [one.translate(plain) for one in mentions], [one.translate(plain) for one in names],
        scorer=OSA.normalized_similarity, score_cutoff=0.7,
    )  # fmt: skip
    return likeness
