"""A registry compiled for scanning large batches for many forms: arrays, and machine code that reads them.

In: forms. Out: a `Compiled`, which finds them in texts. It is nothing but arrays, so that it can lie in a file that
processes map into their memory (`pipeline.matching.cache`).
"""

import re
import sys
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from itertools import chain
from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray

from pipeline.matching import kernels
from pipeline.matching.folding import Folded, Folding, fold, fold_piece, is_continuation
from pipeline.matching.registry import Form
from pipeline.matching.spelling import spelled

Array = NDArray[Any]

# Code points scanned at once: what the kernels write about them stays in the processor's cache.
_CHUNK = 1 << 15
_NATIVE = "le" if sys.byteorder == "little" else "be"
_UNICODE = 0x110000
_WORD = re.compile(r"\w+")
# Code points of which some fold to something else, or continue a letter: all but ideographs, syllables of Hangul, and
# what is private or not assigned.
_FOLDABLE = (
    range(0x80, 0x3400),
    range(0xA000, 0xAC00),
    range(0xD7A4, 0xD800),
    range(0xF900, 0x17000),
    range(0x18D00, 0x20000),
    range(0x2F800, 0x2FA20),
    range(0xE0100, 0xE01F0),
)


class Spellings(NamedTuple):
    """The spellings that are compared with one folding. What the arrays mean stands in kernels.py."""

    table: Array  # uint32, one a code point
    first: Array  # uint64
    short: Array  # uint64
    paths: Array  # uint8
    slots: Array  # uint64
    records: Array  # uint8
    keep: Array  # uint64, one: the bits of hashes that count


@dataclass(frozen=True, slots=True, eq=False)
class Compiled:
    """Forms, ready to be found. Read only, safe to share between threads.

    parts: by folding, those that go first in front.
    """

    parts: Mapping[Folding, Spellings]

    @classmethod
    def build(cls, forms: Iterable[Form], hash_bits: int = 64) -> "Compiled":
        """hash_bits: how many bits of the hashes to use. Fewer take more time, and change no match.

        Raises ValueError for more than fits (4 GB of spellings, some hundred million names).
        """
        keep = np.uint64((1 << 64) - (1 << (64 - hash_bits)))
        return cls({folding: _build(folding, *spellings, keep) for folding, spellings in spelled(forms).items()})

    def find(self, texts: Sequence[str]) -> Array:
        """The matches as rows: number of the text, start, end (code points), number of the form; in text order."""
        memory = _Memory()
        chunks = []
        for start, end in _chunks(texts):
            found = self._find(texts[start:end], memory)
            if len(found):
                found[:, 0] += start
                chunks.append(found)
        return np.concatenate(chunks) if chunks else np.empty((0, 4), np.int64)

    def _find(self, texts: Sequence[str], memory: "_Memory") -> Array:
        if len(self.parts) == 1:
            ((folding, spellings),) = self.parts.items()
            return _longest(folding, spellings, texts, memory, leftmost=True)
        found = [_longest(*part, texts, memory, leftmost=False) for part in self.parts.items()]
        rows = np.concatenate([*found, np.empty((0, 4), np.int64)])
        part = np.repeat(np.arange(len(found)), [len(rows) for rows in found])
        # Of those that start at the same place the longest, and of equally long ones that of the first part.
        rows = rows[np.lexsort((part, -rows[:, 2], rows[:, 1], rows[:, 0]))]
        return rows[: kernels.leftmost(rows)]


class _Memory:
    """What the kernels write about a chunk; used again for every chunk of a batch."""

    def __init__(self) -> None:
        self.reserve(2 * _CHUNK)

    def reserve(self, length: int) -> None:
        """Makes room for texts of so many code points together, and forgets what was written."""
        self.length = length
        self.starts = np.empty(length + 2, np.int32)
        self.hashes = np.empty(length + 2, np.uint64)
        self.candidates = np.empty(length + 2, np.int32)
        self.found = np.empty((length, 4), np.int64)


class _Tokens(NamedTuple):
    """Texts one after the other, text n from bounds[n] to bounds[n + 1], and where in `_Memory` its tokens begin."""

    units: Array  # code units that are code points
    bounds: Array
    firsts: Array
    changing: np.uint32  # not zero: there are characters that the table alone cannot fold

    @classmethod
    def of(cls, texts: Sequence[str], table: Array, memory: _Memory) -> "_Tokens":
        text = "".join(texts)
        if len(text) > memory.length:
            memory.reserve(len(text))
        bounds = np.zeros(len(texts) + 1, np.int64)
        np.cumsum(np.fromiter(map(len, texts), np.int64, len(texts)), out=bounds[1:])
        if text.isascii():
            units = np.frombuffer(text.encode("ascii"), np.uint8)
        else:
            units = np.frombuffer(text.encode(f"utf-16-{_NATIVE}", "surrogatepass"), np.uint16)
            if len(units) > len(text):  # characters beyond the first plane
                units = np.frombuffer(text.encode(f"utf-32-{_NATIVE}", "surrogatepass"), np.uint32)
        firsts = np.empty(len(bounds), np.int64)
        seen = kernels.tokenise(units, bounds, table, memory.starts, memory.hashes, firsts)
        return cls(units, bounds, firsts, seen & kernels.CHANGING)


def _chunks(texts: Sequence[str]) -> Iterator[tuple[int, int]]:
    """From which to which text to scan at once: as many as fit into a chunk, but at least one."""
    start = length = 0
    for number, text in enumerate(texts):
        length += len(text)
        if length > _CHUNK and number > start:
            yield start, number
            start, length = number, len(text)
    if texts:
        yield start, len(texts)


def _tokenised(
    folding: Folding, table: Array, texts: Sequence[str], memory: _Memory
) -> tuple[_Tokens, dict[int, Folded]]:
    """The tokens of the folded texts, and those texts that were folded before the kernels saw them.

    The table folds one character to one. Texts where characters become none or several take the long way.
    """
    tokens = _Tokens.of(texts, table, memory)
    if not tokens.changing:
        return tokens, {}
    changing = np.flatnonzero(table[tokens.units] & kernels.CHANGING)
    numbers = np.unique(np.searchsorted(tokens.bounds, changing, side="right") - 1).tolist()
    folded = {number: fold(texts[number], folding) for number in numbers}
    texts = [folded[number].text if number in folded else text for number, text in enumerate(texts)]
    return _Tokens.of(texts, table, memory), folded


def _longest(folding: Folding, spellings: Spellings, texts: Sequence[str], memory: _Memory, *, leftmost: bool) -> Array:
    """The longest spelling at every token, or only where the one before has ended: rows as Compiled.find() gives."""
    s = spellings
    keep = s.keep[0]
    tokens, folded = _tokenised(folding, s.table, texts, memory)
    count = kernels.find(
        tokens.units, tokens.bounds, s.table, keep, memory.starts, memory.hashes, tokens.firsts, leftmost,
        s.first, s.short, s.paths, s.slots, s.records, memory.candidates, memory.found,
    )  # fmt: skip
    found = memory.found[:count].copy()
    for number, text in folded.items():
        if text.starts is not None:
            rows = slice(*np.searchsorted(found[:, 0], (number, number + 1)))
            found[rows, 1:3] = np.asarray(text.starts)[found[rows, 1:3]]
    return found


def _build(folding: Folding, texts: Sequence[str], forms: Sequence[int], keep: np.uint64) -> Spellings:
    """The spellings that are compared with one folding, in the order in which they go before one another."""
    table = char_table(folding)
    size = max(64, 1 << (len(texts) - 1).bit_length())  # a power of two, at least as many as the spellings
    first = np.zeros(size // 8, np.uint64)
    short = np.zeros(size // 8, np.uint64)
    paths = np.zeros(size * 4, np.uint8)
    slots = np.zeros(size * 2, np.uint64)
    records = np.zeros(1, np.uint8)
    end = len(records)  # not from 0 on: that is a free slot
    memory = _Memory()
    for begin, stop in _chunks(texts):
        tokens, _ = _tokenised(folding, table, texts[begin:stop], memory)
        room = 4 * len(tokens.units) + 5 * (stop - begin)
        if end + room > 1 << 32:
            raise ValueError("too many forms: their spellings take more than 4 GB")
        if end + room > len(records):
            records = np.concatenate((records[:end], np.empty(room + len(records) // 2, np.uint8)))
        end = kernels.add(
            tokens.units, tokens.bounds, table, keep, memory.starts, memory.hashes, tokens.firsts,
            np.asarray(forms[begin:stop], np.uint32), first, short, paths, slots, records, end,
        )  # fmt: skip
    first, short = _shrunk(first, short)
    spellings = Spellings(table, first, short, paths, slots, records[:end].copy(), np.asarray([keep]))
    for array in spellings:
        array.flags.writeable = False
    return spellings


def _shrunk(first: Array, short: Array) -> tuple[Array, Array]:
    """The filters of first tokens, with as few bits as leave one in sixteen set: they should stay in the cache."""
    bits = np.unpackbits(np.stack((first, short)).view(np.uint8), axis=1, bitorder="little")
    most = max(64, 16 * int(bits[0].sum()))
    while bits.shape[1] >= 2 * most:
        bits = bits.reshape(2, -1, 2).max(axis=2)
    first, short = np.packbits(bits, axis=1, bitorder="little").view(np.uint64)
    return first, short


@cache
def char_table(folding: Folding) -> Array:
    """For every code point: what it folds to, and the bits that kernels.py names."""
    folded = np.arange(_UNICODE, dtype=np.uint32)
    changing = np.zeros(_UNICODE, np.uint32)
    for point in chain(range(0x80), *_FOLDABLE):
        character = chr(point)
        characters = fold_piece(character, folding)
        if len(characters) == 1:
            folded[point] = ord(characters)
        if len(characters) != 1 or is_continuation(character):
            changing[point] = kernels.CHANGING
    words = np.zeros(_UNICODE, np.uint32)
    for word in _WORD.finditer("".join(map(chr, range(_UNICODE)))):
        words[word.start() : word.end()] = 1 << kernels.WORD
    table = folded | changing | words[folded]
    table.flags.writeable = False
    return table
