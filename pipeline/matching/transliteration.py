"""What a word of a name sounds like, whichever romanisation it is written in.

    >>> sounds("tsao")["Chinese Zao"], sounds("cao")["Chinese Zao"]
    ('Wade-Giles', 'pinyin')

Two words may be one name where they share a key. A key is coarse: it proposes, and the letters decide how far.
The tables and their sources are in `transliteration.toml`.
"""

import re
import tomllib
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import cache
from itertools import product
from pathlib import Path

_CONSONANTS = 3  # as many tell a word without its vowels
_MOST_READINGS = 6  # of a word in Hong Kong usage: more say nothing
_CAPITALS = re.compile("[^A-Z]+")


@dataclass(frozen=True, slots=True)
class _Family:
    name: str
    pattern: re.Pattern[str]
    outputs: tuple[str, ...]
    vowels: bool
    only: re.Pattern[str] | None

    def key(self, word: str) -> str | None:
        if self.only is not None and not self.only.fullmatch(word):
            return None
        outputs = self.outputs
        sound = self.pattern.sub(lambda match: outputs[(match.lastindex or 1) - 1], word)
        if self.vowels:
            return sound
        consonants = _CAPITALS.sub("", sound)
        return consonants if len(consonants) >= _CONSONANTS else sound


@dataclass(frozen=True, slots=True)
class _Syllables:
    """A romanisation of Chinese: sounds by syllable, and what a word of it is like."""

    name: str
    sounds: Mapping[str, tuple[str, ...]]
    pattern: re.Pattern[str]

    def keys(self, word: str) -> list[str]:
        if not self.pattern.fullmatch(word):
            return []
        parts = _cut(word, self.sounds)
        if parts is None:
            return []
        readings = ["".join(reading) for reading in product(*(self.sounds[part] for part in parts))]
        return readings if len(readings) <= _MOST_READINGS else []


def sounds(word: str) -> dict[str, str]:
    """The keys of a folded word (no blanks or hyphens), and for each the romanisation or the names that it is of."""
    families, systems, same = _tables()
    found = {}
    for family in families:
        key = family.key(word)
        if key and len(key) > 1:
            found[f"{family.name} {key}"] = family.name
    for system in systems:
        for key in system.keys(word):
            found.setdefault(f"Chinese {key}", system.name)
    for line in same.get(word, ()):
        found[f"same {line}"] = "usual variant"
    return found


def _cut(word: str, syllables: Mapping[str, tuple[str, ...]]) -> list[str] | None:
    """A word in syllables, the first as long as it can be."""
    if not word:
        return []
    for end in range(min(len(word), 6), 0, -1):
        if word[:end] in syllables and (rest := _cut(word[end:], syllables)) is not None:
            return [word[:end], *rest]
    return None


@cache
def _tables() -> tuple[tuple[_Family, ...], tuple[_Syllables, ...], Mapping[str, list[int]]]:
    data = tomllib.loads((Path(__file__).parent / "transliteration.toml").read_text("utf-8"))
    families = tuple(
        _Family(
            name=one["name"],
            pattern=re.compile("|".join(f"({pattern})" for pattern, _ in one["sounds"]) + "|([^a-z])"),
            outputs=(*(sound for _, sound in one["sounds"]), ""),
            vowels=one.get("vowels", False),
            only=re.compile(one["only"]) if "only" in one else None,
        )
        for one in data["family"]
    )
    systems = [_system(name, _spelled(table)) for name, table in data["chinese"].items()]
    mandarin = systems[0].sounds
    cantonese = {
        syllable: tuple(dict.fromkeys("".join(_heard(one.replace("ü", "u"), mandarin)) for one in readings.split()))
        for syllable, readings in data["cantonese"].items()
    }
    same: dict[str, list[int]] = {}
    for number, line in enumerate(data["same"]["names"].strip().splitlines()):
        for name in line.split():
            same.setdefault(name, []).append(number)
    return families, (*systems, _system("Cantonese", cantonese)), same


def _heard(pinyin: str, mandarin: Mapping[str, tuple[str, ...]]) -> list[str]:
    return [mandarin[part][0] for part in _cut(pinyin, mandarin) or ()]


def _spelled(table: Mapping[str, Mapping[str, str]]) -> dict[str, tuple[str, ...]]:
    """Sounds by syllable: each initial with each final, and the syllables that are written otherwise."""
    made: dict[str, tuple[str, ...]] = {
        initial + final: (sound + vowel,)
        for initial, sound in table["initials"].items()
        for final, vowel in table["finals"].items()
    }
    return made | {syllable: (sound,) for syllable, sound in table["whole"].items()}


def _system(name: str, table: Mapping[str, tuple[str, ...]]) -> _Syllables:
    longest_first: Callable[[str], tuple[int, str]] = lambda one: (-len(one), one)  # noqa: E731
    return _Syllables(name, table, re.compile(f"(?:{'|'.join(sorted(table, key=longest_first))}){{1,3}}"))


# Letters that romanisations of one name choose freely: "Hussein", "Husayn"; "Qaderi", "Kadiri"; "Kiselyov", "Kiselev".
_FREE = [
    ("^abd[aeou][lrnsdtz](?=[a-z]{3})", "abd"), ("(?<=n)e$", ""), ("^j(?=[aeou])", "i"),
    ("tch|cz|tx|ch", "ch"), ("sch|sh", "sh"), ("ck|kk|kh|gh|gg|qq|[qgk]|c(?=[aoukr])", "k"),
    ("dh|dd", "d"), ("ph|ff", "f"), ("th|tt", "t"), ("w|vv", "v"), ("tz|ts|zz", "z"), ("ss", "s"), ("ll", "l"),
    ("mm", "m"), ("ng$|nn", "n"), ("rr", "r"), ("bb", "b"), ("pp", "p"), ("x", "ks"), ("(?<!^)h", ""),
    ("ae(?=[^aeiouy])", "a"), ("[uo]e(?=[^aeiouy])|eo|oo|ou|uu|[ou]", "u"),
    ("(?<!^)y[eo]|i[eo](?=[^aeiouy])|ei|ey|ay|ai|ee|iy|yi|ii|yy|[eiy]", "i"), ("aa", "a"),
]  # fmt: skip
_FREE_LETTERS = re.compile("|".join(f"({pattern})" for pattern, _ in _FREE))
_ONE_OR_TWO_SYLLABLES = 5  # letters
_TELLING = 5  # consonants in one sound that no two names share by chance


def respelling(one: str, other: str) -> str | None:
    """Which other spelling two words are of each other, in words; None where they may as well be two names."""
    mine, theirs = sounds(one), sounds(other)
    shared = [key for key in mine if key in theirs]
    systems = {table[key] for key in shared if key.startswith("Chinese") for table in (mine, theirs)}
    if systems:
        return next((f"{name} spelling" for name in ("Wade-Giles", "Cantonese") if name in systems), "pinyin spelling")
    if any(key.startswith("same ") for key in shared):
        return "usual variant"
    short = max(len(one), len(other)) <= _ONE_OR_TWO_SYLLABLES
    if short and all(any(key.startswith("Chinese") for key in keys) for keys in (mine, theirs)):
        return None  # two names that a Chinese reader tells apart
    if _freely(one) == _freely(other):
        return "other vowels or doubled letters"
    for key in shared:
        sound = key.rpartition(" ")[2]
        if (sound.isupper() or mine[key] == "Korean") and len(sound) >= _TELLING:
            return f"{mine[key]} spelling"
    return None


def _freely(word: str) -> str:
    return _FREE_LETTERS.sub(lambda match: _FREE[(match.lastindex or 1) - 1][1], word)
