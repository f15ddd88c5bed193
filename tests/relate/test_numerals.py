import pytest

from pipeline.relate.numerals import numerals


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("212 petitions", [("212", 212)]),
        ("1,214 petitions", [("1,214", 1214)]),
        ("200 000 rubles", [("200 000", 200_000)]),
        ("some 3.5 million people", [("3.5 million", 3_500_000)]),
        ("€7.4bn", [("7.4bn", 7_400_000_000)]),
        ("Forty-one of us", [("Forty-one", 41)]),
        ("two hundred and six women", [("two hundred and six", 206)]),
        ("two thousand three hundred men", [("two thousand three hundred", 2300)]),
        ("half a million people", [("half a million", 500_000)]),
        ("a dozen cases, over a hundred arrests", [("a dozen", 12), ("a hundred", 100)]),
        ("two dozen of them", [("two dozen", 24)]),
        ("one dollar in every hundred", [("one", 1), ("hundred", 100)]),
        ("voted 67-14, then 29–14", [("67", 67), ("14", 14), ("29", 29), ("14", 14)]),
        ("a 249-page bill", [("249", 249)]),
        ("between ten and twenty, or HK$1 million", [("ten", 10), ("twenty", 20), ("1 million", 1_000_000)]),
        ("in 2019 300 were held", [("2019", 2019), ("300", 300)]),
    ],
)
def test_numbers_and_their_values(text, found):
    assert [(text[n.start : n.end], n.value) for n in numerals(text, 0, len(text))] == found


@pytest.mark.parametrize(
    "text",
    [
        "hundreds of people, several thousand arrests, dozens",
        "the 53rd session, the sixty-sixth, COVID-19",
        "A/HRC/45/15 of 10:30, see 79/100",
        "no-one, anyone, someone, a man",
        "12.5.2024",
    ],
)
def test_what_is_no_number(text):
    assert numerals(text, 0, len(text)) == []


def test_only_the_stretch_is_read():
    assert [n.value for n in numerals("one, two, three", 5, 8)] == [2]
