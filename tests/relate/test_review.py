"""Recommendations in the lines of a review, through the real model."""

import pytest

from pipeline import extract
from pipeline.record import Claim

pytestmark = pytest.mark.slow

HEAD = (
    "Report of the Working Group on the Universal Periodic Review\n\nThe recommendations below were made to Kenya:\n\n"
)


def recommendations(lines: str, head: str = HEAD) -> list[Claim]:
    (record,) = extract(head + lines)
    return [claim for claim in record.claims if claim.type == "recommendation"]


@pytest.mark.parametrize(
    ("line", "paragraph", "states"),
    [
        ("72.9 Consider acceding to the Convention against Torture (Norway);", "72.9", ["NOR"]),
        ("6.12. Ratify the Optional Protocol (Chile, Denmark and Estonia).", "6.12", ["CHL", "DNK", "EST"]),
        ("140.3 Abolish the death penalty (Chile) (Honduras);", "140.3", ["CHL", "HND"]),
        ("72.1 Sign the treaty (Togo); protect witnesses (Benin);", "72.1", ["TGO", "BEN"]),
        (
            "72.2 Improve access to schools (Bolivia (Plurinational State of), Republic of Korea);",
            "72.2",
            ["BOL", "KOR"],
        ),
        ("72.3 Free all activists (Iran (Islamic Republic of)) (Viet Nam);", "72.3", ["IRN", "VNM"]),
        (
            "72.4 End child marriage (Trinidad and Tobago, Saint Vincent and the Grenadines and Spain);",
            "72.4",
            ["TTO", "VCT", "ESP"],
        ),
        (
            "72.5 Continue its efforts, as recommended and accepted by the State in the second cycle (Cuba);",
            "72.5",
            ["CUB"],
        ),
        ("72.6 Not to return asylum seekers to danger (State of Palestine; Türkiye);", "72.6", ["PSE", "TUR"]),
        (
            "72.7 Take further steps against trafficking (Democratic People's Republic of Korea), (Peru);",
            "72.7",
            ["PRK", "PER"],
        ),
        (
            "72.8 Guarantee fair trials (United Kingdom of Great Britain and Northern Ireland);",
            "72.8",
            ["GBR"],
        ),
        ("72.10 Train the police (Netherlands (Kingdom of the), Côte d’Ivoire)¹;", "72.10", ["NLD", "CIV"]),
    ],
)
def test_each_state_in_brackets_recommends(line, paragraph, states):
    found = recommendations(line)
    assert [claim.source.ref for claim in found] == states
    assert {claim.paragraph for claim in found} == {paragraph}
    assert {claim.actor.ref for claim in found if claim.actor} == {"KEN"}


def test_what_is_recommended_is_the_clause_without_its_number():
    (claim,) = recommendations("72.9 Abolish the death penalty (Norway);")
    assert claim.text == "Abolish the death penalty (Norway)"
    assert (claim.action, claim.target and claim.target.text) == ("abolish", "the death penalty")


def test_running_text_about_a_review_has_no_paragraph():
    (claim,) = recommendations(
        "During its Universal Periodic Review, Kenya was asked to free all activists (Norway).", head=""
    )
    assert (claim.source.ref, claim.action, claim.paragraph) == ("NOR", "free", None)


def test_other_brackets_recommend_nothing():
    assert recommendations("72.9 Ratify the Convention (1984);") == []
    assert recommendations("The Norwegian Refugee Council (Norway) works in Kenya.", head="") == []
