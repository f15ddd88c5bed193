import pytest

from pipeline.matching.variants import fold, spellings


@pytest.mark.parametrize(
    ("printed", "folded"),
    [
        ("Côte d’Ivoire", "Côte d'Ivoire"),
        ("Guinea‑Bissau", "Guinea-Bissau"),
        ("Timor–Leste", "Timor-Leste"),
        ("Hong\nKong", "Hong Kong"),
        ("Хабаровск", "Хабаровск"),
    ],
)
def test_fold_keeps_the_length(printed: str, folded: str) -> None:
    assert fold(printed) == folded
    assert len(folded) == len(printed)


@pytest.mark.parametrize(
    ("form", "all_spellings"),
    [
        ("UN", ["UN", "U.N.", "U.N"]),
        ("USA", ["USA", "U.S.A.", "U.S.A"]),
        ("UN Women", ["UN Women", "U.N. Women", "UN WOMEN"]),
        ("Chad", ["Chad", "CHAD"]),
        ("Lao", ["Lao"]),
        ("D.R. Congo", ["D.R. Congo", "D.R. CONGO"]),
        ("UNICEF", ["UNICEF"]),
    ],
)
def test_spellings(form: str, all_spellings: list[str]) -> None:
    assert list(spellings(form)) == all_spellings
