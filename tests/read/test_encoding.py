import codecs

import pytest

from pipeline.errors import StatementError
from pipeline.read.encoding import decode

TEXT = "Café owner José said: “It’s unjust” – 5 € fine. The police of the city came."


@pytest.mark.parametrize(
    ("data", "declared"),
    [
        (TEXT.encode(), None),
        (codecs.BOM_UTF8 + TEXT.encode(), None),
        (TEXT.encode("utf-16"), None),
        (codecs.BOM_UTF16_BE + TEXT.encode("utf-16-be"), None),
        (codecs.BOM_UTF32_LE + TEXT.encode("utf-32-le"), None),
        (TEXT.encode("utf-16-le"), None),
        (TEXT.encode("utf-16-be"), None),
        (TEXT.encode("cp1252"), None),
        (TEXT.encode("cp1252"), "iso-8859-1"),
        (TEXT.encode("iso8859-15", "ignore"), "iso-8859-15"),
        (TEXT.encode(), "iso-8859-1"),
        (TEXT.encode("cp1252"), "no-such-encoding"),
        (TEXT.encode("cp1252"), "utf-8"),
        (TEXT.encode("mac_roman"), "macintosh"),
    ],
)
def test_encodings(data: bytes, declared: str | None) -> None:
    expected = TEXT.encode("iso8859-15", "ignore").decode("iso8859-15") if declared == "iso-8859-15" else TEXT
    assert decode(data, declared) == expected


def test_mac_roman_is_told_by_its_apostrophe() -> None:
    assert decode("The lawyer’s office".encode("mac_roman")) == "The lawyer’s office"


def test_latin_2_is_told_by_its_letters() -> None:
    text = "The court of the city freed Łukasz Wójcik, Żaneta Śliwińska and Stanisław Kąkol from the prison. " * 3
    assert decode(text.encode("cp1250")) == text


def test_a_few_broken_bytes_of_utf_8_cost_only_themselves() -> None:
    assert decode(("é’“” ".encode() * 20) + b"\xe2\x80 end") == "é’“” " * 20 + "\ufffd end"


def test_some_control_characters_make_no_binary() -> None:
    text = "The police\x00 of the city\x07 came to the house of the lawyer at night."
    assert decode(text.encode()) == text


@pytest.mark.parametrize("data", [bytes(range(32)) * 20, b"\x00\x01\x02" * 100, b"\xff\xfe" + b"\x00" * 100])
def test_binary_is_refused(data: bytes) -> None:
    with pytest.raises(StatementError, match="not a text"):
        decode(data)
