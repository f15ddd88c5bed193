import pytest

from pipeline.relate.lemmas import known_lemma

VOCABULARY = frozenset("condemn commit beat accuse deny detain shoot refuse kill lie vow".split())


@pytest.mark.parametrize(
    ("word", "model", "lemma"),
    [
        ("condemning", "condemne", "condemn"),
        ("committed", "committ", "commit"),
        ("beaten", "beaten", "beat"),
        ("accusing", "accus", "accuse"),
        ("denied", "deny", "deny"),
        ("denies", "denie", "deny"),
        ("detained", "detained", "detain"),
        ("shot", "shot", "shoot"),
        ("refuses", "refuses", "refuse"),
        ("killing", "killing", "kill"),
        ("lying", "ly", "lie"),
        ("walked", "walk", "walk"),  # in no lexicon: the model's lemma stands
        ("red", "red", "red"),
    ],
)
def test_the_form_that_the_lexica_know(word, model, lemma):
    assert known_lemma(word, model, VOCABULARY) == lemma
