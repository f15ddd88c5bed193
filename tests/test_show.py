"""Records as a person reads them, and texts that want to do more than be read."""

import io
from pathlib import Path

import pytest
from rich.cells import cell_len
from rich.console import Console

from pipeline.errors import UsageError
from pipeline.record import Record
from pipeline.run.job import Summary
from pipeline.show import show_brief, show_record, show_records, show_summary
from pipeline.sinks import jsonlines
from tests.samples import TEXT, full_record, sample_record


def console(width: int = 80, terminal: bool = False, no_color: bool = False) -> Console:
    return Console(
        file=io.StringIO(),
        width=width,
        force_terminal=terminal,
        no_color=no_color,
        color_system="standard" if terminal else None,
        _environ={},
    )


def printed(to: Console) -> str:
    assert isinstance(to.file, io.StringIO)
    return to.file.getvalue()


def shown(record: Record, width: int = 80, terminal: bool = False, no_color: bool = False) -> str:
    to = console(width, terminal, no_color)
    show_record(to, record)
    return printed(to)


def test_without_colours_marks_stand_in_brackets() -> None:
    assert "On [3 May 2024|2024-05-03] the [Kenyan|KEN] police" in shown(full_record())
    assert "\x1b" not in shown(full_record())
    bold = shown(full_record(), terminal=True, no_color=True)
    assert "On \x1b[1m[3 May 2024|2024-05-03]\x1b[0m the" in bold


def test_with_colours_the_text_is_as_it_was() -> None:
    text = shown(full_record(), terminal=True)
    assert "On \x1b[1;33m3 May 2024\x1b[0m the \x1b[1;32mKenyan\x1b[0m police" in text
    assert "|KEN]" not in text


@pytest.mark.parametrize(
    "line",
    [
        "Kenya: Release Amina Odhiambo ───",
        "  Example Watch · published 2024-05-17 · reference date 2024-05-17 (metadata)",
        "   p1   Amina Odhiambo   lawyer   Example Watch   Amina Odhiambo ×2, Odhiambo",
        "   KEN   Kenya   Kenya, Kenyan, The authorities",
        "   o1   Example Watch   ngo, signatory   Example Watch",
        "   d1   3 May 2024   2024-05-03   2024-05-03   2024-05-03   explicit",
        "  violation  the Kenyan police → detain → the lawyer (Amina Odhiambo)",
        "      says the author · 2024-05-03 · 12 of 14 days · confidence 0.80",
        "  response  The authorities (Kenya) → answer  (negated)",
        "      says Example Watch, indirect quote · confidence 0.60",
    ],
)
def test_everything_of_a_record_is_shown(line: str) -> None:
    assert line in shown(full_record(), width=120)


@pytest.mark.parametrize("width", [40, 80, 160])
def test_lines_fit_the_terminal(width: int) -> None:
    lines = shown(full_record(), width).splitlines()
    assert max(map(cell_len, lines)) <= width


HOSTILE = "\x1b[2J\x1b]0;title\x07\x9b31m\u202e[bold]x[/]\r"


def test_hostile_texts_are_harmless() -> None:
    text = TEXT.replace("Kenya: Release", HOSTILE[: len("Kenya: Release")]).replace("answer.", HOSTILE[:7])
    text = text + HOSTILE
    record = full_record(text=text, title=HOSTILE)
    for show in (show_record, show_brief):
        to = console()
        show(to, record)
        assert not set("\x1b\x07\x9b\u202e\r") & set(printed(to))
    assert "[bold]x[/]" in printed(to)


def test_a_record_without_findings_is_just_its_text() -> None:
    assert shown(sample_record(text="Nothing to see.")).endswith("BODY\nNothing to see.\n\n")


def test_in_brief_the_strongest_claims_come_first() -> None:
    to = console()
    show_brief(to, full_record())
    lines = [line.rstrip() for line in printed(to).splitlines()]
    assert "  people         Amina Odhiambo (lawyer)" in lines
    assert [line.split()[0] for line in lines if "→" in line] == ["claims", "response"]


@pytest.fixture
def records(tmp_path: Path) -> Path:
    path = tmp_path / "records.jsonl"
    with path.open("wb") as file:
        writer = jsonlines.writer(file)
        writer.write(full_record())
        writer.write(sample_record(key="kenya/release.txt.old", sha256="ab" * 32, text="Old."))
        writer.write(sample_record(key="b.txt", sha256="ac" * 32, text="B."))
    return path


@pytest.mark.parametrize(
    ("wanted", "text"),
    [("https://example.org/kenya", "Odhiambo"), ("kenya/release.txt", "Odhiambo"), ("abab", "Old."), ("b.txt", "B.")],
)
def test_a_record_is_found_by_id_key_or_path(records: Path, wanted: str, text: str) -> None:
    to = console()
    show_records(to, records, wanted)
    assert text in printed(to)


@pytest.mark.parametrize(("wanted", "message"), [("c", "no records with"), ("a", "2 records with")])
def test_a_wish_that_means_none_or_several_is_wrong_use(records: Path, wanted: str, message: str) -> None:
    with pytest.raises(UsageError, match=message):
        show_records(console(), records, wanted)


def test_without_a_wish_several_are_shown_in_brief(records: Path) -> None:
    to = console()
    show_records(to, records, None)
    assert "BODY" not in printed(to)
    assert printed(to).count("─ ") + printed(to).count("──\n") == 3


def test_a_single_record_is_shown_in_full_and_none_is_said(tmp_path: Path) -> None:
    path = tmp_path / "records.jsonl"
    path.write_bytes(b"")
    to = console()
    show_records(to, path, None)
    assert printed(to).strip().endswith("no records")
    with path.open("wb") as file:
        jsonlines.writer(file).write(full_record())
    to = console()
    show_records(to, path, None)
    assert "BODY" in printed(to)


def test_the_summary_names_the_first_errors_and_the_files(tmp_path: Path) -> None:
    errors = "".join(
        f'{{"path":"{number}\\u001b.pdf","stage":"read","reason":"encrypted","line":{number},"sha256":null}}\n'
        for number in range(7)
    )
    (tmp_path / "errors.jsonl").write_text(errors)
    counts = {"records": 3_000, "new": 2_998, "unchanged": 0, "kept": 2, "errors": 7}
    to = console(width=200)
    show_summary(to, Summary(tmp_path, counts, 61.23))
    lines = printed(to).splitlines()
    assert lines[0] == "3,000 records (2,998 new, 2 kept), 7 errors in 61.2 s"
    assert lines[2:4] == ["  0\ufffd.pdf, line 0: read: encrypted", "  1\ufffd.pdf, line 1: read: encrypted"]
    assert lines[7].startswith("  … and 2 more in")
    assert lines[8] == f"records:  {tmp_path / 'records.jsonl'}"
