"""Names of a corpus of others, found by a recogniser that reads off what it is told to find."""

import re
from collections.abc import Sequence

import pytest

from pipeline.errors import UsageError
from pipeline.evaluate.counts import Count
from pipeline.evaluate.formats.marked import MarkedText
from pipeline.evaluate.names import USUAL_LABELS, label_map, measure
from pipeline.evaluate.spans import LabelledSpan
from pipeline.statement import CleanText, Name

_FINDS = {"Novak": ("PERSON", None), "Kenya": ("STATE", "name"), "Kenyan": ("STATE", "demonym"), "Oslo": ("LOC", None)}


def recognise(texts: Sequence[CleanText]) -> list[tuple[Name, ...]]:
    return [
        tuple(
            Name(found.start(), found.end(), _FINDS[found[0]][0], "model", 0.9, form=_FINDS[found[0]][1])  # type: ignore[arg-type]
            for found in re.finditer("|".join(rf"\b{word}\b" for word in _FINDS), text.text)
        )
        for text in texts
    ]


def text(words: str, *names: tuple[str, str]) -> MarkedText:
    return MarkedText(words, tuple(LabelledSpan(words.index(n), words.index(n) + len(n), label) for n, label in names))


def test_names_are_led_back_through_cleaning() -> None:
    """Cleaning joins blanks and drops the soft hyphen."""
    one = text("Mr   No\u00advak  left\u00a0 Oslo.", ("No\u00advak", "PER"), ("Oslo", "LOC"))
    assert measure([one], USUAL_LABELS, recognise).counts["all"] == Count(2, 2, 2)


def test_counts_by_label() -> None:
    texts = [
        text("Novak, a Kenyan, left Kenya.", ("Novak", "PER"), ("Kenya.", "GPE"), ("Kenyan", "NORP")),
        text("Novak met Li Wei in Oslo.", ("Li Wei", "PER"), ("Oslo", "LOC"), ("in", "MISC")),
    ]
    scores = measure(texts, USUAL_LABELS, recognise)
    assert scores.documents == 2
    assert scores.counts == {
        "PERSON": Count(1, 2, 2),
        "LOC": Count(1, 2, 2),  # "Kenya." is not "Kenya"; "Kenyan" is no place
        "all": Count(2, 4, 4),
    }
    assert scores.schemes["LOC"]["type"].correct == 2
    assert scores.left_out == {"MISC": 1, "NORP": 1}


def test_labels_are_mapped() -> None:
    one = text("Novak, a Kenyan, left Oslo.", ("Kenyan", "NORP"))
    assert measure([one], label_map("NORP=DEMONYM"), recognise).counts == {
        "DEMONYM": Count(1, 1, 1),
        "all": Count(1, 1, 1),
    }


def test_texts_without_a_word_have_no_names() -> None:
    empty = MarkedText("", ())
    assert measure([empty, text("Oslo", ("Oslo", "LOC")), empty], USUAL_LABELS, recognise).counts["all"] == Count(
        1, 1, 1
    )


def test_wrong_maps_are_told() -> None:
    assert label_map(None) == USUAL_LABELS
    assert label_map("PER=PERSON, GPE=LOC") == {"PER": "PERSON", "GPE": "LOC"}
    for wish in ("PER", "PER=", "PER=NAME", ""):
        with pytest.raises(UsageError, match="THEIRS=OURS is expected, ours being one of PERSON, ORG, LOC, DEMONYM"):
            label_map(wish)
    with pytest.raises(UsageError, match="the labels there are peop: map them"):
        measure([text("Novak", ("Novak", "peop"))], USUAL_LABELS, recognise)
