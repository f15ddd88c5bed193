"""Files that the tests of reading make."""

from io import BytesIO
from zipfile import ZIP_DEFLATED, ZipFile

import docx
from reportlab.lib.pdfencrypt import StandardEncryption
from reportlab.pdfgen.canvas import Canvas

from pipeline.read import ReadOptions, read_bytes
from pipeline.statement import Failure, Statement

ENGLISH = "The police of the city arrested four lawyers, and a court held that they were to be released."
FRENCH = (
    "Le gouvernement a arrêté les avocats et les défenseurs des droits humains dans la capitale, selon les "
    "organisations de la société civile, qui demandent leur libération immédiate."
)


def read_all(data: bytes, name: str, options: ReadOptions | None = None) -> list[Statement | Failure]:
    return list(read_bytes(data, name, options or ReadOptions()))


def read_one(data: bytes, name: str, options: ReadOptions | None = None) -> Statement:
    [statement] = read_all(data, name, options)
    assert isinstance(statement, Statement), statement
    return statement


def reason(data: bytes, name: str, options: ReadOptions | None = None) -> str:
    """Why the bytes are refused."""
    [failure] = read_all(data, name, options)
    assert isinstance(failure, Failure), failure
    assert failure.path == name
    assert failure.stage == "read"
    return failure.reason


def pdf(pages: list[list[tuple[float, float, str]]], password: str | None = None, **info: str) -> bytes:
    """A PDF of A4 pages: (x, y, words) in points from the lower left corner."""
    target = BytesIO()
    encryption = StandardEncryption(password) if password else None
    canvas = Canvas(target, pagesize=(595, 842), encrypt=encryption, invariant=True)
    canvas.setTitle(info.get("title", ""))
    canvas.setAuthor(info.get("author", ""))
    for page in pages:
        for x, y, words in page:
            canvas.drawString(x, y, words)
        canvas.showPage()
    canvas.save()
    return target.getvalue()


def picture_pdf() -> bytes:
    """What a scan looks like to a reader: a page without a text layer."""
    target = BytesIO()
    canvas = Canvas(target, invariant=True)
    canvas.rect(100, 100, 300, 400, fill=1)
    canvas.showPage()
    canvas.save()
    return target.getvalue()


def saved(document: "docx.document.Document") -> bytes:
    target = BytesIO()
    document.save(target)
    return target.getvalue()


def repacked(data: bytes, parts: dict[str, bytes]) -> bytes:
    """A zip archive with some of its parts replaced or added."""
    target = BytesIO()
    with ZipFile(BytesIO(data)) as old, ZipFile(target, "w", ZIP_DEFLATED) as new:
        for name in old.namelist():
            new.writestr(name, parts.get(name, old.read(name)))
        for name in parts.keys() - set(old.namelist()):
            new.writestr(name, parts[name])
    return target.getvalue()
