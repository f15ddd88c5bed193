"""The words of a registry's names, the names that each stands in, and the words that a mention's word may be."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from rapidfuzz.distance import OSA
from rapidfuzz.process import cpdist

from pipeline.matching.neighbours import Neighbours, ranges
from pipeline.matching.scoring import INITIAL, WORDS
from pipeline.matching.transliteration import sounds

_LONG = 5  # letters of words that two edits leave the same
_MOST_HOLDERS = 4000  # names that are looked at for a mention, and all of its two rarest words
_FEW_HOLDERS = 300  # names of the rarest word that are looked at though they have no other word of the mention
_COMMON_SOUND = 60  # a sound that more words have says nothing
_SOUND, _SOUND_LETTERS = 0.7, 0.28  # likeness of two words of one sound: so much, and so much for their letters
_NO_MISPRINT, _NO_OTHER_SPELLING = 0.9, 0.93  # likeness of a word that the registry itself has, to another word of it
_HEARD, _SAME_NAME = 1, 2  # why two words may be one: their sound, or that they are usual variants
_LEAST_SHARE = 0.25  # of equal letters, where two words have one sound
_LEAST = 0.6  # likeness: below it words are others
_USUAL = 0.96  # of usual variants of a name

Ints = NDArray[np.int64]
Floats = NDArray[np.float32]


@dataclass(frozen=True, slots=True)
class Variants:
    """Words of the vocabulary that a word may be, and how alike they are (1: the same)."""

    ids: Ints
    likeness: Floats
    names: int  # how many names have one of them


class Vocabulary:
    """names: the words of each name; of more than WORDS the first ones and the last count."""

    def __init__(self, names: Sequence[tuple[str, ...]]) -> None:
        ids: dict[str, int] = {}
        cut = [words if len(words) <= WORDS else (*words[: WORDS - 1], words[-1]) for words in names]
        counts = np.fromiter(map(len, cut), np.int64, len(cut))
        flat = np.fromiter((ids.setdefault(word, len(ids)) for words in cut for word in words), np.int64, counts.sum())
        self.words = list(ids)
        self._ids = ids
        none = len(ids)  # stands where a name has no more words
        self.name_words = np.full((len(cut), WORDS), none, np.int32)
        self.name_words[np.repeat(np.arange(len(cut)), counts), ranges(counts)] = flat
        self._holders = np.repeat(np.arange(len(cut)), counts)[np.argsort(flat, kind="stable")].astype(np.int32)
        self._frequency = np.bincount(flat, minlength=none + 1)
        self._first = np.concatenate(([0], np.cumsum(self._frequency)))
        self._weight = np.log1p(len(cut) / np.maximum(1, self._frequency)).astype(np.float32)
        self._weight[none] = 0
        self.lengths = np.fromiter(map(len, (*self.words, "")), np.float32, none + 1)
        self._initials = np.fromiter((ord(word[0]) if word else 0 for word in (*self.words, "")), np.int32, none + 1)
        self._name_weight = self._weight[self.name_words].sum(axis=1)
        self._near = Neighbours(self.words, 1)
        self._long = np.flatnonzero(self.lengths[:none] >= _LONG)
        self._nearly = Neighbours([self.words[at] for at in self._long], 2)
        self._word_array = np.array([*self.words, ""], object)
        self._key_ids: dict[str, int] = {}
        word_keys = [[self._key_ids.setdefault(key, len(self._key_ids)) for key in sounds(word)] for word in self.words]
        self._word_key_counts = np.fromiter(map(len, word_keys), np.int64, none)
        self._word_key_first = np.concatenate(([0], np.cumsum(self._word_key_counts)))
        self._word_keys = np.fromiter((key for keys in word_keys for key in keys), np.int64)
        self._key_counts = np.bincount(self._word_keys, minlength=len(self._key_ids))
        self._key_first = np.concatenate(([0], np.cumsum(self._key_counts)))
        self._key_words = np.repeat(np.arange(none), self._word_key_counts)[np.argsort(self._word_keys, kind="stable")]
        self._key_usual = np.fromiter((key.startswith("same ") for key in self._key_ids), bool, len(self._key_ids))
        self._scratch = np.zeros(none + 1, np.float32)  # always left as zeros

    def variants(self, words: Iterable[str]) -> dict[str, Variants]:
        """For each word what it may be."""
        asked = sorted(words)
        long = [word for word in asked if len(word) > 1]
        own = np.fromiter((self._ids.get(word, -1) for word in long), np.int64, len(long))
        pairs, reasons = self._pairs(long, own)
        query, id_ = np.divmod(pairs, len(self.words) + 1)
        letters = np.array(long, object)[query], self._word_array[id_]
        distance = cpdist(letters[0].tolist(), letters[1].tolist(), scorer=OSA.distance, dtype=np.int32)
        longest = np.maximum(self._lengths_of(long)[query], self.lengths[id_])
        share = (1 - distance / longest).astype(np.float32)
        known = (own >= 0)[query]
        edits = np.where(known | (longest < _LONG + 1), 1, 2)
        edited = np.where((distance <= edits) & (longest > 2), share * np.where(known, _NO_MISPRINT, 1), 0)
        heard = (_SOUND + _SOUND_LETTERS * share) * np.where(known, _NO_OTHER_SPELLING, 1) * (share > _LEAST_SHARE)
        likeness = np.maximum(edited, np.where(reasons & _HEARD, heard, 0))
        likeness = np.where(reasons & _SAME_NAME, _USUAL, likeness)
        likeness = np.where(distance == 0, 1, likeness).astype(np.float32)
        kept = likeness > _LEAST
        query, id_, likeness = query[kept], id_[kept], likeness[kept]
        bounds = np.searchsorted(query, np.arange(len(long) + 1)).tolist()
        names = np.concatenate(([0], np.cumsum(self._frequency[id_])))
        found = dict.fromkeys(asked, Variants(id_[:0], likeness[:0], 0))
        for at, word in enumerate(long):
            low, high = bounds[at], bounds[at + 1]
            found[word] = Variants(id_[low:high], likeness[low:high], int(names[high] - names[low]))
        return found

    def _lengths_of(self, words: Sequence[str]) -> Floats:
        return np.fromiter(map(len, words), np.float32, len(words))

    def _pairs(self, words: Sequence[str], own: Ints) -> tuple[Ints, Ints]:
        """Pairs of a word and one of the vocabulary that it may be, as number of the word times size plus id, in order;
        and why: near in letters, of one sound, usual variants."""
        strange = np.array([at for at, word in enumerate(words) if len(word) >= _LONG and own[at] < 0], np.int64)
        near_query, near = self._near.proposed(words)
        far_query, far = self._nearly.proposed([words[at] for at in strange])
        key_query, keys = self._keys_of(words, own)
        heard = np.repeat(key_query, self._key_counts[keys])
        hearing = self._key_words[
            np.repeat(self._key_first[keys], self._key_counts[keys]) + ranges(self._key_counts[keys])
        ]
        why = np.repeat(np.where(self._key_usual[keys], _SAME_NAME, _HEARD), self._key_counts[keys])
        mine = np.flatnonzero(own >= 0)
        queries = np.concatenate((near_query, strange[far_query], heard, mine))
        ids = np.concatenate((near, self._long[far], hearing, own[mine]))
        reasons = np.zeros(len(queries), np.int64)
        reasons[len(queries) - len(mine) - len(why) : len(queries) - len(mine)] = why
        packed = (queries * (len(self.words) + 1) + ids) << 2 | reasons
        packed.sort()
        pairs = packed >> 2
        first = np.flatnonzero(np.diff(pairs, prepend=-1))
        return pairs[first], np.bitwise_or.reduceat(packed & 3, first) if len(first) else packed

    def _keys_of(self, words: Sequence[str], own: Ints) -> tuple[Ints, Ints]:
        """Numbers of words, and of the sounds that each has, in pairs; sounds that no word of the vocabulary has, and
        those that too many have, are left out."""
        known = np.flatnonzero(own >= 0)
        counts = self._word_key_counts[own[known]]
        queries = np.repeat(known, counts)
        keys = self._word_keys[np.repeat(self._word_key_first[own[known]], counts) + ranges(counts)]
        others = [
            (at, key)
            for at in np.flatnonzero(own < 0).tolist()
            for sound in sounds(words[at])
            if (key := self._key_ids.get(sound)) is not None
        ]
        more = np.array(others, np.int64).reshape(-1, 2)
        queries, keys = np.concatenate((queries, more[:, 0])), np.concatenate((keys, more[:, 1]))
        telling = self._key_counts[keys] <= _COMMON_SOUND
        return queries[telling], keys[telling]

    def proposed(self, words: Sequence[Variants], best: int) -> Ints:
        """The names that share the most weight with a mention; at most `best`.

        Looked at are the names that have two of the mention's words, and those that have the rarest one.
        words: what each word of the mention may be.
        """
        rarest = sorted((word for word in words if word.names), key=lambda word: word.names)
        if not rarest:
            return np.zeros(0, np.int64)
        seen, chosen = 0, 0
        for word in rarest:
            if chosen > 1 and seen + word.names > _MOST_HOLDERS:
                break
            seen += word.names
            chosen += 1
        ids = np.concatenate([word.ids for word in rarest[:chosen]])
        counts = self._frequency[ids]
        holders = self._holders[np.repeat(self._first[ids], counts) + ranges(counts)]
        few = holders[: rarest[0].names if rarest[0].names <= _FEW_HOLDERS else 0].copy()
        holders.sort()
        names = np.concatenate((holders[1:][holders[1:] == holders[:-1]], few))
        scratch = self._scratch
        for word in reversed(rarest):
            scratch[word.ids] = word.likeness * self._weight[word.ids]
        shared = scratch.take(self.name_words.take(names, axis=0)).sum(axis=1)
        for word in rarest:
            scratch[word.ids] = 0
        shared = shared * shared / (self._name_weight[names] + 1)
        if len(names) > 4 * best:
            top = np.argpartition(-shared, 4 * best)[: 4 * best]
            names, shared = names[top], shared[top]
        distinct = dict.fromkeys(names[np.lexsort((names, -shared))].tolist())
        return np.array(list(distinct)[:best], np.int64)

    def similarities(self, words: Sequence[str], variants: Sequence[Variants], names: Ints) -> Floats:
        """How alike each word of a mention is to those of each name: name, word of the mention, word of the name."""
        table = np.zeros((len(names), WORDS, WORDS), np.float32)
        ids = self.name_words[names]
        scratch = self._scratch
        for at, (word, one) in enumerate(zip(words, variants, strict=True)):
            if len(word) == 1:
                table[:, at] = np.where(self._initials[ids] == ord(word), INITIAL, 0)
                continue
            scratch[one.ids] = one.likeness
            table[:, at] = scratch[ids]
            scratch[one.ids] = 0
            initial = (self.lengths[ids] == 1) & (self._initials[ids] == ord(word[0]))
            if initial.any():
                table[:, at][initial] = INITIAL
        return table
