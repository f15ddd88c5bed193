"""The shipped model, through the pipeline's own door."""

from pathlib import Path

import pytest

from pipeline import extract
from pipeline.recognise.model import load_model, parse
from pipeline.resources import model_path
from tests.texts import clean_text

pytestmark = pytest.mark.slow


def test_present_tense_verbs_and_names_in_one_reading():
    doc = parse(load_model(model_path()), clean_text("Beijing punishes advocates, said Asel Nurbekova in Geneva."))
    assert doc[1].tag_ == "VBZ"
    assert [(e.text, e.label_) for e in doc.ents] == [
        ("Beijing", "LOC"),
        ("Asel Nurbekova", "PERSON"),
        ("Geneva", "LOC"),
    ]
    assert all(0.5 < e._.confidence <= 1 for e in doc.ents)


def test_a_reading_does_not_depend_on_what_else_is_read():
    nlp = load_model(model_path())
    first = clean_text("Police arrested Asel Nurbekova.\nThe court freed her.")
    others = [clean_text("A much longer text. " * n) for n in (3, 40)]

    def read() -> list[tuple[str, ...]]:
        return [(t.tag_, t.dep_, t.head.text, t.lemma_, t.ent_type_) for t in parse(nlp, first)]

    alone = read()
    for other in others:
        parse(nlp, other)
    assert read() == alone


def test_a_text_in_pieces_keeps_offsets_and_confidences():
    text = "\n".join(["Police in Minsk arrested Asel Nurbekova on Monday."] * 1200)
    doc = parse(load_model(model_path()), clean_text(text))
    assert len(text) > 50_000
    assert all(text[t.idx : t.idx + len(t.text)] == t.text for t in doc)
    assert {e._.confidence is not None for e in doc.ents} == {True}


def test_a_missing_model_says_what_to_do(tmp_path: Path):
    with pytest.raises(Exception, match="make model DATA=DIR"):
        load_model(tmp_path)


def test_capitals_make_no_person_that_running_text_does_not_have():
    (record,) = extract(
        "FOR IMMEDIATE RELEASE\n\nFREE ASEL NURBEKOVA NOW\n\nPolice in Bishkek arrested the lawyer Asel Nurbekova at "
        "her home on Monday, the organisation said today in a statement on the case."
    )
    assert [person.name for person in record.people] == ["Asel Nurbekova"]
