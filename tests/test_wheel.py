"""The wheel works without the checkout: model and registry travel inside it, and nothing comes over the network."""

import subprocess
import sys
import sysconfig
import venv
from pathlib import Path

import pytest

from pipeline.sinks import jsonlines

pytestmark = pytest.mark.slow

ROOT = Path(__file__).parents[1]
STATEMENT = """Kenya: Release detained lawyer

Nairobi, 3 May 2024. Kenyan police arrested the lawyer Amina Odhiambo on Tuesday, Example Watch said today.
"The authorities should release her immediately," said Peter Novak, director of Example Watch.
"""


@pytest.fixture(scope="module")
def python(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """An environment with the wheel in it, and the dependencies of this one, but not the checkout."""
    folder = tmp_path_factory.mktemp("wheel")
    subprocess.run([sys.executable, "-m", "hatchling", "build", "-t", "wheel", "-d", folder], cwd=ROOT, check=True)
    (wheel,) = folder.glob("*.whl")
    venv.create(folder / "venv")
    python = folder / "venv" / "bin" / "python"
    pip = [sys.executable, "-m", "pip", "--python", python, "install", "--quiet", "--no-deps", "--no-index"]
    subprocess.run([*pip, wheel], check=True)
    paths = sysconfig.get_paths(vars={"base": str(folder / "venv"), "platbase": str(folder / "venv")})
    # Path files in a folder that a path file names are not read, so the checkout stays out of sight.
    Path(paths["purelib"], "dependencies.pth").write_text(sysconfig.get_path("purelib") + "\n")
    return python


def test_the_checkout_is_out_of_sight(python: Path, tmp_path: Path, offline: dict[str, str]) -> None:
    code = "import sys, pipeline; print(pipeline.__file__, *sys.path, sep='\\n')"
    ended = subprocess.run([python, "-c", code], cwd=tmp_path, env=offline, capture_output=True, text=True, check=True)
    package, *paths = ended.stdout.splitlines()
    assert Path(package).is_relative_to(python.parents[1])
    assert str(ROOT) not in paths


def test_the_network_is_out_of_reach(python: Path, tmp_path: Path, offline: dict[str, str]) -> None:
    code = "import socket; socket.create_connection(('localhost', 9))"
    ended = subprocess.run([python, "-c", code], cwd=tmp_path, env=offline, capture_output=True, text=True)
    assert "the network was used" in ended.stderr


def test_a_statement_gives_a_sound_record(python: Path, tmp_path: Path, offline: dict[str, str]) -> None:
    (tmp_path / "kenya.txt").write_text(STATEMENT)
    command = [python.parent / "rapporteur", "run", "kenya.txt"]
    subprocess.run(command, cwd=tmp_path, env=offline, check=True)
    (record,) = jsonlines.read(tmp_path / "outputs" / "kenya" / "records.jsonl")
    assert "KEN" in [state.id for state in record.states]
    assert "Amina Odhiambo" in [person.name for person in record.people]
    assert "2024-05-03" in [date.edtf for date in record.dates]
    assert record.claims
    found = [*record.people, *record.states, *record.organisations]
    spans = [*(mention for one in found for mention in one.mentions), *record.dates, *record.claims]
    assert all(record.text[span.start : span.end] == span.text for span in spans)
