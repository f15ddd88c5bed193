"""What is known of somebody besides the name, and whether two such accounts agree."""

import re
from dataclasses import dataclass

_AGREES, _DIFFERS = 0.05, -0.05
_SMALL = frozenset("of the a an and for in at to by on with former then ex".split())


@dataclass(frozen=True, slots=True)
class Circumstances:
    """states: ISO ids; roles, organisations: as worded, or ids; years: the first and the last; empty: not known."""

    states: tuple[str, ...] = ()
    roles: tuple[str, ...] = ()
    organisations: tuple[str, ...] = ()
    years: tuple[int, int] | None = None


def agreement(one: Circumstances, other: Circumstances) -> tuple[float, tuple[str, ...]]:
    """How much two accounts add to a score, and what agrees or differs, in words."""
    change, told = 0.0, []
    for name, mine, theirs in (
        ("state", frozenset(one.states), frozenset(other.states)),
        ("role", words_of(one.roles), words_of(other.roles)),
        ("organisation", _folded(one.organisations), _folded(other.organisations)),
    ):
        if mine and theirs:
            if mine & theirs:
                change += _AGREES
                told.append(f"same {name}")
            elif name == "state":
                change += _DIFFERS
                told.append("another state")
    if one.years and other.years:
        if one.years[0] <= other.years[1] and other.years[0] <= one.years[1]:
            change += _AGREES
            told.append("dates agree")
        else:
            change += _DIFFERS
            told.append("dates differ")
    return change, tuple(told)


def words_of(roles: tuple[str, ...]) -> frozenset[str]:
    """The words of roles that say what somebody is: "the Chief Justice of Kenya" → chief, justice, kenya."""
    return frozenset(re.findall(r"\w+", " ".join(roles).casefold())) - _SMALL


def _folded(names: tuple[str, ...]) -> frozenset[str]:
    return frozenset(" ".join(name.casefold().split()) for name in names)
