"""What the encoder sees of a word: its pieces, and the shape that an uncased vocabulary loses.

Training and use share this module, so that both see the same.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

import numpy as np
import numpy.typing as npt

Ints = npt.NDArray[np.int64]
Floats = npt.NDArray[np.float32]

# Shape classes; 0 is for the special pieces and padding.
_LOWER, _TITLE, _LETTER, _CAPITALS, _MIXED, _DIGITS, _CODE, _CASELESS, _DOTTED = range(1, 10)
_COMMA, _STOP, _OPENER, _CLOSER, _DASH, _OTHER = range(10, 16)
SHAPES = 16
FLAGS = 5  # first word, blank before, sentence in capitals, apostrophe, letters outside ASCII

_MARKS = {
    **dict.fromkeys(",;:", _COMMA),
    **dict.fromkeys([".", "?", "!", "…", "...", "?!", "!!"], _STOP),
    **dict.fromkeys("“‘([{«„", _OPENER),
    **dict.fromkeys("”’)]}»", _CLOSER),
    **dict.fromkeys(["-", "–", "—", "--", "―", "‐", "‑"], _DASH),
}

# Of a word cut into more pieces (an address, a hash), the first ones and the last tell enough.
MOST_PIECES = 8
CLASSIFIER, SEPARATOR = "[CLS]", "[SEP]"


@lru_cache(maxsize=1 << 16)
def shape(word: str) -> int:
    """The shape class of a word, 1 to 15."""
    if word in _MARKS:
        return _MARKS[word]
    letters = [c for c in word if c.isalpha()]
    if not letters:
        return _DIGITS if any(c.isdigit() for c in word) else _OTHER
    if any(c.isdigit() for c in word):
        return _CODE
    if not any(c.isupper() for c in letters):
        return _LOWER if any(c.islower() for c in letters) else _CASELESS
    if "." in word[:-1] or (len(letters) == 1 and word.endswith(".")):
        return _DOTTED
    if all(c.isupper() for c in letters):
        return _LETTER if len(letters) == 1 else _CAPITALS
    return _TITLE if letters[0].isupper() and not any(c.isupper() for c in letters[1:]) else _MIXED


@dataclass(frozen=True, slots=True)
class Features:
    """One sentence of W words and T pieces, the special ones included.

    pieces: [T] vocabulary ids. piece_word: [T] the piece's word counted from 1, 0 for the special pieces.
    shapes: [W]. flags: [W, FLAGS].
    """

    pieces: Ints
    piece_word: Ints
    shapes: Ints
    flags: Floats


class WordPieces:
    """Cuts words into the encoder's pieces, remembering those it has seen.

    tokenizer: a `tokenizers.Tokenizer` without padding and truncation.
    """

    def __init__(self, tokenizer: Any) -> None:
        self._first: int = tokenizer.token_to_id(CLASSIFIER)
        self._last: int = tokenizer.token_to_id(SEPARATOR)
        unknown: int = tokenizer.token_to_id("[UNK]")

        @lru_cache(maxsize=1 << 16)
        def cut(word: str) -> tuple[int, ...]:
            ids = tokenizer.encode(word, add_special_tokens=False).ids or [unknown]
            return tuple(ids if len(ids) <= MOST_PIECES else [*ids[: MOST_PIECES - 2], *ids[-2:]])

        self.cut = cut

    def features(self, words: Sequence[str], spaces: Sequence[bool]) -> Features:
        """The features of a sentence. spaces: whether a blank follows each word."""
        pieces, piece_word = [self._first], [0]
        for i, word in enumerate(words, start=1):
            ids = self.cut(word)
            pieces += ids
            piece_word += [i] * len(ids)
        pieces.append(self._last)
        piece_word.append(0)
        shapes = [shape(word) for word in words]
        cased = [s for s in shapes if s in (_LOWER, _TITLE, _CAPITALS, _MIXED)]
        capitals = len(cased) > 2 and cased.count(_CAPITALS) > 0.6 * len(cased)
        flags = np.zeros((len(words), FLAGS), np.float32)
        first = True
        for i, word in enumerate(words):
            flags[i] = (
                first,
                i == 0 or spaces[i - 1],
                capitals,
                "'" in word or "’" in word,
                any(c.isalpha() for c in word) and not word.isascii(),
            )
            first = first and shapes[i] >= _COMMA
        return Features(np.array(pieces, np.int64), np.array(piece_word, np.int64), np.array(shapes, np.int64), flags)
