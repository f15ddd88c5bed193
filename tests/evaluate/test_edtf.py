"""Values that gold and records may carry."""

import pytest

from pipeline.evaluate.edtf import is_date, is_duration


@pytest.mark.parametrize(
    "value",
    "2024-06-26 2024-06 2024 2020~ XXXX-06-22 201X 19XX 2024-02-29 XXXX-02-29 2024-21 2023-05-01/2024-04-30 2023/.. "
    "2024-06~".split(),
)
def test_dates(value: str) -> None:
    assert is_date(value)


@pytest.mark.parametrize(
    "value", "2023-02-29 2024-13 2024-06-31 26.6.2024 2024-6-1 June P10Y 2023/2024/2025 2024-00 2024-21-01".split()
)
def test_no_dates(value: str) -> None:
    assert not is_date(value)


@pytest.mark.parametrize(("value", "expected"), [("P10Y", True), ("P2.5Y", True), ("PT6H", True), ("P1Y6M", True)])
def test_durations(value: str, expected: bool) -> None:
    assert is_duration(value)


@pytest.mark.parametrize("value", ["P", "PT", "10Y", "P10", "P10YT", "2024"])
def test_no_durations(value: str) -> None:
    assert not is_duration(value)
