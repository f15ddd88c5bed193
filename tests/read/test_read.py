"""What holds for every format: reading gives a statement or says why not, and never raises."""

import hashlib
import random
from io import BytesIO
from pathlib import Path
from zipfile import ZipFile

import docx
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pipeline.read import ReadOptions, read_file
from pipeline.statement import Failure, Statement
from tests.read.files import ENGLISH, FRENCH, pdf, picture_pdf, read_all, read_one, reason, saved

SUFFIXES = [".txt", ".md", ".html", ".pdf", ".docx", ".jsonl", ".json", ".doc", ""]


def test_a_statement_says_where_it_comes_from() -> None:
    data = ENGLISH.encode()
    statement = read_one(data, "kenya/a.txt")
    sha256 = hashlib.sha256(data).hexdigest()
    assert (statement.id, statement.key) == (sha256[:16], "kenya/a.txt")
    assert (statement.source.path, statement.source.sha256) == ("kenya/a.txt", sha256)
    assert (statement.source.media_type, statement.source.language) == ("text/plain", "en")
    assert statement.text == ENGLISH
    assert statement.offsets.tolist() == list(range(len(ENGLISH)))


def test_options_go_before_what_the_file_says() -> None:
    data = b'{"text": "The police came to the city.", "published": "2020", "publisher": "A", "title": "T"}'
    source = read_one(data, "a.jsonl", ReadOptions(published="2021-03", publisher="B")).source
    assert (source.published, source.publisher, source.title) == ("2021-03", "B", "T")


@pytest.mark.parametrize("suffix", SUFFIXES)
@pytest.mark.parametrize("size", [3, 40, 5000])
def test_random_bytes_are_refused_under_any_name(suffix: str, size: int) -> None:
    for seed in range(5):
        data = random.Random(seed * 7919 + size).randbytes(size)
        assert all(isinstance(item, Failure) for item in read_all(data, "a" + suffix)), data[:40]


@pytest.mark.parametrize("suffix", SUFFIXES)
def test_an_empty_file_is_refused_under_any_name(suffix: str) -> None:
    assert reason(b"", "a" + suffix) == "the file is empty"
    assert reason(b" \n\r\n\t", "a" + suffix) == "the file is empty"


@pytest.mark.parametrize(
    ("data", "name", "expected"),
    [
        (ENGLISH.encode(), "a.txt", "over the size limit: 93 bytes, the limit is 50"),
        (b"{}", "a.json", 'no "text" field'),
        (b"<html><script>var a = 1</script></html>", "a.html", "no text in it"),
        (b"12345 67890 !!", "a.txt", "no words in it"),
        (b"\xd0\xcf\x11\xe0" + b"\0" * 40, "a.doc", "an old Word document"),
        (b"\x89PNG\r\n\x1a\n" + b"\0" * 40, "a.txt", "an image"),
        (b"{\\rtf1 Hello}", "a.txt", "RTF"),
        (b"%PDF-1.7\nnothing", "a.txt", "broken PDF"),
        (b"PK\x03\x04nothing", "a.docx", "broken DOCX"),
    ],
)
def test_refusals_say_why(data: bytes, name: str, expected: str) -> None:
    assert expected in reason(data, name, ReadOptions(max_bytes=50))


def test_other_zip_files_are_refused() -> None:
    target = BytesIO()
    with ZipFile(target, "w") as archive:
        archive.writestr("a.txt", ENGLISH)
    assert "a zip file that is no DOCX" in reason(target.getvalue(), "a.docx")


def test_a_pdf_that_needs_a_password() -> None:
    assert "encrypted PDF" in reason(pdf([[(72, 700, ENGLISH)]], password="secret"), "a.pdf")


def test_a_scan() -> None:
    assert "without text layer" in reason(picture_pdf(), "a.pdf")


def test_a_docx_that_was_cut_off() -> None:
    document = docx.Document()
    document.add_paragraph(ENGLISH)
    data = saved(document)
    for size in (100, len(data) // 2, len(data) - 10):
        assert "broken DOCX" in reason(data[:size], "a.docx")


@pytest.mark.slow
@pytest.mark.parametrize("name", ["a.txt", "a.html", "a.md"])
def test_a_text_in_another_language_is_refused_by_its_name(name: str) -> None:
    assert reason(f"<p>{FRENCH}</p>".encode(), name) == "not English: looks like French"


def test_a_file_that_is_not_there(tmp_path: Path) -> None:
    [failure] = read_file(tmp_path / "none.txt", "none.txt", ReadOptions())
    assert failure == Failure("none.txt", "read", "cannot be read: No such file or directory")


def test_a_folder_is_no_file(tmp_path: Path) -> None:
    [failure] = read_file(tmp_path, "folder", ReadOptions())
    assert isinstance(failure, Failure) and failure.reason.startswith("cannot be read")


def test_a_file_over_the_limit_is_not_even_opened(tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    path.write_text(ENGLISH)
    [failure] = read_file(path, "a.txt", ReadOptions(max_bytes=10))
    assert isinstance(failure, Failure)
    assert failure.sha256 is None


@settings(max_examples=200, deadline=None)
@given(
    st.binary(max_size=300),
    st.sampled_from(SUFFIXES),
    st.sampled_from([b"", b"%PDF-1.4\n", b"PK\x03\x04", b"<html>", b"{"]),
)
def test_reading_never_raises(data: bytes, suffix: str, start: bytes) -> None:
    for item in read_all(start + data, "a" + suffix):
        assert isinstance(item, Failure | Statement)
