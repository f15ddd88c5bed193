import re

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.mapped import MappedText, runs


def offsets(text: MappedText) -> list[int]:
    return text.offsets.tolist()


@pytest.mark.parametrize(
    ("edits", "text", "expected"),
    [
        ([], "abcdef", [0, 1, 2, 3, 4, 5]),
        ([(1, 3, "")], "adef", [0, 3, 4, 5]),
        ([(1, 1, "-")], "a-bcdef", [0, -1, 1, 2, 3, 4, 5]),
        ([(1, 2, "xyz")], "axyzcdef", [0, 1, -1, -1, 2, 3, 4, 5]),
        ([(0, 2, "x"), (5, 6, "")], "xcde", [0, 2, 3, 4]),
    ],
)
def test_edits_keep_the_way_back(edits: list[tuple[int, int, str]], text: str, expected: list[int]) -> None:
    edited = MappedText.of("abcdef").edit(edits)
    assert edited.text == text
    assert offsets(edited) == expected


def test_substitution_takes_the_replacement_as_it_stands() -> None:
    assert MappedText.of("a1b2").sub(re.compile(r"\d"), r"\g<0>").text == r"a\g<0>b\g<0>"


def test_joined_parts_lead_back_and_separators_do_not() -> None:
    source = MappedText.of("one two")
    joined = MappedText.join([source[4:7], source[0:3]], ", ")
    assert joined.text == "two, one"
    assert offsets(joined) == [4, 5, 6, -1, -1, 0, 1, 2]


def test_nothing_joined_is_empty() -> None:
    assert len(MappedText.join([])) == 0


def test_translation_of_one_character_to_two_is_refused() -> None:
    with pytest.raises(ValueError, match="one character by one"):
        MappedText.of("ß").translate({ord("ß"): "ss"})


@pytest.mark.parametrize(
    ("offsets", "expected"),
    [
        ([], []),
        ([3, 4, 5], [(0, 3, 3)]),
        ([-1, 0, 1], [(1, 0, 2)]),
        ([0, 1, -1, -1, 2, 9], [(0, 0, 2), (4, 2, 1), (5, 9, 1)]),
    ],
)
def test_runs(offsets: list[int], expected: list[tuple[int, int, int]]) -> None:
    assert list(runs(np.array(offsets, dtype=np.int32))) == expected


@given(st.text(max_size=40), st.sampled_from(["a", " +", r"\b", "[a-m]+", "."]), st.sampled_from(["", "x", "--", "\n"]))
def test_what_is_not_replaced_is_the_character_it_leads_to(source: str, pattern: str, new: str) -> None:
    text = MappedText.of(source).sub(re.compile(pattern), new)
    assert len(text.text) == len(text.offsets)
    kept = [(character, at) for character, at in zip(text.text, offsets(text), strict=True) if at >= 0]
    assert all(character == source[at] or character in new for character, at in kept)
    assert [at for _, at in kept] == sorted({at for _, at in kept})
