"""What the command line names, in which order, under which names."""

import os
from pathlib import Path

import pytest

from pipeline.errors import UsageError
from pipeline.run import inputs
from pipeline.run.inputs import Item, count, find, items
from pipeline.statement import Failure


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """statements/ with files that sort in another order than they are made in."""
    root = tmp_path / "statements"
    for name in ("b.txt", "a/2.html", "a/10.html", "Z.md", "a.txt", ".hidden.txt", ".git/config", "a/.DS_Store"):
        path = root / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(name)
    return root


def names(*arguments: object) -> list[str]:
    found = find([str(argument) for argument in arguments])
    given = [item.name if isinstance(item, Item) else item.path for item in items(found)]
    assert count(found) == len(given)
    return given


def test_a_folder_is_walked_in_code_point_order_without_hidden_names(folder: Path) -> None:
    assert names(folder) == ["Z.md", "a/10.html", "a/2.html", "a.txt", "b.txt"]


def test_names_count_from_the_deepest_folder_that_holds_all_inputs(folder: Path) -> None:
    assert names(folder / "b.txt") == ["b.txt"]
    assert names(folder / "b.txt", folder / "a.txt") == ["a.txt", "b.txt"]
    assert names(folder / "b.txt", folder / "a") == ["a/10.html", "a/2.html", "b.txt"]


def test_what_is_named_twice_is_read_once(folder: Path) -> None:
    assert names(folder, folder / "a", folder / "a.txt", f"{folder}/../statements/b.txt") == names(folder)


def test_patterns_are_expanded_where_the_shell_did_not(folder: Path) -> None:
    assert names(f"{folder}/*.txt") == ["a.txt", "b.txt"]
    assert names(f"{folder}/**/*.html") == ["10.html", "2.html"]


def test_a_file_whose_name_looks_like_a_pattern_is_a_file(folder: Path) -> None:
    (folder / "[1].txt").write_text("x")
    assert names(folder / "[1].txt") == ["[1].txt"]


def test_a_hidden_file_that_is_named_is_meant(folder: Path) -> None:
    assert names(folder / ".hidden.txt") == [".hidden.txt"]


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        ([], "nothing to run on"),
        (["no/such.txt"], "no/such.txt: no such file or folder"),
        (["no/such*.txt"], "nothing matches"),
        (["-", "."], "cannot stand beside"),
    ],
)
def test_wrong_use_is_told(arguments: list[str], message: str) -> None:
    with pytest.raises(UsageError, match=message.replace("*", r"\*")):
        find(arguments)


@pytest.mark.parametrize(
    ("arguments", "name"),
    [
        (["statements"], "statements"),
        (["statements/a.txt"], "a"),
        (["statements/a.txt", "statements/b.txt"], "statements"),
        (["-"], "stdin"),
    ],
)
def test_the_output_is_named_after_the_input(
    folder: Path, monkeypatch: pytest.MonkeyPatch, arguments: list[str], name: str
) -> None:
    monkeypatch.chdir(folder.parent)
    assert find(arguments).name == name


@pytest.mark.parametrize("also", [".lock", "records.jsonl"])
def test_what_a_run_left_is_no_input(folder: Path, also: str) -> None:
    left = folder / "outputs" / "statements"
    left.mkdir(parents=True)
    for name in ("manifest.json", also):
        (left / name).write_text("{}")
    assert not [name for name in names(folder) if name.startswith("outputs")]
    with pytest.raises(UsageError, match="holds what a run left"):
        find([str(left)])


def test_lines_are_items_of_their_own(tmp_path: Path) -> None:
    path = tmp_path / "many.jsonl"
    path.write_bytes(b'\xef\xbb\xbf{"text": "one"}\r\n\n  \n{"text": "two"}')
    assert list(items(find([str(path)]))) == [
        Item("many.jsonl", data=b'{"text": "one"}', line=1),
        Item("many.jsonl", data=b'{"text": "two"}', line=4),
    ]
    assert count(find([str(path)])) == 2


def test_a_line_without_end_does_not_fill_the_memory(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(inputs, "_LINE_BYTES", 10)
    path = tmp_path / "many.jsonl"
    path.write_bytes(b"x" * 35 + b"\n" + b"123456789\n" + b"y" * 10)
    first, second, third = items(find([str(path)]))
    assert isinstance(first, Failure)
    assert (first.path, first.stage, first.line) == ("many.jsonl", "read", 1)
    assert "over the size limit" in first.reason
    assert second == Item("many.jsonl", data=b"123456789", line=2)
    assert isinstance(third, Failure)


def test_pipes_and_broken_links_are_failures_not_waited_for(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe.txt")
    (tmp_path / "link.txt").symlink_to(tmp_path / "gone.txt")
    link, pipe = items(find([str(tmp_path)]))
    assert link == Failure("link.txt", "read", "cannot be read: No such file or directory")
    assert pipe == Failure("pipe.txt", "read", "no regular file")


def test_links_to_folders_are_not_followed_in_circles(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("x")
    (tmp_path / "again").symlink_to(tmp_path)
    assert names(tmp_path) == ["a.txt"]


def test_names_that_are_no_utf_8_can_be_written_all_the_same(tmp_path: Path) -> None:
    try:
        (tmp_path / os.fsdecode(b"caf\xe9.txt")).write_text("x")
    except OSError:
        pytest.skip("this file system has UTF-8 names only")
    assert names(tmp_path) == ["caf\\xe9.txt"]


def test_a_manifest_alone_is_nothing_that_a_run_left(folder: Path) -> None:
    (folder / "manifest.json").write_text("{}")
    assert "manifest.json" in names(folder)
