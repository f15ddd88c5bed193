import pytest

from pipeline.matching.transliteration import respelling, sounds


@pytest.mark.parametrize(
    "pair",
    """
    tsao cao|hsiaoping xiaoping|tsetung zedong|chow zhou|hangtung xingtong|yilihamu ilham|tuheti tohti|maimaiti memet
    aliaksandr alexander|lukashenka lukashenko|uladzimir volodymyr|bialiatski belyatsky|bialacki bialiatski
    tsikhanouskaya tikhanovskaya|mohamed muhammad|hussein husayn|abdulrahman abdurrahman|khalid kalid|cheolsu cholsu
    seongho sungho|park pak|tenzin tanzin|phuntsok puntsog|htun tun|kyaw jaw
    """.replace("\n", "|").split("|"),
)
def test_spellings_of_a_name_share_a_sound(pair: str) -> None:
    if pair.strip():
        one, other = pair.split()
        assert sounds(one).keys() & sounds(other).keys()


@pytest.mark.parametrize("pair", ["odhiambo kariuki", "hassan mbeki", "lobsang yangzom", "wang zhao"])
def test_different_names_share_none(pair: str) -> None:
    one, other = pair.split()
    assert not sounds(one).keys() & sounds(other).keys()


@pytest.mark.parametrize(
    ("one", "other", "said"),
    [
        ("tsao", "cao", "Wade-Giles spelling"),
        ("hangtung", "xingtong", "Cantonese spelling"),
        ("siarhei", "sergei", "usual variant"),
        ("lukashenka", "lukashenko", "Slavic spelling"),
        ("qaderi", "kadiri", "other vowels or doubled letters"),
        ("min", "ming", None),
        ("jamal", "jamil", None),
        ("amina", "amira", None),
    ],
)
def test_respellings_are_named(one: str, other: str, said: str | None) -> None:
    assert respelling(one, other) == said
    assert (respelling(other, one) is None) == (said is None)
