"""Text that remembers where each of its characters came from."""

import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass

import numpy as np

from pipeline.statement import Offsets

Edit = tuple[int, int, str]  # start, end (code points, end exclusive), what stands there instead


@dataclass(frozen=True, slots=True, eq=False)
class MappedText:
    """A text and, for each of its characters, the offset of the character it came from.

    offsets[i] is -1 where text[i] was put in, and the offset of the replaced character where it was replaced. The
    operations other than `join` keep the order, so the offsets that are not -1 ascend.
    """

    text: str
    offsets: Offsets

    @classmethod
    def of(cls, text: str) -> "MappedText":
        """A text that is its own source."""
        return cls(text, np.arange(len(text), dtype=np.int32))

    @classmethod
    def join(cls, parts: Iterable["MappedText"], separator: str = "") -> "MappedText":
        """The parts one after the other, with the separator put in between."""
        texts: list[str] = []
        offsets: list[Offsets] = []
        inserted = np.full(len(separator), -1, dtype=np.int32)
        for part in parts:
            if texts and separator:
                texts.append(separator)
                offsets.append(inserted)
            texts.append(part.text)
            offsets.append(part.offsets)
        return cls("".join(texts), np.concatenate(offsets) if offsets else np.empty(0, dtype=np.int32))

    def __len__(self) -> int:
        return len(self.text)

    def __getitem__(self, part: slice) -> "MappedText":
        return MappedText(self.text[part], self.offsets[part])

    def edit(self, edits: Iterable[Edit]) -> "MappedText":
        """With stretches replaced, given in text order and without overlap.

        What is put in leads back to what it replaces, character by character from the left; what has no counterpart
        leads nowhere (-1). An edit that starts and ends at one place is an insertion.
        """
        texts: list[str] = []
        offsets: list[Offsets] = []
        done = 0
        for start, end, new in edits:
            texts += self.text[done:start], new
            kept = min(len(new), end - start)
            offsets.append(self.offsets[done : start + kept])
            if len(new) > kept:
                offsets.append(np.full(len(new) - kept, -1, dtype=np.int32))
            done = end
        if not texts:
            return self
        texts.append(self.text[done:])
        offsets.append(self.offsets[done:])
        return MappedText("".join(texts), np.concatenate(offsets))

    def sub(self, pattern: re.Pattern[str], new: str | Callable[[re.Match[str]], str]) -> "MappedText":
        """With every match of the pattern replaced, as `edit` does. `new` is taken as it stands, without groups."""
        return self.edit(self._edits(pattern, new))

    def translate(self, table: Mapping[int, str]) -> "MappedText":
        """With single characters replaced by single characters (str.translate)."""
        text = self.text.translate(table)
        if len(text) != len(self.text):
            raise ValueError("translate replaces one character by one")
        return MappedText(text, self.offsets)

    def _edits(self, pattern: re.Pattern[str], new: str | Callable[[re.Match[str]], str]) -> Iterator[Edit]:
        for match in pattern.finditer(self.text):
            yield match.start(), match.end(), new if isinstance(new, str) else new(match)


def runs(offsets: Offsets) -> Iterator[tuple[int, int, int]]:
    """(place, offset, length) of each run of ascending offsets, without those that are -1."""
    if not len(offsets):
        return
    breaks = np.flatnonzero((np.diff(offsets) != 1) | (offsets[:-1] < 0)) + 1
    starts = [0, *breaks.tolist()]
    for start, end in zip(starts, [*starts[1:], len(offsets)], strict=True):
        if offsets[start] >= 0:
            yield start, int(offsets[start]), end - start
