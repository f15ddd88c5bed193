"""Where the mentions of the gold stand: it tells how often a surface form means an entity, but not where.

A form may stand in the text more often than it means the entity (the China of "Human Rights in China" does not). So
the longest forms are placed first, on whole words, case being told apart; of the places left, those come first where
the record has the same form of the same entity, then of the same layer, then those outside longer mentions; then the
order of the text decides. A count is thus never wrong, and a place is never held against the record for no reason.
"""

from collections.abc import Collection, Iterator
from dataclasses import dataclass

from pipeline.evaluate.gold import ENTITY_KINDS, Gold
from pipeline.evaluate.positions import Path
from pipeline.evaluate.surfaces import FoldedText, fold, folded, name_key
from pipeline.record import Record


@dataclass(frozen=True, slots=True, order=True)
class Placed:
    """A mention. start, end: half-open, in the text folded with its case. key: of the entity, within the layer."""

    start: int
    end: int
    layer: str  # people, states, organisations
    key: str
    surface: str  # folded
    path: Path = ()  # of the gold


def entity_key(layer: str, entity: object) -> str:
    """What tells entities of a layer apart: the code of a state, the name of others."""
    if layer == "states":
        return str(getattr(entity, "code", None) or getattr(entity, "id", ""))
    return name_key(getattr(entity, "name", ""))


def found_mentions(record: Record, cased: FoldedText) -> list[Placed]:
    """The mentions of a record without pronouns, in text order."""
    found = []
    for layer in ENTITY_KINDS:
        for entity in getattr(record, layer):
            key = entity_key(layer, entity)
            for mention in entity.mentions:
                if mention.kind != "pronoun":
                    found.append(Placed(*cased.span(mention.start, mention.end), layer, key, fold(mention.text)))
    return sorted(found)


def gold_mentions(gold: Gold, found: Collection[Placed], cased: FoldedText) -> list[Placed]:
    """The mentions of the gold that have a place in the text, in text order."""
    same = {(one.start, one.end, one.layer, one.key) for one in found}
    same_layer = {(one.start, one.end, one.layer) for one in found}
    placed: list[Placed] = []
    for surface, times, layer, key, path in sorted(gold_forms(gold), key=lambda form: (-len(form[0]), form)):
        free = [
            (start, end)
            for start, end in cased.words(surface)
            if not any((one.start, one.end, one.layer) == (start, end, layer) for one in placed)
        ]
        free.sort(
            key=lambda span: (
                (*span, layer, key) not in same,
                (*span, layer) not in same_layer,
                any(one.start <= span[0] and span[1] <= one.end for one in placed),
                span,
            )
        )
        placed += [Placed(*span, layer, key, fold(surface), path) for span in free[:times]]
    return sorted(placed)


def gold_forms(gold: Gold) -> Iterator[tuple[str, int, str, str, Path]]:
    """Surface form (folded with its case), how often it means the entity, layer, key of the entity, path."""
    for layer in ENTITY_KINDS:
        for number, entity in enumerate(getattr(gold, layer)):
            for index, (surface, times) in enumerate(entity.mentions):
                path = (layer, number, "mentions", index)
                yield folded(surface, lower=False).text.strip(), times, layer, entity_key(layer, entity), path
