"""Gold of the sample record: one that the record agrees with in everything."""

import copy
import json
from pathlib import Path
from typing import Any

import msgspec

from pipeline.evaluate.gold import Gold

_GOLD: dict[str, Any] = {
    "doc": "release.txt",
    "published": "2024-05-17",
    "reference_date": "2024-05-17",
    "reference_date_is": "printed",
    "people": [{"name": "Amina Odhiambo", "mentions": [["Amina Odhiambo", 2], ["Odhiambo", 1]], "roles": ["lawyer"]}],
    "states": [
        {
            "code": "KEN",
            "name": "Kenya",
            "kind": "state",
            "mentions": [["Kenya", 1], ["Kenyan", 1], ["The authorities", 1]],
        }
    ],
    "organisations": [{"name": "Example Watch", "kind": "ngo", "mentions": [["Example Watch", 1]], "signatory": True}],
    "dates": [{"text": "3 May 2024", "nth": 1, "edtf": "2024-05-03", "type": "date"}],
    "claims": [
        {
            "text": "the Kenyan police detained the lawyer Amina Odhiambo",
            "type": "violation",
            "source": "author",
            "actor": "Kenya",
            "action": "detain",
            "target": "Amina Odhiambo",
            "status": "asserted",
            "quote": "none",
            "quantities": [{"value": 12, "of": 14, "unit": "days"}],
        },
        {
            "text": "The authorities did not answer",
            "type": "response",
            "source": "Example Watch",
            "actor": "Kenya",
            "action": "answer",
            "target": None,
            "status": "negated",
            "quote": "indirect",
        },
    ],
}


def sample_value() -> dict[str, Any]:
    """As JSON, to be altered."""
    return copy.deepcopy(_GOLD)


def sample_gold() -> Gold:
    return msgspec.convert(_GOLD, Gold)


def write_gold(folder: Path, value: Any = None, name: str = "release.json") -> Path:
    """A gold folder with one file; gives the file."""
    folder.mkdir(exist_ok=True)
    path = folder / name
    path.write_text(json.dumps(_GOLD if value is None else value, indent=1, ensure_ascii=False))
    return path
