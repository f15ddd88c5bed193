"""When two wordings count as the same, and where a wording stands."""

import pytest

from pipeline.evaluate.surfaces import alike, edtf_key, fold, folded, name_key


@pytest.mark.parametrize(
    ("surface", "folded_"),
    [
        ("China’s\u00a0 “Win–Win”", 'china\'s "win-win"'),
        ("ﬁve\nlaw\u00adyers ", "five lawyers"),
        (None, ""),
    ],
)
def test_fold(surface: str | None, folded_: str) -> None:
    assert fold(surface) == folded_


def test_name_key_knows_no_article_and_no_stops() -> None:
    assert name_key("The U.N.") == name_key("UN") == "un"
    assert name_key("Theodora") == "theodora"


@pytest.mark.parametrize(
    ("one", "other", "expected"),
    [
        ("director of the Human Rights Centre", "director", False),  # 1 of 4 words: F1 0.4
        ("director of the Centre", "director", True),  # 1 of 2 words: F1 2/3
        ("lawyer", "a lawyer", True),
        ("lawyer", "doctor", False),
        ("the", "of", True),
        ("the", "lawyer", False),
    ],
)
def test_alike(one: str, other: str, expected: bool) -> None:
    assert alike(one, other) is alike(other, one) is expected


def test_edtf_key() -> None:
    assert edtf_key("2020?") == "2020~"
    assert edtf_key("P2.5Y") == "P2Y6M"


def test_folded_text_leads_both_ways() -> None:
    text = folded("  A\u00a0\u00adﬁne “Day”,\n\nno more")
    assert text.text == 'a fine "day", no more'
    span = text.nth('"day"', 1)
    assert span == (7, 12)
    assert text.original(*span) == (9, 14)
    assert text.span(9, 14) == span


def test_nth_counts_inside_words_and_words_does_not() -> None:
    text = folded("Niger, Nigeria, Niger's", lower=False)
    assert [text.nth("Niger", nth) for nth in (1, 2, 3, 4)] == [(0, 5), (7, 12), (16, 21), None]
    assert list(text.words("Niger")) == [(0, 5), (16, 21)]
