import docx
import pytest

from pipeline.read.media import sniff
from tests.read.files import ENGLISH, pdf, saved

WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"


@pytest.mark.parametrize(
    ("data", "name", "expected"),
    [
        (b"Free the lawyers", "a.txt", "text/plain"),
        (b"Free the lawyers", "a.html", "text/plain"),
        (b"Free the lawyers", "-", "text/plain"),
        (b"# Free the lawyers", "a.md", "text/markdown"),
        (b"# Free the lawyers", "a.txt", "text/plain"),
        (b"<!DOCTYPE html><p>a", "a.txt", "text/html"),
        (b"\xef\xbb\xbf\n<!-- saved --><HTML lang=en>", "a.txt", "text/html"),
        ("<html><p>a".encode("utf-16"), "a.txt", "text/html"),
        (b'<?xml version="1.0"?><html>', "a.txt", "text/html"),
        (b"<p>a</p><p>b</p>", "a.txt", "text/html"),
        (b"<b>a</b> is bold", "a.txt", "text/plain"),
        (b"<div>note</div>\n# Title", "a.md", "text/markdown"),
        (b'{"text": "a"}\n{"text": "b"}', "a.txt", "application/jsonl"),
        (b'{"text": "a"}', "-", "application/jsonl"),
        (b'{"text": "a"}', "a.json", "application/json"),
        (b'{"text": "a"}\n{"text": "b"}', "a.json", "application/jsonl"),
        (b'{\n"text": "a"}', "a.txt", "application/json"),
        (b"{a, b} are the sets", "a.txt", "text/plain"),
        (b"broken", "a.jsonl", "application/jsonl"),
        (pdf([[(72, 700, ENGLISH)]]), "a.docx", "application/pdf"),
        (saved(docx.Document()), "a.txt", WORD),
    ],
)
def test_the_content_tells_the_format(data: bytes, name: str, expected: str) -> None:
    assert sniff(data, name) == expected
