"""Claims: found, with the right type, and with the right slots.

A claim found and one of the gold can be the same where their spans share at least `OVERLAP` of their union, counted
in characters of the folded text.

claims untyped   pairs of whatever type
claims typed     pairs of the same type
claims full      typed pairs, each counted as the share of its six slots that are right
quantities       of typed pairs, multisets of (value, of)

Of several ways to pair, more right slots go first, then more overlap; what must be found goes before what is
"optional" in the gold. A claim that is paired with an optional one counts neither for nor against; an optional one
that nobody found has not been missed. Where the record is a second annotation, the same holds for what is optional
there.
"""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from pipeline.evaluate.counts import Count, Share
from pipeline.evaluate.gold import ENTITY_KINDS, Gold, GoldClaim
from pipeline.evaluate.mistakes import Mistake
from pipeline.evaluate.pairing import best_pairs
from pipeline.evaluate.surfaces import FoldedText, alike, content_words, fold, name_key
from pipeline.record import Argument, Claim, ClaimSource, Organisation, Person, Record, State

OVERLAP = 0.3
SLOTS = ("source", "actor", "action", "target", "status", "quote")
SLOT = "claim {}"  # name of a slot's accuracy
TYPE = "claims typed, {}"  # name of a type's row
_GOVERNMENT = frozenset(
    "government governments authorities authority officials official state regime republic leaders leadership".split()
)

Span = tuple[int, int]


class AnnotatedClaim(Claim, frozen=True, kw_only=True):
    """A claim of an annotation that is measured as a record."""

    optional: bool


@dataclass(frozen=True, slots=True)
class ClaimPairs:
    """Which claims of gold and record are the same, by index, those of optional gold included."""

    typed: tuple[Span, ...]
    untyped: tuple[Span, ...]
    right: Mapping[Span, tuple[bool, ...]]  # of typed pairs, the slots in their order
    gold_spans: tuple[Span | None, ...]  # in the folded text


def pair(gold: Gold, record: Record, text: FoldedText) -> ClaimPairs:
    """text: the folded text of the record."""
    names, entities = _names(record), _entities(gold)
    wanted = [text.nth(fold(one.text), one.nth) for one in gold.claims]
    found = [text.span(one.start, one.end) for one in record.claims]
    shared = {
        (i, j): overlap
        for i, one in enumerate(wanted)
        for j, other in enumerate(found)
        if one is not None and (overlap := _overlap(one, other)) >= OVERLAP
    }
    slots = {(i, j): _slots(gold.claims[i], record.claims[j], names, entities) for i, j in shared}

    def rank(pair: Span) -> tuple[object, ...]:
        i, j = pair
        one, other = gold.claims[i], record.claims[j]
        best = sum(slots[pair]) / len(SLOTS) + shared[pair] / 100
        # what follows makes equal claims stand in an order that is not the files'
        optional = one.optional + is_optional(other)
        return optional, -best, wanted[i], one.type, one.action, found[j], other.type, other.action, other.rule

    ranked = sorted(shared, key=rank)
    typed = best_pairs([(i, j) for i, j in ranked if gold.claims[i].type == record.claims[j].type])
    return ClaimPairs(tuple(typed), tuple(best_pairs(ranked)), {one: slots[one] for one in typed}, tuple(wanted))


def claims(
    gold: Gold, record: Record, pairs: ClaimPairs, text: FoldedText
) -> Iterator[tuple[str, Count | Share] | Mistake]:
    for name, made in (("claims untyped", pairs.untyped), ("claims typed", pairs.typed)):
        counted, wanted, found = _counting(gold, record, made)
        yield name, Count(len(counted), len(wanted), len(found))
    counted, wanted, found = _counting(gold, record, pairs.typed)
    right = sum(sum(pairs.right[one]) / len(SLOTS) for one in counted)
    yield "claims full", Count(right, len(wanted), len(found))
    for index, slot in enumerate(SLOTS):
        yield SLOT.format(slot), Share(sum(pairs.right[one][index] for one in counted), len(counted))
    for i, j in pairs.typed:
        want = Counter((one.value, one.of) for one in gold.claims[i].quantities)
        have = Counter((one.value, one.of) for one in record.claims[j].quantities)
        yield "quantities", Count((want & have).total(), want.total(), have.total())
    for i in wanted:
        yield TYPE.format(gold.claims[i].type), Count(gold=1)
    for j in found:
        yield TYPE.format(record.claims[j].type), Count(found=1)
    for i, _ in counted:
        yield TYPE.format(gold.claims[i].type), Count(right=1)
    yield from _mistakes(gold, record, pairs, text)


def is_optional(claim: Claim) -> bool:
    """Whether a claim of a record counts neither for nor against: one that an annotator files or leaves."""
    return isinstance(claim, AnnotatedClaim) and claim.optional


def _counting(gold: Gold, record: Record, pairs: Sequence[Span]) -> tuple[list[Span], list[int], list[int]]:
    """Which pairs, claims of the gold and of the record count: none that is optional or paired with an optional one."""
    wanted = {i for i, one in enumerate(gold.claims) if not one.optional}
    found = {j for j, one in enumerate(record.claims) if not is_optional(one)}
    counted = [(i, j) for i, j in pairs if i in wanted and j in found]
    spare = set(pairs) - set(counted)
    return counted, sorted(wanted - {i for i, _ in spare}), sorted(found - {j for _, j in spare})


def _mistakes(gold: Gold, record: Record, pairs: ClaimPairs, text: FoldedText) -> Iterator[Mistake]:
    wanted, found = {i for i, _ in pairs.typed}, {j for _, j in pairs.typed}
    taken_for = {i: record.claims[j].type for i, j in pairs.untyped if i not in wanted and j not in found}
    for i, one in enumerate(gold.claims):
        if i not in wanted and not one.optional:
            place = pairs.gold_spans[i]
            cause = f"{one.type}, found as {taken_for[i]}" if i in taken_for else f"{one.type}, not found"
            yield Mistake(
                "claims typed", "missed", cause, one.text, text.original(*place) if place else None, ("claims", i)
            )
    for j, other in enumerate(record.claims):
        if j not in found and not is_optional(other):
            cause = f"{other.type}, rule {other.rule}"
            yield Mistake("claims typed", "false", cause, other.text, (other.start, other.end))
    for i, j in pairs.typed:
        one, other = gold.claims[i], record.claims[j]
        for slot, right in zip(SLOTS, pairs.right[i, j], strict=True):
            if not (right or one.optional or is_optional(other)):
                what = f"{_shown(getattr(other, slot))}, right is {_shown(getattr(one, slot))}"
                cause = f"{slot} of a {one.type}"
                yield Mistake("claims full", "wrong", cause, what, (other.start, other.end), ("claims", i, slot))


def _shown(slot: str | Argument | ClaimSource | None) -> str:
    if isinstance(slot, ClaimSource) and slot.is_ == "author":
        return "author"
    if isinstance(slot, Argument | ClaimSource):
        return f"{slot.text or ''} ({slot.ref})" if slot.ref else slot.text or "nothing"
    return slot or "nothing"


def _overlap(one: Span, other: Span) -> float:
    """Intersection over union."""
    both = min(one[1], other[1]) - max(one[0], other[0])
    return both / (max(one[1], other[1]) - min(one[0], other[0])) if both > 0 else 0.0


_Entities = Mapping[str, tuple[str, frozenset[str]]]


def _entities(gold: Gold) -> _Entities:
    """Every name of an entity of the gold, as a key: the layer, and all names of the entities so called."""
    kinds: dict[str, str] = {}
    names: dict[str, set[str]] = {}
    for kind in ENTITY_KINDS:
        for entity in getattr(gold, kind):
            forms = {entity.name, *(surface for surface, _ in entity.mentions)}
            for form in forms:
                key = name_key(form)
                kinds.setdefault(key, kind)
                names.setdefault(key, set()).update(forms)
    return {key: (kinds[key], frozenset(forms)) for key, forms in names.items()}


def _names(record: Record) -> Mapping[str, frozenset[str]]:
    """The name and forms of the entities of a record, by id."""
    entities: list[Person | State | Organisation] = [*record.people, *record.states, *record.organisations]
    return {one.id: frozenset({one.name, *(mention.text for mention in one.mentions)}) for one in entities}


def _slots(gold: GoldClaim, found: Claim, names: Mapping[str, frozenset[str]], entities: _Entities) -> tuple[bool, ...]:
    """Which slots are right, in the order of SLOTS.

    source: the author on both sides, else as actor and target. actor, target: see `_same_argument`. action: a content
    word in common. status, quote: equal.
    """
    by_author = found.source.is_ == "author" or fold(found.source.text) == "author"
    source = (
        by_author
        if fold(gold.source) == "author"
        else not by_author and _same_argument(gold.source, found.source, names, entities)
    )
    return (
        source,
        _same_argument(gold.actor, found.actor, names, entities),
        bool(content_words(gold.action) & content_words(found.action)),
        _same_argument(gold.target, found.target, names, entities),
        gold.status == found.status,
        gold.quote == found.quote,
    )


def _same_argument(
    gold: str | None,
    found: Argument | ClaimSource | None,
    names: Mapping[str, frozenset[str]],
    entities: _Entities,
) -> bool:
    """Whether an argument is the one of the gold, by its words or by any name of the entity that it refers to.

    An entity of the gold: one of its names; for a state, a word for its government may be added; for a person of more
    than one word, anything may stand around the name. Other words: `alike`, or one phrase within the other.
    """
    if not gold:
        return found is None or not found.text
    if found is None:
        return False
    wordings = {one for one in {found.text, *names.get(found.ref or "", ())} if one}
    if name_key(gold) not in entities:
        return any(_same_phrase(gold, one) for one in wordings)
    kind, forms = entities[name_key(gold)]
    return any(_names_entity(one, form, kind) for one in wordings for form in forms)


def _same_phrase(gold: str, found: str) -> bool:
    one, other = content_words(gold), content_words(found)
    return alike(gold, found) or (bool(one and other) and (one <= other or other <= one))


def _names_entity(wording: str, form: str, kind: str) -> bool:
    words, needed = content_words(wording), content_words(form)
    if name_key(wording) == name_key(form):
        return True
    if not needed <= words:
        return False
    return (kind == "states" and words - needed <= _GOVERNMENT) or (kind == "people" and len(needed) > 1)


def evidence(gold: Gold, record: Record, pairs: ClaimPairs) -> Sequence[tuple[float, bool]]:
    """Confidence of each claim found, and whether it is right (typed); without those paired with optional gold."""
    partner: Mapping[int, int] = {j: i for i, j in pairs.typed}
    return [
        (one.confidence, j in partner)
        for j, one in enumerate(record.claims)
        if j not in partner or not gold.claims[partner[j]].optional
    ]
