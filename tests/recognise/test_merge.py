import pytest

from pipeline.recognise.merge import merge
from pipeline.statement import Name

CONFIDENCE = 0.8


def found(text: str, surface: str, label: str, by: str) -> Name:
    start = text.index(surface)
    return Name(start, start + len(surface), label, by, CONFIDENCE)


def merged(text: str, *names: Name, protected: tuple[str, ...] = ()) -> list[tuple[str, str, str]]:
    spans = [(text.index(p), text.index(p) + len(p)) for p in protected]
    return [(text[n.start : n.end], n.label, n.by) for n in merge(text, names, spans)]


def test_who_signs_is_no_law():
    text = "Institute for Press and Law"
    names = found(text, text, "ORG", "section"), found(text, "Press and Law", "ORG", "model")
    assert merged(text, *names, protected=("Press and Law",)) == [(text, "ORG", "section")]


def test_the_longest_stays_so_a_state_in_a_body_is_part_of_the_body():
    text = "Lawyers of the Kenya Land Alliance met."
    names = found(text, "Kenya", "STATE", "registry"), found(text, "Kenya Land Alliance", "ORG", "pattern")
    assert merged(text, *names) == [("Kenya Land Alliance", "ORG", "pattern")]


@pytest.mark.parametrize("described", ["Chinese government", "Chinese authorities"])
def test_a_state_with_describing_words_stays_a_state(described):
    text = f"The {described} refused."
    names = found(text, "Chinese", "STATE", "registry"), found(text, described, "ORG", "model")
    assert merged(text, *names) == [("Chinese", "STATE", "registry")]


def test_a_place_that_holds_a_state_gives_way_to_it():
    text = "Floods in northern Mali rose."
    names = found(text, "Mali", "STATE", "registry"), found(text, "northern Mali", "LOC", "model")
    assert merged(text, *names) == [("Mali", "STATE", "registry")]


def test_a_person_named_as_a_state_keeps_the_longer_name():
    text = "Michael Jordan spoke."
    names = found(text, "Jordan", "STATE", "registry"), found(text, "Michael Jordan", "PERSON", "model")
    assert merged(text, *names) == [("Michael Jordan", "PERSON", "model")]


def test_nothing_stands_in_a_protected_span():
    text = "She won the Nelson Mandela Prize in Ghana."
    names = found(text, "Nelson Mandela", "PERSON", "model"), found(text, "Ghana", "STATE", "registry")
    assert merged(text, *names, protected=("Nelson Mandela Prize",)) == [("Ghana", "STATE", "registry")]


def test_of_equal_spans_the_surest_finder_stays():
    text = "Viasna reported it."
    names = found(text, "Viasna", "PERSON", "model"), found(text, "Viasna", "ORG", "registry")
    assert merged(text, *names) == [("Viasna", "ORG", "registry")]


def test_finders_that_agree_raise_the_confidence():
    text = "Viasna reported it."
    (name,) = merge(text, [found(text, "Viasna", "ORG", "model"), found(text, "Viasna", "ORG", "registry")], ())
    assert name.confidence == pytest.approx(1 - (1 - CONFIDENCE) ** 2)


def test_the_order_of_what_is_found_does_not_matter():
    text = "Lawyers of the Kenya Land Alliance met Asel."
    names = [
        found(text, "Kenya", "STATE", "registry"),
        found(text, "Kenya Land Alliance", "ORG", "pattern"),
        found(text, "Asel", "PERSON", "model"),
        found(text, "Land Alliance met", "ORG", "model"),
    ]
    assert merge(text, names, ()) == merge(text, names[::-1], ())


def test_nothing_found_gives_nothing():
    assert merge("No names.", [], [(0, 2)]) == ()
