"""Which sentences are read together, and how a long one is read in parts."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

BATCH = 16  # sentences
BATCH_PIECES = 1024  # with the padding
# Longer sentences are read in windows: each word's scores come from the window that has it in its middle.
WINDOW_PIECES = 256
CONTEXT = 24  # words on each side of a window that are read and not scored


@dataclass(frozen=True, slots=True)
class Window:
    """Words read from start to end, scored from `inner` to `inner_end`; counted in the sentence."""

    start: int
    end: int
    inner: int
    inner_end: int


def batches(lengths: Sequence[int]) -> Iterator[list[int]]:
    """Sentences of like length together, the same ones for the same doc; those read in windows alone.

    lengths: pieces a sentence. -> rows of `lengths`
    """
    batch: list[int] = []
    for row in sorted(range(len(lengths)), key=lambda r: (lengths[r], r)):
        length = lengths[row]
        if batch and (len(batch) == BATCH or length * (len(batch) + 1) > BATCH_PIECES or length > WINDOW_PIECES):
            yield batch
            batch = []
        batch.append(row)
    if batch:
        yield batch


def windows(pieces: Sequence[int]) -> list[Window]:
    """Windows of at most WINDOW_PIECES pieces whose scored parts make up the sentence. pieces: of each word."""
    room = WINDOW_PIECES - 2
    found: list[Window] = []
    inner = 0
    while inner < len(pieces):
        start = max(inner - CONTEXT, 0)
        end, used = start, 0
        while end < len(pieces) and used + pieces[end] <= room:
            used += pieces[end]
            end += 1
        inner_end = end if end == len(pieces) else max(end - CONTEXT, inner + 1)
        found.append(Window(start, end, inner, inner_end))
        inner = inner_end
    return found
