"""What the model says, put right; its entities are set by hand."""

import pytest
from spacy.tokens import Span
from spacy.util import filter_spans

import pipeline.recognise.component  # noqa: F401  gives spans a confidence
from pipeline.recognise.model_names import model_names
from pipeline.record import SectionKind
from tests.texts import blank_doc, clean_text


def read(text: str, *entities: tuple[str, str], kind: SectionKind = "body") -> list[tuple[str, str]]:
    """(label, surface) of the names that stay of entities given as (label, surface), at every occurrence."""
    doc = blank_doc(text)
    spans: list[Span] = []
    for label, surface in entities:
        at = text.find(surface)
        while at >= 0:
            span = doc.char_span(at, at + len(surface), label=label, alignment_mode="expand")
            span._.confidence = 0.9
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
    span._.confidence = 0.4
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
    assert read(headline, ("ORG", "Clear Rivers Report")) == []
    assert len(read(headline + "\nThen the Clear Rivers Report met.", ("ORG", "Clear Rivers Report"))) == 2


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
