"""Claims of whole sentences, through the real model."""

from dataclasses import dataclass

import pytest

from pipeline import extract
from pipeline.record import Claim, Record

pytestmark = pytest.mark.slow

# (type, source, actor, action, target, status, quote): the words as they stand, None where nothing is printed.
Told = tuple[str, str | None, str | None, str, str | None, str, str]


@dataclass(frozen=True)
class Padding:
    """Sentences around the one under test, so that the language is plain."""

    before: str = "The town lies on the river, and the market is held there on Mondays."
    after: str = "The weather was fine for most of the week in the north of the country."


def record_of(sentence: str) -> Record:
    (record,) = extract(f"{Padding.before}\n\n{sentence}\n\n{Padding.after}")
    return record


def told(claim: Claim) -> Told:
    actor, target = claim.actor, claim.target
    return (
        claim.type,
        claim.source.text,
        actor.text if actor else None,
        claim.action,
        target.text if target else None,
        claim.status,
        claim.quote,
    )


CASES: list[tuple[str, list[Told]]] = [
    # violation: actives, passives, coordination, relative clauses, attempts, negation, conditions, nouns
    (
        "Police in Minsk arrested Asel Nurbekova on 3 May.",
        [("violation", None, "Police in Minsk", "arrest", "Asel Nurbekova", "asserted", "none")],
    ),
    (
        "Asel Nurbekova was beaten and denied medical care.",
        [
            ("violation", None, None, "beat", "Asel Nurbekova", "asserted", "none"),
            ("violation", None, None, "deny", "Asel Nurbekova", "asserted", "none"),
        ],
    ),
    (
        "The authorities have detained Tadesse Bekele, who had been tortured in 2019.",
        [
            ("violation", None, "The authorities", "detain", "Tadesse Bekele", "asserted", "none"),
            ("violation", None, None, "torture", "Tadesse Bekele", "asserted", "none"),
        ],
    ),
    (
        "Soldiers tried to silence the journalists.",
        [("violation", None, "Soldiers", "silence", "the journalists", "asserted", "none")],
    ),
    (
        "The journalists were not detained.",
        [("violation", None, None, "detain", "The journalists", "negated", "none")],
    ),
    (
        "If the law is adopted, journalists could be jailed.",
        [("violation", None, None, "jail", "journalists", "hypothetical", "none")],
    ),
    # demand: addressee and act, several acts, modals
    (
        "We urge the government to release Tadesse Bekele and to drop all charges.",
        [
            ("demand", None, "the government", "release", "Tadesse Bekele", "asserted", "none"),
            ("demand", None, "the government", "drop", "all charges", "asserted", "none"),
        ],
    ),
    (
        "Amnesty International called on Kenya to ratify the convention.",
        [("demand", "Amnesty International", "Kenya", "ratify", "the convention", "asserted", "indirect")],
    ),
    (
        "The Council should establish an independent inquiry.",
        [("demand", None, "The Council", "establish", "an independent inquiry", "asserted", "none")],
    ),
    ("The charges must be dropped.", [("demand", None, None, "drop", "The charges", "asserted", "none")]),
    # criticism: attitude, light verbs, adjectives
    (
        "The experts expressed concern about the new law.",
        [("criticism", "The experts", "The experts", "express", "the new law", "asserted", "indirect")],
    ),
    # response and vote
    (
        "Kenya accepted 212 of the 340 recommendations.",
        [("response", None, "Kenya", "accept", "212 of the 340 recommendations", "asserted", "none")],
    ),
    (
        "The Council adopted the resolution by 25 votes to 6.",
        [("vote", None, "The Council", "adopt", "the resolution", "asserted", "none")],
    ),
    (
        "Sixteen states voted against the resolution.",
        [("vote", None, "Sixteen states", "vote", "the resolution", "asserted", "none")],
    ),
    # commitment
    (
        "The president promised to release the prisoners.",
        [("commitment", "The president", "The president", "release", "the prisoners", "asserted", "indirect")],
    ),
    # statement: indirect, direct, according to
    (
        "The minister said that the prisons were full.",
        [("statement", "The minister", "the prisons", "full", None, "asserted", "indirect")],
    ),
    (
        "“The prisons are full,” said Minister Amina Yusuf.",
        [("statement", "Amina Yusuf", "The prisons", "full", None, "asserted", "direct")],
    ),
    (
        "According to the report, 40 people live in the camp.",
        [("statement", "the report", "40 people", "live", None, "asserted", "indirect")],
    ),
    # nothing that anybody claims of anybody
    ("The town has three schools and a library.", []),
    ("She has the right not to be tortured.", []),
    ("The Convention against Torture entered into force in 1987.", []),
]


@pytest.mark.parametrize(("sentence", "expected"), CASES, ids=[sentence for sentence, _ in CASES])
def test_claims_of_a_sentence(sentence, expected):
    assert [told(claim) for claim in record_of(sentence).claims] == expected


def test_every_span_is_what_it_quotes():
    record = record_of(CASES[2][0])
    for claim in record.claims:
        assert record.text[claim.start : claim.end] == claim.text
        for part in (claim.source, claim.actor, claim.target):
            if part is not None and part.start is not None:
                assert record.text[part.start : part.end] == part.text


def test_words_lead_to_the_entities_they_mean():
    record = record_of(
        "Kenya has jailed Asel Nurbekova, a lawyer from Nakuru. The government said that she had no permit. "
        "Nairobi rejected the criticism."
    )
    (person,) = record.people
    by_action = {claim.action: claim for claim in record.claims}
    assert by_action["jail"].actor.ref == "KEN"
    assert by_action["jail"].target.ref == person.id
    assert by_action["have"].actor.ref == person.id
    assert by_action["reject"].actor.ref == "KEN"
    assert "pronoun" in {mention.kind for mention in person.mentions}


def test_a_list_under_an_appeal_is_asked_of_its_addressee():
    record = record_of(
        "We call on the Kenyan authorities to:\n\n• release Asel Nurbekova at once;\n\n• drop the charges against her."
    )
    assert [(c.actor.ref, c.action, c.text) for c in record.claims if c.type == "demand"] == [
        ("KEN", "release", "release Asel Nurbekova at once"),
        ("KEN", "drop", "drop the charges against her"),
    ]


def test_counts_belong_to_their_claim():
    (claim,) = record_of("Kenya accepted 212 of the 340 recommendations.").claims
    assert [(q.value, q.of, q.unit) for q in claim.quantities] == [(212, 340, "recommendations")]
