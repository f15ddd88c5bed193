"""The probe of names: its marks are read right, and its sentences are as it promises."""

import importlib.util
import re
from collections import Counter
from pathlib import Path
from types import ModuleType

import pytest

from pipeline.evaluate.spans import LabelledSpan


def _module() -> ModuleType:
    path = Path(__file__).parents[2] / "models" / "training" / "probe.py"
    spec = importlib.util.spec_from_file_location("probe", path)
    assert spec and spec.loader
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


probe = _module()
TRADITIONS: dict[str, list[str]] = probe.read()
SENTENCES = [sentence for sentences in TRADITIONS.values() for sentence in sentences]


def surfaces(marked: str, case: str = "as written") -> list[tuple[str, str]]:
    one = probe.unmark(marked, probe.CASES[case])
    return [(span.label, one.text[span.start : span.end]) for span in one.names]


def test_marks_become_spans() -> None:
    one = probe.unmark("[PERSON Asel Nurbekova]’s lawyer left [LOC Osh].")
    assert one.text == "Asel Nurbekova’s lawyer left Osh."
    assert one.names == (LabelledSpan(0, 14, "PERSON"), LabelledSpan(29, 32, "LOC"))


def test_spans_follow_a_change_of_length() -> None:
    marked = "[PERSON İlkay Öz] and [PERSON Jörg Weiß] left."
    assert surfaces(marked, "lower case") == [("PERSON", "i̇lkay öz"), ("PERSON", "jörg weiß")]
    assert surfaces(marked, "capitals") == [("PERSON", "İLKAY ÖZ"), ("PERSON", "JÖRG WEISS")]


@pytest.mark.parametrize(
    "marked", ["[PER Asel] left.", "[PERSON Asel left.", "Asel] left.", "[PERSON [LOC Osh] Asel]", "[ORG ] left."]
)
def test_a_bracket_out_of_place_is_an_error(marked: str) -> None:
    with pytest.raises(ValueError, match="a bracket"):
        probe.unmark(marked)


@pytest.mark.parametrize("tradition", TRADITIONS)
def test_every_tradition_has_eight_sentences_with_persons_bodies_and_places(tradition: str) -> None:
    sentences = TRADITIONS[tradition]
    assert len(set(sentences)) == len(sentences) == 8
    labels = Counter(label for sentence in sentences for label, _ in surfaces(sentence))
    assert set(labels) == set(probe.LABELS)
    assert labels["PERSON"] >= 10


@pytest.mark.parametrize("case", probe.CASES)
@pytest.mark.parametrize("tradition", TRADITIONS)
def test_spans_hold_what_the_marks_hold(tradition: str, case: str) -> None:
    change = probe.CASES[case]
    for sentence in TRADITIONS[tradition]:
        marks = re.findall(r"\[([A-Z]+) (.+?)\]", sentence)
        assert surfaces(sentence, case) == [(label, change(surface)) for label, surface in marks] != []


def test_marks_hold_no_possessive_and_no_outer_blank_or_comma() -> None:
    marked = [surface for sentence in SENTENCES for _, surface in surfaces(sentence)]
    assert [s for s in marked if s != s.strip(" ,") or s.endswith("’s")] == []


def test_names_are_not_left_unmarked() -> None:
    """A full name that one sentence marks is marked wherever it occurs."""
    marked = {(label, s) for sentence in SENTENCES for label, s in surfaces(sentence) if " " in s}
    for sentence in SENTENCES:
        one = probe.unmark(sentence)
        inside = " ".join(surface for _, surface in surfaces(sentence))
        assert all(surface in inside for _, surface in marked if surface in one.text)
