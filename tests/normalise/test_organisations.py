"""Joining of bodies' mentions: invented bodies, and two of the United Nations."""

import pytest

from pipeline.normalise.organisations import join_organisations
from pipeline.recognise.signatories import find_signatories
from pipeline.record import Organisation
from tests.normalise.registries import registry
from tests.texts import clean_text, names, recognised


def bodies(text: str, *marks: str, signatories_from: str | None = None) -> list[Organisation]:
    found = recognised(clean_text(text, signatories_from=signatories_from), names(text, *marks))
    return join_organisations(found, find_signatories(found), registry())


def joined(text: str, *marks: str) -> list[tuple[str, list[str]]]:
    return [(o.name, [m.text for m in o.mentions]) for o in bodies(text, *marks)]


@pytest.mark.parametrize(
    ("text", "marks", "wanted"),
    [
        ("Clear Rivers Forum (CRF) met. CRF left.", ["O Clear Rivers Forum", "O CRF"],
         [("Clear Rivers Forum", ["Clear Rivers Forum", "CRF", "CRF"])]),
        ("CRF (Clear Rivers Forum) met.", ["O Clear Rivers Forum", "O CRF"],
         [("Clear Rivers Forum", ["CRF", "Clear Rivers Forum"])]),
        ("Clear Rivers Forum met. CRF left.", ["O Clear Rivers Forum", "O CRF"],
         [("Clear Rivers Forum", ["Clear Rivers Forum", "CRF"])]),
        ("Rivers Without Walls (SMF) and CRF", ["O Rivers Without Walls", "O SMF", "O CRF"],
         [("Rivers Without Walls", ["Rivers Without Walls", "SMF"]), ("CRF", ["CRF"])]),
        ("The Rivers Practice and the Rivers Practice", ["O The Rivers Practice", "O Rivers Practice"],
         [("Rivers Practice", ["The Rivers Practice", "Rivers Practice"])]),
        ("UN Human Rights Council and Human Rights Council and HRC",
         ["O UN Human Rights Council=un-hrc/name", "O Human Rights Council", "O HRC=un-hrc/acronym"],
         [("UN Human Rights Council", ["UN Human Rights Council", "Human Rights Council", "HRC"])]),
        ("UN and UN Human Rights Council", ["O UN=un/acronym", "O UN Human Rights Council=un-hrc/name"],
         [("UN", ["UN"]), ("UN Human Rights Council", ["UN Human Rights Council"])]),
    ],
)  # fmt: skip
def test_forms_of_one_name_are_one_body(text: str, marks: list[str], wanted: list[tuple[str, list[str]]]) -> None:
    assert joined(text, *marks) == wanted


@pytest.mark.parametrize(
    ("text", "short"),
    [
        ("It met. The Committee left; a Committee session was closed.", ["Committee", "Committee"]),
        ("It met. The Committee’s report.", ["Committee"]),
        ("It met. The Trade Committee and the Committee of Ten left.", []),
        ("It met. The Council left.", []),
        ("It met. The committee left.", []),  # a body of no UN kind is called by its noun only in capitals
    ],
)
def test_a_noun_stands_for_the_body_with_that_noun(text: str, short: list[str]) -> None:
    found = bodies("The Clear Rivers Committee spoke. " + text, "O Clear Rivers Committee")
    assert [m.text for m in found[0].mentions] == ["Clear Rivers Committee", *short]


def test_nouns_of_two_bodies_mean_the_one_named_last() -> None:
    text = (
        "The Rivers Council met. The Ports Council met. The Council left. The Rivers Council spoke. The Council left."
    )
    found = joined(text, "O Rivers Council", "O Ports Council")
    assert found == [("Rivers Council", ["Rivers Council", "Rivers Council", "Council"]),
                     ("Ports Council", ["Ports Council", "Council"])]  # fmt: skip


def test_a_un_body_is_also_called_by_its_noun_written_small() -> None:
    found = bodies("The Human Rights Council met. A special council session.", "O Human Rights Council=un-hrc/name")
    assert [(m.text, m.kind) for m in found[0].mentions] == [("Human Rights Council", "full"), ("council", "short")]


@pytest.mark.parametrize("surface", ["NGOs", "Human Rights", "UPR", "National Security Law"])
def test_what_is_no_body_is_dropped(surface: str) -> None:
    assert bodies(f"The {surface} met.", f"O {surface}") == []


@pytest.mark.parametrize(
    ("surface", "kind"),
    [
        ("UN Working Group on Rivers", "un"), ("African Union", "igo"), ("Daily River Times", "media"),
        ("Ministry of Rivers", "government"), ("Supreme Court of Ruritania", "government"),
        ("Clear Rivers Foundation", "ngo"), ("Tall Trees", "other"), ("Human Rights Council", "un"),
    ],
)  # fmt: skip
def test_the_kind_follows_from_registry_or_name(surface: str, kind: str) -> None:
    entry = "=un-hrc/name" if surface == "Human Rights Council" else ""
    assert [o.kind for o in bodies(f"The {surface} met.", f"O {surface}{entry}")] == [kind]


def test_signatories_are_marked_with_their_country() -> None:
    text = "Open Courts met.\nThe Rivers Practice (TRP), Kenya\nOpen Courts"
    marks = ("O Open Courts", "O The Rivers Practice", "O TRP", "S Kenya=KEN/name")
    found = bodies(text, *marks, signatories_from="The Rivers")
    assert [(o.name, o.acronym, o.signatory, o.country, o.kind) for o in found] == [
        ("Open Courts", None, True, None, "ngo"),
        ("The Rivers Practice", "TRP", True, "KEN", "ngo"),
    ]


def test_ids_follow_the_first_mentions() -> None:
    found = bodies("Open Courts met the Clear Rivers Forum.", "O Clear Rivers Forum", "O Open Courts")
    assert [(o.id, o.name) for o in found] == [("o1", "Open Courts"), ("o2", "Clear Rivers Forum")]
