"""The words of states.toml, read once."""

import re
import tomllib
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any


@dataclass(frozen=True, slots=True)
class Ambiguity:
    """A form of several states. default: the tie-break, or None. signs: for a state's id, words that point to it."""

    default: str | None
    signs: dict[str, re.Pattern[str]]


@dataclass(frozen=True, slots=True)
class Homonym:
    """A form of a state and of something else. None: there are no such words."""

    state: re.Pattern[str] | None
    other: re.Pattern[str] | None
    nearby: re.Pattern[str] | None


@dataclass(frozen=True, slots=True)
class Language:
    """When an adjective names a language."""

    prepositions: frozenset[str]
    verbs: frozenset[str]
    nouns: frozenset[str]
    hyphenated: frozenset[str]


@dataclass(frozen=True, slots=True)
class Metonymy:
    """Words that tell a government from the city it sits in; see states.toml for each."""

    seats: frozenset[str]
    government_nouns: frozenset[str]
    city_nouns: frozenset[str]
    headline_verbs: frozenset[str]
    participles_after_hyphen: frozenset[str]
    attitudes_before_hyphen: frozenset[str]
    place_prepositions: frozenset[str]
    government_prepositions: frozenset[str]
    movement: frozenset[str]
    governed: dict[str, frozenset[str]]  # "to", "from", "of", "on", "over" → the words after which it is a government
    addressed_by: frozenset[str]
    place_verbs: frozenset[str]
    place_passives: frozenset[str]
    place_predicates: frozenset[str]


@dataclass(frozen=True, slots=True)
class StateWords:
    """phrases: for a form, what stands before and after it in a phrase where it is no mention."""

    phrases: dict[str, tuple[tuple[str, str], ...]]
    currencies: frozenset[str]
    us_is_a_pronoun_after: frozenset[str]
    in_the_usa: re.Pattern[str]  # matches ", Ohio" behind a town's name
    language: Language
    metonymy: Metonymy
    ambiguous: dict[str, Ambiguity]
    homonyms: dict[str, Homonym]


@cache
def state_words() -> StateWords:
    """The words of states.toml."""
    data = tomllib.loads(Path(__file__).with_name("states.toml").read_text(encoding="utf-8"))
    phrases: dict[str, list[tuple[str, str]]] = {}
    for phrase in _items(data["phrases"]):
        before, form, after = re.split(r"[\[\]]", phrase)
        phrases.setdefault(form, []).append((before, after))
    language, metonymy = data["language"], data["metonymy"]
    plain = {name: frozenset(_items(metonymy[name])) for name in Metonymy.__slots__ if name != "governed"}
    return StateWords(
        phrases={form: tuple(around) for form, around in phrases.items()},
        currencies=frozenset(_items(data["currencies"])),
        us_is_a_pronoun_after=frozenset(_items(data["us_is_a_pronoun_after"])),
        in_the_usa=re.compile(rf", (?:{'|'.join(map(re.escape, _items(data['us_states'])))})\b"),
        language=Language(**{name: frozenset(_items(language[name])) for name in Language.__slots__}),
        metonymy=Metonymy(
            governed={
                word: frozenset(_items(metonymy[f"{word}_after"])) for word in ("to", "from", "of", "on", "over")
            },
            **plain,
        ),
        ambiguous={form: _ambiguity(table) for table in data["ambiguous"] for form in _items(table["forms"])},
        homonyms={
            form: Homonym(*(_any_of(table[name]) for name in ("state", "other", "nearby")))
            for table in data["homonym"]
            for form in _items(table["forms"])
        },
    )


def _items(table: str) -> list[str]:
    """The items of a list: separated by bars and line ends where it has bars, otherwise by white space."""
    return [item for part in re.split(r"[|\n]" if "|" in table else r"\s+", table) if (item := part.strip())]


def _any_of(table: str) -> re.Pattern[str] | None:
    items = _items(table) if "|" in table else [table] * bool(table)
    return re.compile(rf"\b(?:{'|'.join(map(re.escape, items))})\b") if items else None


def _ambiguity(table: dict[str, Any]) -> Ambiguity:
    signs = {entry: pattern for entry, words in table["signs"].items() if (pattern := _any_of(words))}
    return Ambiguity(default=table["default"] or None, signs=signs)
