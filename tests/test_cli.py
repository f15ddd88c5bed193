"""The command line: options, exit codes, what is printed where."""

import os
import re
import signal
import subprocess
import sys
import time
from pathlib import Path

import jsonschema
import msgspec
import pytest
from typer.testing import CliRunner, Result

from pipeline import cli
from pipeline.record import encode
from pipeline.run.job import Job, Summary
from pipeline.sinks import jsonlines
from tests.run.fakes import FakeStages, broken_load
from tests.samples import full_record, sample_record

ROOT = Path(__file__).parents[1]
FINE = "The government of Kenya must release the detained lawyers now."


def rapporteur(*arguments: object) -> Result:
    return CliRunner().invoke(cli.app, [str(argument) for argument in arguments])


@pytest.fixture(autouse=True)
def fake_stages(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setattr(cli, "load_stages", FakeStages)
    monkeypatch.chdir(tmp_path)


@pytest.fixture
def statements(tmp_path: Path) -> Path:
    folder = tmp_path / "statements"
    folder.mkdir()
    for name in ("a.txt", "b.txt"):
        (folder / name).write_text(f"{FINE} {name}")
    return folder


@pytest.mark.slow
def test_a_run_says_what_it_did_and_where_it_is(statements: Path) -> None:
    result = rapporteur("run", "statements")
    assert result.exit_code == 0
    assert re.match(r"2 records \(2 new\), 0 errors in \d+\.\d s\n", result.stdout)
    assert "records:  outputs/statements/records.jsonl\n" in result.stdout
    assert len(list(jsonlines.read(Path("outputs/statements/records.jsonl")))) == 2
    again = rapporteur("run", "statements")
    assert again.stdout.startswith("2 records (2 unchanged)")


@pytest.mark.slow
def test_a_failed_statement_makes_exit_code_1(statements: Path) -> None:
    (statements / "c.txt").write_text("")
    result = rapporteur("run", "statements", "-o", "out", "--quiet")
    assert (result.exit_code, result.output) == (1, "")
    assert len(list(jsonlines.read(Path("out/records.jsonl")))) == 2
    result = rapporteur("run", "statements", "-o", "out")
    assert result.exit_code == 1
    assert "c.txt: read: the file is empty" in result.stdout


@pytest.mark.slow
def test_options_of_a_run_reach_the_records(statements: Path) -> None:
    result = rapporteur(
        "run", "statements/a.txt", "--published", "2024-05", "--publisher", "Example Watch", "--workers", 2
    )
    assert result.exit_code == 0
    (record,) = jsonlines.read(Path("outputs/a/records.jsonl"))
    assert (record.source.published, record.source.publisher) == ("2024-05", "Example Watch")


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (["run"], "Missing argument"),
        (["run", "no/such.txt"], "no/such.txt: no such file or folder"),
        (["run", "statements", "--published", "yesterday"], "--published yesterday: a date such as"),
        (["run", "statements", "--workers", "0"], "at least one is needed"),
        (["run", "statements", "--nonsense"], "No such option"),
        (["run", "statements", "-o", "statements"], "cannot be the same folder"),
        (["run", "statements", "--registry", "statements/a.txt"], "a.txt: no registry that `run` takes; make one"),
        (["run", "statements", "--registry", "no.jsonl"], "no.jsonl: cannot be read"),
        (["registry", "check", "statements/a.txt"], "a.txt: a file .csv, .tsv, .jsonl"),
        (["registry", "build", "statements/a.txt"], "Missing option '--output'"),
        (["registry", "search", "X", "--registry", "no.jsonl"], "no.jsonl: cannot be read"),
        (["show", "no/such.jsonl"], "no/such.jsonl: cannot be read"),
        (["nonsense"], "No such command"),
    ],
)
@pytest.mark.usefixtures("statements")
def test_wrong_use_makes_exit_code_2(arguments: list[str], message: str) -> None:
    result = rapporteur(*arguments)
    assert result.exit_code == 2
    assert message in result.stderr
    assert result.stdout == ""


@pytest.mark.slow
@pytest.mark.usefixtures("statements")
def test_going_on_in_another_way_makes_exit_code_2() -> None:
    assert rapporteur("run", "statements").exit_code == 0
    result = rapporteur("run", "statements", "--publisher", "Example Watch")
    assert result.exit_code == 2
    assert "--fresh" in result.stderr
    assert rapporteur("run", "statements", "--publisher", "Example Watch", "--fresh").exit_code == 0


@pytest.mark.slow
@pytest.mark.usefixtures("statements")
def test_a_model_that_cannot_be_loaded_is_told_without_a_traceback(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(cli, "load_stages", broken_load)
    result = rapporteur("run", "statements")
    assert result.exit_code == 1
    assert result.stderr == "rapporteur: a worker cannot load the stages: OSError: no model there\n"


@pytest.mark.usefixtures("statements")
def test_a_full_disk_is_told_without_a_traceback(monkeypatch: pytest.MonkeyPatch) -> None:
    def full(job: Job, report: object) -> Summary:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(cli, "run_job", full)
    result = rapporteur("run", "statements")
    assert (result.exit_code, result.stderr) == (1, "rapporteur: writing: No space left on device\n")


@pytest.mark.slow
def test_control_c_says_how_to_go_on(statements: Path, tmp_path: Path) -> None:
    for number in range(200):
        (statements / f"slow-{number}.txt").write_text(f"{FINE} SLOW {number}")
    script = tmp_path / "main.py"
    script.write_text(
        "from pipeline import cli\n"
        "from tests.run.fakes import FakeStages\n"
        "cli.load_stages = FakeStages\n"
        "if __name__ == '__main__':\n"
        "    cli.app()\n"
    )
    process = subprocess.Popen(
        [sys.executable, script, "run", "statements"],
        cwd=tmp_path,
        env=os.environ | {"PYTHONPATH": str(ROOT)},
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        start_new_session=True,
    )
    journal = tmp_path / "outputs" / "statements" / "journal.jsonl"
    while not (journal.exists() and journal.stat().st_size) and process.poll() is None:
        time.sleep(0.01)
    os.killpg(process.pid, signal.SIGINT)  # as a terminal does: to the workers too
    output, errors = process.communicate(timeout=30)
    assert (process.returncode, output) == (130, b"")
    assert errors == b"rapporteur: stopped; the same command goes on from here\n"


def test_progress_is_lines_where_there_is_no_terminal(statements: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    clock = iter([0.0, 1.0, 11.0, 12.0, 30.0])
    monkeypatch.setattr("pipeline.run.progress.time.monotonic", lambda: next(clock))

    def some(job: Job, report: object) -> Summary:
        for done in (0, 100, 110, 1_200):
            report(done, 1_200, 3)  # type: ignore[operator]
        return Summary(statements, {"records": 0, "new": 0, "unchanged": 0, "kept": 0, "errors": 0}, 1.0)

    (statements / "errors.jsonl").touch()
    monkeypatch.setattr(cli, "run_job", some)
    assert rapporteur("run", "statements").stderr.splitlines() == [
        "100 of 1,200 statements, 3 failed, 9.1 a second, 121 seconds left",
        "1,200 of 1,200 statements, 3 failed, 40.0 a second, 0 seconds left",
    ]


def test_a_registry_is_checked_built_and_asked(tmp_path: Path) -> None:
    Path("people.csv").write_text("No,Full Name,AKA\n7,Asel Nurbekova,Asel\n")
    columns = ("--map", "id=No", "--map", "name=Full Name", "--map", "alias=AKA", "--kind", "person")
    report = [
        "people.csv, row 2: 'Asel' of 7 is left out: it is a given name alone",
        "1 rows, 1 entries, 1 names to look for; 1 names left out; 0 names of several entries; 0 rows twice; "
        "0 rows skipped",
    ]
    assert rapporteur("registry", "check", "people.csv", *columns).stdout.splitlines() == report
    assert [path.name for path in tmp_path.iterdir()] == ["people.csv"]
    built = rapporteur("registry", "build", "people.csv", "-o", "people.jsonl", "--prefix", "kg-", *columns)
    assert built.stdout.splitlines()[1] == report[1]
    asked = rapporteur("registry", "search", "nurb", "--registry", "people.jsonl")
    assert asked.stdout == "kg-7  person  Asel Nurbekova  people.jsonl\n1 entry\n"
    told = rapporteur("registry", "explain", "ASEL NURBEKOVA", "--registry", "people.jsonl")
    assert told.stdout.splitlines()[-1] == "0-14 'ASEL NURBEKOVA': kg-7 (person, people.jsonl)"
    kept = rapporteur("registry", "check", "people.csv", "--keep-unsafe", *columns)
    assert "2 names to look for; 0 names left out" in kept.stdout


@pytest.mark.usefixtures("statements")
def test_registries_reach_the_stages(monkeypatch: pytest.MonkeyPatch) -> None:
    Path("people.csv").write_text("id,name\n7,Asel Nurbekova\n")
    assert rapporteur("registry", "build", "people.csv", "-o", "people.jsonl", "--kind", "person").exit_code == 0
    jobs: list[Job] = []

    def noted(job: Job, report: object) -> Summary:
        jobs.append(job)
        return Summary(Path(), {"records": 0, "new": 0, "unchanged": 0, "kept": 0, "errors": 0}, 1.0)

    monkeypatch.setattr(cli, "run_job", noted)
    rapporteur("run", "statements", "--quiet", "--registry", "people.jsonl")
    rapporteur("run", "statements", "--quiet")
    assert [job.load() for job in jobs] == [FakeStages((Path("people.jsonl"),)), FakeStages()]  # type: ignore[arg-type]


def test_show_takes_a_file_or_the_folder_of_a_run(tmp_path: Path) -> None:
    with (tmp_path / "records.jsonl").open("wb") as file:
        jsonlines.writer(file).write(full_record())
    for path in (tmp_path, tmp_path / "records.jsonl"):
        result = rapporteur("show", path)
        assert result.exit_code == 0
        assert "[Kenya|KEN]: Release" in result.stdout


def test_the_schema_fits_records_and_nothing_else() -> None:
    result = rapporteur("schema")
    schema = msgspec.json.decode(result.stdout)
    jsonschema.Draft202012Validator.check_schema(schema)
    validator = jsonschema.Draft202012Validator(schema)
    for record in (full_record(), sample_record()):
        validator.validate(msgspec.json.decode(encode(record)))
    broken = msgspec.json.decode(encode(full_record()))
    broken["claims"][0]["type"] = "rumour"
    assert not validator.is_valid(broken)
    del broken["claims"]
    assert not validator.is_valid(broken)


def test_version_and_help() -> None:
    assert re.fullmatch(r"rapporteur \d+\.\d+\.\d+\n", rapporteur("--version").stdout)
    for arguments in ([], ["run"], ["show"], ["schema"], ["registry"], ["registry", "build"]):
        result = rapporteur(*arguments, "--help")
        assert result.exit_code == 0
        assert "Usage:" in result.stdout


def test_help_needs_no_model_and_no_spacy() -> None:
    code = "import sys; from pipeline import cli; sys.exit('spacy' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", code], cwd=ROOT).returncode == 0
