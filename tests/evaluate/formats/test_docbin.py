"""spaCy's DocBin: what is written is read again, by us and by spaCy."""

from pathlib import Path

import pytest
import spacy
from spacy.tokens import DocBin

from pipeline.errors import UsageError
from pipeline.evaluate import formats
from pipeline.evaluate.formats.marked import MarkedText
from pipeline.evaluate.spans import LabelledSpan

TEXT = MarkedText(
    "Kenya: Amina Odhiambo\nwas held 🙂 in Nairobi.",
    (LabelledSpan(0, 5, "STATE"), LabelledSpan(7, 21, "PERSON"), LabelledSpan(36, 43, "LOC")),
    (LabelledSpan(7, 43, "violation"), LabelledSpan(7, 30, "statement")),
)


def test_spans_come_back(tmp_path: Path) -> None:
    path = tmp_path / "a.spacy"
    formats.write(path, [TEXT, MarkedText("", ())])
    one, empty = formats.read(path, ())
    assert (one.text, one.names, set(one.claims)) == (TEXT.text, TEXT.names, set(TEXT.claims))
    assert empty == MarkedText("", ())


def test_spacy_reads_it(tmp_path: Path) -> None:
    formats.write(tmp_path / "a.spacy", [TEXT])
    (doc,) = DocBin().from_disk(tmp_path / "a.spacy").get_docs(spacy.blank("en").vocab)
    assert [(one.text, one.label_) for one in doc.ents] == [
        ("Kenya", "STATE"),
        ("Amina Odhiambo", "PERSON"),
        ("Nairobi", "LOC"),
    ]


def test_of_names_that_overlap_the_longest_stays(tmp_path: Path) -> None:
    names = (LabelledSpan(0, 8, "ORG"), LabelledSpan(0, 3, "STATE"))
    formats.write(tmp_path / "a.spacy", [MarkedText("The Hague", names)])
    (one,) = formats.read(tmp_path / "a.spacy", ())
    assert one.names == (LabelledSpan(0, 9, "ORG"),)  # whole tokens


def test_what_is_none_is_told(tmp_path: Path) -> None:
    (tmp_path / "a.spacy").write_bytes(b"nothing")
    with pytest.raises(UsageError, match=r"a\.spacy: no DocBin"):
        formats.read(tmp_path / "a.spacy", ())
    with pytest.raises(UsageError, match=r"a\.conll: names of files that can be written end with \.spacy"):
        formats.write(tmp_path / "a.conll", [])
