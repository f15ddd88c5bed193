"""The loops of the compiled scanner, as machine code.

A text is a sequence of code units that are code points (ASCII, UCS-2 without surrogate pairs, UTF-32). `table` folds
each code point (`compiled.char_table`). Tokens become 64-bit hashes; a path is the hash of the first tokens of a
spelling, or of a text from some token on. Hashes only propose: every match is compared character by character, and
every spelling whose tokens are those of the text lies on the text's path, whatever other spellings share its hashes.

    first   a bit for a token: whether a spelling begins with it
    short   a bit for a token: whether a spelling of one or two tokens begins with it
    paths   two bits for a path: whether a spelling ends there, and whether one goes on (after a blank that many do
            would tell little: it is not set, but after three tokens, where every spelling of as many or more is)
    slots   open addressing by the path of a whole spelling: its low 32 bits, then where its record begins; 0: free
    records for each spelling the number of its form (32 bits, lowest first), its UTF-8, and _END

The bits are found by the highest bits of a hash. numba keeps the machine code beside this file, or in the user's cache
where that cannot be written.
"""

from typing import Any

import numpy as np
from numba import njit

CODE_POINT = np.uint32(0x1FFFFF)  # bits of a table entry: the folded character,
CHANGING = np.uint32(1 << 30)  # whether folding it is more than replacing one character by one,
WORD = np.uint32(31)  # and, from this bit on, whether it is a word character
ENDS = 1
GOES_ON = 2

# Odd numbers with about as many bits set as not; what they are does not matter.
_CHARACTER = np.uint64(0x9E3779B97F4A7C15)
_MIX = np.uint64(0xD6E8FEB86659FD93)
_PATH = np.uint64(0xA0761D6478BD642F)
_0 = np.uint64(0)
_1 = np.uint64(1)
_2 = np.uint64(2)
_3 = np.uint64(3)
_5 = np.uint64(5)
_6 = np.uint64(6)
_29 = np.uint64(29)
_32 = np.uint64(32)
_59 = np.uint64(59)
_63 = np.uint64(63)
_LOW = np.uint64(0xFFFFFFFF)
_HEAD = np.uint64(4)  # bytes of a record before its characters
_END = np.uint8(0xFF)  # no byte of UTF-8
_ONE = np.uint32(1)
_BLANK = np.uint64(ord(" ") * 0x9E3779B97F4A7C15 % (1 << 64))


@njit(cache=True, nogil=True)
def tokenise(text: Any, bounds: Any, table: Any, starts: Any, hashes: Any, firsts: Any) -> Any:
    """Splits the texts that `text` consists of, text d from bounds[d] to bounds[d + 1], into tokens.

    Fills starts and hashes, one a token (there must be room for one a character, and two more), and firsts: the number
    of the first token of each text, and that of all tokens. Returns all table entries, or-ed.
    """
    count = _0
    seen = np.uint32(0)
    for d in range(len(bounds) - 1):
        firsts[d] = count
        hashed = _0
        inside = np.uint32(0)
        # No branch in the loop: a processor cannot foretell where words end. What does not count is written over.
        for i in range(np.uint64(bounds[d]), np.uint64(bounds[d + 1])):
            value = table[text[i]]
            seen |= value
            word = value >> WORD
            begins = (word & inside) ^ _ONE
            starts[count] = i
            count += np.uint64(begins)
            character = np.uint64(value & CODE_POINT) * _CHARACTER
            continued = ((hashed << _5) | (hashed >> _59)) ^ character
            hashed = character if begins else continued
            hashes[count - _1] = hashed
            inside = word
    firsts[len(bounds) - 1] = count
    hashes[count] = hashes[count + _1] = _0
    return seen


@njit(cache=True, nogil=True, inline="always")
def _bit(bits: Any, at: Any) -> Any:
    return (bits[at >> _6] >> (at & _63)) & _1


@njit(cache=True, nogil=True, inline="always")
def _bits(pairs: Any, at: Any) -> Any:
    return (pairs[at >> _2] >> np.uint8((at & _3) << _1)) & np.uint8(3)


@njit(cache=True, nogil=True, inline="always")
def _set(pairs: Any, at: Any, bits: Any) -> None:
    pairs[at >> _2] |= np.uint8(bits) << np.uint8((at & _3) << _1)


@njit(cache=True, nogil=True, inline="always")
def _step(path: Any, token: Any) -> Any:
    """The path one token further."""
    return (((path >> _29) ^ path) + token) * _PATH


@njit(cache=True, nogil=True)
def _shift(size: Any) -> Any:
    """How far to shift a hash right so that as many bits are left as count to size, a power of two."""
    shift = 64
    while size > 1:
        size >>= 1
        shift -= 1
    return np.uint64(shift)


@njit(cache=True, nogil=True)
def _same(text: Any, start: Any, end: Any, table: Any, records: Any, at: Any) -> Any:
    """Whether the folded characters of text[start:end] are those of the record."""
    at += _HEAD
    for i in range(np.uint64(start), np.uint64(end)):
        lead = records[at]
        at += _1
        more = _0
        point = np.uint32(lead)
        if lead >= 0xC0:
            if lead == _END:
                return False
            more = _1 if lead < 0xE0 else _2 if lead < 0xF0 else _3
            point &= np.uint32(0x3F) >> np.uint32(more)
            for k in range(at, at + more):
                point = (point << np.uint32(6)) | np.uint32(records[k] & 0x3F)
            at += more
        if point != table[text[i]] & CODE_POINT:
            return False
    return records[at] == _END


@njit(cache=True, nogil=True)
def find(
    text: Any, bounds: Any, table: Any, keep: Any, starts: Any, hashes: Any, firsts: Any, leftmost: Any,
    first: Any, short: Any, paths: Any, slots: Any, records: Any, candidates: Any, found: Any,
) -> Any:  # fmt: skip
    """The longest spelling at every token where one begins. Returns how many; found[n] is (text, start, end, form).

    keep: the bits of hashes that count. leftmost: only where the one before has ended. start and end count in the
    text's own characters. candidates: room for one number a token. found: room for one row a token.
    """
    first_shift = _shift(64 * len(first))
    path_shift = _shift(4 * len(paths))
    slot_shift = _shift(len(slots))
    mask = np.uint64(len(slots) - 1)
    count = _0
    for d in range(len(bounds) - 1):
        # Two filters without branches, the second for what passes the first, leave few tokens to follow.
        last = np.uint64(firsts[d + 1])
        some = _0
        for k in range(np.uint64(firsts[d]), last):
            candidates[some] = k
            some += _bit(first, ((hashes[k] * _MIX) & keep) >> first_shift)
        likely = _0
        for c in range(some):
            k = np.uint64(candidates[c])
            candidates[likely] = k
            path = (hashes[k] * _MIX) & keep
            third = _step(_step(path, hashes[k + _1]) & keep, hashes[k + _2]) & keep
            likely += _bit(short, path >> first_shift) | np.uint64(_bits(paths, third >> path_shift) != 0)
        done = 0
        for c in range(likely):
            k = np.uint64(candidates[c])
            start = starts[k]
            if start < done:
                continue
            token = hashes[k]
            path = (token * _MIX) & keep
            if not _bit(short, path >> first_shift):
                if k + _2 >= last:
                    continue
                path = _step(path, hashes[k + _1]) & keep
                k += _2
                token = hashes[k]
                path = _step(path, token) & keep
            best = _0
            best_end = 0
            while True:
                k += _1
                if token != _BLANK:  # no spelling ends with one, and what goes on after it shows at the next token
                    bits = _bits(paths, path >> path_shift)
                    if bits & ENDS:
                        end = np.int64(starts[k]) if k < last else bounds[d + 1]
                        slot = path >> slot_shift
                        while slots[slot]:
                            record = slots[slot] & _LOW
                            if slots[slot] >> _32 == path & _LOW and _same(text, start, end, table, records, record):
                                best, best_end = record, end
                                break
                            slot = (slot + _1) & mask
                    if not bits & GOES_ON:
                        break
                if k == last:
                    break
                token = hashes[k]
                path = _step(path, token) & keep
            if best_end:
                found[count, 0] = d
                found[count, 1] = start - bounds[d]
                found[count, 2] = best_end - bounds[d]
                form = _0
                for k in range(_HEAD):
                    form |= np.uint64(records[best + k]) << (k << _3)
                found[count, 3] = form
                count += _1
                if leftmost:
                    done = best_end
    return count


@njit(cache=True, nogil=True)
def add(
    text: Any, bounds: Any, table: Any, keep: Any, starts: Any, hashes: Any, firsts: Any, forms: Any,
    first: Any, short: Any, paths: Any, slots: Any, records: Any, at: Any,
) -> Any:  # fmt: skip
    """Enters the texts of `text` as spellings of `forms`, the first of equal ones. None ends with a blank.

    at: where in records to write, from 1 on. There must be room for 4 bytes a character and 5 a spelling. Returns where
    the next record begins.
    """
    first_shift = _shift(64 * len(first))
    path_shift = _shift(4 * len(paths))
    slot_shift = _shift(len(slots))
    mask = np.uint64(len(slots) - 1)
    at = np.uint64(at)
    for d in range(len(bounds) - 1):
        k = np.uint64(firsts[d])
        last = np.uint64(firsts[d + 1])
        if k == last:
            continue
        token = hashes[k]
        path = (token * _MIX) & keep
        bit = path >> first_shift
        first[bit >> _6] |= _1 << (bit & _63)
        if last - k < _3:
            short[bit >> _6] |= _1 << (bit & _63)
        for following in range(k + _1, last):
            if token != _BLANK or following - k == _3:
                _set(paths, path >> path_shift, GOES_ON)
            token = hashes[following]
            path = _step(path, token) & keep
        _set(paths, path >> path_shift, ENDS)
        slot = path >> slot_shift
        known = False
        while slots[slot] and not known:
            record = slots[slot] & _LOW
            known = slots[slot] >> _32 == path & _LOW and _same(text, bounds[d], bounds[d + 1], table, records, record)
            slot = (slot + _1) & mask
        if not known:
            slots[slot] = ((path & _LOW) << _32) | at
            at = _record(text, bounds[d], bounds[d + 1], table, forms[d], records, at)
    return at


@njit(cache=True, nogil=True)
def _record(text: Any, start: Any, end: Any, table: Any, form: Any, records: Any, at: Any) -> Any:
    """Writes a record. Returns where the next one begins."""
    for k in range(_HEAD):
        records[at + k] = (form >> (np.uint32(k) << np.uint32(3))) & 0xFF
    at += _HEAD
    for i in range(start, end):
        point = table[text[i]] & CODE_POINT
        if point < 0x80:
            records[at] = point
        else:
            more = 1 if point < 0x800 else 2 if point < 0x10000 else 3
            records[at] = ((0xFF00 >> (more + 1)) & 0xFF) | (point >> (6 * more))
            for k in range(more - 1, -1, -1):
                at += _1
                records[at] = 0x80 | ((point >> (6 * k)) & 0x3F)
        at += _1
    records[at] = _END
    return at + _1


@njit(cache=True, nogil=True)
def leftmost(found: Any) -> Any:
    """Moves those rows to the front that begin where the one kept before has ended, and returns how many.

    found: as `find` fills it, in order of text and start.
    """
    kept = 0
    for n in range(len(found)):
        if kept == 0 or found[n, 0] != found[kept - 1, 0] or found[n, 1] >= found[kept - 1, 2]:
            found[kept] = found[n]
            kept += 1
    return kept
