"""Compiled registries on disk."""

import os
import stat
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from pipeline.matching import Form, cache
from pipeline.matching.compiled import Compiled

FORMS = [Form("Niger", ("NER",), "name"), Form("Côte d'Ivoire", ("CIV",), "name", case="any", folded=True)]
TEXTS = ["Niger, COTE D’IVOIRE", "", "Nigeria"]
FOUND = [[0, 0, 5, 0], [0, 7, 20, 1]]


def only(folder: Path) -> Path:
    (file,) = folder.iterdir()
    return file


@pytest.fixture
def builds(monkeypatch: pytest.MonkeyPatch) -> list[int]:
    """One item for each time that a registry is compiled."""
    made = []
    build = Compiled.build
    monkeypatch.setattr(Compiled, "build", lambda forms: made.append(len(forms)) or build(forms))
    return made


def test_what_was_compiled_before_is_read(tmp_path: Path, builds: list[int]) -> None:
    for _ in range(3):
        assert cache.compiled(FORMS, tmp_path / "new").find(TEXTS).tolist() == FOUND
    assert builds == [2]
    assert stat.S_IMODE(only(tmp_path / "new").stat().st_mode) == 0o600


@pytest.mark.parametrize(
    "other",
    [
        FORMS[:1],
        [FORMS[1], FORMS[0]],
        [FORMS[0], Form("Côte d'Ivoire", ("CIV",), "name", case="any")],
        [FORMS[0], Form("Côte d'Ivoire", ("CIV",), "name", folded=True)],
        [Form("NigerC", ("NER",), "name"), Form("ôte d'Ivoire", ("CIV",), "name", case="any", folded=True)],
    ],
)
def test_other_forms_have_another_file(tmp_path: Path, builds: list[int], other: list[Form]) -> None:
    cache.compiled(FORMS, tmp_path)
    cache.compiled(other, tmp_path)
    assert builds == [2, len(other)]


def test_an_entry_is_no_part_of_what_is_compiled(tmp_path: Path, builds: list[int]) -> None:
    cache.compiled(FORMS, tmp_path)
    cache.compiled([Form(form.text, ("x",), "short", True, form.case, form.folded) for form in FORMS], tmp_path)
    assert builds == [2]


@pytest.mark.parametrize(
    "damage",
    [
        lambda content: b"",
        lambda content: content[:-1],
        lambda content: content[:20],
        lambda content: b"x" + content[1:],
        lambda content: content[: len(content) // 2] + b"\xff" + content[len(content) // 2 + 1 :],
        lambda content: content + b"\0",
    ],
)
def test_a_damaged_file_is_made_anew(tmp_path: Path, builds: list[int], damage: Callable[[bytes], bytes]) -> None:
    cache.compiled(FORMS, tmp_path)
    whole = only(tmp_path).read_bytes()
    assert damage(whole) != whole
    only(tmp_path).write_bytes(damage(whole))
    assert cache.compiled(FORMS, tmp_path).find(TEXTS).tolist() == FOUND
    assert builds == [2, 2]
    assert only(tmp_path).read_bytes() == whole


def test_a_folder_that_cannot_be_made_is_done_without(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    assert cache.compiled(FORMS, tmp_path / "file" / "folder").find(TEXTS).tolist() == FOUND


def test_a_failed_write_leaves_nothing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(*_: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(Path, "replace", full)
    assert cache.compiled(FORMS, tmp_path).find(TEXTS).tolist() == FOUND
    assert list(tmp_path.iterdir()) == []


def test_the_files_used_last_are_kept(tmp_path: Path) -> None:
    many = [[Form(f"Name {n}", ("x",), "name")] for n in range(cache._KEPT + 2)]
    for age, forms in enumerate(many[:-1]):
        cache.compiled(forms, tmp_path)
        for file in tmp_path.glob("*.names"):
            os.utime(file, (1_000_000 + age,) * 2) if file.stat().st_mtime > 2_000_000 else None
    before = {file.name for file in tmp_path.iterdir()}
    cache.compiled(many[1], tmp_path)  # the oldest that is left: used again
    cache.compiled(many[-1], tmp_path)
    assert len(before) == len(list(tmp_path.iterdir())) == cache._KEPT
    assert (tmp_path / f"{cache._digest(many[1])}.names").exists()


@pytest.mark.slow
def test_processes_that_build_at_once_agree(tmp_path: Path) -> None:
    code = (
        "import sys\nfrom pathlib import Path\nfrom pipeline.matching import Form\n"
        "from pipeline.matching.cache import compiled\n"
        "forms = [Form(f'Name {n}', ('x',), 'name') for n in range(20000)]\n"
        "print(compiled(forms, Path(sys.argv[1])).find(['Name 7, Name 19999']).tolist())"
    )
    workers = [
        subprocess.Popen([sys.executable, "-c", code, str(tmp_path)], stdout=subprocess.PIPE, text=True)
        for _ in range(3)
    ]
    assert [worker.communicate()[0] for worker in workers] == ["[[0, 0, 6, 7], [0, 8, 18, 19999]]\n"] * 3
    only(tmp_path)
