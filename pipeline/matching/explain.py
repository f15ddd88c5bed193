"""Why two names may be one, in words."""

import re
from dataclasses import dataclass
from typing import Literal

from rapidfuzz.distance import OSA

from pipeline.matching.keys import core, fold, untitled
from pipeline.matching.transliteration import respelling, sounds

Kind = Literal[
    "marks",
    "title",
    "hyphen",
    "particles",
    "order",
    "spacing",
    "initial",
    "variant",
    "spelling",
    "letters",
    "patronymic",
    "left out",
    "more",
]

_PATRONYMIC = re.compile(r"\w{2,}(?:vich|vych|vna|ichna|uulu|kyzy|ogly|oglu)")
_LETTERS = {1: "one letter differs", 2: "two letters differ", 3: "three letters differ"}


@dataclass(frozen=True, slots=True)
class Difference:
    """One thing in which two names differ, and how it is said."""

    kind: Kind
    words: str


def explain(mention: str, name: str) -> str:
    """What makes a mention another print of a name, or where the two part: "surname first; one letter differs"."""
    return "; ".join(one.words for one in differences(mention, name)) or "same name"


def differences(mention: str, name: str) -> list[Difference]:
    """Everything in which two names differ; empty where they are printed alike."""
    if mention == name:
        return []
    bare, full = fold([mention, name])
    said = []
    if untitled(bare) != bare or untitled(full) != full:
        said.append(Difference("title", "title left out"))
    bare, full = untitled(bare), untitled(full)
    if bare == full:
        return said or [Difference("marks", "same letters but for diacritics or capitals")]
    if bare.replace("-", "") == full.replace("-", "") or bare.replace("-", " ") == full.replace("-", " "):
        return [*said, Difference("hyphen", "same letters but for a hyphen")]
    mine, theirs = list(core(bare)), list(core(full))
    apart = [list(core(name.replace("-", " "))) for name in (bare, full)]
    if len(apart[0]) == len(apart[1]) and "-" in bare + full:
        mine, theirs = apart
    if mine == theirs:
        return [*said, Difference("particles", "same words but for particles")]
    if sorted(mine) == sorted(theirs):
        return [*said, Difference("order", "words in another order (surname first)")]
    if "".join(mine) == "".join(theirs):
        return [*said, Difference("spacing", "same letters, written apart or together")]
    pairs = _paired(mine, theirs)
    places = [there for _, there in pairs]
    if places != sorted(places):
        said.append(Difference("order", "words in another order (surname first)"))
    said += [_difference(mine[at], theirs[there]) for at, there in pairs if mine[at] != theirs[there]]
    rest = [at for at in range(len(theirs)) if at not in places]
    extra = [at for at in range(len(mine)) if at not in {at for at, _ in pairs}]
    left, more = (
        [at for at in places_left if not (0 < at < len(words) - 1 and _PATRONYMIC.fullmatch(words[at]))]
        for words, places_left in ((theirs, rest), (mine, extra))
    )
    if len(left) + len(more) < len(rest) + len(extra):
        said.append(Difference("patronymic", "patronymic left out"))
    if left:
        said.append(
            Difference(
                "left out",
                "a word of the name left out" if len(left) == 1 else f"{len(left)} words of the name left out",
            )
        )
    if more:
        said.append(
            Difference(
                "more",
                "a word more than the name has" if len(more) == 1 else f"{len(more)} words more than the name has",
            )
        )
    return said


def _paired(mine: list[str], theirs: list[str]) -> list[tuple[int, int]]:
    """Places of words that go together, the most alike first chosen, in the mention's order."""
    ranked = sorted(
        ((_likeness(one, other), at, there) for at, one in enumerate(mine) for there, other in enumerate(theirs)),
        key=lambda pair: (-pair[0], pair[1:]),
    )
    taken: dict[int, int] = {}
    for likeness, at, there in ranked:
        if likeness > 0.4 and at not in taken and there not in taken.values():
            taken[at] = there
    return sorted(taken.items())


def _likeness(one: str, other: str) -> float:
    if one == other:
        return 1.0
    if 1 in (len(one), len(other)):
        return 0.8 if one[0] == other[0] else 0.0
    letters = OSA.normalized_similarity(one, other)
    alike = letters < 0.8 and bool(sounds(one).keys() & sounds(other).keys())
    return 0.7 + 0.28 * letters if alike else letters


def _difference(one: str, other: str) -> Difference:
    if 1 in (len(one), len(other)):
        return Difference("initial", f"initial for a name ({one}, {other})")
    if spelling := respelling(one, other):
        return Difference("variant" if spelling == "usual variant" else "spelling", f"{spelling} ({one}, {other})")
    distance = OSA.distance(one, other)
    return Difference("letters", f"{_LETTERS.get(distance, 'many letters differ')} ({one}, {other})")
