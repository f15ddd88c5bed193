"""What counts as right in each layer, on hand-computed cases."""

from typing import Any

import msgspec
import pytest

from pipeline.evaluate.counts import Count
from pipeline.evaluate.dates import value_credit
from pipeline.evaluate.gold import Gold, GoldDate
from pipeline.evaluate.pairing import most_pairs
from pipeline.evaluate.statement import Scores, score
from pipeline.record import (
    Claim,
    ClaimSource,
    Date,
    Organisation,
    OrganisationMention,
    Person,
    PersonMention,
    State,
    StateMention,
)
from tests.samples import sample_record


def scored(text: str, gold: dict[str, Any], **layers: Any) -> Scores:
    empty = {"doc": "a.txt", "people": [], "states": [], "organisations": [], "dates": [], "claims": []}
    record = msgspec.structs.replace(sample_record(text=text), **layers)
    return score(msgspec.convert(empty | gold, Gold), record)


def at(text: str, words: str, nth: int = 1) -> dict[str, Any]:
    start = -1
    for _ in range(nth):
        start = text.index(words, start + 1)
    return {"start": start, "end": start + len(words), "text": words}


def person(text: str, name: str, *words: str, roles: tuple[str, ...] = ()) -> Person:
    mentions = [PersonMention(**at(text, one), kind="full", confidence=0.9) for one in words]
    return Person(
        id=name, name=name, roles=list(roles), role_spans=[], affiliations=[], registry=None, confidence=0.9,
        mentions=mentions,
    )  # fmt: skip


def organisation(text: str, name: str, *words: str, acronym: str | None = None) -> Organisation:
    mentions = [OrganisationMention(**at(text, one), kind="full", confidence=0.9) for one in words]
    return Organisation(
        id=name, name=name, acronym=acronym, kind="ngo", country=None, signatory=False, registry=None,
        mentions=mentions,
    )  # fmt: skip


def claim(text: str, words: str, type_: str = "violation", **changes: Any) -> Claim:
    values: dict[str, Any] = {
        "id": words, "source": ClaimSource(ref=None, text=None, start=None, end=None, is_="author"), "actor": None,
        "action": "arrest", "target": None, "status": "asserted", "quote": "none", "quantities": [], "dates": [],
        "confidence": 0.8, "rule": "verb",
    }  # fmt: skip
    return Claim(**at(text, words), type=type_, **(values | changes))  # type: ignore[arg-type]


def gold_claim(words: str, type_: str = "violation", **changes: Any) -> dict[str, Any]:
    return {"text": words, "type": type_, "source": "author", "action": "arrest", **changes}


def test_people_are_compared_by_name_and_roles_by_head_words() -> None:
    text = "Amina Odhiambo, a human rights lawyer, and Peter Novak, director, met Li Wei."
    scores = scored(
        text,
        {
            "people": [
                {"name": "Amina Odhiambo", "roles": ["a human rights lawyer"]},
                {"name": "Peter Novak", "roles": ["director", "founder"]},
            ]
        },
        people=[
            person(text, "AMINA ODHIAMBO", roles=("lawyer",)),  # no word that the gold has not
            person(text, "Peter Novak", roles=("director",)),
            person(text, "Li Wei", roles=("guest",)),
        ],
    )
    assert scores.counts["people"] == Count(2, 2, 3)
    assert scores.counts["people roles"] == Count(2, 3, 3)


def test_mentions_are_multisets_without_pronouns() -> None:
    text = "Novak spoke. Peter Novak left, and he was tired. NOVAK"
    peter = person(text, "Peter Novak", "Novak", "Peter Novak", "NOVAK")
    pronoun = PersonMention(**at(text, "he"), kind="pronoun", confidence=0.5)
    scores = scored(
        text,
        {"people": [{"name": "Peter Novak", "mentions": [["Peter Novak", 1], ["Novak", 1]]}]},
        people=[msgspec.structs.replace(peter, mentions=[*peter.mentions, pronoun])],
    )
    assert scores.counts["people mentions"] == Count(2, 2, 3)


def test_forms_that_differ_in_case_add_up() -> None:
    text = "KENYA: Kenya answers"
    kenya = State(
        id="KEN", name="Kenya", kind="state",
        mentions=[StateMention(**at(text, one), kind="name") for one in ("KENYA", "Kenya")],
    )  # fmt: skip
    gold = {"states": [{"code": "KEN", "name": "Kenya", "kind": "state", "mentions": [["KENYA", 1], ["Kenya", 1]]}]}
    assert scored(text, gold, states=[kenya]).counts["state mentions"] == Count(2, 2, 2)


def test_organisations_are_the_same_by_name_or_by_a_form_of_both() -> None:
    text = "Example Watch (EW) and the Bar Council met the Council."
    scores = scored(
        text,
        {
            "organisations": [
                {"name": "Example Watch", "kind": "ngo", "acronym": "E.W."},
                {"name": "Bar Council", "kind": "ngo", "mentions": [["Bar Council", 1], ["Council", 1]]},
                {"name": "Court", "kind": "government"},
            ]
        },
        organisations=[organisation(text, "EW", "EW"), organisation(text, "The Council", "Council")],
    )
    assert scores.counts["organisations"] == Count(2, 3, 2)
    assert scores.counts["org mentions"] == Count(1, 2, 2)  # "council"; "ew" is none of the gold's mentions


def test_places_of_the_gold_are_those_outside_longer_names() -> None:
    """ "China" is a mention once, but stands twice: not inside the name of the body, which is another mention."""
    text = "Human Rights in China said that China answered."
    gold = {
        "states": [{"code": "CHN", "name": "China", "kind": "state", "mentions": [["China", 1]]}],
        "organisations": [{"name": "Human Rights in China", "kind": "ngo", "mentions": [["Human Rights in China", 1]]}],
    }
    scores = scored(text, gold, organisations=[organisation(text, "HRIC", "Human Rights in China")])
    (missed,) = [one for one in scores.mistakes if one.layer == "state mentions"]
    assert missed.span == (32, 37)


@pytest.mark.parametrize(
    ("edtf", "found", "outside", "credit"),
    [
        ("2020-06-22", "2020-06-22", False, 1),
        ("2020~", "2020?", False, 1),
        ("P2.5Y", "P2Y6M", False, 1),
        ("2020-06-22", "XXXX-06-22", False, 0.5),
        ("2020-06-22", "XXXX-06-22", True, 1),
        ("2020-06-22", "2020-06", False, 0.5),
        ("2020-06-22", "2020-07", False, 0),
        ("2020-06", "2020-06-22", False, 0),  # more than is known
        ("2020-06-22", "XXXX-06-23", True, 0),
        ("2020/2021", "2020", False, 0),
        ("P10Y", "P9Y", True, 0),
    ],
)
def test_value_of_a_date(edtf: str, found: str, outside: bool, credit: float) -> None:
    date = Date(
        start=0, end=1, text="x", id="d", edtf=found, type="date", earliest=None, latest=None, basis="explicit",
        confidence=1,
    )  # fmt: skip
    assert value_credit(GoldDate(text="x", edtf=edtf, type="date", outside=outside), date) == credit


def test_dates_are_found_by_place_and_words() -> None:
    text = "On 3 May, and on 3 May 2024, and in June; last year"

    def date(words: str, edtf: str, nth: int = 1) -> Date:
        return Date(
            **at(text, words, nth), id=f"{words}{nth}", edtf=edtf, type="date", earliest=None, latest=None,
            basis="explicit", confidence=1,
        )  # fmt: skip

    scores = scored(
        text,
        {
            "dates": [
                {"text": "3 May", "nth": 2, "edtf": "2024-05-03", "type": "date"},
                {"text": "in June", "edtf": "2024-06", "type": "date"},
                {"text": "last year", "edtf": "2023", "type": "date"},
            ]
        },
        dates=[date("3 May", "2023-05-03"), date("3 May 2024", "2024-05-03"), date("June", "XXXX-06")],
    )
    assert scores.counts["dates found"] == Count(2, 3, 3)
    assert scores.counts["dates value"] == Count(1.5, 3, 3)
    assert scores.shares["date value"].accuracy == 0.75


def test_claims_are_the_same_from_three_tenths_of_their_union() -> None:
    text = "0123456789"
    gold = {"claims": [gold_claim("0123456789")]}
    assert scored(text, gold, claims=[claim(text, "012")]).counts["claims typed"] == Count(1, 1, 1)
    assert scored(text, gold, claims=[claim(text, "01")]).counts["claims typed"] == Count(0, 1, 1)
    other = scored(text, gold, claims=[claim(text, "012", "demand")])
    assert other.counts["claims untyped"] == Count(1, 1, 1)
    assert other.counts["claims typed"] == Count(0, 1, 1)
    assert other.counts["claims typed, violation"] == Count(0, 1, 0)
    assert other.counts["claims typed, demand"] == Count(0, 0, 1)


def test_optional_claims_count_neither_for_nor_against() -> None:
    text = "Police arrested Novak. Police beat Novak."
    first, second = "Police arrested Novak", "Police beat Novak"
    gold = {"claims": [gold_claim(first), gold_claim(second, optional=True)]}
    for found, expected in (([first, second], Count(1, 1, 1)), ([first], Count(1, 1, 1)), ([second], Count(0, 1, 0))):
        scores = scored(text, gold, claims=[claim(text, one) for one in found])
        assert scores.counts["claims typed"] == expected
        assert len(scores.claim_evidence) == expected.found


def test_full_is_the_share_of_right_slots() -> None:
    text = "Kenyan police arrested the lawyer"
    gold = {
        "states": [{"code": "KEN", "name": "Kenya", "kind": "state", "mentions": [["Kenyan", 1]]}],
        "claims": [gold_claim(text, actor="Kenya", target="the lawyer", action="arrest", quote="direct")],
    }
    kenyan = {"ref": None, **at(text, "Kenyan police")}
    lawyer = {"ref": None, **at(text, "the lawyer")}
    found = msgspec.convert(
        msgspec.to_builtins(claim(text, text)) | {"actor": kenyan, "target": lawyer, "action": "detain"}, Claim
    )
    scores = scored(text, gold, claims=[found])
    # source, target and status are right; "police" is no word for a government; action and quote are wrong
    assert scores.counts["claims full"].right == pytest.approx(3 / 6)
    assert {slot: scores.shares[f"claim {slot}"].right for slot in ("source", "actor", "action", "target")} == {
        "source": 1,
        "actor": 0,
        "action": 0,
        "target": 1,
    }


@pytest.mark.parametrize(
    ("gold", "words", "right"),
    [
        ("Kenya", "Kenya", True),
        ("Kenya", "the Kenyan government", True),
        ("Kenya", "Kenyan police", False),
        ("Amina Odhiambo", "lawyer Amina Odhiambo", True),
        ("Amina Odhiambo", "Odhiambo", True),
        ("Amina Odhiambo", "Odhiambo's sister", False),
        ("the two protesters", "protesters", True),
        ("the two protesters", "two journalists", True),  # half of the words
        ("the two protesters", "journalists", False),
    ],
)
def test_arguments(gold: str, words: str, right: bool) -> None:
    text = f"{words} arrested"
    wanted = {
        "people": [{"name": "Amina Odhiambo", "mentions": [["Odhiambo", 1]]}],
        "states": [{"code": "KEN", "name": "Kenya", "kind": "state", "mentions": [["Kenyan", 1]]}],
        "claims": [gold_claim(text, actor=gold)],
    }
    found = msgspec.to_builtins(claim(text, text)) | {"actor": {"ref": None, **at(text, words)}}
    assert scored(text, wanted, claims=[msgspec.convert(found, Claim)]).shares["claim actor"].right == right


def test_an_argument_may_name_its_entity_by_reference() -> None:
    text = "He arrested"
    found = msgspec.to_builtins(claim(text, text)) | {"actor": {"ref": "Peter Novak", **at(text, "He")}}
    scores = scored(
        text,
        {"people": [{"name": "Peter Novak"}], "claims": [gold_claim(text, actor="Peter Novak")]},
        people=[person(text, "Peter Novak")],
        claims=[msgspec.convert(found, Claim)],
    )
    assert scores.shares["claim actor"].right == 1


def test_most_pairs_are_made_whatever_comes_first() -> None:
    fits = {("a", "x"), ("a", "y"), ("b", "x")}
    for gold in (["a", "b"], ["b", "a"]):
        for found in (["x", "y"], ["y", "x"]):
            assert len(most_pairs(gold, found, lambda one, other: (one, other) in fits)) == 2
