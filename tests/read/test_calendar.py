import pytest

from pipeline.read.calendar import edtf


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        ("2024-03-05T23:30:00-08:00", "2024-03-05"),
        ("2024-03-05 10:00", "2024-03-05"),
        ("20240305", "2024-03-05"),
        ("2024/3/5", "2024-03-05"),
        ("2024-03", "2024-03"),
        (" 2024 ", "2024"),
        ("Tue, 05 Mar 2024 10:00:00 GMT", "2024-03-05"),
        ("March 5, 2024", "2024-03-05"),
        ("5 Sept 2024", "2024-09-05"),
        ("2024-02-30", None),
        ("2024-13", None),
        ("0001-01-01", None),
        ("1709632800", None),
        ("yesterday", None),
        ("", None),
    ],
)
def test_edtf(value: str, expected: str | None) -> None:
    assert edtf(value) == expected
