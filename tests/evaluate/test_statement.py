"""One statement: a perfect record has no mistakes, and a made-up error in each layer is found and named."""

import random
from collections.abc import Callable
from typing import Any

import msgspec
import pytest

from pipeline.evaluate.gold import Gold
from pipeline.evaluate.mistakes import sentence
from pipeline.evaluate.statement import LAYERS, Scores, score
from pipeline.record import Record
from tests.evaluate.golds import sample_gold, sample_value
from tests.samples import TEXT, full_record, sample_record


def altered(change: Callable[[dict[str, Any]], object]) -> Record:
    value = msgspec.to_builtins(full_record())
    change(value)
    return msgspec.convert(value, Record)


def told(scores: Scores) -> set[tuple[str, str, str]]:
    return {(one.layer, one.kind, one.cause) for one in scores.mistakes}


def test_perfect_record() -> None:
    scores = score(sample_gold(), full_record())
    assert {layer: scores.counts[layer].f1 for layer in LAYERS} == dict.fromkeys(LAYERS, 1.0)
    assert (list(scores.mistakes), list(scores.unsound)) == ([], [])
    assert {name: share.accuracy for name, share in scores.shares.items()} == dict.fromkeys(scores.shares, 1.0)
    assert scores.shares.keys() == {
        "date value",
        "state code",
        *(f"claim {slot}" for slot in ("source", "actor", "action", "target", "status", "quote")),
    }
    outcomes = [one for table in (scores.names, scores.claims) for row in table.values() for one in row.values()]
    assert all(one.correct == one.possible == one.actual for one in outcomes)
    assert sum(row["strict"].correct for row in scores.names.values()) == 8
    assert scores.people_evidence == [(0.9, True)]
    assert scores.claim_evidence == [(0.8, True), (0.6, True)]


@pytest.mark.parametrize(
    ("change", "mistakes", "hurt"),
    [
        (
            lambda r: r["people"].clear(),
            {
                ("people", "missed", ""),
                ("people mentions", "missed", ""),
                ("people roles", "missed", "of a person missed"),
                ("claims full", "wrong", "target of a violation"),
            },
            {"people", "people mentions", "people roles", "claims full"},
        ),
        (
            lambda r: r["people"][0].update(name="Amina Otieno"),
            {
                ("people", "missed", ""),
                ("people", "false", ""),
                ("people mentions", "missed", ""),
                ("people mentions", "false", ""),
                ("people roles", "missed", "of a person missed"),
                ("people roles", "false", ""),
            },
            {"people", "people mentions", "people roles"},
        ),
        (
            lambda r: r["people"][0]["mentions"].pop(),
            {("people mentions", "missed", "")},
            {"people mentions"},
        ),
        (
            lambda r: r["people"][0].update(roles=["police"]),
            {("people roles", "missed", "of a person found"), ("people roles", "false", "")},
            {"people roles"},
        ),
        (
            lambda r: (r["states"][0].update(id="UGA", name="Uganda"), r["claims"].clear()),
            {
                ("states", "missed", ""),
                ("states", "false", ""),
                ("state mentions", "missed", "KEN"),
                ("state mentions", "false", "UGA"),
                ("claims typed", "missed", "violation, not found"),
                ("claims typed", "missed", "response, not found"),
            },
            {"states", "state mentions", "claims untyped", "claims typed", "claims full"},
        ),
        (lambda r: r["states"][0]["mentions"].pop(1), {("state mentions", "missed", "KEN")}, {"state mentions"}),
        (
            lambda r: r["organisations"].append(r["organisations"][0] | {"id": "o2", "name": "Bar", "mentions": []}),
            {("organisations", "false", "ngo"), ("signatories", "false", "")},
            {"organisations", "signatories"},
        ),
        (
            lambda r: r["organisations"][0]["mentions"].clear(),
            {("org mentions", "missed", "")},
            {"org mentions"},
        ),
        (lambda r: r["organisations"][0].update(signatory=False), {("signatories", "missed", "")}, {"signatories"}),
        (
            lambda r: r["dates"][0].update(edtf="2024-05-04"),
            {("dates value", "wrong", "date, explicit")},
            {"dates value"},
        ),
        (lambda r: r["dates"].clear(), {("dates found", "missed", "date")}, {"dates found", "dates value"}),
        (
            lambda r: r["claims"][0].update(type="demand"),
            {
                ("claims typed", "missed", "violation, found as demand"),
                ("claims typed", "false", "demand, rule verb"),
            },
            {"claims typed", "claims full"},
        ),
        (
            lambda r: r["claims"][0].update(status="negated", quote="direct"),
            {("claims full", "wrong", "status of a violation"), ("claims full", "wrong", "quote of a violation")},
            {"claims full"},
        ),
        (
            lambda r: r["claims"][1]["source"].update(ref=None, **{"is": "author"}),
            {("claims full", "wrong", "source of a response")},
            {"claims full"},
        ),
        (lambda r: r["claims"][0]["quantities"][0].update(value=13), set(), {"quantities"}),
    ],
)
def test_a_made_up_error_is_found_and_named(
    change: Callable[[dict[str, Any]], object], mistakes: set[tuple[str, str, str]], hurt: set[str]
) -> None:
    scores = score(sample_gold(), altered(change))
    assert told(scores) == mistakes
    assert {layer for layer in LAYERS if scores.counts[layer].f1 < 1} == hurt


def test_mistakes_have_their_words_and_their_place_in_the_gold() -> None:
    scores = score(sample_gold(), altered(lambda r: (r["people"][0]["mentions"].pop(), r["dates"].clear())))
    mention, date = scores.mistakes
    assert (mention.what, mention.path) == ("odhiambo = amina odhiambo", ("people", 0, "mentions", 1))
    assert mention.span and TEXT[slice(*mention.span)] == "Odhiambo"
    assert sentence(TEXT, mention.span) == "Odhiambo was held for 12 of 14 days."
    assert (date.what, date.path) == ("3 May 2024 = 2024-05-03", ("dates", 0))


def test_order_does_not_matter() -> None:
    """Of gold with two of everything, and a record that is partly wrong."""
    value = sample_value()
    value["claims"] += [value["claims"][0] | {"action": "hold", "optional": True}, value["claims"][1]]
    value["organisations"].append({"name": "Watch", "kind": "ngo", "mentions": [["Watch", 1]]})
    wrong = msgspec.to_builtins(full_record())
    wrong["claims"].append(wrong["claims"][0] | {"id": "c3", "action": "arrest", "rule": "noun"})
    wrong["people"][0]["roles"] = ["police officer", "officer", "lawyer"]
    generator = random.Random(1)
    results = []
    for _ in range(20):
        for part in (value, wrong):
            for layer in ("people", "states", "organisations", "dates", "claims"):
                generator.shuffle(part[layer])
        generator.shuffle(wrong["people"][0]["roles"])
        scores = score(msgspec.convert(value, Gold), msgspec.convert(wrong, Record))
        results.append((scores.counts, scores.shares, scores.names, scores.claims, sorted(scores.claim_evidence)))
    assert results[1:] == results[:-1]


def test_a_record_without_anything_misses_all() -> None:
    scores = score(sample_gold(), sample_record(text=TEXT))
    assert all(scores.counts[layer].recall == 0 for layer in LAYERS if layer != "quantities")
    assert {one.kind for one in scores.mistakes} == {"missed"}


@pytest.mark.parametrize(
    ("change", "fault"),
    [
        (lambda r: r["people"][0]["mentions"][0].update(start=0), "mention of p1 at 0: the text there is not"),
        (lambda r: r["dates"][0].update(end=9999), "date at 33: the text there is not"),
        (lambda r: r["claims"][0].update(text="odd"), "claim at 44: the text there is not 'odd'"),
        (lambda r: r["claims"][0]["actor"].update(ref="XXX"), "claim c1: actor refers to XXX"),
        (lambda r: r["claims"][0]["actor"].update(start=1), "claim c1: actor at 1: the text there is not"),
        (lambda r: r["claims"][0].update(confidence=1.5), "claim c1: confidence 1.5 is not between 0 and 1"),
        (lambda r: r["claims"][0].update(dates=["d9"]), "claim c1: date d9 is not in the record"),
        (lambda r: r["claims"][0]["quantities"][0].update(end=9999), "claim c1: quantity 149-9999 lies outside"),
        (lambda r: r["claims"][1].update(id="c1"), "claim id c1 occurs 2 times"),
        (lambda r: r["dates"][0].update(edtf="2023-02-30"), "date '3 May 2024': '2023-02-30' is no EDTF value"),
        (lambda r: r["sections"][0].update(end=9999), "section 0-9999 lies outside the text"),
    ],
)
def test_a_record_that_contradicts_itself_is_told(change: Callable[[dict[str, Any]], object], fault: str) -> None:
    faults = score(sample_gold(), altered(change)).unsound
    assert len(faults) == 1
    assert fault in faults[0]
