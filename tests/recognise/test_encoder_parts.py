"""What the encoder is fed, and how its classes become values."""

import pytest

from pipeline.recognise.encoder_features import shape
from pipeline.recognise.encoder_lemmas import Lemmas, apply_script, edit_script
from pipeline.recognise.encoder_windows import BATCH, WINDOW_PIECES, batches, windows


@pytest.mark.parametrize(
    "form, lemma",
    [("Declared", "declare"), ("was", "be"), ("Minsk", "Minsk"), ("MINSK", "Minsk"), ("activists", "activist"),
     ("’s", "'s"), ("U.N.", "U.N."), ("women", "woman"), ("I", "I"), ("Their", "their")],
)  # fmt: skip
def test_lemmas_come_back_from_their_scripts(form: str, lemma: str) -> None:
    assert apply_script(form, edit_script(form, lemma)) == lemma


def test_a_script_serves_words_alike() -> None:
    assert apply_script("Detained", edit_script("accused", "accuse")) == "detaine"
    assert apply_script("Urged", edit_script("accused", "accuse")) == "urge"


def test_a_script_never_leaves_nothing() -> None:
    assert apply_script("a", "lower|3|") == "a"


KNOWN = Lemmas([("studies", "NNS", "study"), ("acquired", "VBD", "acquire"), ("court", "NN", "court")])


@pytest.mark.parametrize(
    "form, tag, scripts, lemma",
    [
        ("Studies", "NNS", ["lower|1|"], "study"),  # known
        ("acquiring", "VBG", ["lower|3|", "lower|3|e"], "acquire"),  # the second script makes a known verb
        ("zapping", "VBG", ["lower|3|", "lower|4|"], "zapp"),  # neither does
        ("Court", "NNP", ["keep|0|", "lower|0|"], "Court"),  # a name is no noun
    ],
)
def test_known_lemmas_come_first(form: str, tag: str, scripts: list[str], lemma: str) -> None:
    assert KNOWN.lemma(form, tag, scripts) == lemma


@pytest.mark.parametrize(
    "words",
    [["lawyer", "women"], ["Minsk", "Şanlıurfa"], ["NGO", "UN"], ["McKay", "iPhone"], ["2024", "1,000"],
     ["A4", "41st"], ["U.N.", "U.S."], [",", ";"], ["“", "("], ["–", "-"], ["律师", "北京"]],
)  # fmt: skip
def test_words_of_one_shape(words: list[str]) -> None:
    assert len({shape(w) for w in words}) == 1


def test_shapes_differ() -> None:
    forms = ["lawyer", "Minsk", "NGO", "I", "McKay", "2024", "A4", "U.N.", "律师", ",", ".", "(", ")", "–", "€"]
    assert len({shape(w) for w in forms}) == len(forms)


def test_every_sentence_is_in_one_batch() -> None:
    lengths = [12, 400, 30, 7, 300, 12, *[20] * 40]
    found = list(batches(lengths))
    assert sorted(row for batch in found for row in batch) == list(range(len(lengths)))
    assert all(len(batch) <= BATCH for batch in found)
    assert [1] in found and [4] in found  # longer than a window, so alone


@pytest.mark.parametrize("pieces", [[1] * 1000, [8] * 300, [1, 8] * 200, [2]])
def test_windows_score_every_word_once_with_room_around_it(pieces: list[int]) -> None:
    found = windows(pieces)
    assert [i for w in found for i in range(w.inner, w.inner_end)] == list(range(len(pieces)))
    assert all(w.start <= w.inner < w.inner_end <= w.end for w in found)
    assert all(sum(pieces[w.start : w.end]) <= WINDOW_PIECES - 2 for w in found)
    assert all(w.start < w.inner for w in found[1:]) and all(w.inner_end < w.end for w in found[:-1])
