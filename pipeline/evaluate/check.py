"""Faults of gold: what does not have the form of gold, names what does not exist, or is not in the text.

>>> for fault in faults(file, text, registry): print(fault)
gold/kenya.json, line 41: "Odhiamba" is not in the text; write it as it stands there, or delete it
"""

import difflib
import re
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from typing import Any

import msgspec

from pipeline.evaluate.edtf import is_date, is_duration
from pipeline.evaluate.gold import ENTITY_KINDS, LISTS, Fault, Gold, GoldDate, GoldFile, GoldState
from pipeline.evaluate.positions import Path, readable
from pipeline.evaluate.surfaces import FoldedText, fold, folded, name_key
from pipeline.matching.registry import STATE_KINDS, Registry

_REGION_CODE = re.compile(r"[A-Z]{2}-[A-Z0-9]{1,3}|Q[1-9]\d*")
_AT = re.compile(r" - at `\$([^`]*)`$")
_STEP = re.compile(r"\.(\w+)|\[(\d+)\]")

_Problem = tuple[Path, str]


def faults(file: GoldFile, text: str | None, registry: Registry) -> list[Fault]:
    """All that is wrong in a file, by line. text: the clean text of the statement; None: not known."""
    problems = [*_form(file)]
    if not problems:
        gold = file.gold()
        problems += [*_doubles(gold), *_values(gold, registry)]
        if text is not None:
            problems += _wordings(gold, text)
    return sorted(Fault(file.path, file.line(path), _placed(path, what)) for path, what in problems)


def _placed(path: Path, what: str) -> str:
    return f"{readable(path)}: {what}" if path else what


def _form(file: GoldFile) -> Iterator[_Problem]:
    for path in file.twice:
        yield path, "this key stands twice; delete one of the two"
    if not isinstance(file.value, dict):
        yield (), "a JSON object is expected"
        return
    outer = {key: [] if key in LISTS and isinstance(value, list) else value for key, value in file.value.items()}
    yield from _converted(outer, Gold, ())
    for key, kind in LISTS.items():
        items = file.value.get(key)
        for number, item in enumerate(items if isinstance(items, list) else ()):
            yield from _converted(item, kind, (key, number))


def _converted(value: Any, kind: type[msgspec.Struct], path: Path) -> Iterator[_Problem]:
    """The first thing that keeps a value from being one of the kind."""
    try:
        msgspec.convert(value, kind)
    except msgspec.ValidationError as error:
        message = str(error)
        place = _AT.search(message)
        steps = _STEP.findall(place[1]) if place else []
        inner = tuple(int(index) if index else name for name, index in steps)
        unknown = re.search(r"unknown field `(\w+)`", message)
        if unknown:
            inner = (*inner, unknown[1])
        known = f"; known are {', '.join(kind.__struct_fields__)}" if unknown else "; correct it"
        yield (*path, *inner), _AT.sub("", message) + known


def _doubles(gold: Gold) -> Iterator[_Problem]:
    keys: dict[str, Callable[[Any], str]] = {
        "people": lambda one: name_key(one.name),
        "states": lambda one: one.code,
        "organisations": lambda one: name_key(one.name),
    }
    for kind, key in keys.items():
        first: dict[str, int] = {}
        for number, one in enumerate(getattr(gold, kind)):
            if first.setdefault(key(one), number) != number:
                yield (kind, number), f"the same as {kind}[{first[key(one)]}]; join the two"
    dates = Counter((one.text, one.nth) for one in gold.dates)
    for number, date in enumerate(gold.dates):
        if dates[date.text, date.nth] > 1:
            yield ("dates", number, "text"), f"occurrence {date.nth} of {date.text!r} stands twice; correct `nth`"


def _values(gold: Gold, registry: Registry) -> Iterator[_Problem]:
    for key in ("published", "reference_date"):
        value = getattr(gold, key)
        if value is not None and not is_date(value):
            yield (key,), f"{value!r} is no EDTF date; write it as 2024-06-26, 2024-06 or 2024"
    for number, state in enumerate(gold.states):
        yield from _code(state, ("states", number), registry)
    for number, date in enumerate(gold.dates):
        yield from _date(date, ("dates", number))


def _code(state: GoldState, path: Path, registry: Registry) -> Iterator[_Problem]:
    entry = registry.entries.get(state.code)
    if entry is not None and entry.kind in STATE_KINDS:
        if entry.kind != state.kind:
            yield (*path, "kind"), f"{state.code} is a {entry.kind} in the registry; correct kind or code"
    elif not _REGION_CODE.fullmatch(state.code):
        form = registry.lookup(state.name)
        meant = form.entries[0] if form and form.of_states else None
        meant = meant or next(iter(difflib.get_close_matches(state.code, registry.entries, 1)), "one of states.csv")
        yield (*path, "code"), f"{state.code!r} is no code of the registry; did you mean {meant}?"


def _date(date: GoldDate, path: Path) -> Iterator[_Problem]:
    if date.type in ("duration", "set"):
        if not is_duration(date.edtf):
            yield (*path, "edtf"), f"{date.edtf!r} is no ISO 8601 duration, which a {date.type} has; write P10Y or PT6H"
    elif not is_date(date.edtf):
        yield (
            (*path, "edtf"),
            f"{date.edtf!r} is no EDTF value of the calendar; write 2024-06-26, 2024-06 or XXXX-06-26",
        )


def _wordings(gold: Gold, text: str) -> Iterator[_Problem]:
    lower, cased = folded(text), folded(text, lower=False)
    for kind in ENTITY_KINDS:
        for number, entity in enumerate(getattr(gold, kind)):
            for index, (surface, times) in enumerate(entity.mentions):
                path = (kind, number, "mentions", index)
                there = _occurrences(surface, cased)
                if not there:
                    yield path, _missing(surface, lower)
                elif there < times:
                    yield path, f"{surface!r} is {there} times in the text, not {times} times; correct the count"
    yield from _occurring("dates", gold.dates, lower)
    yield from _occurring("claims", gold.claims, lower)


def _occurring(kind: str, items: Iterable[Any], text: FoldedText) -> Iterator[_Problem]:
    for number, one in enumerate(items):
        surface = fold(one.text)
        if not surface or surface not in text.text:
            yield (kind, number, "text"), _missing(one.text, text)
        elif text.nth(surface, one.nth) is None:
            yield (kind, number, "nth"), f"{one.text!r} has no occurrence {one.nth} in the text; correct `nth`"


def _occurrences(surface: str, text: FoldedText) -> int:
    return sum(1 for _ in text.words(folded(surface, lower=False).text))


def _missing(surface: str, text: FoldedText) -> str:
    """How far the words are in the text, which is where to look for the slip."""
    words = fold(surface).split(" ")
    there = next((n for n in range(len(words) - 1, 0, -1) if " ".join(words[:n]) in text.text), 0)
    hint = f" ({' '.join(words[:there])!r} is)" if there else ""
    return f"{surface!r} is not in the text{hint}; write it as it stands there, or delete it"
