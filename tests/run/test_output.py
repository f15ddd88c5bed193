"""What lies in the output folder when a run ends, goes on or is killed: without processes."""

import stat
import tracemalloc
from collections.abc import Iterator
from pathlib import Path

import msgspec
import pytest

from pipeline.errors import UsageError
from pipeline.record import decode, encode
from pipeline.run.folder import claim, settle, write_manifest
from pipeline.run.inputs import Item
from pipeline.run.outcome import Done, Known
from pipeline.run.output import Output
from pipeline.sinks import jsonlines
from pipeline.statement import Failure
from tests.samples import sample_record


def done(key: str, sha256: str = "0" * 64, text: str = "x") -> Done:
    record = sample_record(key=key, sha256=sha256, text=text)
    return Done(key, record.source.path, sha256, None, 1, encode(record))


def keys(folder: Path) -> list[str]:
    return [record.key for record in jsonlines.read(folder / "records.jsonl")]


def texts(folder: Path) -> list[str]:
    return [record.text for record in jsonlines.read(folder / "records.jsonl")]


def write(folder: Path, *outcomes: Done | Known | Failure) -> dict[str, int]:
    with Output(folder) as output:
        output.add(outcomes)
        output.finish()
    return output.counts


def test_records_and_errors_stand_in_input_order(tmp_path: Path) -> None:
    counts = write(tmp_path, done("b"), Failure("x.pdf", "read", "encrypted"), done("a"))
    assert keys(tmp_path) == ["b", "a"]
    error = '{"path":"x.pdf","stage":"read","reason":"encrypted","line":null,"sha256":null}\n'
    assert (tmp_path / "errors.jsonl").read_text() == error
    assert counts == {"records": 2, "new": 2, "unchanged": 0, "kept": 0, "errors": 1}


def test_nothing_in_files_that_are_there(tmp_path: Path) -> None:
    write(tmp_path)
    assert (tmp_path / "records.jsonl").read_bytes() == (tmp_path / "errors.jsonl").read_bytes() == b""


def test_only_the_owner_can_read_what_a_run_leaves(tmp_path: Path) -> None:
    folder = tmp_path / "outputs" / "a"
    with claim(folder):
        write(folder, done("a"))
        write_manifest(folder, {})
    assert stat.S_IMODE(folder.stat().st_mode) == 0o700
    modes = {path.name: stat.S_IMODE(path.stat().st_mode) for path in folder.iterdir()}
    assert modes == dict.fromkeys(["records.jsonl", "errors.jsonl", "manifest.json", ".lock"], 0o600)


def test_of_two_statements_with_one_key_the_first_has_the_record(tmp_path: Path) -> None:
    counts = write(tmp_path, done("a", text="first"), done("a", text="second"))
    assert texts(tmp_path) == ["first"]
    assert counts["errors"] == 1
    assert "same key as an earlier statement of this run: a" in (tmp_path / "errors.jsonl").read_text()


def test_a_new_record_takes_the_place_of_the_one_with_its_key(tmp_path: Path) -> None:
    write(tmp_path, done("a", text="old"), done("b"))
    write(tmp_path, done("a", text="new"), done("b"))
    assert (keys(tmp_path), texts(tmp_path)) == (["a", "b"], ["new", "x"])


def test_records_whose_source_is_gone_are_kept_behind_the_others(tmp_path: Path) -> None:
    write(tmp_path, done("a"), done("b"), done("c"))
    counts = write(tmp_path, done("d"), done("b"))
    assert keys(tmp_path) == ["d", "b", "a", "c"]
    assert counts == {"records": 4, "new": 2, "unchanged": 0, "kept": 2, "errors": 0}


def test_errors_are_those_of_the_last_run(tmp_path: Path) -> None:
    write(tmp_path, Failure("x.pdf", "read", "encrypted"))
    write(tmp_path, done("x.pdf"))
    assert (tmp_path / "errors.jsonl").read_bytes() == b""


@pytest.fixture
def killed(tmp_path: Path) -> Iterator[Path]:
    """A folder in which "a" was finished by one run, and "b" and "c" written by one that was killed then."""
    write(tmp_path, done("a"))
    before = (tmp_path / "records.jsonl").read_bytes()
    with Output(tmp_path) as output:
        output.add([done("b"), done("c")])
    assert (tmp_path / "records.jsonl").read_bytes() == before
    return tmp_path


def item(key: str, data: bytes = b"") -> Item:
    return Item(key, data=data)


def test_what_a_killed_run_wrote_is_not_lost(killed: Path) -> None:
    write(killed, done("a"))
    assert keys(killed) == ["a", "b", "c"]
    assert sorted(path.name for path in killed.iterdir()) == ["errors.jsonl", "records.jsonl"]


@pytest.mark.parametrize("survives", [0, 1])
def test_a_run_killed_while_it_puts_its_files_in_place_is_gone_on_with(
    killed: Path, monkeypatch: pytest.MonkeyPatch, survives: int
) -> None:
    replaced: list[Path] = []

    def replace_some(source: Path, target: Path) -> Path:
        if len(replaced) == survives:
            raise KeyboardInterrupt
        replaced.append(target)
        return source.rename(target)

    outcomes = [done("a"), Failure("x.pdf", "read", "encrypted"), done("d")]
    with monkeypatch.context() as patched, pytest.raises(KeyboardInterrupt):
        patched.setattr(Path, "replace", replace_some)
        write(killed, *outcomes)
    write(killed, *outcomes)
    assert keys(killed) == ["a", "d", "b", "c"]
    assert (killed / "errors.jsonl").read_bytes().count(b"\n") == 1
    assert not (killed / "journal.jsonl").exists()


@pytest.mark.parametrize("tail", [b'{"schema":"1","id":"12', b"\0" * 100, b"\0" * 100 + b"\n", b"{}\n", b"\xff\n"])
def test_half_a_line_is_never_taken_for_a_record(killed: Path, tail: bytes) -> None:
    with (killed / "journal.jsonl").open("ab") as journal:
        journal.write(tail)
    with Output(killed) as output:
        output.add([done("d")])
    write(killed)
    assert keys(killed) == ["a", "b", "c", "d"]


def test_a_line_that_was_cut_before_its_end_is_done_again(killed: Path) -> None:
    journal = killed / "journal.jsonl"
    journal.write_bytes(journal.read_bytes()[:-1])
    write(killed)
    assert keys(killed) == ["a", "b"]


def test_damaged_records_are_not_gone_on_from(tmp_path: Path) -> None:
    write(tmp_path, done("a"), done("b"))
    with (tmp_path / "records.jsonl").open("ab") as file:
        file.write(b"{}\n")
    with pytest.raises(UsageError, match=r"records\.jsonl, byte \d+: no record; start again with --fresh"):
        write(tmp_path)


SHA_OF_NOTHING = "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"


@pytest.mark.parametrize(
    ("earlier", "wanted", "found"),
    [
        (done("a", SHA_OF_NOTHING), Item("a"), True),
        (done("a", SHA_OF_NOTHING), Item("a", data=b"edited"), False),
        (done("a", SHA_OF_NOTHING), Item("moved/a"), False),
        (done("a", SHA_OF_NOTHING), Item("a", line=3), True),  # the line has an id: wherever it moves, it is the same
        (done("a#3", SHA_OF_NOTHING), Item("a", line=3), True),
        (done("a#3", SHA_OF_NOTHING), Item("a", line=4), False),  # the line's number is all its identity
    ],
)
def test_a_source_is_found_by_its_name_and_bytes(tmp_path: Path, earlier: Done, wanted: Item, found: bool) -> None:
    write(tmp_path, earlier)
    with Output(tmp_path) as output:
        known = output.earlier.find(wanted)
        assert (known is not None) == found
        if known:
            assert output.earlier.json(known.place) == earlier.json
            assert known.key == earlier.key


def test_files_are_found_by_their_bytes(tmp_path: Path) -> None:
    folder = tmp_path / "out"
    folder.mkdir()
    write(folder, done("a.txt", SHA_OF_NOTHING))
    (tmp_path / "a.txt").touch()
    with Output(folder) as output:
        assert output.earlier.find(Item("a.txt", path=tmp_path / "a.txt"))
        (tmp_path / "a.txt").write_text("edited")
        assert not output.earlier.find(Item("a.txt", path=tmp_path / "a.txt"))
        assert not output.earlier.find(Item("a.txt", path=tmp_path / "gone"))


def test_merging_holds_no_records(tmp_path: Path) -> None:
    text = "word " * 4_000
    write(tmp_path, *(done(f"{number:04}", text=text) for number in range(500)))
    size = (tmp_path / "records.jsonl").stat().st_size
    tracemalloc.start()
    counts = write(tmp_path, done("new"))
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert counts["kept"] == 500
    assert size > 10_000_000
    assert peak < size / 10


MADE_BY = {"model": "a", "registry": "r", "published": None}


@pytest.mark.parametrize("left", ["records.jsonl", "journal.jsonl"])
def test_going_on_in_another_way_is_refused(tmp_path: Path, left: str) -> None:
    (tmp_path / left).touch()
    write_manifest(tmp_path, {"made_by": MADE_BY})
    settle(tmp_path, MADE_BY, fresh=False)
    with pytest.raises(UsageError, match=r"model was a, is b; published was None, is 2024.*--fresh"):
        settle(tmp_path, MADE_BY | {"model": "b", "published": "2024"}, fresh=False)
    assert (tmp_path / left).exists()


@pytest.mark.parametrize("manifest", [None, b"", b"[]", b'{"made_by": 3}', b"\xff"])
def test_records_that_nothing_tells_the_making_of_are_not_gone_on_from(tmp_path: Path, manifest: bytes | None) -> None:
    (tmp_path / "records.jsonl").touch()
    if manifest is not None:
        (tmp_path / "manifest.json").write_bytes(manifest)
    with pytest.raises(UsageError, match="cannot be read"):
        settle(tmp_path, MADE_BY, fresh=False)


def test_fresh_removes_what_runs_left_and_nothing_else(tmp_path: Path) -> None:
    for name in ("records.jsonl", "errors.jsonl", "journal.jsonl", "manifest.json", "notes.txt"):
        (tmp_path / name).touch()
    settle(tmp_path, MADE_BY, fresh=True)
    assert [path.name for path in tmp_path.iterdir()] == ["notes.txt"]


def test_two_runs_in_one_folder_are_refused(tmp_path: Path) -> None:
    again = claim(tmp_path / "out")
    with claim(tmp_path / "out"), pytest.raises(UsageError, match="another run is at work"):
        again.__enter__()
    with claim(tmp_path / "out"):
        pass


def test_a_folder_that_cannot_be_made_is_wrong_use(tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    with pytest.raises(UsageError, match="cannot be written to"), claim(tmp_path / "file" / "out"):
        pass


def test_records_read_back_are_the_same(tmp_path: Path) -> None:
    one = done("a", text='quotes " and \\ and \u2028 and 😀')
    write(tmp_path, one)
    assert list(jsonlines.read(tmp_path / "records.jsonl")) == [decode(one.json)]


@pytest.mark.parametrize(
    ("line", "message"),
    [
        (b"{\n", "line 2"),
        (b"[]\n", r"line 2: no record of this version: Expected `object`, got `array`"),
        (msgspec.json.encode({"key": "b"}) + b"\n", "missing required field"),
    ],
)
def test_a_line_that_is_no_record_is_named(tmp_path: Path, line: bytes, message: str) -> None:
    path = tmp_path / "records.jsonl"
    path.write_bytes(done("a").json + b"\n" + line)
    with pytest.raises(UsageError, match=message):
        list(jsonlines.read(path))


def test_a_file_that_is_not_there_is_wrong_use(tmp_path: Path) -> None:
    with pytest.raises(UsageError, match="cannot be read: No such file"):
        list(jsonlines.read(tmp_path / "records.jsonl"))
