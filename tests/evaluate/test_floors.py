"""The gate: what falls under its floor is told, and no floor falls by itself."""

from pathlib import Path

import pytest

from pipeline.errors import UsageError
from pipeline.evaluate import floors

F1 = {"people": 0.93456, "states": 1.0}


@pytest.fixture
def file(tmp_path: Path) -> Path:
    path = tmp_path / "floors.json"
    floors.write(path, "digest", F1, allow_lower=False)
    return path


def test_floors_are_what_was_measured_rounded_down(file: Path) -> None:
    assert floors.read(file) == floors.Floors("digest", {"people": 0.93, "states": 1.0})
    assert floors.under(floors.read(file), "digest", F1) == []


def test_a_layer_under_its_floor_is_told(file: Path) -> None:
    assert floors.under(floors.read(file), "digest", {"people": 0.9299, "states": 1.0}) == [
        "people: F1 0.9299 is under its floor 0.93"
    ]


def test_floors_of_other_gold_hold_nothing(file: Path) -> None:
    with pytest.raises(UsageError, match="measured on other gold"):
        floors.under(floors.read(file), "other", F1)


def test_floors_rise_and_fall_only_if_allowed(file: Path) -> None:
    floors.write(file, "digest", F1 | {"people": 0.95}, allow_lower=False)
    before = file.read_bytes()
    with pytest.raises(UsageError, match=r"would lower people from 0\.95 to 0\.93; --allow-lower does it"):
        floors.write(file, "digest", F1 | {"people": 0.93}, allow_lower=False)
    with pytest.raises(UsageError, match=r"would lower states from 1\.00 to 0\.00"):
        floors.write(file, "digest", {"people": 0.95}, allow_lower=False)
    assert file.read_bytes() == before
    floors.write(file, "digest", F1 | {"people": 0.93}, allow_lower=True)
    assert floors.read(file).floors["people"] == 0.93


@pytest.mark.parametrize("content", [None, "{}", "[]", '{"gold": 1, "floors": {}}'])
def test_files_that_are_none(content: str | None, tmp_path: Path) -> None:
    path = tmp_path / "floors.json"
    if content is not None:
        path.write_text(content)
    with pytest.raises(UsageError, match=r"floors\.json: "):
        floors.read(path)
