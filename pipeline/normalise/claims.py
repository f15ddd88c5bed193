"""Raw claims as the record has them: words resolved to entities, with their quantities and dates."""

from collections.abc import Sequence

from pipeline.normalise.duplicates import linked
from pipeline.normalise.references import Reference, References
from pipeline.record import Argument, Claim, ClaimSource, Date
from pipeline.relate.attribution import Voice, is_first_person
from pipeline.relate.context import RawClaim
from pipeline.relate.quantities import find_quantities
from pipeline.relate.syntax import Phrase, Tree
from pipeline.statement import Name

# An agent that only the subject of the text suggests is less sure than one that is printed.
_IMPLIED = 0.9
_SPEAKER = frozenset(("i", "me", "myself"))  # in a quotation: the one who is quoted


def resolve_claims(
    raw: Sequence[RawClaim],
    tree: Tree,
    references: References,
    dates: Sequence[Date],
    name_at: dict[int, Name],
) -> list[Claim]:
    """Claims with ids "c1", "c2", … in the order of `raw`, repetitions linked."""
    dated = [(d.start, d.end) for d in dates]
    claims = []
    for n, r in enumerate(raw, 1):
        start, end = tree.span(r.clause)
        actor = _argument(r.actor, tree, references, r.voice)
        target = _argument(r.target, tree, references, r.voice)
        confidence = r.confidence
        source = _source(r.voice.phrase, tree, references)
        unnamed = (r.agentless and r.type in ("violation", "criticism")) or r.type in ("demand", "recommendation")
        about = (references.addressee if r.type == "demand" else None) or references.subject_state
        if actor is None and unnamed and about is not None and (r.type != "recommendation" or about.ref != source.ref):
            actor = Argument(ref=about.ref, text=None, start=None, end=None)
            confidence = round(confidence * _IMPLIED, 3)
        claims.append(
            Claim(
                id=f"c{n}",
                type=r.type,
                start=start,
                end=end,
                text=tree.text[start:end],
                source=source,
                actor=actor,
                action=r.action,
                target=target,
                status=r.status,
                quote=r.voice.quote,
                quantities=find_quantities(tree, r.clause, dated, name_at),
                dates=[d.id for d in dates if start <= d.start and d.end <= end],
                confidence=confidence,
                rule=r.rule,
                via=[_source(phrase, tree, references) for phrase in r.via],
                paragraph=r.paragraph,
                kind=r.kind,
                victims=_victims(r, target, tree, references),
            )
        )
    return linked(claims)


def _argument(phrase: Phrase | None, tree: Tree, references: References, voice: Voice) -> Argument | None:
    if phrase is None:
        return None
    spoken = voice.phrase is not None and tree.lower[phrase.head] in _SPEAKER
    found = references.of(voice.phrase if spoken and voice.phrase else phrase)
    start, end = tree.span(phrase if found else references.antecedent(phrase))
    return Argument(ref=found.ref if found else None, text=tree.text[start:end], start=start, end=end)


def _victims(r: RawClaim, target: Argument | None, tree: Tree, references: References) -> list[str]:
    """What is said of the victims: by the target, or the words that it stands for, and by the roles of persons."""
    if r.type != "violation" or r.target is None or target is None:
        return []
    named = (references.at(tree.idx[k], tree.end_of(k)) for k in tree.conjuncts(r.target.head))
    refs = {target.ref, *(found.ref for found in named if found)}
    told = [role for ref in refs for role in references.roles(ref)]
    if (target.start, target.end) != tree.span(r.target):
        told.append(target.text or "")
    return sorted({*r.victims, *(victim for words in told for victim in references.victims.of_words(words))})


def _source(phrase: Phrase | None, tree: Tree, references: References) -> ClaimSource:
    if phrase is None or is_first_person(tree, phrase):
        return ClaimSource(ref=None, text=None, start=None, end=None, is_="author")
    found: Reference | None = references.of(phrase)
    start, end = tree.span(phrase if found else references.antecedent(phrase))
    kind = found.kind if found else "group"
    return ClaimSource(ref=found.ref if found else None, text=tree.text[start:end], start=start, end=end, is_=kind)
