import hashlib
import stat
from pathlib import Path

import pytest

from pipeline.errors import UsageError
from pipeline.registries.entry import Case, Entry, tidy
from pipeline.registries.file import check_header, read, sha256, write

ENTRIES = (
    Entry(id="1", kind="person", names=("Ásel Nurbekova",), states=("KGZ",), left_out={"Asel": "is short"}),
    Entry(id="2", kind="ngo", names=("Free Rivers Forum",), case="any"),
)


def test_what_is_written_is_read(tmp_path: Path) -> None:
    path = tmp_path / "registry.jsonl"
    write(path, ENTRIES)
    found = read(path)
    assert found.entries == ENTRIES
    assert sha256(path) == hashlib.sha256(path.read_bytes()).hexdigest()
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    assert check_header(path) == 2


@pytest.mark.parametrize(
    ("content", "message"),
    [
        ('{"id":"1"}\n', "no registry that `run` takes; make one of it: rapporteur registry build"),
        ("", "no registry that `run` takes"),
        ('{"rapporteur_registry":"0","entries":0}\n', "of another version of rapporteur"),
        ('{"rapporteur_registry":"1","entries":1}\n', "0 entries instead of 1; make it anew"),
        ('{"rapporteur_registry":"1","entries":1}\n{"id":"1"}\n', "line 2: .*missing.*kind.*; make it anew"),
    ],
)
def test_files_that_are_no_registry(tmp_path: Path, content: str, message: str) -> None:
    path = tmp_path / "registry.jsonl"
    path.write_text(content)
    with pytest.raises(UsageError, match=message):
        read(path)


def test_a_file_that_is_not_there(tmp_path: Path) -> None:
    with pytest.raises(UsageError, match=r"no\.jsonl: cannot be read"):
        check_header(tmp_path / "no.jsonl")
    with pytest.raises(UsageError, match="cannot be written"):
        write(tmp_path / "no" / "registry.jsonl", ENTRIES)


def test_tidy_names() -> None:
    assert tidy(" O’Neil\u00a0 Jean‑Luc\u200b E\u0301va ") == "O'Neil Jean-Luc Éva"


@pytest.mark.parametrize(
    ("kind", "name", "case"),
    [
        ("person", "Jane DOE", "any"),
        ("person", "JANE DOE", "any"),
        ("person", "Jane Doe II", "capitals"),
        ("ngo", "FREE RIVERS FORUM", "any"),
        ("ngo", "FRF Osh", "capitals"),
        ("ngo", "FRF", "capitals"),
    ],
)
def test_capitals_in_a_registry_say_nothing_of_the_case(kind: str, name: str, case: Case) -> None:
    assert Entry(id="1", kind=kind, names=(name,)).case_of(name) == case  # type: ignore[arg-type]
    assert Entry(id="1", kind=kind, names=(name,), case="written").case_of(name) == "written"  # type: ignore[arg-type]
