"""One statement: its gold and its record compared, layer by layer."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from pipeline.evaluate import claims, dates, entities, soundness, spans
from pipeline.evaluate.counts import Count, Share
from pipeline.evaluate.gold import Gold
from pipeline.evaluate.mistakes import Mistake
from pipeline.evaluate.placing import Placed, found_mentions, gold_mentions
from pipeline.evaluate.spans import LabelledSpan, Outcomes, Scheme
from pipeline.evaluate.surfaces import FoldedText, fold, folded, name_key
from pipeline.record import Record

# Layers, in the order in which they are shown. What each counts is told where it is counted.
LAYERS = (
    *("people", "people mentions", "people roles"),  # entities.py
    *("states", "state mentions"),
    *("organisations", "org mentions", "signatories"),
    *("dates found", "dates value"),  # dates.py
    *("claims untyped", "claims typed", "claims full", "quantities"),  # claims.py
)
STATE_CODE = "state code"


@dataclass(frozen=True, slots=True)
class Scores:
    """Of a statement. counts: by layer and by type of claim; shares: accuracies by what they are of.

    names: spans of people, states, organisations and dates by label, claims: those of claims by type, each under the
    four schemes. people_evidence, claim_evidence: confidence of each one found, and whether it is right.
    """

    counts: Mapping[str, Count]
    shares: Mapping[str, Share]
    names: Mapping[str, Mapping[Scheme, Outcomes]]
    claims: Mapping[str, Mapping[Scheme, Outcomes]]
    people_evidence: Sequence[tuple[float, bool]]
    claim_evidence: Sequence[tuple[float, bool]]
    mistakes: Sequence[Mistake]
    unsound: Sequence[str]  # faults of the record itself


def score(gold: Gold, record: Record) -> Scores:
    """The order of things in gold and record does not matter."""
    text, cased = folded(record.text), folded(record.text, lower=False)
    found = found_mentions(record, cased)
    placed = gold_mentions(gold, found, cased)
    pairs = claims.pair(gold, record, text)
    counts: dict[str, Count] = {layer: Count() for layer in LAYERS}
    shares: dict[str, Share] = {}
    mistakes: list[Mistake] = []
    for part in (
        entities.people(gold, record),
        entities.states(gold, record),
        entities.organisations(gold, record),
        entities.mentions(gold, placed, found, cased),
        dates.dates(gold, record, text),
        [(STATE_CODE, _state_codes(placed, found))],
        claims.claims(gold, record, pairs, text),
    ):
        for one in part:
            if isinstance(one, Mistake):
                mistakes.append(one)
            elif isinstance(one[1], Count):
                counts[one[0]] = counts.get(one[0], Count()) + one[1]
            else:
                shares[one[0]] = shares.get(one[0], Share()) + one[1]
    known = {name_key(one.name) for one in gold.people}
    return Scores(
        counts=counts,
        shares=shares,
        names=_by_label(*_names(gold, record, placed, found, text, cased)),
        claims=_by_label(*_claims(gold, record, text)),
        people_evidence=[(one.confidence, name_key(one.name) in known) for one in record.people],
        claim_evidence=claims.evidence(gold, record, pairs),
        mistakes=[_with_span(one, placed, cased) for one in mistakes],
        unsound=list(soundness.faults(record)),
    )


def _with_span(mistake: Mistake, placed: Sequence[Placed], cased: FoldedText) -> Mistake:
    """An entity that was missed stands where the first of its mentions does."""
    if mistake.span or not mistake.path:
        return mistake
    first = next((one for one in placed if one.path[:2] == mistake.path[:2]), None)
    return replace(mistake, span=cased.original(first.start, first.end)) if first else mistake


def _state_codes(placed: Sequence[Placed], found: Sequence[Placed]) -> Share:
    """Of the state mentions of the gold that were found as some state (spans overlap), how many have the right code."""
    gold = [LabelledSpan(one.start, one.end, one.key) for one in placed if one.layer == "states"]
    have = [LabelledSpan(one.start, one.end, one.key) for one in found if one.layer == "states"]
    pairs = spans.pair(gold, have)
    return Share(sum(one.label == other.label for one, other in pairs), len(pairs))


def _names(
    gold: Gold, record: Record, placed: Sequence[Placed], found: Sequence[Placed], text: FoldedText, cased: FoldedText
) -> tuple[list[LabelledSpan], list[LabelledSpan]]:
    wanted = [LabelledSpan(one.start, one.end, one.layer) for one in placed]
    have = [LabelledSpan(one.start, one.end, one.layer) for one in found]
    for date in gold.dates:
        place = text.nth(fold(date.text), date.nth)
        if place is not None:
            wanted.append(LabelledSpan(*cased.span(*text.original(*place)), "dates"))
    have += [LabelledSpan(*cased.span(one.start, one.end), "dates") for one in record.dates]
    return wanted, have


def _claims(gold: Gold, record: Record, text: FoldedText) -> tuple[list[LabelledSpan], list[LabelledSpan]]:
    places = [(text.nth(fold(one.text), one.nth), one) for one in gold.claims]
    wanted = [LabelledSpan(*place, one.type, one.optional) for place, one in places if place is not None]
    have = [LabelledSpan(*text.span(one.start, one.end), one.type, claims.is_optional(one)) for one in record.claims]
    return wanted, have


def _by_label(wanted: Sequence[LabelledSpan], have: Sequence[LabelledSpan]) -> dict[str, dict[Scheme, Outcomes]]:
    table: dict[str, dict[Scheme, Outcomes]] = {}
    for label, outcome in spans.outcomes(wanted, have):
        row = table.setdefault(label, dict.fromkeys(spans.SCHEMES, Outcomes()))
        for scheme, one in outcome.items():
            row[scheme] = row[scheme] + one
    return table
