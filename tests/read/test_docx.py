from io import BytesIO
from zipfile import ZIP_DEFLATED, ZipFile

import docx
import pytest

from pipeline.errors import StatementError
from pipeline.read.docx import read
from tests.read.files import repacked, saved

W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'


def with_body(xml: str) -> bytes:
    """A document whose body is this XML."""
    document = f'<w:document {W} xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006"><w:body>{xml}</w:body></w:document>'
    return repacked(saved(docx.Document()), {"word/document.xml": document.encode()})


def run(text: str) -> str:
    return f'<w:r><w:t xml:space="preserve">{text}</w:t></w:r>'


def test_paragraphs_lists_and_tables_come_in_order_with_hints() -> None:
    document = docx.Document()
    document.add_heading("Free the Lawyers", 0)
    document.add_heading("Background", 2)
    document.add_paragraph("Police arrested four lawyers.")
    table = document.add_table(2, 2)
    for cell, text in zip(
        (cell for row in table.rows for cell in row.cells), ["Name", "Age", "Okot", "34"], strict=True
    ):
        cell.text = text
    document.add_paragraph("Release them", style="List Bullet")
    extract = read(saved(document))
    assert extract.text == (
        "Free the Lawyers\n\nBackground\n\nPolice arrested four lawyers.\n\nName, Age\n\nOkot, 34\n\nRelease them"
    )
    assert [(hint.kind, extract.text[hint.start : hint.end]) for hint in extract.hints] == [
        ("headline", "Free the Lawyers"),
        ("heading", "Background"),
        ("row", "Name, Age"),
        ("row", "Okot, 34"),
        ("item", "Release them"),
    ]
    assert extract.offsets.tolist() == list(range(len(extract.text)))


@pytest.mark.parametrize(
    ("xml", "text"),
    [
        (f"<w:p>{run('a')}<w:hyperlink>{run('b')}</w:hyperlink><w:ins>{run('c')}</w:ins></w:p>", "abc"),
        (f"<w:p>{run('a')}<w:del><w:r><w:delText>b</w:delText></w:r></w:del></w:p>", "a"),
        (f"<w:p>{run('a')}<w:r><w:tab/><w:br/><w:noBreakHyphen/></w:r>{run('b')}</w:p>", "a\t\n-b"),
        (f"<w:sdt><w:sdtContent><w:p>{run('in a control')}</w:p></w:sdtContent></w:sdt>", "in a control"),
        (f"<w:p><w:r><w:instrText>PAGE</w:instrText></w:r>{run('a')}</w:p>", "a"),
        (
            f"<w:p>{run('a')}<w:r><mc:AlternateContent><mc:Choice><w:txbxContent><w:p>{run('box')}</w:p></w:txbxContent>"
            f"</mc:Choice><mc:Fallback><w:txbxContent><w:p>{run('box')}</w:p></w:txbxContent></mc:Fallback>"
            "</mc:AlternateContent></w:r></w:p>",
            "a\n\nbox",
        ),
        (
            f"<w:tbl><w:tr><w:tc><w:p>{run('a')}</w:p><w:tbl><w:tr><w:tc><w:p>{run('b')}</w:p></w:tc></w:tr></w:tbl>"
            f"</w:tc><w:tc><w:p>{run('c')}</w:p></w:tc></w:tr></w:tbl>",
            "a b, c",
        ),
    ],
)
def test_what_the_library_leaves_out_is_read(xml: str, text: str) -> None:
    assert read(with_body(xml)).text == text


def test_footnotes_follow_the_text() -> None:
    notes = (
        f'<w:footnotes {W}><w:footnote w:type="separator" w:id="0"><w:p/></w:footnote>'
        f'<w:footnote w:id="2"><w:p>{run("See the report of 2020.")}</w:p></w:footnote></w:footnotes>'
    )
    data = with_body(f"<w:p>{run('Police arrested four.')}<w:r><w:footnoteReference w:id='2'/></w:r></w:p>")
    with ZipFile(BytesIO(data)) as archive:
        relations = archive.read("word/_rels/document.xml.rels").decode()
        types = archive.read("[Content_Types].xml").decode()
    kind = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/footnotes"
    relation = f'<Relationship Id="rId99" Type="{kind}" Target="footnotes.xml"/></Relationships>'
    content = "application/vnd.openxmlformats-officedocument.wordprocessingml.footnotes+xml"
    override = f'<Override PartName="/word/footnotes.xml" ContentType="{content}"/></Types>'
    data = repacked(
        data,
        {
            "word/footnotes.xml": notes.encode(),
            "word/_rels/document.xml.rels": relations.replace("</Relationships>", relation).encode(),
            "[Content_Types].xml": types.replace("</Types>", override).encode(),
        },
    )
    assert read(data).text == "Police arrested four.\n\nSee the report of 2020."


def test_core_properties_are_metadata() -> None:
    document = docx.Document()
    document.core_properties.title, document.core_properties.author = "Free Lawyers", " "
    known = read(saved(document)).metadata
    assert (known.title, known.author, known.published) == ("Free Lawyers", None, None)


def test_zip_bombs_are_refused() -> None:
    target = BytesIO()
    with ZipFile(target, "w", ZIP_DEFLATED) as archive:
        archive.writestr("word/document.xml", b"\0" * 300_000_000)
    with pytest.raises(StatementError, match="zip bomb"):
        read(target.getvalue())
