"""JSON with the line of every element, so that an error in a file made by hand can say where it is."""

import json
import re
from json.decoder import scanstring  # type: ignore[attr-defined]  # in the module, but not in the stubs
from typing import Any

Path = tuple[str | int, ...]  # of an element: ("people", 0, "name")

_BLANKS = re.compile(r"[ \t\n\r]*")
_SCALAR = re.compile(r"[^,\]}\s]+")


def locate(text: str) -> tuple[Any, dict[Path, int], list[Path]]:
    """The value of a JSON text, the line (from 1) of every element in it by path, and the keys that stand twice.

    Raises json.JSONDecodeError.
    """
    value = json.loads(text)  # tells whatever is malformed; from here on the text is known to be well-formed
    lines: dict[Path, int] = {}
    twice: list[Path] = []
    ends = [found.start() for found in re.finditer("\n", text)]
    line = 0

    def skip(at: int) -> int:
        found = _BLANKS.match(text, at)
        return found.end() if found else at

    def element(at: int, path: Path) -> int:
        """Note the element that begins at or after an offset; gives the offset behind it."""
        nonlocal line
        at = skip(at)
        while line < len(ends) and ends[line] < at:
            line += 1
        lines[path] = line + 1
        if text[at] == '"':
            return int(scanstring(text, at + 1)[1])
        if text[at] not in "[{":
            found = _SCALAR.match(text, at)
            return found.end() if found else at
        close = "]" if text[at] == "[" else "}"
        at, count = skip(at + 1), 0
        while text[at] != close:
            key: str | int = count
            if close == "}":
                key, at = scanstring(text, at + 1)
                at = skip(at) + 1  # behind the colon
                if (*path, key) in lines:
                    twice.append((*path, key))
            at = skip(element(at, (*path, key)))
            at = skip(at + 1) if text[at] == "," else at
            count += 1
        return at + 1

    element(0, ())
    return value, lines, twice


def readable(path: Path) -> str:
    """`people[0].name`"""
    return "".join(f"[{part}]" if isinstance(part, int) else f".{part}" for part in path).removeprefix(".")
