"""People as they appear in records, with what the statement says around them."""

from collections.abc import Iterable
from dataclasses import dataclass

from pipeline.matching.keys import core, fold
from pipeline.record import Person, Record


@dataclass(frozen=True, slots=True)
class Appearance:
    """A person of one statement.

    names: the fullest first, then every other full print. states: ISO ids of the states that the person's paragraphs
    name. organisations: affiliations, by registry id or folded name. companions: the other people of the statement who
    have full names, as sorted folded words.
    """

    record: str  # id
    statement: str  # key of the record: stays when the source is edited
    person: str  # id in the record
    names: tuple[str, ...]
    states: tuple[str, ...] = ()
    roles: tuple[str, ...] = ()
    organisations: tuple[str, ...] = ()
    companions: frozenset[str] = frozenset()

    @property
    def id(self) -> str:
        return f"{self.record}:{self.person}"

    @property
    def name(self) -> str:
        return self.names[0]


def appearances(records: Iterable[Record]) -> list[Appearance]:
    """The people of records, in their order."""
    return [one for record in records for one in _of(record)]


def _of(record: Record) -> list[Appearance]:
    keys = {person.id: name_key(person.name) for person in record.people}
    bodies = {body.id: body for body in record.organisations}
    result = []
    for person in record.people:
        own = keys[person.id]
        affiliations = [bodies[id_] for id_ in person.affiliations if id_ in bodies]
        seats = [body.country for body in affiliations if body.country]
        result.append(
            Appearance(
                record=record.id,
                statement=record.key,
                person=person.id,
                names=_names(person),
                states=tuple(dict.fromkeys((*_states(record, person), *seats))),
                roles=tuple(person.roles),
                organisations=tuple(body.registry or fold([body.name])[0] for body in affiliations),
                companions=frozenset(key for key in keys.values() if " " in key and key != own),
            )
        )
    return result


def name_key(name: str) -> str:
    """A name as its words in one order, folded."""
    return " ".join(sorted(core(fold([name])[0])))


def _names(person: Person) -> tuple[str, ...]:
    others = (mention.text for mention in person.mentions if mention.kind in ("full", "alias"))
    return tuple(dict.fromkeys((person.name, *others)))


def _states(record: Record, person: Person) -> list[str]:
    """The states that stand in a paragraph with the person; the statement's only one."""
    if len(record.states) == 1:
        return [record.states[0].id]
    paragraphs = {_paragraph(record.text, mention.start) for mention in person.mentions}
    return [
        state.id
        for state in record.states
        if any(_paragraph(record.text, mention.start) in paragraphs for mention in state.mentions)
    ]


def _paragraph(text: str, at: int) -> int:
    """Where the line begins that holds a place."""
    return text.rfind("\n", 0, at) + 1
