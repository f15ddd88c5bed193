"""README.md names nothing that is not there, and leaves no command or option out."""

import re
from pathlib import Path

import pytest
import typer

from pipeline.cli import app
from pipeline.run.folder import ERRORS, JOURNAL, MANIFEST, RECORDS

ROOT = Path(__file__).parents[1]
README = (ROOT / "README.md").read_text()
COMMANDS = typer.main.get_command(app).commands  # type: ignore[attr-defined]

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
    assert f"`{option}" in README


def test_make_targets_that_are_named_exist() -> None:
    makefile = (ROOT / "Makefile").read_text()
    targets = re.findall(r"\bmake (\w+)\b(?=  |`)", README)
    assert targets
    assert all(f"\n{target}:" in makefile for target in targets)
