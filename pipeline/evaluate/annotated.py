"""An annotation read as a record, so that it can be measured like one.

    >>> as_record(gold, text).people[0].mentions     # [PersonMention(start=12, …)]

Mentions, dates and claims stand at the places in the clean text that the annotation means. A source, actor or target
that is a name of an entity refers to it. What an annotation does not tell is left empty; confidence is 1.
"""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from typing import TypedDict

import msgspec

from pipeline.evaluate.claims import AnnotatedClaim
from pipeline.evaluate.corpus import EMPTY
from pipeline.evaluate.gold import Gold, GoldClaim
from pipeline.evaluate.placing import gold_mentions
from pipeline.evaluate.surfaces import FoldedText, fold, folded, name_key
from pipeline.record import (
    Argument,
    ClaimSource,
    Date,
    Organisation,
    OrganisationMention,
    Person,
    PersonMention,
    Quantity,
    Record,
    SourceKind,
    State,
    StateMention,
)


class _Place(TypedDict):
    start: int
    end: int
    text: str


_Entities = Mapping[str, tuple[str, SourceKind]]  # by the key of each name: id of the entity, and what it is


def as_record(gold: Gold, text: str) -> Record:
    """text: the clean text of the statement. Raises ValueError where words are not in it; `check` tells before."""
    lower, cased = folded(text), folded(text, lower=False)
    mentions: dict[tuple[str | int, ...], list[_Place]] = defaultdict(list)
    for one in gold_mentions(gold, (), cased):
        mentions[one.path[:2]].append(_place(text, cased, (one.start, one.end)))
    people = [
        Person(
            id=f"p{number}",
            name=person.name,
            roles=person.roles,
            role_spans=[],
            affiliations=[],
            registry=None,
            confidence=1.0,
            mentions=[PersonMention(**place, kind="full", confidence=1.0) for place in mentions["people", number]],
        )
        for number, person in enumerate(gold.people)
    ]
    states = [
        State(
            id=state.code,
            name=state.name,
            kind=state.kind,
            mentions=[StateMention(**place, kind="name") for place in mentions["states", number]],
        )
        for number, state in enumerate(gold.states)
    ]
    organisations = [
        Organisation(
            id=f"o{number}",
            name=body.name,
            acronym=body.acronym,
            kind=body.kind,
            country=body.country,
            signatory=body.signatory,
            registry=None,
            mentions=[
                OrganisationMention(**place, kind="full", confidence=1.0) for place in mentions["organisations", number]
            ],
        )
        for number, body in enumerate(gold.organisations)
    ]
    dates = [
        Date(
            **_place(text, lower, _nth(lower, date.text, date.nth)),
            id=f"d{number}",
            edtf=date.edtf,
            type=date.type,
            earliest=None,
            latest=None,
            basis="explicit",
            confidence=1.0,
        )
        for number, date in enumerate(gold.dates)
    ]
    entities = _entities(("person", people), ("state", states), ("organisation", organisations))
    claims = [
        _claim(f"c{number}", claim, _place(text, lower, _nth(lower, claim.text, claim.nth)), entities)
        for number, claim in enumerate(gold.claims)
    ]
    return msgspec.structs.replace(
        EMPTY, text=text, people=people, states=states, organisations=organisations, dates=dates, claims=claims
    )


def _nth(text: FoldedText, words: str, nth: int) -> tuple[int, int]:
    found = text.nth(fold(words), nth)
    if found is None:
        raise ValueError(f"{words!r} has no occurrence {nth} in the text")
    return found


def _place(text: str, folded_text: FoldedText, span: tuple[int, int]) -> _Place:
    """A span of the folded text, in the text."""
    start, end = folded_text.original(*span)
    return {"start": start, "end": end, "text": text[start:end]}


def _entities(*layers: tuple[SourceKind, Sequence[Person | State | Organisation]]) -> _Entities:
    """Where several have a name, it means the first that it is the full name of, else the first."""
    entities = [(kind, entity) for kind, layer in layers for entity in layer]
    found: dict[str, tuple[str, SourceKind]] = {}
    for kind, entity in entities:
        found.setdefault(name_key(entity.name), (entity.id, kind))
    for kind, entity in entities:
        for mention in entity.mentions:
            found.setdefault(name_key(mention.text), (entity.id, kind))
    return found


def _claim(id_: str, claim: GoldClaim, place: _Place, entities: _Entities) -> AnnotatedClaim:
    return AnnotatedClaim(
        **place,
        id=id_,
        type=claim.type,
        source=_source(claim.source, entities),
        actor=_argument(claim.actor, entities),
        action=claim.action,
        target=_argument(claim.target, entities),
        status=claim.status,
        quote=claim.quote,
        quantities=[
            Quantity(value=one.value, of=one.of, unit=one.unit, start=place["start"], end=place["end"])
            for one in claim.quantities
        ],
        dates=[],
        confidence=1.0,
        rule="annotation",
        optional=claim.optional,
    )


def _source(name: str | None, entities: _Entities) -> ClaimSource:
    if fold(name) == "author":
        return ClaimSource(ref=None, text=None, start=None, end=None, is_="author")
    entity = entities.get(name_key(name))
    ref, kind = entity or (None, "group")
    return ClaimSource(ref=ref, text=name, start=None, end=None, is_=kind)


def _argument(name: str | None, entities: _Entities) -> Argument | None:
    if not name:
        return None
    ref = entities[name_key(name)][0] if name_key(name) in entities else None
    return Argument(ref=ref, text=name, start=None, end=None)
