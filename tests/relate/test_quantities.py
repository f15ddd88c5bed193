import pytest

from pipeline.relate.quantities import number_of


@pytest.mark.parametrize(
    ("words", "value"),
    [
        (["212"], 212),
        (["200,000"], 200_000),
        (["3.5"], 3.5),
        (["3.5", "million"], 3_500_000),
        (["twenty", "-", "seven"], 27),
        (["two", "hundred", "and", "six"], 206),
        (["one", "thousand", "two", "hundred"], 1200),
        (["dozen"], 12),
        (["many"], None),
        ([], None),
    ],
)
def test_value_of_number_words(words, value):
    assert number_of(words) == value
