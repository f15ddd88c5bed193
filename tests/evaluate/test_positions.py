"""JSON with the line of every element."""

import json
from pathlib import Path

import pytest

from pipeline.evaluate.positions import locate, readable

TEXT = """{
 "a": [1, {"b": null,
           "c": "x\\n\\u0022]"}
 ],
 "d": {}, "e": [],
 "a\\"": -1.5e3
}
"""


def test_every_element_has_its_line() -> None:
    value, lines, twice = locate(TEXT)
    assert value == json.loads(TEXT)
    assert lines == {
        (): 1,
        ("a",): 2,
        ("a", 0): 2,
        ("a", 1): 2,
        ("a", 1, "b"): 2,
        ("a", 1, "c"): 3,
        ("d",): 5,
        ("e",): 5,
        ('a"',): 6,
    }
    assert twice == []


def test_keys_that_stand_twice_are_told() -> None:
    assert locate('{"a": 1,\n"a": 2}')[2] == [("a",)]


def test_whole_corpus_is_read_as_json_reads_it() -> None:
    for path in sorted((Path(__file__).parents[2] / "corpus" / "gold").rglob("*.json")):
        text = path.read_text(encoding="utf-8")
        value, lines, _ = locate(text)
        assert value == json.loads(text)
        for number, claim in enumerate(value["claims"]):
            line = text.splitlines()[lines["claims", number, "text"] - 1]
            assert json.dumps(claim["text"], ensure_ascii=False)[:40] in line


def test_malformed_json_is_refused() -> None:
    with pytest.raises(json.JSONDecodeError):
        locate('{"a": }')


def test_readable() -> None:
    assert readable(("people", 0, "name")) == "people[0].name"
