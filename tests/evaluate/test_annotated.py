"""An annotation as a record: places, references, and what makes it differ from what the pipeline finds."""

from collections.abc import Callable
from typing import Any

import msgspec
import pytest

from pipeline.evaluate import soundness
from pipeline.evaluate.annotated import as_record
from pipeline.evaluate.gold import Gold
from pipeline.record import ClaimSource, Record
from tests.evaluate.golds import sample_gold, sample_value
from tests.samples import TEXT


def record_of(change: Callable[[dict[str, Any]], object], text: str = TEXT) -> Record:
    value = sample_value()
    change(value)
    return as_record(msgspec.convert(value, Gold), text)


def test_what_is_annotated_stands_at_its_words() -> None:
    record = as_record(sample_gold(), TEXT)
    spans = [
        [(one.text, one.start) for one in record.people[0].mentions],
        [(one.text, one.start) for one in record.states[0].mentions],
        [(one.text, one.start) for one in record.dates],
        [(one.text, one.start) for one in record.claims],
    ]
    assert spans == [
        [("Amina Odhiambo", 15), ("Amina Odhiambo", 82), ("Odhiambo", 127)],
        [("Kenya", 0), ("Kenyan", 48), ("The authorities", 164)],
        [("3 May 2024", 33)],
        [("the Kenyan police detained the lawyer Amina Odhiambo", 44), ("The authorities did not answer", 164)],
    ]
    assert list(soundness.faults(record)) == []


@pytest.mark.parametrize(
    ("text", "date", "expected"),
    [
        ("On 3 May 2024, as on 3 May 2023", {"text": "3 May", "nth": 2}, (21, 26, "3 May")),
        ("On “3\u00a0May” 2024", {"text": '"3 May"', "nth": 1}, (3, 10, "“3\u00a0May”")),  # as it is printed
    ],
)
def test_occurrence_and_print_of_the_words(text: str, date: dict[str, Any], expected: tuple[int, int, str]) -> None:
    empty = {"people": [], "states": [], "organisations": [], "claims": []}
    record = record_of(lambda v: v.update(empty, dates=[date | {"edtf": "2024-05-03", "type": "date"}]), text)
    (found,) = record.dates
    assert (found.start, found.end, found.text) == expected


def test_words_that_are_not_there_are_an_error() -> None:
    with pytest.raises(ValueError, match="'3 May 2024' has no occurrence 2"):
        record_of(lambda v: v["dates"][0].update(nth=2))


@pytest.mark.parametrize(
    ("source", "expected"),
    [
        ("author", (None, None, "author")),
        ("Example Watch", ("o0", "Example Watch", "organisation")),
        ("the Example Watch", ("o0", "the Example Watch", "organisation")),
        ("Odhiambo", ("p0", "Odhiambo", "person")),
        ("Kenyan", ("KEN", "Kenyan", "state")),
        ("villagers", (None, "villagers", "group")),
        (None, (None, None, "group")),
    ],
)
def test_a_name_refers_to_its_entity(source: str | None, expected: tuple[str | None, str | None, str]) -> None:
    record = record_of(lambda v: v["claims"][0].update(source=source))
    ref, text, is_ = expected
    assert record.claims[0].source == ClaimSource(ref=ref, text=text, start=None, end=None, is_=is_)  # type: ignore[arg-type]


def test_the_full_name_goes_before_a_form_of_another() -> None:
    """ "Kenya" is here also a form of the person, who stands first in the record."""
    record = record_of(lambda v: v["people"][0].update(mentions=[["Kenya", 1]]))
    assert record.claims[0].actor is not None
    assert record.claims[0].actor.ref == "KEN"


def test_an_empty_slot_stays_empty() -> None:
    assert as_record(sample_gold(), TEXT).claims[1].target is None
