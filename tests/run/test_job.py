"""Runs from beginning to end: interrupted, repeated, refused; with stages that need no model."""

import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Sequence
from dataclasses import replace
from functools import partial
from pathlib import Path

import msgspec
import pytest

from pipeline.errors import RapporteurError, UsageError
from pipeline.read import ReadOptions
from pipeline.run import batches
from pipeline.run.folder import claim
from pipeline.run.job import Job, Summary, run
from pipeline.sinks import jsonlines
from tests.run.fakes import FakeStages, broken_load

pytestmark = pytest.mark.slow

ROOT = Path(__file__).parents[2]


def statement(number: int, words: str = "") -> str:
    return f"The government of Kenya must release the {number} lawyers who were detained in the capital. {words}"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Sixty statements as files and lines, some of which fail, in one way or the other."""
    root = tmp_path / "statements"
    (root / "more").mkdir(parents=True)
    for number in range(40):
        words = {7: "RAISE", 11: "REFUSE"}.get(number, "SLOW" if number % 10 == 0 else "")
        (root / f"{number:02}.txt").write_text(statement(number, words))
    (root / "more" / "empty.txt").write_text("")
    (root / "more" / "binary.txt").write_bytes(bytes(range(256)) * 100)
    lines = [msgspec.json.encode({"text": statement(number), "id": f"line {number}"}) for number in range(15)]
    (root / "lines.jsonl").write_bytes(b"\n".join([*lines[:5], b"{", b"", *lines[5:]]))
    return root


def job(folder: Path, output: Path, **options: object) -> Job:
    plain = Job(arguments=(str(folder),), options=ReadOptions(), output=output, workers=1, load=FakeStages)
    return replace(plain, **options)  # type: ignore[arg-type]


def done(a_job: Job) -> Summary:
    return run(a_job, lambda done, total, failed: None)


def left(output: Path) -> dict[str, bytes]:
    return {name: (output / name).read_bytes() for name in ("records.jsonl", "errors.jsonl")}


def manifest(output: Path) -> dict[str, object]:
    return msgspec.json.decode((output / "manifest.json").read_bytes(), type=dict[str, object])


def test_a_run_leaves_records_errors_and_a_manifest(folder: Path, tmp_path: Path) -> None:
    output = tmp_path / "out"
    (folder / "23.txt").write_text(statement(23, "DIE"))
    summary = done(job(folder, output))
    assert sorted(path.name for path in output.iterdir()) == [".lock", "errors.jsonl", "manifest.json", "records.jsonl"]
    assert summary.counts == {"records": 52, "new": 52, "unchanged": 0, "kept": 0, "errors": 6}
    paths = [record.source.path for record in jsonlines.read(output / "records.jsonl")]
    assert paths == sorted(paths)
    errors = [msgspec.json.decode(line) for line in (output / "errors.jsonl").read_bytes().splitlines()]
    assert [(error["path"], error["line"], error["stage"]) for error in errors] == [
        ("07.txt", None, "run"),
        ("11.txt", None, "clean"),
        ("23.txt", None, "run"),
        ("lines.jsonl", 6, "read"),
        ("more/binary.txt", None, "read"),
        ("more/empty.txt", None, "read"),
    ]
    assert not [error for error in errors if "Kenya" in error["reason"]]
    told = manifest(output)
    assert told["status"] == "finished"
    assert told["counts"] == summary.counts
    assert told["made_by"] == FakeStages().identity() | {
        "published": None,
        "publisher": None,
        "max_bytes": ReadOptions().max_bytes,
    }


def test_the_result_is_the_same_whatever_the_workers_and_batches(
    folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (folder / "23.txt").write_text(statement(23, "DIE"))
    done(job(folder, tmp_path / "one"))
    done(job(folder, tmp_path / "two", workers=2))
    monkeypatch.setattr(batches, "_COUNT", 3)
    done(job(folder, tmp_path / "three", workers=2))
    assert left(tmp_path / "one") == left(tmp_path / "two") == left(tmp_path / "three")


def killed_when(output: Path, folder: Path, moment: Callable[[], bool], workers: int = 2) -> None:
    process = subprocess.Popen(
        [sys.executable, "-m", "tests.run.killable", output, str(workers), folder], cwd=ROOT, stdout=subprocess.DEVNULL
    )
    deadline = time.monotonic() + 60
    while not moment():
        assert process.poll() is None, "the run came to its end before it could be killed"
        assert time.monotonic() < deadline
        time.sleep(0.002)
    process.send_signal(signal.SIGKILL)
    assert process.wait() == -signal.SIGKILL


def lines_in(path: Path) -> int:
    return path.read_bytes().count(b"\n") if path.exists() else 0


def test_a_run_that_was_killed_goes_on_to_the_same_result(folder: Path, tmp_path: Path) -> None:
    done(job(folder, tmp_path / "undisturbed"))
    output = tmp_path / "out"
    journal = output / "journal.jsonl"
    moments: Sequence[Callable[[], bool]] = (
        lambda: (output / ".lock").exists(),
        lambda: (output / "manifest.json").exists(),
        lambda: lines_in(journal) >= 1,
        lambda: lines_in(journal) >= 20,
        lambda: lines_in(journal) >= 40,
    )
    for moment in moments:
        killed_when(output, folder, moment)
        assert not (output / "records.jsonl").exists()
        if journal.exists():
            with journal.open("ab") as file:  # as if the power had gone in the middle of a line
                file.write(b'{"schema":"1","id":"0')
    written = lines_in(journal)
    summary = done(job(folder, output, workers=2))
    assert summary.counts["unchanged"] == written >= 40
    assert left(output) == left(tmp_path / "undisturbed")
    assert not journal.exists()


def test_only_new_and_edited_statements_are_processed(folder: Path, tmp_path: Path) -> None:
    output = tmp_path / "out"
    done(job(folder, output))
    (folder / "05a.txt").write_text(statement(5, "again"))
    (folder / "03.txt").write_text(statement(3, "edited"))
    (folder / "04.txt").unlink()
    summary = done(job(folder, output))
    assert summary.counts == {"records": 54, "new": 2, "unchanged": 51, "kept": 1, "errors": 5}
    records = list(jsonlines.read(output / "records.jsonl"))
    assert [record.key for record in records[2:6]] == ["02.txt", "03.txt", "05.txt", "05a.txt"]
    assert "edited" in records[3].text
    assert records[-1].key == "04.txt"

    done(job(folder, tmp_path / "afresh"))
    assert left(output)["errors.jsonl"] == left(tmp_path / "afresh")["errors.jsonl"]
    lines = left(output)["records.jsonl"].splitlines()
    assert lines[:-1] == left(tmp_path / "afresh")["records.jsonl"].splitlines()


def test_running_again_changes_nothing(folder: Path, tmp_path: Path) -> None:
    done(job(folder, tmp_path / "out"))
    before = left(tmp_path / "out")
    assert done(job(folder, tmp_path / "out")).counts["new"] == 0
    assert left(tmp_path / "out") == before


@pytest.mark.parametrize(
    "change",
    [{"options": ReadOptions(published="2024-05-03")}, {"load": partial(FakeStages, "another model")}],
    ids=["options", "model"],
)
def test_going_on_in_another_way_needs_a_fresh_start(folder: Path, tmp_path: Path, change: dict[str, object]) -> None:
    output = tmp_path / "out"
    done(job(folder, output))
    before = left(output)
    with pytest.raises(UsageError, match="made in another way"):
        done(job(folder, output, **change))
    assert left(output) == before
    assert done(job(folder, output, **change, fresh=True)).counts["new"] == 53


def test_a_folder_is_not_its_own_output(folder: Path) -> None:
    with pytest.raises(UsageError, match="cannot be the same folder"):
        done(job(folder, folder))


def test_an_output_folder_among_the_inputs_is_no_input(folder: Path) -> None:
    for _ in range(2):
        assert done(job(folder, folder / "out")).counts["errors"] == 5


@pytest.mark.parametrize("workers", [0, -1])
def test_workers_are_needed(folder: Path, tmp_path: Path, workers: int) -> None:
    with pytest.raises(UsageError, match="at least one"):
        done(job(folder, tmp_path / "out", workers=workers))


def test_an_empty_folder_gives_no_records(tmp_path: Path) -> None:
    (tmp_path / "statements").mkdir()
    assert done(job(tmp_path / "statements", tmp_path / "out")).counts["records"] == 0
    assert left(tmp_path / "out")["records.jsonl"] == b""


def test_stages_that_cannot_be_loaded_leave_no_half_run(folder: Path, tmp_path: Path) -> None:
    with pytest.raises(RapporteurError, match="no model there"):
        done(job(folder, tmp_path / "out", load=broken_load))
    done(job(folder, tmp_path / "out"))


def test_progress_is_told_up_to_the_end(folder: Path, tmp_path: Path) -> None:
    told: list[tuple[int, int, int]] = []
    run(job(folder, tmp_path / "out"), lambda *numbers: told.append(numbers))
    assert told[0] == (0, 58, 0)
    assert told[-1] == (58, 58, 5)
    assert told == sorted(told)


def test_another_run_in_the_same_folder_is_refused(folder: Path, tmp_path: Path) -> None:
    with claim(tmp_path / "out"), pytest.raises(UsageError, match="another run"):
        done(job(folder, tmp_path / "out"))


def test_standard_input_is_a_statement(tmp_path: Path) -> None:
    ended = subprocess.run(
        [sys.executable, "-m", "tests.run.killable", tmp_path / "out", "1", "-"],
        cwd=ROOT,
        input=statement(1).encode(),
        capture_output=True,
        check=True,
    )
    assert b"'new': 1" in ended.stdout
    (record,) = jsonlines.read(tmp_path / "out" / "records.jsonl")
    assert (record.key, record.source.path) == ("-", "-")


def test_memory_does_not_grow_with_the_number_of_statements(tmp_path: Path) -> None:
    def peak(lines: int) -> int:
        """In KiB, of the process that hands out the work."""
        path = tmp_path / f"{lines}.jsonl"
        with path.open("wb") as file:
            for number in range(lines):
                text = statement(number) + " They were held in the prison of the city." * 100
                file.write(msgspec.json.encode({"text": text, "id": str(number)}) + b"\n")
        code = (
            "import resource, runpy, sys; sys.argv = ['killable', *sys.argv[1:]]\n"
            "if __name__ == '__main__':\n"
            "    from tests.run.killable import main; main()\n"
            "    print(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss)\n"
        )
        script = tmp_path / "measured.py"
        script.write_text(code)
        ended = subprocess.run(
            [sys.executable, script, tmp_path / f"out-{lines}", "1", path],
            env=os.environ | {"PYTHONPATH": str(ROOT)},
            stdout=subprocess.PIPE,
            check=True,
        )
        return int(ended.stdout.split()[-1])

    assert peak(2_000) - peak(200) < 10_000  # the 1,800 texts between them are 8 MB, their records as much again
