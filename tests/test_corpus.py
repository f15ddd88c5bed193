"""The statements of corpus/statements: what its README promises of them."""

import codecs
import importlib.util
import re
import sys
from collections import Counter
from html.parser import HTMLParser
from pathlib import Path
from types import ModuleType

import docx
import pypdfium2
import pytest

from pipeline.evaluate.corpus import check_corpus, read_corpus
from pipeline.matching import load
from pipeline.read.language import require_english
from pipeline.resources import registry_path

CORPUS = Path(__file__).parents[1] / "corpus"
STATEMENTS = sorted((CORPUS / "statements").iterdir())

_CHARSET = re.compile(rb"charset=\"?([\w-]+)", re.IGNORECASE)
_FILE_NAME = re.compile(r"\d{4}-\d{2}-[a-z0-9-]+\.(txt|html|pdf|docx|md)")


class _BodyText(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.words: list[str] = []
        self._hidden = 0

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self._hidden += tag in {"head", "script", "style"}

    def handle_endtag(self, tag: str) -> None:
        self._hidden -= tag in {"head", "script", "style"}

    def handle_data(self, data: str) -> None:
        if not self._hidden:
            self.words += data.split()


def _html_text(data: bytes) -> str:
    charset = _CHARSET.search(data)
    assert charset, "a page declares its encoding"
    parser = _BodyText()
    parser.feed(data.decode(charset[1].decode()))
    return " ".join(parser.words)


def _pdf_text(data: bytes) -> str:
    with pypdfium2.PdfDocument(data) as document:
        return "\n".join(page.get_textpage().get_text_range() for page in document)


def _docx_text(path: Path) -> str:
    document = docx.Document(str(path))
    cells = [cell.text for table in document.tables for row in table.rows for cell in row.cells]
    footnotes = [part.blob.decode() for part in document.part.package.iter_parts() if "footnotes" in part.partname]
    return "\n".join([*(paragraph.text for paragraph in document.paragraphs), *cells, *footnotes])


def _text(path: Path) -> str:
    match path.suffix:
        case ".html":
            return _html_text(path.read_bytes())
        case ".pdf":
            return _pdf_text(path.read_bytes())
        case ".docx":
            return _docx_text(path)
        case _:
            return path.read_bytes().decode("utf-8-sig")


@pytest.fixture(scope="module")
def texts() -> dict[str, str]:
    return {path.name: _text(path) for path in STATEMENTS}


@pytest.fixture(scope="module")
def make_documents() -> ModuleType:
    return _script("make_documents")


@pytest.fixture(scope="module")
def list_statements() -> ModuleType:
    return _script("list_statements")


def _script(name: str) -> ModuleType:
    spec = importlib.util.spec_from_file_location(name, CORPUS / f"{name}.py")
    assert spec and spec.loader
    module = importlib.util.module_from_spec(spec)
    sys.modules[spec.name] = module  # dataclasses look their module up there
    spec.loader.exec_module(module)
    return module


@pytest.mark.parametrize("path", STATEMENTS, ids=lambda path: path.name)
def test_statement_is_readable_english_of_a_statements_length(path: Path) -> None:
    text = _text(path)
    assert 150 <= len(text.split()) <= 1_200
    assert "\ufffd" not in text
    require_english(text)


def test_names_tell_month_and_subject() -> None:
    assert [path.name for path in STATEMENTS if not _FILE_NAME.fullmatch(path.name)] == []


def test_formats_are_all_there() -> None:
    count = Counter(path.suffix for path in STATEMENTS)
    assert count.keys() == {".txt", ".html", ".pdf", ".docx", ".md"}
    assert count[".txt"] >= 12
    assert count[".html"] >= 3


def test_no_two_start_alike(texts: dict[str, str]) -> None:
    starts = Counter(" ".join(text.lower().split()[:10]) for text in texts.values())
    assert [start for start, times in starts.items() if times > 1] == []


def test_mess_of_the_web_is_in_it(texts: dict[str, str]) -> None:
    everything = "\n".join(texts.values())
    wanted = ["\N{NO-BREAK SPACE}", "\N{SOFT HYPHEN}", "Comments Off on", "Back to Top", "“", '"', "ENDS"]
    assert [piece for piece in wanted if piece not in everything] == []
    raw = [path.read_bytes() for path in STATEMENTS if path.suffix == ".txt"]
    assert any(data.startswith(codecs.BOM_UTF8) for data in raw)
    assert any(b"\r\n" in data for data in raw)


def test_the_list_is_what_the_script_writes(list_statements: ModuleType) -> None:
    assert list_statements.listed() == list_statements.rows(), "run: python corpus/list_statements.py"


def test_every_statement_has_gold_and_a_kind(list_statements: ModuleType) -> None:
    assert list(list_statements.missing(list_statements.rows())) == []


def test_the_readme_tells_every_kind_and_counts_the_splits(list_statements: ModuleType) -> None:
    readme = (CORPUS / "README.md").read_text("utf-8")
    lines = list_statements.listed()
    kinds = readme.split("| kind of text | what it is |\n| --- | --- |\n")[1].split("\n\n")[0]
    assert {line.split(" | ")[0].removeprefix("| ") for line in kinds.splitlines()} == {line["kind"] for line in lines}
    told = re.findall(r"^\| `gold/(\w+)` \| (\d+) \|", readme, re.MULTILINE)
    assert {split: int(count) for split, count in told} == Counter(line["split"] for line in lines)
    years = sorted(line["file"][:4] for line in lines)
    assert f"dated from {years[0]} to {years[-1]}" in readme


def test_the_gold_fits_the_statements() -> None:
    registry = load(registry_path())
    assert check_corpus(read_corpus(CORPUS / "gold"), CORPUS / "statements", registry) == []


def test_documents_are_what_the_script_makes(make_documents: ModuleType, tmp_path: Path) -> None:
    for made in make_documents.make_all(tmp_path):
        assert _text(made) == _text(CORPUS / "statements" / made.name)


def test_documents_carry_the_date_of_their_source(make_documents: ModuleType) -> None:
    with pypdfium2.PdfDocument(CORPUS / "statements" / f"{make_documents.PDF}.pdf") as pdf:
        assert pdf.get_metadata_value("CreationDate").startswith("D:20230623")
    properties = docx.Document(str(CORPUS / "statements" / f"{make_documents.DOCX}.docx")).core_properties
    assert properties.created is not None
    assert properties.created.date().isoformat() == "2024-07-16"


def test_pdf_has_pages_running_headers_and_broken_words(make_documents: ModuleType) -> None:
    with pypdfium2.PdfDocument(CORPUS / "statements" / f"{make_documents.PDF}.pdf") as pdf:
        pages = [page.get_textpage().get_text_range() for page in pdf]
    assert len(pages) == 3
    assert all(page.startswith("Vigil Europe – Briefing 7/2023") for page in pages)
    assert sum(page.count("\ufffe") for page in pages) >= 5  # PDFium's sign for a hyphen at the end of a line


def test_page_that_overflows_is_refused(make_documents: ModuleType, tmp_path: Path) -> None:
    source = tmp_path / "long.txt"
    head = "title: T\nauthor: A\npublished: 2024-01-01\nheader: H\n\n"
    source.write_text(head + "\n\n".join(["words and words"] * 80), encoding="utf-8")
    with pytest.raises(ValueError, match="page 1 overflows"):
        make_documents.make_pdf(make_documents.read_source(source))
