"""Raw claims as the record has them: words resolved to entities, with their quantities and dates."""

from collections.abc import Sequence

from pipeline.normalise.references import Reference, References
from pipeline.record import Argument, Claim, ClaimSource, Date
from pipeline.relate.attribution import is_first_person
from pipeline.relate.context import RawClaim
from pipeline.relate.quantities import find_quantities
from pipeline.relate.syntax import Phrase, Tree
from pipeline.statement import Name

# An agent that only the subject of the text suggests is less sure than one that is printed.
_IMPLIED = 0.9


def resolve_claims(
    raw: Sequence[RawClaim],
    tree: Tree,
    references: References,
    dates: Sequence[Date],
    name_at: dict[int, Name],
) -> list[Claim]:
    """Claims with ids "c1", "c2", … in the order of `raw`."""
    dated = [(d.start, d.end) for d in dates]
    claims = []
    for n, r in enumerate(raw, 1):
        start, end = tree.span(r.clause)
        actor = _argument(r.actor, tree, references)
        confidence = r.confidence
        unnamed = (r.agentless and r.type == "violation") or r.type == "demand"
        if actor is None and unnamed and references.subject_state is not None:
            actor = Argument(ref=references.subject_state.ref, text=None, start=None, end=None)
            confidence = round(confidence * _IMPLIED, 3)
        claims.append(
            Claim(
                id=f"c{n}",
                type=r.type,
                start=start,
                end=end,
                text=tree.text[start:end],
                source=_source(r, tree, references),
                actor=actor,
                action=r.action,
                target=_argument(r.target, tree, references),
                status=r.status,
                quote=r.voice.quote,
                quantities=find_quantities(tree, r.clause, dated, name_at),
                dates=[d.id for d in dates if start <= d.start and d.end <= end],
                confidence=confidence,
                rule=r.rule,
            )
        )
    return claims


def _argument(phrase: Phrase | None, tree: Tree, references: References) -> Argument | None:
    if phrase is None:
        return None
    start, end = tree.span(phrase)
    found = references.of(phrase)
    return Argument(ref=found.ref if found else None, text=tree.text[start:end], start=start, end=end)


def _source(r: RawClaim, tree: Tree, references: References) -> ClaimSource:
    phrase = r.voice.phrase
    if phrase is None or is_first_person(tree, phrase):
        return ClaimSource(ref=None, text=None, start=None, end=None, is_="author")
    start, end = tree.span(phrase)
    found: Reference | None = references.of(phrase)
    kind = found.kind if found else "group"
    return ClaimSource(ref=found.ref if found else None, text=tree.text[start:end], start=start, end=end, is_=kind)
