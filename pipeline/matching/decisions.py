"""What people decided about who is who: a file that they edit, and that overrides the machine.

A row says that two people are the same, or not: `left_statement`, `left_name`, `right_statement`, `right_name`,
`decision` ("same" or "not the same"), `who`, `when` (a day, 2024-03-05) and `note`. A statement is given by its
record's key; an empty one stands for every statement. CSV with a header, or JSON Lines with the same fields.
"""

import csv
import io
import re
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

import msgspec

from pipeline.errors import UsageError
from pipeline.matching.appearances import Appearance
from pipeline.matching.keys import fold

FIELDS = ("left_statement", "left_name", "right_statement", "right_name", "decision", "who", "when", "note")
_DAY = re.compile(r"\d{4}-\d{2}-\d{2}")


@dataclass(frozen=True, slots=True)
class Decision:
    left: tuple[str, str]  # key of the statement ("": any), folded name
    right: tuple[str, str]
    verdict: Literal["same", "not the same"]
    who: str
    when: str
    note: str
    place: str  # file and row, for messages

    @property
    def reasons(self) -> tuple[str, ...]:
        return (f"decided on {self.when}" if self.when else "decided", *((self.note,) if self.note else ()))


class Decisions:
    """Decisions by the people they are about. Raises UsageError where two rows contradict each other."""

    def __init__(self, rows: Iterable[Decision]) -> None:
        self._rows = tuple(rows)
        self._by_pair: dict[tuple[tuple[str, str], tuple[str, str]], Decision] = {}
        for row in self._rows:
            first = self._by_pair.setdefault((min(row.left, row.right), max(row.left, row.right)), row)
            if first.verdict != row.verdict:
                raise UsageError(f"{row.place}: contradicts {first.place}; keep one of them")

    def of(self, left: Appearance, right: Appearance) -> Decision | None:
        """What was decided of two people, the row that names most statements first."""
        for one, other in ((left.statement, right.statement), (left.statement, ""), ("", right.statement), ("", "")):
            for mine in fold(left.names):
                for theirs in fold(right.names):
                    pair = ((one, mine), (other, theirs))
                    if (found := self._by_pair.get((min(pair), max(pair)))) is not None:
                        return found
        return None

    def pairs(self, people: Sequence[Appearance]) -> set[tuple[int, int]]:
        """Numbers of the people that rows are about, each pair with the smaller number first."""
        bearers: defaultdict[str, list[int]] = defaultdict(list)
        for at, person in enumerate(people):
            for name in dict.fromkeys(fold(person.names)):
                bearers[name].append(at)

        def meant(side: tuple[str, str]) -> list[int]:
            return [at for at in bearers.get(side[1], ()) if side[0] in ("", people[at].statement)]

        return {
            (min(one, other), max(one, other))
            for row in self._rows
            for one in meant(row.left)
            for other in meant(row.right)
            if one != other
        }


def read_decisions(path: Path) -> Decisions:
    """The decisions of a .csv or .jsonl file; raises UsageError with file, row and column."""
    try:
        text = path.read_text("utf-8-sig")
    except (OSError, UnicodeDecodeError) as error:
        raise UsageError(f"{path}: cannot be read as UTF-8 text ({error})") from error
    return Decisions(_decision(row, f"{path.name}, row {number}") for number, row in _rows(path, text))


def _rows(path: Path, text: str) -> list[tuple[int, dict[str, str]]]:
    if path.suffix == ".jsonl":
        rows = []
        for number, line in enumerate(text.splitlines(), start=1):
            if line.strip():
                try:
                    rows.append((number, msgspec.json.decode(line, type=dict[str, str])))
                except msgspec.DecodeError as error:
                    raise UsageError(
                        f"{path.name}, row {number}: {error}; one JSON object of strings a line"
                    ) from error
        return rows
    reader = csv.DictReader(io.StringIO(text, newline=""))
    missing = [field for field in FIELDS[:5] if field not in (reader.fieldnames or ())]
    if missing:
        raise UsageError(f"{path.name}, row 1: no column {missing[0]}; the columns are {','.join(FIELDS)}")
    return [(reader.line_num, {key: value or "" for key, value in row.items() if key}) for row in reader]


def _decision(row: dict[str, str], place: str) -> Decision:
    unknown = [field for field in row if field not in FIELDS]
    if unknown:
        raise UsageError(f"{place}: unknown column {unknown[0]}; the columns are {','.join(FIELDS)}")
    cells = {field: row.get(field, "").strip() for field in FIELDS}
    for field in ("left_name", "right_name"):
        if not fold([cells[field]])[0]:
            raise UsageError(f"{place}, column {field}: is empty; give the name as the record has it")
    verdict = cells["decision"]
    if verdict != "same" and verdict != "not the same":
        raise UsageError(f'{place}, column decision: {verdict!r}; use "same" or "not the same"')
    if not cells["who"]:
        raise UsageError(f"{place}, column who: is empty; say who decided")
    if cells["when"] and not _DAY.fullmatch(cells["when"]):
        raise UsageError(f"{place}, column when: {cells['when']!r}; a day such as 2024-03-05 is expected")
    names = fold([cells["left_name"], cells["right_name"]])
    return Decision(
        left=(cells["left_statement"], names[0]),
        right=(cells["right_statement"], names[1]),
        verdict=verdict,  # type: ignore[arg-type]  # checked just above
        who=cells["who"],
        when=cells["when"],
        note=cells["note"],
        place=place,
    )
