"""People, states and organisations: one entity a statement, and every mention of it.

people, organisations   by name (`name_key`); an organisation also by a form that both sides have
states                  by code
mentions                multisets of entity and surface form (of organisations: of surface forms); no pronouns
people roles            of each person; wordings that are `alike`, or a found one with no word that the gold has not
signatories             organisations that both sides have, marked as signatories by both
"""

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence

from pipeline.evaluate.counts import Count
from pipeline.evaluate.gold import Gold, GoldOrganisation
from pipeline.evaluate.mistakes import Mistake
from pipeline.evaluate.pairing import most_pairs
from pipeline.evaluate.placing import Placed, gold_forms
from pipeline.evaluate.surfaces import FoldedText, alike, content_words, fold, name_key
from pipeline.record import Organisation, Person, Record

MENTION_LAYERS = {"people": "people mentions", "states": "state mentions", "organisations": "org mentions"}


def people(gold: Gold, record: Record) -> Iterator[tuple[str, Count] | Mistake]:
    wanted = {name_key(one.name): (number, one) for number, one in enumerate(gold.people)}
    found = {name_key(one.name): one for one in record.people}
    yield "people", Count(len(wanted.keys() & found.keys()), len(wanted), len(found))
    for key, (number, one) in wanted.items():
        if key not in found:
            yield Mistake("people", "missed", "", one.name, path=("people", number))
    for key, person in found.items():
        if key not in wanted:
            yield Mistake("people", "false", "", person.name, _first(person))
    for key in sorted(wanted.keys() | found.keys()):
        number, roles = (wanted[key][0], wanted[key][1].roles) if key in wanted else (0, [])
        yield from _roles(number, roles, found.get(key))


def _roles(number: int, gold: Sequence[str], person: Person | None) -> Iterator[tuple[str, Count] | Mistake]:
    found = person.roles if person else []
    pairs = most_pairs(gold, found, _same_role)
    yield "people roles", Count(len(pairs), len(gold), len(found))
    for index in sorted(set(range(len(gold))) - {i for i, _ in pairs}):
        path = ("people", number, "roles", index)
        cause = "of a person found" if person else "of a person missed"
        yield Mistake("people roles", "missed", cause, gold[index], _first(person) if person else None, path)
    for index in sorted(set(range(len(found))) - {j for _, j in pairs}):
        span = person.role_spans[index] if person and index < len(person.role_spans) else None
        yield Mistake("people roles", "false", "", found[index], span)


def _same_role(gold: str, found: str) -> bool:
    words = content_words(found)
    return alike(gold, found) or (bool(words) and words <= content_words(gold))


def states(gold: Gold, record: Record) -> Iterator[tuple[str, Count] | Mistake]:
    wanted = {one.code: number for number, one in enumerate(gold.states)}
    found = {one.id: one for one in record.states}
    yield "states", Count(len(wanted.keys() & found.keys()), len(wanted), len(found))
    for code, number in wanted.items():
        if code not in found:
            yield Mistake("states", "missed", "", code, path=("states", number))
    for code, state in found.items():
        if code not in wanted:
            span = (state.mentions[0].start, state.mentions[0].end) if state.mentions else None
            yield Mistake("states", "false", "", code, span)


def organisations(gold: Gold, record: Record) -> Iterator[tuple[str, Count] | Mistake]:
    wanted, found = gold.organisations, record.organisations
    pairs = _same_organisations(wanted, found)
    yield "organisations", Count(len(pairs), len(wanted), len(found))
    for index in sorted(set(range(len(wanted))) - {i for i, _ in pairs}):
        one = wanted[index]
        yield Mistake("organisations", "missed", one.kind, one.name, path=("organisations", index))
    for index in sorted(set(range(len(found))) - {j for _, j in pairs}):
        yield Mistake("organisations", "false", found[index].kind, found[index].name, _first(found[index]))
    signed = [(i, j) for i, j in pairs if wanted[i].signatory and found[j].signatory]
    yield (
        "signatories",
        Count(len(signed), sum(one.signatory for one in wanted), sum(one.signatory for one in found)),
    )
    for index, one in enumerate(wanted):
        if one.signatory and index not in {i for i, _ in signed}:
            yield Mistake("signatories", "missed", "", one.name, path=("organisations", index))
    for index, other in enumerate(found):
        if other.signatory and index not in {j for _, j in signed}:
            yield Mistake("signatories", "false", "", other.name, _first(other))


def _same_organisations(gold: Sequence[GoldOrganisation], found: Sequence[Organisation]) -> list[tuple[int, int]]:
    """Pairs by name, then as many of the rest as have a form in common."""
    pairs = most_pairs(gold, found, lambda one, other: name_key(one.name) == name_key(other.name))
    rest = [i for i in range(len(gold)) if i not in {i for i, _ in pairs}]
    left = [j for j in range(len(found)) if j not in {j for _, j in pairs}]
    forms = {i: _forms(gold[i].name, gold[i].acronym, (surface for surface, _ in gold[i].mentions)) for i in rest}
    others = {j: _forms(found[j].name, found[j].acronym, (one.text for one in found[j].mentions)) for j in left}
    more = most_pairs(rest, left, lambda i, j: bool(forms[i] & others[j]))
    return sorted([*pairs, *((rest[i], left[j]) for i, j in more)])


def _forms(name: str, acronym: str | None, surfaces: Iterable[str]) -> set[str]:
    return {name_key(name), *(name_key(surface) for surface in surfaces)} | ({name_key(acronym)} if acronym else set())


def mentions(
    gold: Gold, placed: Sequence[Placed], found: Sequence[Placed], cased: FoldedText
) -> Iterator[tuple[str, Count] | Mistake]:
    """placed: the mentions of the gold that have a place; found: those of the record."""
    wanted: dict[str, Counter[_Form]] = {layer: Counter() for layer in MENTION_LAYERS}
    for surface, times, layer, key, _ in gold_forms(gold):
        wanted[layer][_form(layer, key, fold(surface))] += times
    for layer, name in MENTION_LAYERS.items():
        meant = [one for one in placed if one.layer == layer]
        there = [one for one in found if one.layer == layer]
        have = Counter(_form(one.layer, one.key, one.surface) for one in there)
        yield name, Count((wanted[layer] & have).total(), wanted[layer].total(), have.total())
        for one in _differing(meant, wanted[layer] - have, there):
            yield Mistake(name, "missed", _cause(one), _shown(one), cased.original(one.start, one.end), one.path)
        for one in _differing(there, have - wanted[layer], meant):
            yield Mistake(name, "false", _cause(one), _shown(one), cased.original(one.start, one.end))


_Form = tuple[str, str]


def _form(layer: str, key: str, surface: str) -> _Form:
    return ("", name_key(surface)) if layer == "organisations" else (key, surface)


def _differing(mentions: Sequence[Placed], excess: Counter[_Form], other: Sequence[Placed]) -> Iterator[Placed]:
    """As many mentions of each form as the one side has more: first those where the other side has nothing."""
    taken = {(one.start, one.end) for one in other}
    for one in sorted(mentions, key=lambda one: ((one.start, one.end) in taken, one)):
        form = _form(one.layer, one.key, one.surface)
        if excess[form]:
            excess[form] -= 1
            yield one


def _cause(mention: Placed) -> str:
    return mention.key if mention.layer == "states" else ""


def _shown(mention: Placed) -> str:
    return mention.surface if mention.layer == "organisations" else f"{mention.surface} = {mention.key}"


def _first(entity: Person | Organisation) -> tuple[int, int] | None:
    return (entity.mentions[0].start, entity.mentions[0].end) if entity.mentions else None
