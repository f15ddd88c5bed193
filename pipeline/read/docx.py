"""DOCX: paragraphs, tables, text boxes and notes in document order.

The XML is walked here: python-docx opens the package and knows styles and properties, but its paragraphs leave out
tracked insertions, content controls, text boxes and footnotes. The decoded source is the text as taken out.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from io import BytesIO
from typing import Any
from zipfile import BadZipFile, ZipFile

from pipeline.read.extract import Extract, Metadata, identity, refuse
from pipeline.statement import Hint

_MAX_UNPACKED = 256_000_000  # bytes of all parts together; a document of the size limit unpacks to far less
_MAX_RATIO = 200  # unpacked to packed, above which an archive of some size is a bomb
_LONG_ROW = 300  # code points; longer rows of tables are layout, their paragraphs stand alone

_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_CHOICE = "{http://schemas.openxmlformats.org/markup-compatibility/2006}Fallback"
_CHARACTERS = {f"{_W}tab": "\t", f"{_W}br": "\n", f"{_W}cr": "\n", f"{_W}noBreakHyphen": "-", f"{_W}ptab": "\t"}
# Deleted and moved text, instructions of fields, and what says the same again for older programs.
_LEFT_OUT = frozenset({f"{_W}del", f"{_W}moveFrom", f"{_W}instrText", f"{_W}delText", _CHOICE})
_NOTES = ("footnotes", "endnotes")
_RELATION = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/"
_HEADING = re.compile(r"heading [1-9]|subtitle")


@dataclass(frozen=True, slots=True)
class _Block:
    text: str
    hint: str = ""


def read(data: bytes) -> Extract:
    """A .docx. Raises StatementError where the package is broken, encrypted or a zip bomb."""
    _check_size(data)
    document = _open(data)
    styles = {style.style_id: (style.name or "").lower() for style in document.styles}
    blocks = list(_blocks(document.element.body, styles))
    for notes in _NOTES:
        blocks += _note_blocks(document, notes, styles)
    hints, parts = [], []
    at = 0
    for block in blocks:
        if block.hint:
            hints.append(Hint(block.hint, at, at + len(block.text)))
        parts.append(block.text)
        at += len(block.text) + 2
    text = "\n\n".join(parts)
    return Extract(text, identity(text), tuple(hints), metadata=_metadata(document))


def _check_size(data: bytes) -> None:
    try:
        with ZipFile(BytesIO(data)) as archive:
            unpacked = sum(part.file_size for part in archive.infolist())
    except (BadZipFile, ValueError, OSError, NotImplementedError):
        refuse("broken DOCX: the file is cut off or damaged")
    if unpacked > _MAX_UNPACKED or (unpacked > _MAX_UNPACKED // 16 and unpacked > _MAX_RATIO * len(data)):
        refuse(f"the DOCX unpacks to {unpacked:,} bytes: it is a zip bomb, or full of media")


def _open(data: bytes) -> Any:
    import docx  # only here: it takes a tenth of a second to load

    try:
        return docx.Document(BytesIO(data))
    except Exception as error:  # zipfile, lxml and python-docx each raise their own on damaged packages
        refuse(f"broken DOCX ({type(error).__name__})")


def _blocks(element: Any, styles: dict[str, str]) -> Iterator[_Block]:
    """The paragraphs and table rows below an element, in order."""
    for child in element:
        if child.tag == f"{_W}p":
            yield from _paragraph(child, styles)
        elif child.tag == f"{_W}tbl":
            for row in child.iter(f"{_W}tr"):
                if row.getparent() is child or row.getparent().tag != f"{_W}tbl":
                    yield from _row(row, styles)
        elif child.tag not in _LEFT_OUT:  # content controls and the like
            yield from _blocks(child, styles)


def _paragraph(paragraph: Any, styles: dict[str, str]) -> Iterator[_Block]:
    pieces: list[str] = []
    boxes: list[Any] = []
    _collect(paragraph, pieces, boxes)
    text = "".join(pieces).strip()
    if text:
        yield _Block(text, _hint(paragraph, styles))
    for box in boxes:
        yield from _blocks(box, styles)


def _collect(element: Any, pieces: list[str], boxes: list[Any]) -> None:
    """Take the text below an element, and the text boxes that are anchored in it."""
    for child in element:
        if child.tag == f"{_W}t":
            pieces.append(child.text or "")
        elif child.tag in _CHARACTERS:
            pieces.append(_CHARACTERS[child.tag])
        elif child.tag == f"{_W}txbxContent":
            boxes.append(child)
        elif child.tag not in _LEFT_OUT:
            _collect(child, pieces, boxes)


def _row(row: Any, styles: dict[str, str]) -> Iterator[_Block]:
    """A short row as one line, "a, b"; a long one is layout, and its paragraphs stand alone."""
    cells = [list(_blocks(cell, styles)) for cell in row.iter(f"{_W}tc") if _row_of(cell) is row]
    filled = [cell for cell in cells if cell]
    if len(filled) > 1 and sum(len(block.text) for cell in filled for block in cell) <= _LONG_ROW:
        yield _Block(", ".join(" ".join(block.text for block in cell) for cell in filled).replace("\n", " "), "row")
    else:
        for cell in filled:
            yield from cell


def _row_of(cell: Any) -> Any:
    """The row that a cell belongs to; content controls may stand between."""
    return next(cell.iterancestors(f"{_W}tr"))


def _hint(paragraph: Any, styles: dict[str, str]) -> str:
    properties = paragraph.find(f"{_W}pPr")
    if properties is None:
        return ""
    style = properties.find(f"{_W}pStyle")
    name = styles.get(style.get(f"{_W}val"), "") if style is not None else ""
    if name in {"title", "heading 1"}:
        return "headline" if name == "title" else "heading"
    if _HEADING.fullmatch(name):
        return "heading"
    if name == "caption":
        return "boilerplate"
    return "item" if properties.find(f"{_W}numPr") is not None or name.startswith("list") else ""


def _note_blocks(document: Any, notes: str, styles: dict[str, str]) -> Iterator[_Block]:
    from docx.oxml import parse_xml

    for relation in document.part.rels.values():
        if relation.reltype == _RELATION + notes and not relation.is_external:
            for note in parse_xml(relation.target_part.blob):
                if note.get(f"{_W}type") in {None, "normal"}:  # others draw the separator lines
                    yield from _blocks(note, styles)


def _metadata(document: Any) -> Metadata:
    """Core properties. Word's dates are of the file, not of publication; its "title" is often left from a template."""
    properties = document.core_properties
    return Metadata(title=(properties.title or "").strip() or None, author=(properties.author or "").strip() or None)
