"""README.md names nothing that is not there, and leaves no command or option out."""

import json
import re
import shlex
from pathlib import Path
from typing import Any

import msgspec
import pytest
import typer
from typer.testing import CliRunner

from pipeline import extract
from pipeline.cli import app
from pipeline.record import decode, encode
from pipeline.run.folder import ERRORS, JOURNAL, MANIFEST, RECORDS

ROOT = Path(__file__).parents[1]
README = (ROOT / "README.md").read_text()


def _commands(group: object, name: str = "") -> dict[str, Any]:
    """Commands by name, those of a group as "registry build"."""
    commands = {f"{name} {key}".strip(): one for key, one in getattr(group, "commands", {}).items()}
    return commands | {key: one for name, group in commands.items() for key, one in _commands(group, name).items()}


COMMANDS = _commands(typer.main.get_command(app))

_LINK = re.compile(r"\]\((?!https?:)([^)#\s]+)")
_QUOTED_PATH = re.compile(r"`((?:[\w.-]+/)+[\w.-]*|[\w-]+\.(?:md|py|toml|lock|txt|jsonl|json))`")
_LEFT_BY_A_RUN = {RECORDS, ERRORS, MANIFEST, JOURNAL}

NAMED = sorted({*_LINK.findall(README), *_QUOTED_PATH.findall(README)} - _LEFT_BY_A_RUN)


@pytest.mark.parametrize("name", NAMED)
def test_files_that_are_named_exist(name: str) -> None:
    assert (ROOT / name).exists()


def test_files_are_named() -> None:
    assert {"pipeline/cli.py", "models/", "LICENSE"} <= set(NAMED)


@pytest.mark.parametrize("command", COMMANDS)
def test_every_command_is_documented_and_has_help(command: str) -> None:
    assert f"rapporteur {command}" in README
    assert COMMANDS[command].help


@pytest.mark.parametrize(
    "option",
    sorted(
        {option for command in COMMANDS.values() for param in command.params for option in param.opts if "--" in option}
    ),
)
def test_every_option_is_documented(option: str) -> None:
    assert re.search(rf"`{option}[ `]", README)


def test_make_targets_that_are_named_exist() -> None:
    makefile = (ROOT / "Makefile").read_text()
    targets = re.findall(r"\bmake (\w+)\b(?=  |`)", README)
    assert targets
    assert all(f"\n{target}:" in makefile for target in targets)


def test_the_example_is_in_the_sample_run() -> None:
    told = json.loads(README.split("```json\n")[1].split("```")[0])
    records = [decode(line) for line in (ROOT / "outputs/sample/records.jsonl").read_bytes().splitlines()]
    (claim,) = [c for r in records for c in r.claims if c.text == told["text"]]
    whole = json.loads(msgspec.json.encode(claim))

    def holds(part: dict[str, object], found: dict[str, object]) -> bool:
        return all(holds(v, found[k]) if isinstance(v, dict) else found[k] == v for k, v in part.items())  # type: ignore[arg-type]

    assert holds(told, whole)


def test_the_registry_of_the_example_is_built_as_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    Path("people.csv").write_text(README.split("```csv\n")[1].split("```")[0])
    (command,) = re.findall(r"^    rapporteur (registry build people.csv -o .*)$", README, re.MULTILINE)
    result = CliRunner().invoke(app, shlex.split(command))
    assert result.output == README.split("```text\n")[1].split("```")[0]
    assert Path("people.jsonl").exists()


@pytest.mark.slow
def test_the_sample_run_is_what_the_program_makes() -> None:
    for line in (ROOT / "outputs/sample/records.jsonl").read_bytes().splitlines():
        path = ROOT / "corpus/statements" / decode(line).source.path
        (record,) = extract(path)
        assert encode(record) == line
