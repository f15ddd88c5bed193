import pytest
from spacy.tokens import Doc
from spacy.vocab import Vocab

from pipeline.recognise.quotations import find_quotations
from pipeline.recognise.sentences import mark_sentence_starts
from pipeline.relate.attribution import Voices, tokens_of
from pipeline.relate.lexicon import default_lexicon
from pipeline.relate.syntax import Tree
from pipeline.statement import Name

VOCAB = Vocab()


def voices(sentence: str, *parse: tuple[str, str, str, str, int], people: tuple[str, ...] = ()) -> tuple[Tree, Voices]:
    """A text with a parse by hand: (word, lemma, tag, label, head) a token, "_" before a word without a blank."""
    words = [p[0].lstrip("_") for p in parse]
    spaces = [i + 1 < len(parse) and not parse[i + 1][0].startswith("_") for i in range(len(parse))]
    doc = Doc(
        VOCAB,
        words=words,
        spaces=spaces,
        lemmas=[p[1] for p in parse],
        tags=[p[2] for p in parse],
        pos=[{"V": "VERB", "N": "NOUN", "P": "PRON"}.get(p[2][0], "X") for p in parse],
        deps=[p[3] for p in parse],
        heads=[p[4] for p in parse],
    )
    assert doc.text == sentence
    names = [Name(sentence.index(p), sentence.index(p) + len(p), "PERSON", "model", 0.8) for p in people]
    tree = Tree(doc, sentence)
    return tree, Voices(tree, tokens_of(tree, names), default_lexicon())


def speaker(tree: Tree, found: Voices, word: str) -> tuple[str | None, str]:
    voice = found.of(tree.words.index(word))
    return (tree.words_of(voice.phrase) if voice.phrase else None), voice.quote


def test_plain_text_is_the_authors():
    tree, found = voices(
        "Police beat them.", ("Police", "police", "NNS", "nsubj", 1), ("beat", "beat", "VBD", "ROOT", 1),
        ("them", "they", "PRP", "obj", 1), ("_.", ".", ".", "punct", 1),
    )  # fmt: skip
    assert speaker(tree, found, "beat") == (None, "none")


def test_what_somebody_said_is_theirs():
    tree, found = voices(
        "Asel said police beat them.", ("Asel", "Asel", "NNP", "nsubj", 1), ("said", "say", "VBD", "ROOT", 1),
        ("police", "police", "NNS", "nsubj", 3), ("beat", "beat", "VBD", "ccomp", 1),
        ("them", "they", "PRP", "obj", 3), ("_.", ".", ".", "punct", 1), people=("Asel",),
    )  # fmt: skip
    assert speaker(tree, found, "beat") == ("Asel", "indirect")
    assert speaker(tree, found, "said") == (None, "none")


def test_we_say_is_the_authors():
    tree, found = voices(
        "We said police beat them.", ("We", "we", "PRP", "nsubj", 1), ("said", "say", "VBD", "ROOT", 1),
        ("police", "police", "NNS", "nsubj", 3), ("beat", "beat", "VBD", "ccomp", 1),
        ("them", "they", "PRP", "obj", 3), ("_.", ".", ".", "punct", 1),
    )  # fmt: skip
    assert speaker(tree, found, "beat") == (None, "none")


def segmented(text: str, people: tuple[str, ...]) -> tuple[Tree, Voices]:
    """Without a parse: every token is its own root, speech verbs are tagged as verbs."""
    from spacy.lang.en import English

    doc = English().make_doc(text.replace("\n", " "))
    mark_sentence_starts(doc, text, find_quotations(text))
    for token in doc:
        token.tag_ = "VBD" if token.text in ("said", "added", "replied") else "NN"
        token.lemma_ = {"said": "say", "added": "add", "replied": "reply"}.get(token.text, token.text.lower())
        token.pos_ = "VERB" if token.tag_ == "VBD" else "NOUN"
        token.dep_ = "ROOT" if token.is_sent_start else "dep"
    names = [Name(text.index(p), text.index(p) + len(p), "PERSON", "model", 0.8) for p in people]
    tree = Tree(doc, text)
    return tree, Voices(tree, tokens_of(tree, names), default_lexicon())


@pytest.mark.parametrize(
    ("text", "word"),
    [
        ("“They came at night,” said Asel Nurbekova, a lawyer.", "came"),
        ("“They came at night,” Asel Nurbekova said.", "came"),
        ("Asel Nurbekova said: “They came at night.”", "came"),
        ("According to Asel Nurbekova, “they came at night and took him.”", "came"),
        ("“They came at night.” – Asel Nurbekova, lawyer", "came"),
        ("“They came,” said Asel Nurbekova. “Nobody saw it.”", "saw"),
        ("“They came,” said Asel Nurbekova, “and nobody saw it.”", "saw"),
        ("“They came and took him.\n“Nobody saw it,” said Asel Nurbekova.", "took"),
        ("“They came,” said Asel Nurbekova.\n“Nobody saw what they did to him.”", "saw"),
    ],
)
def test_the_speaker_of_a_quotation(text, word):
    tree, found = segmented(text, ("Asel Nurbekova",))
    assert speaker(tree, found, word) == ("Asel Nurbekova", "direct")


def test_scare_quotes_are_nobodys_words():
    tree, found = segmented("The “people’s court” met and Asel Nurbekova said nothing.", ("Asel Nurbekova",))
    assert speaker(tree, found, "court") == (None, "none")
