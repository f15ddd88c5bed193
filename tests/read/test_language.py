import pytest

from pipeline.errors import StatementError
from pipeline.read.language import require_english
from tests.read.files import ENGLISH, FRENCH


@pytest.mark.parametrize(
    "text",
    [
        ENGLISH,
        "Free the lawyers now",
        "Amnesty International\nGeneva",
        "Statement by Nguyễn Văn Đài, Trần Huỳnh Duy Thức, Phạm Đoan Trang: the arrest of Nguyễn Thúy Hạnh and of Đỗ "
        "Nam Trung is an attack on the press.",
        ENGLISH * 400 + FRENCH,
        f"{ENGLISH} He said: “{FRENCH}” {ENGLISH}",
    ],
)
def test_english(text: str) -> None:
    require_english(text)


@pytest.mark.slow
@pytest.mark.parametrize(
    ("text", "language"),
    [
        (FRENCH, "French"),
        ("El gobierno detuvo a los abogados y las organizaciones de derechos humanos exigen su libertad.", "Spanish"),
        ("Die Regierung hat die Anwälte in der Hauptstadt verhaftet, und die Gerichte schweigen bis heute.", "German"),
        ("De regering heeft in de hoofdstad advocaten gearresteerd, en de rechters zwijgen daarover.", "Dutch"),
        ("Правительство арестовало адвокатов в столице.", "Russian"),
        ("اعتقلت الحكومة المحامين في العاصمة وطالبت المنظمات بالإفراج عنهم فورا", "Arabic"),
        ("政府在首都逮捕了律师，人权组织要求立即释放他们。", "Chinese"),
        (FRENCH * 400 + ENGLISH, "French"),
    ],
)
def test_other_languages_are_named(text: str, language: str) -> None:
    with pytest.raises(StatementError, match=f"not English: looks like {language}"):
        require_english(text)


def test_no_words() -> None:
    with pytest.raises(StatementError, match="no words"):
        require_english("1234 – 5678")
