"""Reading order of a PDF page: pieces of text to columns, lines and paragraphs. Measures are points."""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise
from statistics import median

import numpy as np

from pipeline.mapped import MappedText

_MIN_COLUMN = 4  # pieces that make a column
_MAX_CROSSING = 0.2  # share of pieces that may cross the gutter: headlines and pictures' captions
_COLUMN_FILL = 0.75  # share of the column that its median line fills; the cells of tables fill less
_SAME_LINE = 0.5  # share of the height by which pieces of one line overlap
_WIDE_LEADING = 1.3  # times the usual distance of lines that sets off a paragraph
_OTHER_SIZE = 1.15  # ratio of font sizes that sets off a heading
_HYPHENS = str.maketrans({"\x02": "-", "\ufffe": "-"})  # pdfium's marks of a hyphen at a line's end


@dataclass(frozen=True, slots=True)
class Piece:
    """A stretch of text on one line without a wide gap; y grows upwards."""

    text: MappedText
    left: float
    right: float
    bottom: float
    top: float
    size: float  # of the font


@dataclass(frozen=True, slots=True)
class Line:
    """A line of a column."""

    text: MappedText
    left: float
    bottom: float
    top: float
    size: float
    height_share: float  # of its bottom in the page's height


def page_lines(pieces: Sequence[Piece], width: float, height: float) -> list[Line]:
    """The lines of a page in reading order: two columns one after the other, else from the top down."""
    gutter = _gutter(pieces, width)
    if gutter is None:
        return _lines(pieces, height)
    lines: list[Line] = []
    band: list[Piece] = []
    for piece in sorted(pieces, key=lambda piece: -piece.top):
        if piece.left < gutter < piece.right:  # stands over both columns: what is above it comes before it
            lines += _columns(band, gutter, height) + _lines([piece], height)
            band = []
        else:
            band.append(piece)
    return lines + _columns(band, gutter, height)


def paragraph_breaks(lines: Sequence[Line]) -> list[bool]:
    """For each line whether a paragraph ends with it."""
    steps = [(above.bottom - below.bottom) / max(below.size, 1.0) for above, below in pairwise(lines)]
    down = [step for step in steps if step > 0]  # others lead to the next column
    usual = median(down) if down else 0.0
    breaks = []
    for step, (above, below) in zip(steps, pairwise(lines), strict=True):
        smaller, larger = sorted((above.size, below.size))
        breaks.append(step > _WIDE_LEADING * usual or larger > _OTHER_SIZE * max(smaller, 1.0))
    return [*breaks, True] if lines else []


def _columns(band: Sequence[Piece], gutter: float, height: float) -> list[Line]:
    left = [piece for piece in band if piece.right <= gutter]
    return _lines(left, height) + _lines([piece for piece in band if piece.right > gutter], height)


def _gutter(pieces: Sequence[Piece], width: float) -> float | None:
    """x between two columns of text; None: the page has one."""
    best: tuple[int, float] | None = None
    for at in sorted({round(piece.left) - 1.0 for piece in pieces if 0.3 * width < piece.left < 0.7 * width}):
        left = [piece for piece in pieces if piece.right <= at]
        right = [piece for piece in pieces if piece.left >= at]
        crossing = len(pieces) - len(left) - len(right)
        if min(len(left), len(right)) < _MIN_COLUMN or crossing > _MAX_CROSSING * len(pieces):
            continue
        if _is_filled(left) and _is_filled(right):
            best = min(best or (crossing, at), (crossing, at))
    return best[1] if best else None


def _is_filled(column: Sequence[Piece]) -> bool:
    width = max(piece.right for piece in column) - min(piece.left for piece in column)
    return median(piece.right - piece.left for piece in column) >= _COLUMN_FILL * width


def _lines(pieces: Sequence[Piece], height: float) -> list[Line]:
    """The pieces joined to lines, from the top down, and each line from left to right."""
    lines: list[list[Piece]] = []
    for piece in sorted(pieces, key=lambda piece: (-piece.top, piece.left)):
        if lines:
            first = lines[-1][0]
            overlap = min(first.top, piece.top) - max(first.bottom, piece.bottom)
            if overlap >= _SAME_LINE * min(first.top - first.bottom, piece.top - piece.bottom):
                lines[-1].append(piece)
                continue
        lines.append([piece])
    return [_line(sorted(line, key=lambda piece: piece.left), height) for line in lines]


def _line(pieces: Sequence[Piece], height: float) -> Line:
    parts = [pieces[0].text]
    for before, piece in pairwise(pieces):
        # Cells of a row, "a, b"; a piece that ends in a mark goes on with a blank.
        cells = before.text.text.rstrip()[-1:].isalnum() and piece.text.text[:1].isalnum()
        separator = ", " if cells and piece.left - before.right > before.top - before.bottom else " "
        parts += [MappedText(separator, np.full(len(separator), -1, dtype=np.int32)), piece.text]
    first = pieces[0]
    return Line(
        MappedText.join(parts).translate(_HYPHENS),
        first.left,
        first.bottom,
        first.top,
        first.size,
        first.bottom / height if height else 0.5,
    )
