"""PDF: the text layer in reading order, running headers and footers set apart.

The decoded source is what pdfium gives of each page, one page after the other; offsets count in it.
"""

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from typing import Any

import numpy as np

from pipeline.mapped import MappedText
from pipeline.read.calendar import edtf
from pipeline.read.extract import Extract, Metadata, refuse
from pipeline.read.pdf_layout import Line, Piece, page_lines, paragraph_breaks
from pipeline.statement import Hint

_MAX_PAGES = 1_000
_MAX_PAGE_CHARACTERS = 200_000  # a hostile page may repeat a text without end
_MAX_CHARACTERS = 5_000_000
_WRONG_PASSWORD = 4  # FPDF_ERR_PASSWORD
_MARGIN_LINES = 3  # lines at either end of a page that may be running headers or footers
_MARGIN = 0.15  # share of the page's height that they stand in
_SAME_HEIGHT = 8  # points by which a running line may move from page to page
_NUMBER = re.compile(r"\d+|\b[ivxlc]+\b")
_PAGE_NUMBER = re.compile(r"\W*(?:page|p\.)?\W*(?:\d{1,4}|[ivxlc]{1,6})(?:\W*(?:of|/)\W*\d{1,4})?\W*", re.IGNORECASE)
_ENDS_SENTENCE = re.compile(r"[.!?:;”\"]\W*\Z")
_DEFAULT_TITLE = re.compile(
    r"\((?:unspecified|anonymous)\)|untitled.*|microsoft word\b.*|.*\.(?:docx?|pdf|indd|rtf)", re.IGNORECASE
)


def read(data: bytes) -> Extract:
    """A .pdf. Raises StatementError where it is broken, encrypted, too long, or has no text layer."""
    import pypdfium2  # only here: it loads a shared library

    try:
        document = pypdfium2.PdfDocument(data)
    except pypdfium2.PdfiumError as error:
        if getattr(error, "err_code", None) == _WRONG_PASSWORD:
            refuse("encrypted PDF: it opens only with a password")
        refuse("broken PDF: the file is cut off or damaged")
    try:
        if len(document) > _MAX_PAGES:
            refuse(f"a PDF of {len(document):,} pages: the limit is {_MAX_PAGES:,}")
        pages, starts = _pages(document)
        metadata = _metadata(document.get_metadata_dict())
    finally:
        document.close()
    if not any(pages):
        refuse("a PDF without text layer: a scan, which needs character recognition first")
    text, hints = _text(pages)
    return Extract(text.text, text.offsets, tuple(hints), tuple(starts), metadata)


def _pages(document: Any) -> tuple[list[list[Line]], list[int]]:
    """The lines of each page in reading order, and where each page starts in the decoded source."""
    pages: list[list[Line]] = []
    starts: list[int] = []
    at = 0
    for i in range(len(document)):
        starts.append(at)
        try:
            page = document[i]
            text_page = page.get_textpage()
        except Exception:  # a damaged page; its neighbours may be sound
            pages.append([])
            continue
        pieces, length = _pieces(text_page, at)
        pages.append(page_lines(pieces, page.get_width(), page.get_height()))
        at += length
        text_page.close()
        page.close()
        if at > _MAX_CHARACTERS:
            refuse(f"a PDF of over {_MAX_CHARACTERS:,} characters")
    return pages, starts


def _pieces(text_page: Any, start: int) -> tuple[list[Piece], int]:
    """The stretches of a page's text that stand on one line without a wide gap, and the length of its text."""
    from pypdfium2 import raw

    count = min(text_page.count_chars(), _MAX_PAGE_CHARACTERS)
    text = "".join(map(chr, (raw.FPDFText_GetUnicode(text_page, i) for i in range(count))))
    pieces: list[Piece] = []
    box = raw.FS_RECTF()
    first = 0  # of the open piece
    left = right = bottom = top = 0.0
    is_open = False

    def close(end: int) -> None:
        nonlocal is_open
        if is_open:
            size = raw.FPDFText_GetFontSize(text_page, first)
            words = text[first:end].rstrip()
            offsets = np.arange(start + first, start + first + len(words), dtype=np.int32)
            pieces.append(Piece(MappedText(words, offsets), left, right, bottom, top, round(size, 1)))
        is_open = False

    for i, character in enumerate(text):
        if character in "\r\n":
            close(i)
            continue
        if character.isspace() or not raw.FPDFText_GetLooseCharBox(text_page, i, box):
            continue
        height = box.top - box.bottom
        if is_open and (box.left - right > 2 * height or box.right < left):
            close(i)
        if not is_open:
            first, left, right, bottom, top, is_open = i, box.left, box.right, box.bottom, box.top, True
        else:
            left, right = min(left, box.left), max(right, box.right)
            bottom, top = min(bottom, box.bottom), max(top, box.top)
    close(len(text))
    return pieces, len(text)


def _text(pages: Sequence[list[Line]]) -> tuple[MappedText, list[Hint]]:
    """The pages' body as paragraphs, and behind it what runs along the margins, once each."""
    running = _running(pages)
    parts: list[MappedText] = []
    furniture: dict[str, MappedText] = {}
    for page in pages:
        body = [line for line in page if id(line) not in running]
        for line in page:
            if id(line) in running and not _PAGE_NUMBER.fullmatch(line.text.text):
                furniture.setdefault(_numberless(line), line.text)
        if parts and body:
            parts.append(_inserted("\n\n" if _ENDS_SENTENCE.search(parts[-1].text) else "\n"))
        for line, breaks in zip(body, paragraph_breaks(body), strict=True):
            parts += [line.text, _inserted("\n\n" if breaks else "\n")]
        if body:
            parts.pop()
    text = MappedText.join(parts)
    hints = []
    for words in furniture.values():
        start = len(text) + 2
        text = MappedText.join([text, words], "\n\n")
        hints.append(Hint("boilerplate", start, len(text)))
    return text, hints


def _running(pages: Sequence[list[Line]]) -> set[int]:
    """id() of the lines that are page numbers, or stand at the same place on several pages."""
    margins = [(line, _place(line)) for page in pages for line in _margin(page)]
    places = Counter(place for _, place in margins)
    often = 2 if len(pages) < 4 else 3
    return {id(line) for line, place in margins if _PAGE_NUMBER.fullmatch(line.text.text) or places[place] >= often}


def _margin(page: list[Line]) -> Iterator[Line]:
    for line in {id(line): line for line in page[:_MARGIN_LINES] + page[-_MARGIN_LINES:]}.values():
        if not _MARGIN < line.height_share < 1 - _MARGIN:
            yield line


def _place(line: Line) -> tuple[str, int]:
    return _numberless(line), round(line.bottom / _SAME_HEIGHT)


def _numberless(line: Line) -> str:
    return _NUMBER.sub("#", line.text.text.lower())


def _inserted(text: str) -> MappedText:
    return MappedText(text, np.full(len(text), -1, dtype=np.int32))


def _metadata(info: dict[str, str]) -> Metadata:
    """The information dictionary. A PDF has no date of publication: that of its making is the nearest to it."""
    title, author = info.get("Title", "").strip(), info.get("Author", "").strip()
    return Metadata(
        title=title if title and not _DEFAULT_TITLE.fullmatch(title) else None,
        author=author if author and not _DEFAULT_TITLE.fullmatch(author) else None,
        published=edtf(info.get("CreationDate", "").removeprefix("D:")[:8]),
    )
