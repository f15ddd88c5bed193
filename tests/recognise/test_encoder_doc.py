"""Annotations written into docs of spaCy's tokens."""

import spacy
from spacy.tokens import Doc

from pipeline.recognise.encoder_doc import LONGEST, Annotations, sentences

VOCAB = spacy.blank("en").vocab


def _doc(words: str, starts: set[int]) -> Doc:
    doc = Doc(VOCAB, words=words.split("|"))
    for token in doc:
        token.is_sent_start = token.i in starts
    return doc


def test_blanks_belong_to_no_sentence() -> None:
    assert list(sentences(_doc("She| |wrote|\n|They|read", {0, 4}))) == [[0, 2], [4, 5]]


def test_a_text_without_sentences_is_cut() -> None:
    found = list(sentences(_doc("|".join(["word"] * (2 * LONGEST + 1)), {0})))
    assert [len(words) for words in found] == [LONGEST, LONGEST, 1]


def test_a_parse_comes_back_with_its_sentences() -> None:
    doc = _doc("She|  |wrote|It| |ended", {0, 3})
    values = Annotations(doc)
    for i, head, dep in ((0, 2, "nsubj"), (2, 2, "ROOT"), (3, 5, "nsubj"), (5, 5, "ROOT")):
        values.set(i, tag="VBD", pos="VERB", morph="Tense=Past", lemma="x", head=head, dep=dep)
    values.write()
    assert [t.head.i for t in doc] == [2, 0, 2, 5, 3, 5]
    assert [t.dep_ for t in doc] == ["nsubj", "dep", "ROOT", "nsubj", "dep", "ROOT"]
    assert [t.pos_ for t in doc][:2] == ["VERB", "SPACE"]
    assert [s.start for s in doc.sents] == [0, 3]
    assert doc[2].morph.get("Tense") == ["Past"] and doc[2].lemma_ == "x" and doc[1].tag_ == "_SP"


def test_blanks_alone_are_their_own_roots() -> None:
    doc = _doc(" ", {0})
    Annotations(doc).write()
    assert [(t.head.i, t.dep_) for t in doc] == [(0, "ROOT")]


def test_heads_that_cross_keep_the_sentences() -> None:
    doc = _doc("a|b|c|d|e", {0, 4})
    values = Annotations(doc)
    for i, head in enumerate((2, 3, 3, 3, 4)):
        values.set(i, tag="NN", pos="NOUN", morph="", lemma="x", head=head, dep="dep")
    values.write()
    assert [s.start for s in doc.sents] == [0, 4]
