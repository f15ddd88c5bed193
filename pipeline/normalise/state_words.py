"""The words of states.toml, read once."""

import re
import tomllib
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

# Prepositions after which a capital is a government or a place by the word that governs them.
_GOVERNED = ("to", "from", "of", "on", "for", "over")


@dataclass(frozen=True, slots=True)
class Ambiguity:
    """A form of several states. default: the tie-break, or None. signs: for a state's id, words that point to it."""

    default: str | None
    signs: dict[str, re.Pattern[str]]


@dataclass(frozen=True, slots=True)
class Homonym:
    """A form of a state and of something else; see states.toml. None: there are no such words."""

    state: re.Pattern[str] | None
    other: re.Pattern[str] | None
    nearby: re.Pattern[str] | None
    needs_sign: bool


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
    governed: dict[str, frozenset[str]]  # preposition → the words after which it is a government
    addressed_by: frozenset[str]
    place_objects: frozenset[str]
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
    for phrase in _names(data["phrases"]):
        before, form, after = re.split(r"[\[\]]", phrase)
        phrases.setdefault(form, []).append((before, after))
    language, metonymy = data["language"], data["metonymy"]
    plain = {name: _words(metonymy[name]) for name in Metonymy.__slots__ if name not in ("seats", "governed")}
    return StateWords(
        phrases={form: tuple(around) for form, around in phrases.items()},
        currencies=_words(data["currencies"]),
        us_is_a_pronoun_after=_words(data["us_is_a_pronoun_after"]),
        in_the_usa=re.compile(rf", (?:{'|'.join(map(re.escape, _names(data['us_states'])))})\b"),
        language=Language(**{name: _words(language[name]) for name in Language.__slots__}),
        metonymy=Metonymy(
            seats=frozenset(_names(metonymy["seats"])),
            governed={word: _words(metonymy[f"{word}_after"]) for word in _GOVERNED},
            **plain,
        ),
        ambiguous={form: _ambiguity(table) for table in data["ambiguous"] for form in _names(table["forms"])},
        homonyms={form: _homonym(table) for table in data["homonym"] for form in _names(table["forms"])},
    )


def _words(table: str) -> frozenset[str]:
    """Single words, separated by white space."""
    return frozenset(table.split())


def _names(table: str) -> list[str]:
    """Names of one or more words, separated by bars and line ends."""
    return [name for part in re.split(r"[|\n]", table) if (name := part.strip())]


def _any_of(names: str) -> re.Pattern[str]:
    return re.compile(rf"\b(?:{'|'.join(map(re.escape, _names(names)))})\b")


def _ambiguity(table: dict[str, Any]) -> Ambiguity:
    return Ambiguity(table["default"] or None, {entry: _any_of(words) for entry, words in table["signs"].items()})


def _homonym(table: dict[str, Any]) -> Homonym:
    state, other, nearby = (_any_of(table[key]) if key in table else None for key in ("state", "other", "nearby"))
    return Homonym(state, other, nearby, table.get("needs_sign", False))
