"""Which entity the words of a claim mean, through the real model."""

import pytest

from pipeline import extract
from pipeline.record import Claim, Record

pytestmark = pytest.mark.slow


def claim_of(text: str, action: str) -> tuple[Record, Claim]:
    (record,) = extract(text)
    return record, next(c for c in record.claims if c.action == action)


@pytest.mark.parametrize(
    ("text", "action", "target"),
    [
        ("Police in Minsk arrested blogger Asel Nurbekova on 3 May.", "arrest", "Asel Nurbekova"),
        ("Police arrested his brother, Soran Qadirzade, on 3 May.", "arrest", "Soran Qadirzade"),
        ("Asel Nurbekova is a lawyer. Police arrested her on 3 May.", "arrest", "Asel Nurbekova"),
    ],
)
def test_a_target_is_the_person_whom_the_words_mean(text, action, target):
    record, claim = claim_of(text, action)
    assert claim.target is not None
    assert {p.id: p.name for p in record.people}[claim.target.ref] == target


def test_they_are_the_words_that_they_stand_for():
    _, claim = claim_of("Four soldiers came to the house at night. They beat Asel Nurbekova.", "beat")
    assert claim.actor is not None
    assert claim.actor.text == "Four soldiers"


def test_it_is_the_state_that_the_sentence_before_is_about():
    _, claim = claim_of("Kenya did not answer the report. It arrested Asel Nurbekova on 3 May.", "arrest")
    assert claim.actor is not None
    assert claim.actor.ref == "KEN"


def test_a_state_among_others_in_brackets_is_not_what_the_text_is_about():
    text = "Kenyan police stormed the hall. Asel Nurbekova was beaten. Friends wrote (Norway, Norway, Norway, Norway)."
    _, claim = claim_of(text, "beat")
    assert claim.actor is not None
    assert claim.actor.ref == "KEN"


def test_who_passes_on_what_another_said():
    _, claim = claim_of("Viasna said that the UN had reported that guards beat Ales Karpov in Minsk.", "beat")
    assert claim.source.text == "the UN"
    assert [source.text for source in claim.via] == ["Viasna"]


def test_you_is_whom_the_letter_addresses():
    text = "Dear Mr. Kwame Boateng,\n\nGhana holds Asel Nurbekova. We urge you to release Asel Nurbekova at once."
    record, claim = claim_of(text, "release")
    assert claim.actor is not None
    assert {p.id: p.name for p in record.people}.get(claim.actor.ref or "") == "Kwame Boateng"


def test_nobody_tried_is_the_states_failure():
    _, claim = claim_of(
        "Kenyan police stormed the hall and beat Asel Nurbekova. No officer has been prosecuted.", "prosecute"
    )
    assert (claim.type, claim.actor and claim.actor.ref) == ("criticism", "KEN")


def test_governments_are_not_the_government():
    _, claim = claim_of(
        "Kenyan police beat Asel Nurbekova. Governments that trade with it should raise the case.", "raise"
    )
    assert claim.actor is not None
    assert claim.actor.ref is None
