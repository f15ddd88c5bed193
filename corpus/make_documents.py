"""Make the statements of the corpus that are documents, not text: one PDF and one DOCX.

    python corpus/make_documents.py [FOLDER]      (default: corpus/statements)

Their words stand in corpus/documents/*.txt: lines "title:", "author:", "published:", "header:", then blocks separated
by blank lines. "# " and "## " are headings, "- " list items, "| a | b |" table rows, "<page>" a page break (PDF only),
"[^1]" a footnote's mark and "[^1]: " its text, "\\-" a place where a line may be broken with a hyphen.

On one platform, and with the same reportlab and python-docx, the same words give the same bytes: the dates inside are
the source's `published`, at noon UTC.
"""

import os
import re
import sys
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from html import escape
from io import BytesIO
from pathlib import Path

from docx import Document
from docx.document import Document as DocxDocument
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.opc.constants import RELATIONSHIP_TYPE
from docx.opc.packuri import PackURI
from docx.opc.part import Part
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls
from docx.text.paragraph import Paragraph as DocxParagraph
from reportlab.lib.enums import TA_JUSTIFY
from reportlab.lib.pagesizes import A4
from reportlab.lib.styles import ParagraphStyle
from reportlab.pdfgen.canvas import Canvas
from reportlab.platypus import Paragraph

CORPUS = Path(__file__).parent
PDF = "2023-06-france-united-kingdom-protest-briefing"
DOCX = "2024-07-kazakhstan-upr-submission"

_MARK = re.compile(r"\[\^(\d+)\]")
_NOTE = re.compile(r"\[\^(\d+)\]: ")
_PREFIXES = {"# ": "title", "## ": "heading", "- ": "item", "| ": "row"}

_MARGIN = 120  # points, left and right; so narrow a column breaks words
_FOOT = 60  # points
_BODY = ParagraphStyle(
    "body", fontName="Times-Roman", fontSize=11, leading=14, alignment=TA_JUSTIFY, embeddedHyphenation=1
)
_PDF_STYLES = {
    "title": ParagraphStyle("title", fontName="Times-Bold", fontSize=17, leading=21),
    "heading": ParagraphStyle("heading", fontName="Times-Bold", fontSize=12.5, leading=20),
    "paragraph": _BODY,
    "item": ParagraphStyle("item", _BODY, leftIndent=14, bulletIndent=4),
    "note": ParagraphStyle("note", _BODY, fontSize=8.5, leading=10.5),
}
_DOCX_STYLES = {"title": "Title", "heading": "Heading 1", "paragraph": "Normal", "item": "List Bullet"}


@dataclass(frozen=True, slots=True)
class Source:
    """The words of a document."""

    title: str
    author: str
    published: datetime
    header: str
    blocks: tuple[tuple[str, str], ...]  # (kind, text): title, heading, paragraph, item, row, page
    notes: dict[str, str]  # footnotes by their mark


def read_source(path: Path) -> Source:
    """The words of one file of corpus/documents; raises KeyError naming a missing head line."""
    head, _, body = path.read_text(encoding="utf-8").partition("\n\n")
    fields = dict(line.split(": ", 1) for line in head.splitlines())
    blocks: list[tuple[str, str]] = []
    notes: dict[str, str] = {}
    for line in filter(None, body.splitlines()):
        if match := _NOTE.match(line):
            notes[match[1]] = line[match.end() :]
        else:
            blocks.append(_block(line))
    published = datetime.fromisoformat(fields["published"]).replace(hour=12, tzinfo=UTC)
    return Source(fields["title"], fields["author"], published, fields["header"], tuple(blocks), notes)


def _block(line: str) -> tuple[str, str]:
    if line == "<page>":
        return "page", ""
    for prefix, kind in _PREFIXES.items():
        if line.startswith(prefix):
            return kind, line.removeprefix(prefix)
    return "paragraph", line


def make_pdf(source: Source) -> bytes:
    """A4 pages with a running header, a page number and the footnotes of the page. ValueError: a page overflows."""
    # reportlab has no argument for the date it writes; this variable is its documented way to a reproducible file.
    os.environ["SOURCE_DATE_EPOCH"] = str(int(source.published.timestamp()))
    out = BytesIO()
    canvas = Canvas(out, pagesize=A4, invariant=1)
    canvas.setTitle(source.title)
    canvas.setAuthor(source.author)
    for number, blocks in enumerate(_pages(source), start=1):
        _draw_page(canvas, source, blocks, number)
        canvas.showPage()
    canvas.save()
    return out.getvalue()


def _pages(source: Source) -> Iterator[list[tuple[str, str]]]:
    page: list[tuple[str, str]] = []
    for block in source.blocks:
        if block[0] == "page":
            yield page
            page = []
        else:
            page.append(block)
    yield page


def _draw_page(canvas: Canvas, source: Source, blocks: list[tuple[str, str]], number: int) -> None:
    page_width, page_height = A4
    width = page_width - 2 * _MARGIN
    canvas.setFont("Times-Italic", 9)
    canvas.drawString(_MARGIN, page_height - 45, source.header)

    marks = [mark for _, text in blocks for mark in _MARK.findall(text)]
    notes = [Paragraph(_markup(f"[^{mark}] {source.notes[mark]}"), _PDF_STYLES["note"]) for mark in marks]
    rule = _FOOT + sum(note.wrapOn(canvas, width, page_height)[1] for note in notes)

    y = page_height - 72
    for kind, text in blocks:
        block = Paragraph(_markup(text), _PDF_STYLES[kind], bulletText="•" if kind == "item" else None)
        y -= block.wrapOn(canvas, width, page_height)[1]
        if y < rule + 8:
            raise ValueError(f"page {number} overflows at {text[:40]!r}: move its <page> up")
        block.drawOn(canvas, _MARGIN, y)
        y -= 6

    y = rule
    if notes:
        canvas.line(_MARGIN, y + 4, _MARGIN + 140, y + 4)
    for note in notes:
        y -= note.height
        note.drawOn(canvas, _MARGIN, y)
    canvas.setFont("Times-Italic", 9)
    canvas.drawCentredString(page_width / 2, 36, str(number))


def _markup(text: str) -> str:
    """The text in reportlab's inline markup."""
    marked = _MARK.sub(r'<super size="7">\1</super>', escape(text, quote=False))
    return re.sub(r"\*\*(.+?)\*\*", r"<b>\1</b>", marked).replace("\\-", "\N{SOFT HYPHEN}")


def make_docx(source: Source) -> bytes:
    """A document with a header, headings, a list, tables and real footnotes."""
    document = Document()
    properties = document.core_properties
    properties.title, properties.author, properties.comments = source.title, source.author, ""
    properties.created = properties.modified = source.published.replace(tzinfo=None)
    properties.last_modified_by = source.author
    header = document.sections[0].header.paragraphs[0]
    header.text, header.alignment = source.header, WD_ALIGN_PARAGRAPH.RIGHT

    rows: list[list[str]] = []
    for kind, text in (*source.blocks, ("end", "")):
        if kind == "row":
            rows.append([cell.strip() for cell in text.strip("| ").split("|")])
            continue
        if rows:
            _add_table(document, rows)
            rows = []
        if kind != "end":
            _add_paragraph(document.add_paragraph(style=_DOCX_STYLES[kind]), text)
    _add_footnotes(document, source.notes)
    return _with_fixed_times(document)


def _add_table(document: DocxDocument, rows: list[list[str]]) -> None:
    table = document.add_table(len(rows), len(rows[0]), style="Table Grid")
    for row, cells in zip(table.rows, rows, strict=True):
        for cell, text in zip(row.cells, cells, strict=True):
            cell.text = text


def _add_paragraph(paragraph: DocxParagraph, text: str) -> None:
    for index, piece in enumerate(_MARK.split(text)):  # text and marks by turns
        run = paragraph.add_run("" if index % 2 else piece)
        if index % 2:
            run.font.superscript = True
            run._r.append(parse_xml(f'<w:footnoteReference {nsdecls("w")} w:id="{piece}"/>'))


def _add_footnotes(document: DocxDocument, notes: dict[str, str]) -> None:
    """The part word/footnotes.xml, which python-docx cannot make itself."""
    footnotes = "".join(
        f'<w:footnote w:id="{mark}"><w:p><w:r><w:footnoteRef/></w:r>'
        f'<w:r><w:t xml:space="preserve"> {escape(text, quote=False)}</w:t></w:r></w:p></w:footnote>'
        for mark, text in notes.items()
    )
    xml = f'<?xml version="1.0" encoding="UTF-8"?><w:footnotes {nsdecls("w")}>{footnotes}</w:footnotes>'
    kind = "application/vnd.openxmlformats-officedocument.wordprocessingml.footnotes+xml"
    part = Part(PackURI("/word/footnotes.xml"), kind, xml.encode(), document.part.package)
    document.part.relate_to(part, RELATIONSHIP_TYPE.FOOTNOTES)


def _with_fixed_times(document: DocxDocument) -> bytes:
    """The saved document; python-docx stamps the members of the archive with the clock's time."""
    saved, out = BytesIO(), BytesIO()
    document.save(saved)
    with zipfile.ZipFile(saved) as old, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as new:
        for name in old.namelist():
            new.writestr(zipfile.ZipInfo(name), old.read(name), zipfile.ZIP_DEFLATED)
    return out.getvalue()


def make_all(folder: Path) -> tuple[Path, Path]:
    """Write both documents into the folder, which exists; returns their paths."""
    pdf, docx = folder / f"{PDF}.pdf", folder / f"{DOCX}.docx"
    pdf.write_bytes(make_pdf(read_source(CORPUS / "documents" / f"{PDF}.txt")))
    docx.write_bytes(make_docx(read_source(CORPUS / "documents" / f"{DOCX}.txt")))
    return pdf, docx


if __name__ == "__main__":
    for made in make_all(Path(sys.argv[1]) if len(sys.argv) > 1 else CORPUS / "statements"):
        print(made)
