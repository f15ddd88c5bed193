"""A run with a user's registry: the records carry its ids, and the next run notices a change of it."""

from pathlib import Path

import msgspec
import pytest
from typer.testing import CliRunner

from pipeline.cli import app
from pipeline.record import decode

pytestmark = pytest.mark.slow

STATEMENT = """Kyrgyzstan: Release lawyer Asel Nurbekova

Bishkek, 5 March 2024. The Osh Rivers Forum condemns the arrest of the lawyer Asel Nurbekova. Ms Nurbekova was detained
on 3 March by police in Osh. Aselya Nurbek-kyzy, as she is also called, told Human Rights Watch that she was beaten.
"""
ENTRIES = """{"id":"d-1","kind":"person","names":["Asel Nurbekova","Aselya Nurbek-kyzy"]}
{"id":"o-1","kind":"ngo","names":["Osh Rivers Forum"]}
{"id":"o-2","kind":"organisation","names":["Human Rights Watch"]}
"""


def test_a_run_with_a_registry(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    Path("a.txt").write_text(STATEMENT)
    Path("list.jsonl").write_text(ENTRIES)

    def rapporteur(*arguments: str) -> str:
        return CliRunner().invoke(app, arguments).output

    rapporteur("registry", "build", "list.jsonl", "-o", "names.jsonl")
    assert "1 records (1 new)" in rapporteur("run", "a.txt", "--registry", "names.jsonl")
    record = decode(Path("outputs/a/records.jsonl").read_bytes())
    (asel,) = record.people
    assert asel.registry == "d-1"
    assert {"Asel Nurbekova", "Nurbekova", "Aselya Nurbek-kyzy"} <= {mention.text for mention in asel.mentions}
    assert [(body.registry, body.kind) for body in record.organisations] == [("o-1", "ngo"), ("o-2", "ngo")]
    made_by = msgspec.json.decode(Path("outputs/a/manifest.json").read_bytes())["made_by"]
    assert made_by["registries"].startswith("names.jsonl ")
    rapporteur("registry", "build", "list.jsonl", "-o", "names.jsonl", "--prefix", "x-")
    assert "made in another way (registries was names.jsonl" in rapporteur("run", "a.txt", "--registry", "names.jsonl")
    assert "made in another way (registries was names.jsonl" in rapporteur("run", "a.txt")
