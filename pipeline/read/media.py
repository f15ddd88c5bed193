"""Which format bytes are in. The content tells; the name only decides between plain text, Markdown and JSON."""

import json
import re
from collections.abc import Callable
from io import BytesIO
from pathlib import PurePosixPath
from zipfile import BadZipFile, ZipFile

from pipeline.read import docx, html, markdown, pdf, plain
from pipeline.read.extract import Extract, refuse

PLAIN = "text/plain"
MARKDOWN = "text/markdown"
HTML = "text/html"
PDF = "application/pdf"
DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
JSON = "application/json"
JSONL = "application/jsonl"

READERS: dict[str, Callable[[bytes], Extract]] = {
    PLAIN: plain.read,
    MARKDOWN: markdown.read,
    HTML: html.read,
    PDF: pdf.read,
    DOCX: docx.read,
}

_PROBE = 4096  # bytes that are looked at
_NAMES = {
    ".md": MARKDOWN,
    ".markdown": MARKDOWN,
    ".jsonl": JSONL,
    ".ndjson": JSONL,
    ".json": JSON,
}
# Formats that are known, but not read, by their first bytes.
_FOREIGN = (
    (b"\xd0\xcf\x11\xe0", "an old Word document (.doc) or another Office file: save it as .docx"),
    (b"{\\rtf", "RTF: save it as .docx or .txt"),
    (b"\x89PNG", "an image: it has no text"),
    (b"\xff\xd8\xff", "an image: it has no text"),
    (b"GIF8", "an image: it has no text"),
    (b"\x1f\x8b", "a compressed file: unpack it"),
    (b"Rar!", "a compressed file: unpack it"),
    (b"7z\xbc\xaf", "a compressed file: unpack it"),
)
_HTML_START = re.compile(
    rb"\s*(?:<\?xml[^>]*>\s*)?(?:<!--.{0,2000}?-->\s*)*<(?:!doctype html|html|head|body)\b", re.IGNORECASE | re.DOTALL
)
_HTML_TAG = re.compile(
    rb"</(?:p|div|li|ul|a|h[1-6]|td|span|article)>|<(?:p|div|li|br|h[1-6])(?:\s[^<>]*)?/?>", re.IGNORECASE
)
_ENOUGH_TAGS = 4  # in a fragment without <html>


def sniff(data: bytes, name: str) -> str:
    """Media type of a file that is not empty. name: its path. Raises StatementError where it is a format not read."""
    if b"%PDF-" in data[:1024]:
        return PDF
    if data.startswith(b"PK\x03\x04"):
        return _zipped(data)
    for magic, what in _FOREIGN:
        if data.startswith(magic):
            refuse(f"not a text: {what}")
    named = _NAMES.get(PurePosixPath(name).suffix.lower(), PLAIN)
    if named == JSONL:
        return JSONL
    probe = _readable(data[: 4 * _PROBE])
    if probe.startswith(b"{"):
        return _json(data, named)
    if named == MARKDOWN:
        return MARKDOWN  # which may hold HTML
    if _HTML_START.match(probe) or (probe.startswith(b"<") and len(_HTML_TAG.findall(probe)) >= _ENOUGH_TAGS):
        return HTML
    return named


def _readable(probe: bytes) -> bytes:
    """The beginning without a byte order mark and, of UTF-16, without the zero bytes."""
    return probe.lstrip(b"\xef\xbb\xbf\xff\xfe").replace(b"\0", b"").lstrip()


def _zipped(data: bytes) -> str:
    try:
        with ZipFile(BytesIO(data)) as archive:
            names = set(archive.namelist())
    except (BadZipFile, ValueError, OSError, NotImplementedError):
        refuse("broken DOCX or zip file: it is cut off or damaged")
    if "word/document.xml" not in names:
        refuse("a zip file that is no DOCX: unpack it, or save it as .docx")
    return DOCX


def _json(data: bytes, named: str) -> str:
    """A text that begins with a brace: lines of JSON, one object, or something else."""
    first = data.removeprefix(b"\xef\xbb\xbf").lstrip().split(b"\n", 1)[0]
    try:
        value = json.loads(first)
    except (ValueError, RecursionError):
        if named == JSON:
            return JSON
        try:
            value = json.loads(data)
        except (ValueError, RecursionError):
            return named
        return JSON if isinstance(value, dict) and "text" in value else named
    if not isinstance(value, dict) or not ("text" in value or named == JSON):
        return named
    return JSON if named == JSON and len(data.split()) == len(first.split()) else JSONL
