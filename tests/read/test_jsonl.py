import hashlib
import json

import pytest

from pipeline.statement import Failure, Statement
from tests.read.files import ENGLISH, read_all, read_one, reason


def line(**fields: object) -> bytes:
    return json.dumps({"text": ENGLISH, **fields}).encode()


def test_each_line_is_a_statement_with_the_hash_of_its_bytes() -> None:
    first, second = line(title="A"), line(title="B")
    statements = read_all(first + b"\r\n\n" + second + b"\n", "a.jsonl")
    assert [item.source.title for item in statements if isinstance(item, Statement)] == ["A", "B"]
    assert [item.id for item in statements if isinstance(item, Statement)] == [
        hashlib.sha256(data).hexdigest()[:16] for data in (first, second)
    ]


@pytest.mark.parametrize(
    ("fields", "key"),
    [
        ({"id": "x1", "url": "https://a.example/1"}, "x1"),
        ({"id": 17}, "17"),
        ({"url": "https://a.example/1"}, "https://a.example/1"),
        ({"id": None, "url": " "}, "in/a.jsonl#1"),
        ({}, "in/a.jsonl#1"),
    ],
)
def test_key(fields: dict[str, object], key: str) -> None:
    assert read_one(line(**fields), "in/a.jsonl").key == key


def test_metadata_is_taken_and_unknown_fields_are_not() -> None:
    given = {"title": "T", "author": "A", "publisher": "P", "url": "https://a.example", "tags": [1], "language": "en"}
    source = read_one(line(published="2024-03-05T10:00:00Z", **given), "a.jsonl").source
    assert (source.title, source.author, source.publisher, source.url) == ("T", "A", "P", "https://a.example")
    assert source.published == "2024-03-05"


def test_a_bad_line_names_its_number_and_stops_no_other() -> None:
    data = b"\n".join(
        [line(), b"{bad", b"", b'{"title": "x"}', b"[1]", line(text=3), line(id=[]), line(published="May")]
    )
    items = read_all(data, "a.jsonl")
    assert [type(item) for item in items] == [Statement, *[Failure] * 6]
    assert [(item.line, item.reason) for item in items if isinstance(item, Failure)] == [
        (2, "broken JSON: Expecting property name enclosed in double quotes (line 1 of it, column 2)"),
        (4, 'no "text" field'),
        (5, "a JSON object is expected, not an array"),
        (6, 'field "text": a string is expected, not a number'),
        (7, 'field "id": a string is expected, not an array'),
        (8, 'field "published": a date such as 2024-03-05 is expected'),
    ]


def test_broken_json_in_a_file_of_its_own_names_line_and_column() -> None:
    assert reason(b'{\n "text": "a",\n "title": b}', "a.json") == (
        "broken JSON: Expecting value (line 3 of it, column 11)"
    )


def test_deep_nesting_and_long_numbers_are_refused() -> None:
    assert "broken JSON" in reason(b'{"text": ' + b"[" * 100_000, "a.json")
    assert "broken JSON" in reason(b'{"text": ' + b"9" * 100_000 + b"}", "a.json")


def test_lone_surrogates_become_replacement_characters() -> None:
    statement = read_one(b'{"text": "The police \\ud83d of the city \\ud83d\\ude00 came."}', "a.jsonl")
    assert statement.text == "The police \ufffd of the city 😀 came."
    assert len(statement.offsets) == len(statement.text)


def test_one_object_over_several_lines_is_one_statement() -> None:
    data = json.dumps({"text": ENGLISH, "title": "T"}, indent=1).encode()
    assert read_one(data, "a.json").key == "a.json"
    assert read_one(data, "a.txt").source.media_type == "application/json"
