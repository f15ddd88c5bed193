"""Claims that a statement makes twice, as headlines and bodies do: the later one is linked to the earlier."""

from collections.abc import Sequence

import msgspec

from pipeline.record import Argument, Claim

_ALIKE = 0.5  # share of the shorter phrase's words that two phrases have in common
_SMALL = frozenset("the a an of in to and for on at by with from its their his her 's ’s".split())


def linked(claims: Sequence[Claim]) -> list[Claim]:
    """The claims in their order, each that repeats an earlier one with its id in `same_as`.

    A claim repeats another of its type, source and status that has the same act done by the same actor to the same
    target, and no other count or date. What only one of the two tells contradicts nothing, but a target both must have.
    """
    found: list[Claim] = []
    for claim in claims:
        first = next((c for c in found if c.same_as is None and _repeats(claim, c)), None)
        found.append(msgspec.structs.replace(claim, same_as=first.id) if first else claim)
    return found


def _repeats(claim: Claim, earlier: Claim) -> bool:
    kinds = claim.type == earlier.type and claim.action == earlier.action and claim.status == earlier.status
    if not kinds or claim.start < earlier.end or claim.paragraph or claim.target is None or earlier.target is None:
        return False
    return (
        _same(claim.target, earlier.target)
        and (claim.actor is None or earlier.actor is None or _same(claim.actor, earlier.actor))
        and (claim.source.ref is None or earlier.source.ref is None or claim.source.ref == earlier.source.ref)
        and _agree({q.value for q in claim.quantities}, {q.value for q in earlier.quantities})
        and _agree(set(claim.dates), set(earlier.dates))
    )


def _same(one: Argument, other: Argument) -> bool:
    if one.ref or other.ref:
        return one.ref == other.ref
    words, others = _words(one), _words(other)
    return bool(words) and len(words & others) >= _ALIKE * min(len(words), len(others))


def _words(argument: Argument) -> set[str]:
    return set((argument.text or "").lower().split()) - _SMALL


def _agree(some: set[float] | set[str], others: set[float] | set[str]) -> bool:
    return not some or not others or bool(some & others)
