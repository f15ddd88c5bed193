"""Registries and mentions for the benchmark of resolving: invented names of all naming traditions.

The parts of names come from the lists of `models/training/names.toml`. As these are short and a registry is long, each
tradition gets more family and given names, made letter by letter as its own go (Markov chains of two letters), or
syllable by syllable where its names are made of syllables; the first in a list are the commonest, as in life.
Everything follows from the seed.
"""

import random
import tomllib
import unicodedata
from collections import defaultdict
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from itertools import accumulate
from pathlib import Path

from tests.benchmarks.romanise import REROMANISED, pinyin_syllables

NAMES = Path(__file__).parents[2] / "models/training/names.toml"
FAMILIES, GIVENS = 1500, 400  # of a tradition, made up to
_COMMON = 12  # how flat the frequencies begin: the nth name of a list has weight 1 / (n + _COMMON)
_MIDDLE = 0.3  # share of names with a second given name
_TITLES = ("Dr", "Mr", "Ms", "Professor", "Sheikh", "Mrs", "General", "Judge")
_LETTERS = "abcdefghijklmnopqrstuvwxyz"
_SYLLABIC = {"chinese-pinyin", "cantonese-hong-kong", "taiwanese-wade-giles", "korean-south", "korean-north", "burmese"}


@dataclass(frozen=True, slots=True)
class Named:
    """An invented name with what its mentions can be made of."""

    text: str
    parts: tuple[str, ...]  # as printed
    tradition: str


@dataclass(frozen=True, slots=True)
class Mention:
    text: str
    entry: int | None  # index in the registry; None: a stranger
    kind: str


class _Pool:
    """Names to draw from, the first the most often."""

    def __init__(self, names: list[str]) -> None:
        self.names = names
        self._weights = list(accumulate(1 / (rank + _COMMON) for rank in range(len(names))))

    def draw(self, rng: random.Random) -> str:
        return rng.choices(self.names, cum_weights=self._weights)[0]


def _chained(names: list[str], count: int, rng: random.Random) -> list[str]:
    """The names, and others that go on letter by letter as these do."""
    following: defaultdict[str, list[str]] = defaultdict(list)
    for name in names:
        padded = f"^^{name}$"
        for at in range(2, len(padded)):
            following[padded[at - 2 : at]].append(padded[at])
    made = dict.fromkeys(names)
    for _ in range(count * 40):
        if len(made) >= count:
            break
        text = "^^"
        while text[-1] != "$" and len(text) < 16:
            text += rng.choice(following[text[-2:]])
        if text[-1] == "$" and 6 <= len(text) <= 15:
            made[text[2:-1]] = None
    return list(made)


def _syllables(names: list[str]) -> list[str]:
    pieces = (piece for name in names for piece in name.replace("-", " ").split())
    return list(dict.fromkeys(piece.capitalize() for piece in pieces))


def _joined(names: list[str], count: int, rng: random.Random) -> list[str]:
    """Given names of two syllables, joined as the tradition's own are ("Wai-man", "Chol Su")."""
    glue = "-" if "-" in names[0] else " "
    syllables = _syllables(names)
    made = dict.fromkeys(names)
    while len(made) < min(count, len(syllables) ** 2 // 2):
        second = rng.choice(syllables)
        made[rng.choice(syllables) + glue + (second.lower() if glue == "-" else second)] = None
    return list(made)


def _pinyin(names: list[str], count: int, rng: random.Random) -> list[str]:
    """Given names of one and of two syllables, written together."""
    syllables = dict.fromkeys(one for name in names for one in pinyin_syllables(name.lower()) or ())
    pairs = [(first + second).capitalize() for first in syllables for second in syllables]
    return names + rng.sample(pairs, count)


def _makers() -> list[Callable[[random.Random], Named]]:
    rng = random.Random(11)
    makers = []
    for tradition in tomllib.loads(NAMES.read_text("utf-8"))["tradition"]:
        name, families = tradition["name"], tradition.get("family", [])
        if name == "chinese-pinyin":
            given, family = _pinyin(tradition["given"], GIVENS * 3, rng), families
        elif name in _SYLLABIC and families:
            given, family = _joined(tradition["given"], GIVENS * 3, rng), families
        elif not families:  # a whole name a line
            given, family = _syllables(tradition["given"]), []
        else:
            given, family = _chained(tradition["given"], GIVENS, rng), _chained(families, FAMILIES, rng)
        pools = {"given": _Pool(given), "family": _Pool(family), "patronymic": _Pool(tradition.get("patronymic", []))}
        makers.append(_maker(name, tradition["order"].split(), pools))
    return makers


def _maker(tradition: str, order: list[str], pools: dict[str, _Pool]) -> Callable[[random.Random], Named]:
    def make(rng: random.Random) -> Named:
        kinds = list(order)
        if order == ["given"]:
            kinds *= rng.choice((2, 3, 3))
        elif tradition not in _SYLLABIC and "patronymic" not in order and rng.random() < _MIDDLE:
            kinds.insert(kinds.index("given") + 1, "given")
        parts = tuple(pools[kind].draw(rng) for kind in kinds)
        return Named(" ".join(parts), parts, tradition)

    return make


def letters(text: str) -> str:
    """What tells two names apart here: their letters in any order, without diacritics."""
    plain = unicodedata.normalize("NFKD", text.casefold())
    return "".join(sorted(ch for ch in plain if ch.isalpha()))


def registry(count: int, strangers: int, seed: int = 5) -> tuple[list[Named], list[Named]]:
    """Names for the registry and others; no two of them have the same letters."""
    rng = random.Random(seed)
    makers = _makers()
    seen: set[str] = set()
    names: list[Named] = []
    while len(names) < count + strangers:
        named = rng.choice(makers)(rng)
        key = letters(named.text)
        if key not in seen and len(key) > 4:
            seen.add(key)
            names.append(named)
    return names[:count], names[count:]


def _edited(text: str, rng: random.Random, edits: int = 1) -> str:
    for _ in range(edits):
        places = [at for at, ch in enumerate(text) if ch.isalpha()]
        at = rng.choice(places)
        match rng.randrange(4):
            case 0:
                text = text[:at] + text[at + 1 :]
            case 1:
                text = text[:at] + rng.choice(_LETTERS) + text[at:]
            case 2:
                text = text[:at] + rng.choice(_LETTERS.replace(text[at].lower(), "")) + text[at + 1 :]
            case _:
                other = min(at + 1, len(text) - 1)
                text = text[:at] + text[other] + text[at:other] + text[other + 1 :]
    return " ".join(text.split())


def _plain(text: str) -> str:
    decomposed = unicodedata.normalize("NFKD", text)
    return "".join(ch for ch in decomposed if not unicodedata.combining(ch))


def _corrupted(named: Named, rng: random.Random) -> Mention | None:
    """One of: an edit, diacritics lost, the last part first, a part in the middle dropped, a title."""
    match rng.randrange(5):
        case 0:
            return Mention(_edited(named.text, rng), None, "one edit")
        case 1:
            return Mention(_plain(named.text), None, "diacritics lost")
        case 2:
            return Mention(" ".join((named.parts[-1], *named.parts[:-1])), None, "last part first")
        case 3:
            if len(named.parts) < 3:
                return None
            return Mention(f"{named.parts[0]} {' '.join(named.parts[2:])}", None, "part dropped")
        case _:
            return Mention(f"{rng.choice(_TITLES)} {named.text}", None, "title")


def mentions(names: list[Named], count: int, seed: int = 6) -> list[Mention]:
    """Mentions of a registry, a fifth of them corrupted."""
    rng = random.Random(seed)
    made: list[Mention] = []
    while len(made) < count:
        entry = rng.randrange(len(names))
        if rng.random() < 0.8:
            made.append(Mention(names[entry].text, entry, "clean"))
            continue
        while (mention := _corrupted(names[entry], rng)) is None:
            pass
        made.append(Mention(mention.text, entry, mention.kind))
    return made


def hard_mentions(names: list[Named], count: int, seed: int = 7) -> list[Mention]:
    """Mentions with two edits, and as many in another romanisation of their language."""
    rng = random.Random(seed)

    def two_edits() -> Iterator[Mention]:
        while True:
            entry = rng.randrange(len(names))
            text = _edited(names[entry].text, rng, edits=2)
            if letters(text) != letters(names[entry].text):
                yield Mention(text, entry, "two edits")

    def romanised() -> Iterator[Mention]:
        while True:
            entry = rng.randrange(len(names))
            change = REROMANISED.get(names[entry].tradition)
            if change is not None:
                text = change(names[entry].text, rng)
                if letters(text) != letters(names[entry].text):
                    yield Mention(text, entry, "re-romanised")

    edited, changed = two_edits(), romanised()
    return [next(edited if n % 2 else changed) for n in range(count)]
