"""`rapporteur link`: who is the same person over the records of one or several runs."""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Annotated, Literal

import msgspec

from pipeline.errors import UsageError
from pipeline.matching.appearances import Appearance, appearances
from pipeline.matching.decisions import Decisions, read_decisions
from pipeline.matching.links import Identity, Link, link
from pipeline.record import Record
from pipeline.run.folder import RECORDS
from pipeline.sinks import jsonlines


class Seen(msgspec.Struct, frozen=True, kw_only=True):
    """A person of a record."""

    record: str  # id
    statement: str  # key
    person: str  # id in the record
    name: str


class PairLine(msgspec.Struct, frozen=True, kw_only=True, tag_field="line", tag="pair"):
    """Two people who may be one."""

    left: Seen
    right: Seen
    verdict: Literal["same", "not the same", "undecided"]
    score: Annotated[float, msgspec.Meta(ge=0, le=1)]
    reasons: tuple[str, ...]
    by: str  # "machine", or who decided


class PersonLine(msgspec.Struct, frozen=True, kw_only=True, tag_field="line", tag="person"):
    """One person of several statements."""

    id: str
    name: str
    seen: tuple[Seen, ...]


@dataclass(frozen=True, slots=True)
class Counts:
    """What linking found: people in the records, persons of several statements, pairs by verdict."""

    people: int
    persons: int
    same: int
    undecided: int


def link_records(paths: Sequence[Path], decisions: Path | None, output: Path) -> Counts:
    """Write a line for each pair that may be one person, then one for each person of several statements.

    paths: files of records, or folders of runs; a record that comes twice counts once.
    """
    decided = read_decisions(decisions) if decisions else Decisions(())
    people = appearances(_records(paths))
    pairs, persons = link(people, decided)
    lines: Iterable[PairLine | PersonLine] = (*map(_pair_line, pairs), *map(_person_line, persons))
    encoder = msgspec.json.Encoder()
    output.parent.mkdir(parents=True, exist_ok=True)
    output.touch(mode=0o600)  # personal data: for the owner only
    output.write_bytes(b"".join(encoder.encode(line) + b"\n" for line in lines))
    verdicts = Counter(pair.verdict for pair in pairs)
    return Counts(len(people), len(persons), verdicts["same"], verdicts["undecided"])


def _records(paths: Sequence[Path]) -> Iterable[Record]:
    seen: set[str] = set()
    for path in paths:
        file = path / RECORDS if path.is_dir() else path
        if not file.is_file():
            raise UsageError(f"{path}: no file of records, and no folder of a run")
        for record in jsonlines.read(file):
            if record.id not in seen:
                seen.add(record.id)
                yield record


def _seen(one: Appearance) -> Seen:
    return Seen(record=one.record, statement=one.statement, person=one.person, name=one.name)


def _pair_line(pair: Link) -> PairLine:
    return PairLine(
        left=_seen(pair.left),
        right=_seen(pair.right),
        verdict=pair.verdict,
        score=pair.score,
        reasons=pair.reasons,
        by=pair.by,
    )


def _person_line(person: Identity) -> PersonLine:
    return PersonLine(id=person.id, name=person.name, seen=tuple(map(_seen, person.appearances)))
