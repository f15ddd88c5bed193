"""Layer by layer the same as another implementation of these definitions, where one is at hand.

RAPPORTEUR_SCORER: a script with the usage `SCORER GOLD_DIR RECORDS.jsonl --json`; RAPPORTEUR_SCORER_GOLD and
RAPPORTEUR_SCORER_RECORDS: what to compare on, beside the samples. It keeps only the last of several forms of an entity
that differ in case alone, so these are joined before it sees them.
"""

import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import msgspec
import pytest

from pipeline.evaluate import corpus
from pipeline.evaluate.statement import LAYERS
from pipeline.evaluate.surfaces import fold
from pipeline.evaluate.total import total
from pipeline.matching.registry import load
from pipeline.record import Record
from pipeline.resources import registry_path
from pipeline.sinks import jsonlines
from tests.evaluate.golds import sample_value
from tests.samples import full_record

SCORER = os.environ.get("RAPPORTEUR_SCORER")
GOLD, RECORDS = os.environ.get("RAPPORTEUR_SCORER_GOLD"), os.environ.get("RAPPORTEUR_SCORER_RECORDS")

pytestmark = pytest.mark.skipif(not SCORER, reason="RAPPORTEUR_SCORER names no scorer to compare with")


def assert_same(gold: Path, records: Path, their_gold: Path) -> None:
    results = corpus.evaluate(corpus.read_corpus(gold), jsonlines.read(records), load(registry_path()))
    ours = total(results).counts
    command = [sys.executable, str(SCORER), str(their_gold), str(records), "--json"]
    theirs = json.loads(subprocess.run(command, capture_output=True, check=False).stdout)["layers"]
    assert list(theirs) == list(LAYERS)
    assert {
        layer: {
            "p": pytest.approx(ours[layer].precision, abs=6e-5),
            "r": pytest.approx(ours[layer].recall, abs=6e-5),
            "f": pytest.approx(ours[layer].f1, abs=6e-5),
            "gold": ours[layer].gold,
            "pred": ours[layer].found,
        }
        for layer in LAYERS
    } == theirs


def without_case(value: dict[str, Any]) -> dict[str, Any]:
    """The gold with the counts of forms that differ in case joined."""
    for kind in ("people", "states"):
        for entity in value[kind]:
            joined: dict[str, list[Any]] = {}
            for surface, times in entity["mentions"]:
                joined.setdefault(fold(surface), [surface, 0])[1] += times
            entity["mentions"] = list(joined.values())
    return value


def spoiled() -> Record:
    """The sample record with something wrong in every layer."""
    value = msgspec.to_builtins(full_record())
    value["people"][0]["roles"] += ["judge"]
    value["people"][0]["mentions"].pop()
    value["people"].append(value["people"][0] | {"id": "p2", "name": "Kenya"})
    value["states"][0]["mentions"].pop()
    value["organisations"].append(value["organisations"][0] | {"id": "o2", "name": "Watch"})
    value["dates"][0]["edtf"] = "XXXX-05-03"
    value["claims"][0] |= {"type": "demand", "status": "negated"}
    value["claims"][1]["source"]["ref"] = None
    return msgspec.convert(value, Record)


@pytest.mark.parametrize("record", [full_record(), spoiled()], ids=["good", "bad"])
def test_samples(record: Record, tmp_path: Path) -> None:
    gold = tmp_path / "gold"
    gold.mkdir()
    (gold / "release.json").write_text(json.dumps(sample_value()))
    with (tmp_path / "records.jsonl").open("wb") as file:
        jsonlines.writer(file).write(record)
    assert_same(gold, tmp_path / "records.jsonl", gold)


@pytest.mark.skipif(not (GOLD and RECORDS), reason="RAPPORTEUR_SCORER_GOLD or _RECORDS is not set")
def test_a_corpus(tmp_path: Path) -> None:
    for path in Path(str(GOLD)).rglob("*.json"):
        value = json.loads(path.read_text(encoding="utf-8"))
        (tmp_path / path.name).write_text(json.dumps(without_case(value)), encoding="utf-8")
    assert_same(Path(str(GOLD)), Path(str(RECORDS)), tmp_path)
