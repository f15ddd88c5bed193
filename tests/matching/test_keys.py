import pytest

from pipeline.matching.keys import core, fold, letters, untitled


@pytest.mark.parametrize(
    ("name", "folded"),
    [
        ("Dr. Ts’ao Shun-li", "dr tsao shun-li"),
        ("Łukasz BÓBR", "lukasz bobr"),
        ("İbrahim Yılmaz", "ibrahim yilmaz"),
        ("Đặng Thị Nga", "dang thi nga"),
        ("O'Brien", "obrien"),
        ("J.R. Njoroge", "j r njoroge"),
        ("al–Homsi", "al-homsi"),
        ("Аляксандр Карповіч", "alyaksandr karpovich"),
        ("  Noor\n Sayed ", "noor sayed"),
        ("- 7", "7"),
        ("", ""),
    ],
)
def test_names_are_folded(name: str, folded: str) -> None:
    assert fold([name]) == [folded]


def test_a_batch_is_folded_name_by_name() -> None:
    assert fold(["Zoë", "", "Ana"]) == ["zoe", "", "ana"]
    assert fold([]) == []


@pytest.mark.parametrize(
    ("folded", "words"),
    [
        ("dr tsao shun-li", ("tsao", "shunli")),
        ("al-homsi razan", ("homsi", "razan")),
        ("abd al-rahman saleh", ("abdrahman", "saleh")),
        ("abdel rahman saleh", ("abdelrahman", "saleh")),
        ("nurul izzah binti kassim", ("nurul", "izzah", "kassim")),
        ("u thiha yan", ("thiha", "yan")),
        ("u thant", ("u", "thant")),  # a name of two words keeps what may be half of it
        ("reynaldo macaraeg jr", ("reynaldo", "macaraeg")),
        ("e y", ("e", "y")),
    ],
)
def test_what_tells_a_name_is_left(folded: str, words: tuple[str, ...]) -> None:
    assert core(folded) == words


def test_a_title_alone_is_a_name() -> None:
    assert untitled("judge") == "judge"


def test_letters_forget_order_blanks_and_hyphens() -> None:
    assert letters("shun-li tsao") == letters("tsao shunli") != letters("tsao shunla")
