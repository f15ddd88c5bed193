"""What is wrong with a record whatever the gold says: spans, ids, references and values that cannot be."""

from collections import Counter
from collections.abc import Iterator, Sequence

from pipeline.evaluate.edtf import is_date, is_duration
from pipeline.record import Argument, Claim, ClaimSource, Organisation, Person, Record, Span, State


def faults(record: Record) -> Iterator[str]:
    """One line a fault."""
    entities: list[Person | State | Organisation] = [*record.people, *record.states, *record.organisations]
    for what, named in (
        ("entity", [one.id for one in entities]),
        ("date", [one.id for one in record.dates]),
        ("claim", [one.id for one in record.claims]),
    ):
        yield from (f"{what} id {id_} occurs {times} times" for id_, times in Counter(named).items() if times > 1)
    for entity in entities:
        yield from _spans(f"mention of {entity.id}", entity.mentions, record.text)
    yield from _spans("date", record.dates, record.text)
    yield from _spans("claim", record.claims, record.text)
    for section in record.sections:
        if not 0 <= section.start <= section.end <= len(record.text):
            yield f"section {section.start}-{section.end} lies outside the text"
    for date in record.dates:
        if not (is_date(date.edtf) or is_duration(date.edtf)):
            yield f"date {date.text!r}: {date.edtf!r} is no EDTF value of the calendar"
    ids, dates = {one.id for one in entities}, {one.id for one in record.dates}
    for claim in record.claims:
        yield from (f"claim {claim.id}: {fault}" for fault in _of_claim(claim, record.text, ids, dates))


def _spans(what: str, spans: Sequence[Span], text: str) -> Iterator[str]:
    for one in spans:
        if not _is_quoted(one.start, one.end, one.text, text):
            yield f"{what} at {one.start}: the text there is not {one.text!r}"


def _is_quoted(start: int, end: int, words: str | None, text: str) -> bool:
    return 0 <= start < end <= len(text) and text[start:end] == words


def _of_claim(claim: Claim, text: str, ids: set[str], dates: set[str]) -> Iterator[str]:
    if not 0 <= claim.confidence <= 1:
        yield f"confidence {claim.confidence} is not between 0 and 1"
    arguments: tuple[tuple[str, Argument | ClaimSource | None], ...] = (
        ("source", claim.source),
        ("actor", claim.actor),
        ("target", claim.target),
    )
    for name, argument in arguments:
        if argument is None:
            continue
        if argument.ref and argument.ref not in ids:
            yield f"{name} refers to {argument.ref}, which the record does not have"
        start, end = argument.start, argument.end
        if start is not None and (end is None or not _is_quoted(start, end, argument.text, text)):
            yield f"{name} at {start}: the text there is not {argument.text!r}"
    for quantity in claim.quantities:
        if not 0 <= quantity.start <= quantity.end <= len(text):
            yield f"quantity {quantity.start}-{quantity.end} lies outside the text"
    yield from (f"date {one} is not in the record" for one in claim.dates if one not in dates)
