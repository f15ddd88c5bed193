"""Why two names may be one, in words."""

from rapidfuzz.distance import OSA

from pipeline.matching.keys import core, fold, untitled
from pipeline.matching.transliteration import sounds

_LETTERS = {1: "one letter differs", 2: "two letters differ", 3: "three letters differ"}


def explain(mention: str, name: str) -> str:
    """What makes a mention another print of a name, or where the two part: "surname first; one letter differs"."""
    if mention == name:
        return "same name"
    bare, full = fold([mention, name])
    said = []
    if untitled(bare) != bare:
        said.append("title left out")
    bare, full = untitled(bare), untitled(full)
    if bare == full:
        return "; ".join(said or ["same letters but for diacritics or capitals"])
    if bare.replace("-", "") == full.replace("-", "") or bare.replace("-", " ") == full.replace("-", " "):
        return "; ".join([*said, "same letters but for a hyphen"])
    mine, theirs = list(core(bare)), list(core(full))
    if sorted(mine) == sorted(theirs):
        said.append("same words but for particles" if mine == theirs else "words in another order (surname first)")
        return "; ".join(said)
    if "".join(mine) == "".join(theirs):
        return "; ".join([*said, "same letters, written apart or together"])
    pairs = _paired(mine, theirs)
    places = [theirs.index(other) for _, other in pairs]
    if places != sorted(places):
        said.append("words in another order (surname first)")
    said += [why for one, other in pairs if one != other and (why := _difference(one, other))]
    left, more = len(theirs) - len(pairs), len(mine) - len(pairs)
    if left:
        said.append("a word of the name left out" if left == 1 else f"{left} words of the name left out")
    if more:
        said.append("a word more than the name" if more == 1 else f"{more} words more than the name")
    return "; ".join(said)


def _paired(mine: list[str], theirs: list[str]) -> list[tuple[str, str]]:
    """Words that go together, the most alike first, in the mention's order."""
    ranked = sorted(
        ((_likeness(one, other), at, there) for at, one in enumerate(mine) for there, other in enumerate(theirs)),
        key=lambda pair: (-pair[0], pair[1:]),
    )
    taken: dict[int, int] = {}
    for likeness, at, there in ranked:
        if likeness > 0.4 and at not in taken and there not in taken.values():
            taken[at] = there
    return [(mine[at], theirs[there]) for at, there in sorted(taken.items())]


def _likeness(one: str, other: str) -> float:
    if one == other:
        return 1.0
    if 1 in (len(one), len(other)):
        return 0.8 if one[0] == other[0] else 0.0
    letters = OSA.normalized_similarity(one, other)
    return (
        max(letters, 0.7 + 0.28 * letters) if letters < 0.8 and sounds(one).keys() & sounds(other).keys() else letters
    )


def _difference(one: str, other: str) -> str:
    if 1 in (len(one), len(other)):
        return f"initial for a name ({one}, {other})"
    distance = OSA.distance(one, other)
    mine, theirs = sounds(one), sounds(other)
    shared = [key for key in mine if key in theirs]
    if any(key.startswith("Chinese") for key in shared):
        systems = {mine[key] for key in shared} | {theirs[key] for key in shared}
        named = sorted(system for system in systems if system in ("Wade-Giles", "Cantonese"))
        if named:
            return f"{named[0]} spelling ({one}, {other})"
    if any(key.startswith("same") for key in shared):
        return f"usual variant ({one}, {other})"
    if distance > 1 and shared:
        return f"{mine[shared[0]]} spelling ({one}, {other})"
    return f"{_LETTERS.get(distance, 'many letters differ')} ({one}, {other})"
