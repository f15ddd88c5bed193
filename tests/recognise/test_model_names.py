"""What the model says, put right; its entities are set by hand."""

import pytest
from spacy.tokens import Span
from spacy.util import filter_spans

import pipeline.recognise.component  # noqa: F401  gives spans a confidence
from pipeline.recognise.model_names import model_names
from pipeline.record import SectionKind
from tests.texts import blank_doc, clean_text


def read(
    text: str, *entities: tuple[str, str], kind: SectionKind = "body", confidence: float = 0.9
) -> list[tuple[str, str]]:
    """(label, surface) of the names that stay of entities given as (label, surface), at every occurrence."""
    doc = blank_doc(text)
    spans: list[Span] = []
    for label, surface in entities:
        at = text.find(surface)
        while at >= 0:
            span = doc.char_span(at, at + len(surface), label=label, alignment_mode="expand")
            span._.confidence = confidence
            spans.append(span)
            at = text.find(surface, at + 1)
    doc.ents = tuple(filter_spans(spans))
    return [(name.label, text[name.start : name.end]) for name in model_names(clean_text(text, kind), doc)]


@pytest.mark.parametrize(
    ("text", "label", "entity", "wanted"),
    [
        ("Then Lawyer Ana Ruiz left.", "PERSON", "Lawyer Ana Ruiz", ["Ana Ruiz"]),
        ("It was Mr. Ana Ruiz’s car.", "PERSON", "Mr. Ana Ruiz’s", ["Ana Ruiz"]),
        ("In May the Clear Rivers Forum left.", "ORG", "the Clear Rivers Forum", ["Clear Rivers Forum"]),
        ("So Clear Rivers and the Ports Council met.", "ORG", "Clear Rivers and the Ports Council",
         ["Clear Rivers", "Ports Council"]),
        ("In May doña Ana Ruiz and Khenpo left.", "PERSON", "doña Ana Ruiz", ["Ana Ruiz"]),
        ("It was Radio Kalam’s day.", "ORG", "Radio Kalam", ["Radio Kalam"]),
    ],
)  # fmt: skip
def test_names_are_cut_to_the_name(text: str, label: str, entity: str, wanted: list[str]) -> None:
    assert [surface for _, surface in read(text, (label, entity))] == wanted


@pytest.mark.parametrize(
    ("text", "entity"),
    [
        ("In Geneva the Researcher left.", "Researcher"),
        ("It was held in Rajai Dasht prison.", "Rajai Dasht"),
        ("Then Hurricane Berta came.", "Hurricane Berta"),
        ("The Ana Ruiz Foundation paid.", "Ana Ruiz"),
        ("It came on 1 March 2024.", "March 2024"),
        ("A word, Ruiz, seen once.", "Ruiz"),
    ],
)
def test_what_cannot_be_a_person_is_none(text: str, entity: str) -> None:
    assert read(text, ("PERSON", entity)) == []


def test_what_the_model_doubts_is_no_name() -> None:
    doc = blank_doc("Then Ana Ruiz left.")
    doc.ents = (span := doc.char_span(5, 13, label="PERSON"),)
    span._.confidence = 0.3
    assert model_names(clean_text("Then Ana Ruiz left."), doc) == []


@pytest.mark.parametrize(("text", "entity"), [("They are Hill Protestants.", "Hill Protestants"),
                                              ("He wrote on Facebook.", "Facebook")])  # fmt: skip
def test_peoples_and_platforms_are_no_bodies(text: str, entity: str) -> None:
    assert read(text, ("ORG", entity)) == []


def test_a_bare_name_after_in_is_no_body() -> None:
    assert read("It was in Adi Dasht, and in Radio Kalam’s house.", ("ORG", "Adi Dasht"), ("ORG", "Radio Kalam")) == [
        ("ORG", "Radio Kalam")
    ]


def test_a_body_taken_for_a_person_is_a_body() -> None:
    assert read("They called Radio Kalam twice.", ("PERSON", "Radio Kalam")) == [("ORG", "Radio Kalam")]


def test_a_single_word_stays_a_person_if_the_text_supports_it() -> None:
    assert len(read("Here Ruiz left, and Ruiz came.", ("PERSON", "Ruiz"))) == 2
    assert len(read("Here Ana Ruiz left, and Ruiz came.", ("PERSON", "Ana Ruiz"), ("PERSON", "Ruiz"))) == 2


@pytest.mark.parametrize(
    "headline", ["Clear Rivers Report Shows Decline", "They wrote “Clear Rivers Report Shows Decline” here."]
)
def test_headlines_and_quoted_titles_prove_nothing(headline: str) -> None:
    report = ("ORG", "Clear Rivers Report")
    assert read(headline, report, confidence=0.75) == []
    assert len(read(headline + "\nThen the Clear Rivers Report met.", report, confidence=0.75)) == 2


def test_places_in_a_list_of_signatories_are_neither_persons_nor_bodies() -> None:
    text = "Ana Ruiz, poet, Mae Sot, Cox’s Bazar, Clear Rivers Forum"
    entities = ("PERSON", "Mae Sot"), ("ORG", "Cox’s Bazar"), ("ORG", "Clear Rivers Forum")
    assert read(text, *entities, kind="signatories") == [("ORG", "Clear Rivers Forum")]


@pytest.mark.parametrize(
    ("text", "entity", "wanted"),
    [
        ("In Myanmar Ko Htet Min left.", "Ko Htet Min", ["Htet Min"]),
        ("In Seoul Ko Htet Min left.", "Ko Htet Min", ["Ko Htet Min"]),
        ("In Tunis M. Ali Jaziri left.", "M. Ali Jaziri", ["Ali Jaziri"]),
    ],
)
def test_titles_of_one_country(text: str, entity: str, wanted: list[str]) -> None:
    assert [surface for _, surface in read(text, ("PERSON", entity))] == wanted


@pytest.mark.parametrize(
    ("text", "entity"),
    [
        ("It shook the weekly Le Varo on Monday.", "Le Varo"),
        ("The group “Tamo Kuch” met.", "Tamo Kuch"),
        ("Tamo Kuch, an association of nurses, met.", "Tamo Kuch"),
        ("She is a member of Tamo Kuch.", "Tamo Kuch"),
        ("Lumo para Todos met.", "Lumo para Todos"),
        ("Verdad y Semilla met.", "Verdad y Semilla"),
        ("They asked the Tamo Kuch to vote.", "Tamo Kuch"),
        ("Yayasan Tamo Kuch met.", "Yayasan Tamo Kuch"),
        ("Tamo Kuch’s newsroom burned.", "Tamo Kuch"),
        ("The land that ANKOR measured", "ANKOR"),
    ],
)
def test_what_the_words_around_it_make_a_body_is_none_of_the_persons(text: str, entity: str) -> None:
    assert read(text, ("PERSON", entity)) == [("ORG", entity)]


def test_one_occurrence_tells_the_label_of_the_others() -> None:
    text = "Tamo Kuch, an association of nurses, met. Then Tamo Kuch left."
    assert read(text, ("PERSON", "Tamo Kuch")) == [("ORG", "Tamo Kuch")] * 2


@pytest.mark.parametrize(
    ("text", "entity"),
    [
        ("The trial of the Tamo Kuch murder began.", "Tamo Kuch"),
        ("Ana Ruiz, a newspaper editor, left.", "Ana Ruiz"),
        ("A letter from Tamo Kuch came.", "Tamo Kuch"),
        ("Tamo Kuch’s spokeswoman left.", "Tamo Kuch"),
    ],
)
def test_persons_stay_persons(text: str, entity: str) -> None:
    assert read(text, ("PERSON", entity)) == [("PERSON", entity)]


@pytest.mark.parametrize(
    ("text", "label", "entity"),
    [
        ("A farmer from Tamo Kuch left.", "PERSON", "Tamo Kuch"),
        ("It was near Tamo Kuch.", "PERSON", "Tamo Kuch"),
        ("They stood in front of Tamo Kuch.", "PERSON", "Tamo Kuch"),
        ("Then Tamo Kuch women left.", "PERSON", "Tamo Kuch"),
        ("The MV Tamo Kuch sailed.", "PERSON", "MV Tamo Kuch"),
        ("Case TMK was heard.", "PERSON", "Case TMK"),
        ("The Minister of Land Tenure left.", "ORG", "Land Tenure"),
        ("Then Tamo people left.", "ORG", "Tamo"),
        ("It is on Telegram now.", "ORG", "Telegram"),
        ("So Tamo Rehabilitation Centre was full.", "ORG", "Tamo Rehabilitation Centre"),
        ("The Ruritanian civil society left.", "ORG", "Ruritanian civil society"),
    ],
)
def test_places_peoples_ships_fields_and_means_are_no_names(text: str, label: str, entity: str) -> None:
    assert read(text, (label, entity)) == []


def test_a_platform_that_owns_something_is_a_body() -> None:
    assert read("It broke Telegram’s rules.", ("ORG", "Telegram")) == [("ORG", "Telegram")]


def test_a_doubtful_person_with_a_known_part_is_one() -> None:
    assert read("Then Ana Kuch left.", ("PERSON", "Ana Kuch"), confidence=0.5) == [("PERSON", "Ana Kuch")]
    assert read("Then Tamo Kuch left.", ("PERSON", "Tamo Kuch"), confidence=0.5) == []


@pytest.mark.parametrize(
    ("text", "surface"),
    [("It reached his widow, Nilu, in May.", "Nilu"), ("Nilu, who is 23, fled.", "Nilu"), ("Nilu’s son fled.", "Nilu")],
)
def test_a_single_name_stays_where_its_neighbours_tell_a_person(text: str, surface: str) -> None:
    assert read(text, ("PERSON", surface), confidence=0.95) == [("PERSON", surface)]
    assert read(text, ("PERSON", surface), confidence=0.8) == []


def test_a_headline_proves_what_the_model_is_sure_of() -> None:
    text = "Court Frees Tamo Kuch After Protests"
    assert read(text, ("PERSON", "Tamo Kuch"), confidence=0.95) == [("PERSON", "Tamo Kuch")]
    assert read(text, ("PERSON", "Tamo Kuch"), confidence=0.75) == []


def test_an_organ_and_its_body_are_two() -> None:
    text = "Then the Permanent Council of the Bregna Union met."
    wanted = [("ORG", "Permanent Council"), ("ORG", "Bregna Union")]
    assert read(text, ("ORG", "Permanent Council of the Bregna Union")) == wanted
