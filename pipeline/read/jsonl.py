"""JSON Lines, and single JSON objects: the text and its metadata as the user gives them."""

import json
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from pipeline.read.calendar import edtf
from pipeline.read.encoding import decode, well_formed
from pipeline.read.extract import Extract, Metadata, identity, refuse

_FIELDS = ("id", "title", "author", "publisher", "published", "url", "language")  # beside "text"; others are ignored
_KINDS = {bool: "a boolean", int: "a number", float: "a number", str: "a string", list: "an array", dict: "an object"}


@dataclass(frozen=True, slots=True)
class Item:
    """One object. key: its id, else its url; None: it has neither."""

    extract: Extract
    key: str | None


def lines(data: bytes) -> Iterator[tuple[int, bytes]]:
    """The lines that are not blank: number from 1, bytes without the line end."""
    for number, line in enumerate(data.removeprefix(b"\xef\xbb\xbf").split(b"\n"), start=1):
        line = line.removesuffix(b"\r")
        if line.strip():
            yield number, line


def parse(data: bytes) -> Item:
    """The statement in a JSON object; its decoded source is the value of "text".

    Raises StatementError naming line and column, or the field that is missing or of the wrong type.
    """
    try:
        value = json.loads(decode(data))
    except json.JSONDecodeError as error:
        refuse(f"broken JSON: {error.msg} (line {error.lineno} of it, column {error.colno})")
    except (RecursionError, ValueError):
        refuse("broken JSON: nested too deeply, or a number too long")
    if not isinstance(value, dict):
        refuse(f"a JSON object is expected, not {_kind(value)}")
    given = _fields(value)
    text = given.pop("text")
    return Item(
        Extract(
            text,
            identity(text),
            metadata=Metadata(
                title=given.get("title"),
                author=given.get("author"),
                publisher=given.get("publisher"),
                published=given.get("published"),
                url=given.get("url"),
            ),
        ),
        key=given.get("id") or given.get("url"),
    )


def _fields(value: dict[str, Any]) -> dict[str, str]:
    if "text" not in value:
        refuse('no "text" field')
    if not isinstance(value["text"], str):
        refuse(f'field "text": a string is expected, not {_kind(value["text"])}')
    given = {"text": well_formed(value["text"])}
    for name in _FIELDS:
        field = value.get(name)
        if field is None:
            continue
        if name == "id" and isinstance(field, int) and not isinstance(field, bool):
            field = str(field)
        if not isinstance(field, str):
            refuse(f'field "{name}": a string is expected, not {_kind(field)}')
        if field.strip():
            given[name] = well_formed(field.strip())
    if "published" in given:
        date = edtf(given["published"])
        if date is None:
            refuse('field "published": a date such as 2024-03-05 is expected')
        given["published"] = date
    return given


def _kind(value: object) -> str:
    return _KINDS.get(type(value), "null")
