"""normalise: mentions become entities, expressions become values, words of claims become references.

    >>> record.people[0].name, record.dates[0].edtf
    ('Asel Nurbekova', '2024-03-12')

In: texts with names and relations. Out: the records.
"""

from collections.abc import Mapping, Sequence

import msgspec

from pipeline.clean import source_map
from pipeline.matching.registry import Registry
from pipeline.normalise.claims import resolve_claims
from pipeline.normalise.dates import dates
from pipeline.normalise.organisations import join_organisations
from pipeline.normalise.people import join_people
from pipeline.normalise.references import References
from pipeline.normalise.states import state_mentions
from pipeline.record import Person, PersonMention, Record, Source
from pipeline.relate import Relations
from pipeline.relate.lexicon import Lexicon
from pipeline.relate.syntax import Tree
from pipeline.statement import CleanText, Recognised

_PRONOUN_CONFIDENCE = 0.6


def normalise(
    batch: Sequence[Recognised], relations: Sequence[Relations], registry: Registry, lexicon: Lexicon
) -> list[Record]:
    """One record for each text, in order."""
    return [_record(text, found, registry, lexicon) for text, found in zip(batch, relations, strict=True)]


def _record(text: Recognised, found: Relations, registry: Registry, lexicon: Lexicon) -> Record:
    clean = text.clean
    organisations = join_organisations(text, found.signatories, registry)
    people = join_people(text, found.roles, organisations)
    states = state_mentions(text, registry)
    reference_date, dated = dates(clean)
    references = References(found.tree, people, states, organisations, clean.sections, lexicon)
    claims = resolve_claims(found.claims, found.tree, references, dated, found.name_at)
    return Record(
        id=clean.statement.id,
        key=clean.statement.key,
        source=_with_title(clean),
        reference_date=reference_date,
        text=clean.text,
        source_map=source_map(clean),
        sections=list(clean.sections),
        people=_with_pronouns(people, references.resolved_pronouns, found.tree),
        states=states,
        organisations=organisations,
        dates=dated,
        claims=claims,
    )


def _with_title(clean: CleanText) -> Source:
    """The source, with the headline for a title where the file names none."""
    source = clean.statement.source
    headline = next((s for s in clean.sections if s.kind == "headline"), None)
    if source.title is not None or headline is None:
        return source
    return msgspec.structs.replace(source, title=clean.text[headline.start : headline.end].replace("\n", " "))


def _with_pronouns(people: Sequence[Person], resolved: Mapping[int, str], tree: Tree) -> list[Person]:
    """The people with the pronouns that were resolved to them among their mentions."""
    pronouns: dict[str, list[PersonMention]] = {}
    for token, person in sorted(resolved.items()):
        start, end = tree.idx[token], tree.end_of(token)
        pronouns.setdefault(person, []).append(
            PersonMention(
                start=start, end=end, text=tree.text[start:end], kind="pronoun", confidence=_PRONOUN_CONFIDENCE
            )
        )
    return [
        msgspec.structs.replace(p, mentions=sorted([*p.mentions, *pronouns[p.id]], key=lambda m: m.start))
        if p.id in pronouns
        else p
        for p in people
    ]
