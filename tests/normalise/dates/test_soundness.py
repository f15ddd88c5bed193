"""What holds of every date, whatever the text: spans, EDTF, bounds, determinism, time."""

import datetime
import re
import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pipeline.normalise.dates import find, resolve
from pipeline.normalise.dates.edtf import Point, bounds, shift
from pipeline.normalise.dates.vocabulary import fold
from pipeline.record import ReferenceDate

# EDTF level 1 as the records use it, and ISO 8601 durations.
DAY = r"(?:\d{4}|XXXX)-(?:0[1-9]|1[0-2]|XX)-(?:0[1-9]|[12]\d|3[01]|XX)"
MONTH = r"(?:\d{4}|XXXX)-(?:0[1-9]|1[0-2])"
YEAR = r"\d{4}|\d{3}X|\d\dXX|XXXX"
POINT = rf"(?:{DAY}|{MONTH}|{YEAR}|\d{{4}}-2[1-4])~?"
DURATION = (
    r"P(?=\d|T\d)(?:\d+(?:\.\d+)?Y)?(?:\d+(?:\.\d+)?M)?(?:\d+(?:\.\d+)?W)?(?:\d+(?:\.\d+)?D)?(?:T\d+(?:\.\d+)?H)?"
)
LEVEL_1 = {
    "date": re.compile(POINT),
    "interval": re.compile(rf"{POINT}/(?:{POINT}|\.\.)"),
    "duration": re.compile(DURATION),
    "set": re.compile(DURATION),
}
REFERENCES = [
    ReferenceDate(edtf=None, basis="none"),
    ReferenceDate(edtf="2020", basis="inferred"),
    ReferenceDate(edtf="2024-02", basis="printed"),
    ReferenceDate(edtf="2024-02-29", basis="metadata"),
    ReferenceDate(edtf="0001-01-01", basis="metadata"),
    ReferenceDate(edtf="9999-12-31", basis="metadata"),
]
WORDS = (
    "12 31 30 29 1st 3rd 2024 2023 1999 2000 March Mar. May may February January June 03/04/2024 13.02.2023 "
    "2024-02-30 2023-02-28 Tuesday Friday Fridays last this next the a an year years month week day days decade "
    "century ago later earlier before after of in on since until from to between and - , . early late mid- end "
    "spring winter two ten half twenty-five first tenth third anniversary consecutive every each per annual daily "
    "today yesterday tomorrow same that following previous death arrest was arrested will be held year-long "
    "10-year 1990s 2014-16 quarter Q3 once twice 19th \n ( ) — ’s"
).split(" ")


def check(text: str) -> None:
    expressions = find(text)
    end = 0
    for expression in expressions:
        assert end <= expression.start < expression.end <= len(text)
        end = expression.end
    for reference in REFERENCES:
        dates = resolve(text, expressions, reference)
        assert dates == resolve(text, find(text), reference)
        assert [date.id for date in dates] == [f"d{number}" for number in range(1, len(dates) + 1)]
        for date in dates:
            assert text[date.start : date.end] == date.text == date.text.strip()
            assert LEVEL_1[date.type].fullmatch(date.edtf), date
            for part in date.edtf.split("/"):
                if re.fullmatch(r"\d{4}-\d\d-\d\d~?", part):
                    datetime.date.fromisoformat(part[:10])
            days = [day and datetime.date.fromisoformat(day) for day in (date.earliest, date.latest)]
            if days[0] and days[1]:
                assert days[0] <= days[1], date
            assert 0 < date.confidence <= 1


@settings(max_examples=300, deadline=None, derandomize=True)
@given(st.lists(st.sampled_from(WORDS), max_size=25))
def test_any_words_of_time_in_any_order_give_sound_dates(words: list[str]) -> None:
    check(" ".join(words))


@settings(max_examples=100, deadline=None, derandomize=True)
@given(st.text(max_size=200))
def test_any_text_gives_sound_dates(text: str) -> None:
    check(text)


@pytest.mark.parametrize(
    "unit",
    [
        "12 March 2024 ", "12-", "1 ", "a", "(", ".", "/a", "a@", "2024 ", "the ", "two and a half ", "one year, ",
        "in March and ", "On 3 May he was held. ", "the tenth anniversary of her death ", "four days after the attack ",
        "12, ", "- ", "A/",
    ],
)  # fmt: skip
def test_time_is_linear_in_the_text(unit: str) -> None:
    text = unit * (60_000 // len(unit))
    started = time.process_time()
    resolve(text, find(text), REFERENCES[-3])
    assert time.process_time() - started < 5  # quadratic time would take minutes


@settings(max_examples=200, deadline=None, derandomize=True)
@given(st.text())
def test_folding_keeps_every_offset(text: str) -> None:
    assert len(fold(text)) == len(text)


@pytest.mark.parametrize(
    "edtf, first, last",
    [
        ("2024", "2024-01-01", "2024-12-31"),
        ("2024~", "2024-01-01", "2024-12-31"),
        ("2024-02", "2024-02-01", "2024-02-29"),
        ("2023-02", "2023-02-01", "2023-02-28"),
        ("2024-02-03", "2024-02-03", "2024-02-03"),
        ("199X", "1990-01-01", "1999-12-31"),
        ("18XX", "1800-01-01", "1899-12-31"),
        ("2019-21", "2019-03-01", "2019-05-31"),
        ("2019-24", "2019-12-01", "2020-02-29"),
        ("2023-05-01/2024-04", "2023-05-01", "2024-04-30"),
        ("2014/..", "2014-01-01", None),
        ("2019~/2020~", "2019-01-01", "2020-12-31"),
        ("XXXX-06-22", None, None),
        ("XXXX-XX-XX", None, None),
        ("XXXX", None, None),
        ("P10Y", None, None),
        ("PT48H", None, None),
    ],
)
def test_bounds_are_the_first_and_last_day_of_a_value(edtf: str, first: str | None, last: str | None) -> None:
    assert bounds(edtf) == (first, last)


@pytest.mark.parametrize(
    "point, amount, unit, moved",
    [
        (Point(2019, 5), 1, "Y", Point(2020, 5)),
        (Point(2019), 10, "Y", Point(2029)),
        (Point(2020, 2, 29), 1, "Y", Point(2021, 2, 28)),
        (Point(2024, 3, 31), -1, "M", Point(2024, 2, 29)),
        (Point(2024, 12), 1, "M", Point(2025, 1)),
        (Point(2021, 5, 3), 3, "W", Point(2021, 5, 24)),
        (Point(None, 6, 22), 4, "D", Point(None, 6, 26)),
        (Point(None, 12, 30), 4, "D", None),
        (Point(None, 6), 4, "D", None),
        (Point(2021, 5), 3, "D", Point(2021)),
        (Point(9999), 1, "Y", None),
    ],
)
def test_shifting_keeps_the_precision_that_is_known(point: Point, amount: int, unit: str, moved: Point | None) -> None:
    assert shift(point, amount, unit) == moved  # type: ignore[arg-type]
