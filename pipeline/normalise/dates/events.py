"""Dates of events: the day on which the text says that what an expression names took place."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from pipeline.normalise.dates.context import Context
from pipeline.normalise.dates.edtf import Point
from pipeline.normalise.dates.vocabulary import EVENTS, alternatives

_FAMILIES: dict[str, int] = {}
for _number, _event in enumerate(EVENTS):
    for _word in (*_event["nouns"], *_event["verbs"]):
        _FAMILIES.setdefault(_word, _number)
_WORDS = [re.compile(rf"\b{alternatives([*event['nouns'], *event['verbs']])}\b") for event in EVENTS]  # of each family
_HEAD = re.compile(rf"\b({alternatives(list(_FAMILIES))})\Z")
_CONTENT = re.compile(r"[A-Za-z][\w-]{3,}")
_NAME = re.compile(r"\b[A-Z][\w-]+")
_NEAR = 120  # characters between the event's word and its date
_TAIL = 60  # characters after the expression where its event may be dated: "a year after his arrest in May 2019"


@dataclass(frozen=True, slots=True)
class Dated:
    """A date of the text that has been resolved, at least partly."""

    start: int
    end: int
    point: Point


def dated(
    context: Context, event: tuple[int, int], known: Sequence[Dated], *, expected_year: int | None = None
) -> Dated | None:
    """The date of an event that the text names.

    event: where it is named; its last word is the noun or verb of the event.
    known: the resolved dates of the text, in text order.
    expected_year: the year that an anniversary leads to, where several dates compete.
    Returns None where no date stands by a word for the same kind of event, or only by somebody else's.
    """
    start, end = event
    number = context.sentence_number(max(start, end - 1))
    _, last = context.sentence(number)
    behind = [date for date in known if end <= date.start < min(last, end + _TAIL)]
    if behind:
        return behind[0]
    head = _HEAD.search(context.low, start, end)
    if not head:
        return None
    words = _WORDS[_FAMILIES[head[1]]]
    names = set(_NAME.findall(context.text[start:end]))
    content = {word.lower() for word in _CONTENT.findall(context.text[start:end])}
    best: tuple[tuple[int, int, int, int], Dated] | None = None
    for date in known:
        place = context.sentence_number(date.start)
        left, right = context.sentence(place)
        if left <= start < right and date.start > start:
            continue
        gaps = [
            min(abs(match.start() - date.end), abs(date.start - match.end()))
            for match in words.finditer(context.low, left, right)
            if not start <= match.start() < end
        ]
        if not gaps or min(gaps) > _NEAR:
            continue
        around = context.text[context.sentence(max(0, place - 1))[0] : right]
        if names and not any(name in around for name in names):
            continue  # somebody else's death
        shared = sum(word in around.lower() for word in content)
        fits = expected_year is not None and date.point.year == expected_year
        score = (int(fits), shared, int(date.start < start), -min(gaps))
        if best is None or score > best[0]:
            best = score, date
    return best[1] if best else None
