"""HTML pages: the text of the page, its furniture left aside, and what the page says of itself."""

import re

from pipeline.read.encoding import decode
from pipeline.read.extract import Extract
from pipeline.read.html_blocks import parse
from pipeline.read.html_content import content
from pipeline.read.html_metadata import metadata

_HEAD = 4096  # bytes in which the encoding is declared (HTML Living Standard: 1024; in practice later)
_DECLARED = re.compile(rb"""(?:charset|encoding)\s*=\s*["']?\s*([\w.:-]+)""", re.IGNORECASE)


def read(data: bytes) -> Extract:
    """A page. Raises StatementError where the bytes are no text."""
    declared = _DECLARED.search(data[:_HEAD])
    page = parse(decode(data, declared[1].decode("ascii") if declared else None))
    text, hints = content(page)
    return Extract(text.text, text.offsets, tuple(hints), metadata=metadata(page))
