"""Write statements.csv anew: a line for each statement of the corpus.

    python corpus/list_statements.py

File, split, states and claims come from statements/ and gold/. The kind of text is read by a person, who writes it into
the list; it is kept. Prints what is missing still, and exits with 1 if anything is.
"""

import csv
import json
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

CORPUS = Path(__file__).parent
LIST = CORPUS / "statements.csv"
FILE, SPLIT, KIND = "file", "split", "kind"
STATES, REQUIRED, OPTIONAL = "most named states", "required claims", "optional claims"
COLUMNS = (FILE, SPLIT, KIND, STATES, REQUIRED, OPTIONAL)
_MOST = 3  # states


def listed() -> list[dict[str, str]]:
    """The lines of statements.csv as it stands."""
    with LIST.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def rows() -> list[dict[str, str]]:
    """The lines as they should be, by name of the file; cells are empty where gold or kind are missing."""
    kinds = {row[FILE]: row[KIND] for row in listed()}
    gold = {value["doc"]: _of_gold(split, value) for split, value in _gold()}
    return [
        dict.fromkeys(COLUMNS, "") | {FILE: path.name, KIND: kinds.get(path.name, "")} | gold.get(path.name, {})
        for path in sorted((CORPUS / "statements").iterdir())
    ]


def missing(lines: list[dict[str, str]]) -> Iterator[str]:
    """What is still to be done, a sentence a thing."""
    for line in lines:
        if not line[SPLIT]:
            yield f"{line[FILE]} has no gold: write it into gold/train, gold/dev or gold/test"
        if not line[KIND]:
            yield f"{line[FILE]} has no kind: write one of those in README.md into statements.csv"


def _gold() -> Iterator[tuple[str, dict[str, Any]]]:
    for path in sorted((CORPUS / "gold").glob("*/*.json")):
        yield path.parent.name, json.loads(path.read_text(encoding="utf-8"))


def _of_gold(split: str, value: dict[str, Any]) -> dict[str, str]:
    times = {state["code"]: sum(count for _, count in state["mentions"]) for state in value["states"]}
    optional = sum(claim.get("optional", False) for claim in value["claims"])
    return {
        SPLIT: split,
        STATES: " ".join(sorted(times, key=lambda code: -times[code])[:_MOST]),
        REQUIRED: str(len(value["claims"]) - optional),
        OPTIONAL: str(optional),
    }


def main() -> None:
    lines = rows()
    with LIST.open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, COLUMNS, lineterminator="\n")
        writer.writeheader()
        writer.writerows(lines)
    sys.exit("\n".join(missing(lines)) or 0)


if __name__ == "__main__":
    main()
