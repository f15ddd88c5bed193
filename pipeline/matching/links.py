"""Who is the same person in different statements: scored, linked where the evidence is enough, and else left open.

    >>> links, people = link(appearances(records), decisions)

A name alone never links. Two people of different statements are one by the machine's own judgement only where both have
a full name, the names agree, and so does a state, a role, an organisation or another person named with them: the more
of these, the less alike or the commoner the names are (`_names`). What a person decided overrides all of it.
"""

from collections import Counter, defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from tomllib import loads
from typing import Literal

from pipeline.errors import UsageError
from pipeline.matching.appearances import Appearance
from pipeline.matching.context import words_of
from pipeline.matching.decisions import Decisions
from pipeline.matching.explain import differences
from pipeline.matching.keys import core, fold
from pipeline.matching.resolve import Known, Resolver

Verdict = Literal["same", "not the same", "undecided"]

_NAMES_AGREE = 0.75  # score of names: below it two people are nobody's candidates
_STRONG = 2  # evidence of an organisation, or of another person named with both
_MOST_NAMESAKES = 40  # full names that a lone name is compared with


# What each difference of two names takes from their score.
_COSTS = {
    "marks": 0.0, "title": 0.0, "hyphen": 0.01, "particles": 0.01, "spacing": 0.02, "variant": 0.03, "patronymic": 0.03,
    "order": 0.06, "spelling": 0.05, "left out": 0.12, "more": 0.12, "initial": 0.15, "letters": 0.15,
}  # fmt: skip
_DOUBTS = frozenset({"order", "spelling", "left out", "more"})  # each asks for more evidence
_OTHER_NAMES = frozenset({"letters", "initial"})  # a misprint, or another person: no evidence is enough


@dataclass(frozen=True, slots=True)
class Link:
    """Two people of different statements who may be one. score: 0 to 1; by: "machine", or who decided."""

    left: Appearance
    right: Appearance
    verdict: Verdict
    score: float
    reasons: tuple[str, ...]
    by: str = "machine"


@dataclass(frozen=True, slots=True)
class Identity:
    """One person over statements: two appearances or more, in the order of the records."""

    id: str  # the first appearance's
    name: str  # the fullest
    appearances: tuple[Appearance, ...]


def link(people: Sequence[Appearance], decisions: Decisions | None = None) -> tuple[list[Link], list[Identity]]:
    """Every pair that may be one person, with its verdict, and the persons that follow from the verdicts.

    Pairs are in the order of the people. Raises UsageError where decisions contradict each other.
    """
    decisions = decisions or Decisions(())
    pairs = sorted(_candidates(people) | decisions.pairs(people))
    judged = [judge(people[one], people[other], decisions) for one, other in pairs]
    groups = _Groups(people)
    for number, found in enumerate(judged):
        if found.by != "machine" and found.verdict == "not the same":
            groups.keep_apart(*pairs[number])
    for number, found in enumerate(judged):
        if found.by != "machine" and found.verdict == "same" and not groups.join(*pairs[number], decided=True):
            raise UsageError(
                f"decisions: {found.left.name} in {found.left.statement} and {found.right.name} in "
                f"{found.right.statement} are the same by one decision, and by others they are not; correct one of them"
            )
    for number in sorted(range(len(judged)), key=lambda number: (-judged[number].score, number)):
        found = judged[number]
        if found.by == "machine" and found.verdict == "same" and not groups.join(*pairs[number]):
            reasons = (*found.reasons, "linking them would make one of people who are told apart")
            judged[number] = Link(found.left, found.right, "undecided", found.score, reasons)
    return judged, groups.identities()


def judge(left: Appearance, right: Appearance, decisions: Decisions | None = None) -> Link:
    """What two people of different statements are to each other, by decision or by the evidence."""
    score, needed, reasons = _names(left, right)
    evidence, conflict, agreeing = _evidence(left, right)
    reasons += agreeing
    decided = decisions.of(left, right) if decisions else None
    total = round(max(0.0, min(1.0, score * (0.8 + 0.1 * min(evidence, 2)) - 0.2 * conflict)), 3)
    if decided is not None:
        return Link(
            left, right, decided.verdict, float(decided.verdict == "same"), (*reasons, *decided.reasons), decided.who
        )
    if needed is None:
        return Link(left, right, "undecided", min(total, 0.5), (*reasons, "their names do not tell"))
    if evidence >= needed and not (conflict and evidence < needed + _STRONG):
        return Link(left, right, "same", total, reasons)
    return Link(left, right, "undecided", min(total, 0.8), (*reasons, "too little besides the name agrees"))


def _names(left: Appearance, right: Appearance) -> tuple[float, int | None, tuple[str, ...]]:
    """How well the best of their names agree, 0 to 1; how much else must agree, None: nothing is enough; and why."""
    best: tuple[float, int | None, tuple[str, ...]] = (0.0, None, ())
    for one in left.names:
        for other in right.names:
            found = differences(one, other)
            kinds = {difference.kind for difference in found}
            words = [core(name) for name in fold([one, other])]
            full = all(sum(len(word) > 1 for word in part) > 1 for part in words)
            score = round(max(0.0, 1 - sum(_COSTS[difference.kind] for difference in found)), 3)
            said = [difference.words for difference in found] or ["same name"]
            needed = None
            if full and kinds.isdisjoint(_OTHER_NAMES) and not {"left out", "more"} <= kinds:
                needed = 1 + len(kinds & _DOUBTS)
                if any(is_common(part) for part in words):
                    needed += 1
                    said.append("common name")
            candidate = (score, needed, tuple(said))
            best = max(best, candidate, key=lambda one: (one[1] is not None, one[0]))
    return best


def _evidence(left: Appearance, right: Appearance) -> tuple[int, bool, tuple[str, ...]]:
    """How much besides the name agrees, whether their states differ, and both in words."""
    evidence, said = 0, []
    states = [one for one in left.states if one in right.states]
    conflict = bool(left.states and right.states and not states)
    if states:
        evidence += 1
        said.append(f"same state ({', '.join(states)})")
    if roles := words_of(left.roles) & words_of(right.roles):
        evidence += 1
        said.append(f"same role ({', '.join(sorted(roles))})")
    if bodies := [one for one in left.organisations if one in right.organisations]:
        evidence += _STRONG
        said.append(f"same organisation ({', '.join(bodies)})")
    if others := sorted(left.companions & right.companions):
        evidence += _STRONG
        said.append(f"named with the same person ({', '.join(others)})")
    if conflict:
        said.append(f"different states ({', '.join(left.states)}; {', '.join(right.states)})")
    return evidence, conflict, tuple(said)


def is_common(words: tuple[str, ...]) -> bool:
    """Whether every word of a name is one that very many people bear."""
    return all(word in _common() for word in words)


@cache
def _common() -> frozenset[str]:
    return frozenset(loads((Path(__file__).parent / "common_names.toml").read_text("utf-8"))["words"].split())


def _candidates(people: Sequence[Appearance]) -> set[tuple[int, int]]:
    """Pairs of people of different statements whose names are alike, or of whom one has but a part of the other's."""
    bearers: defaultdict[str, list[int]] = defaultdict(list)
    for at, person in enumerate(people):
        for name in dict.fromkeys(fold(person.names)):
            if name:
                bearers[name].append(at)
    names = list(bearers)
    full = [name for name in names if len(core(name)) > 1]
    by_word: defaultdict[str, list[str]] = defaultdict(list)
    for name in full:
        for word in dict.fromkeys(core(name)):
            by_word[word].append(name)
    pairs: set[tuple[int, int]] = set()
    alike: list[tuple[str, str]] = [(name, name) for name in names]
    for name, found in zip(full, Resolver(Known(name, (name,)) for name in full).near(full), strict=True):
        alike += [(name, candidate.entry) for candidate in found if candidate.score >= _NAMES_AGREE]
    for name in names:
        if len(core(name)) == 1 and len(by_word[core(name)[0]]) <= _MOST_NAMESAKES:
            alike += [(name, other) for other in by_word[core(name)[0]]]
    for one, other in alike:
        for left in bearers[one]:
            for right in bearers[other]:
                if people[left].record != people[right].record:
                    pairs.add((min(left, right), max(left, right)))
    return pairs


class _Groups:
    """People joined step by step, so that nobody is joined with somebody that they are told apart from.

    Two people of one statement are told apart by it.
    """

    def __init__(self, people: Sequence[Appearance]) -> None:
        self._people = people
        self._of = list(range(len(people)))
        self._members = {at: [at] for at in self._of}
        self._apart: defaultdict[int, set[int]] = defaultdict(set)

    def keep_apart(self, one: int, other: int) -> None:
        self._apart[one].add(other)
        self._apart[other].add(one)

    def join(self, one: int, other: int, decided: bool = False) -> bool:
        """Make one group of the groups of two people; False, and nothing done, where it would hold people apart.

        decided: by a person, who may know better than a statement that names somebody twice.
        """
        first, second = sorted((self._of[one], self._of[other]))
        if first == second:
            return True
        mine, theirs = self._members[first], self._members[second]
        if any(not self._apart[at].isdisjoint(theirs) for at in mine):
            return False
        if not decided and {self._people[at].record for at in mine} & {self._people[at].record for at in theirs}:
            return False
        mine += theirs
        for at in theirs:
            self._of[at] = first
        del self._members[second]
        return True

    def identities(self) -> list[Identity]:
        """The groups of two people or more, in the order of their first."""
        result = []
        for members in sorted(sorted(group) for group in self._members.values() if len(group) > 1):
            people = tuple(self._people[at] for at in members)
            counted = Counter(person.name for person in people)
            name = max(counted, key=lambda name: (len(core(fold([name])[0])), counted[name]))
            result.append(Identity(people[0].id, name, people))
        return result
