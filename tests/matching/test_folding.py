"""Folding: what it makes of every character, and the way back to the text."""

import sys
import unicodedata

import numpy as np
import pytest

from pipeline.matching import kernels
from pipeline.matching.compiled import char_table
from pipeline.matching.folding import FOLDINGS, Folded, Folding, fold, fold_piece, is_continuation
from tests.matching.random_registries import case

WRITTEN, PLAIN, ANY, BOTH = Folding(), Folding(diacritics=True), Folding(case=True), Folding(True, True)


@pytest.mark.parametrize(
    ("text", "folding", "folded", "starts"),
    [
        ("It’s\na – b", ANY, "it's a - b", None),
        ("Łódź", PLAIN, "Lodz", None),
        ("Łódź", ANY, "łódź", None),
        ("aßb", PLAIN, "assb", [0, 1, 1, 2, 3]),
        ("aßb", WRITTEN, "aßb", None),
        ("ﬁ", BOTH, "fi", [0, 0, 1]),
        ("xe\u0301y", WRITTEN, "xéy", [0, 1, 3, 4]),
        ("xe\u0301\u0302y", PLAIN, "xey", [0, 1, 4, 5]),
        ("\u1112\u1161\u11ab국", WRITTEN, "한국", [0, 3, 4]),
        ("İ", ANY, "i", None),
        ("مُحَمَّد", PLAIN, "محمد", [0, 2, 4, 7, 8]),
        ("½ … №", PLAIN, "½ … №", None),  # what would become several characters that are not all letters stays
        ("\u0301", PLAIN, "", [1]),
    ],
)
def test_fold(text: str, folding: Folding, folded: str, starts: list[int] | None) -> None:
    assert fold(text, folding) == Folded(folded, starts)


def test_spans_count_in_the_text() -> None:
    assert fold("a ßé e\u0301!", PLAIN).span(5, 7) == (4, 7)


@pytest.mark.parametrize("folding", [WRITTEN, BOTH])
def test_every_character_alone(folding: Folding) -> None:
    """What is folded folds to itself; none, or several word characters, come only from marks and word characters."""
    table = char_table(folding)
    for point in range(sys.maxunicode + 1):
        character = chr(point)
        if unicodedata.is_normalized("NFKD", character) and character.isascii():
            continue
        folded = fold_piece.__wrapped__(character, folding)
        if folded != character:
            assert "".join(fold_piece(one, folding) for one in folded) == folded
            assert len(folded) == 1 or (
                is_continuation(character) if not folded else folded.isidentifier() or folded.isalnum()
            )
        changing = len(folded) != 1 or is_continuation(character)
        assert bool(table[point] & kernels.CHANGING) == changing
        assert changing or table[point] & kernels.CODE_POINT == ord(folded)


@pytest.mark.parametrize("folding", FOLDINGS)
def test_starts_lead_to_the_pieces_of_the_text(folding: Folding) -> None:
    for seed in range(200):
        for text in case(seed)[1]:
            folded = fold(text, folding)
            starts = folded.starts or list(range(len(text) + 1))
            assert len(starts) == len(folded.text) + 1
            assert starts == sorted(starts)
            assert starts[-1] == len(text)
            for at in np.flatnonzero(np.diff(starts)):  # every piece by itself folds to what stands in the folded text
                end = int(at) + 1
                begin = starts.index(starts[at])
                assert fold(text[starts[begin] : starts[end]], folding).text == folded.text[begin:end]
