"""Finer kinds of violations, and what the words say of their victims.

The words are in lexicon/kinds.toml, which also tells how its tables are read.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import cache
from typing import Any

from pipeline.relate.context import Context, RawClaim
from pipeline.relate.lemmas import base_forms, known_lemma
from pipeline.relate.lexicon import Lexicon, Words
from pipeline.relate.syntax import Phrase, Tree

# Labels of a predicate's arguments, and of what belongs to an argument without a clause of its own.
_ARGUMENTS = frozenset("obj iobj obl nsubj:pass xcomp ccomp nmod nmod:poss compound amod advmod".split())
_WITHIN = _ARGUMENTS | {"conj", "flat"}
# Labels and prepositions with which a verb has the act itself as its argument: "carried out raids", "put on trial".
_NAMING = frozenset("obj nsubj:pass nmod compound".split())
_NAMING_CASES = frozenset("to under into on with".split())
# Nouns behind which the act stands with "of": "a campaign of harassment", "188 cases of rape".
_CONTAINERS = frozenset(
    "act allegation campaign case climate count episode form hundred incident instance number pattern policy series "
    "spate spree string thousand use wave".split()
)
_MODIFIERS = ("compound", "amod", "flat", "nmod:desc", "nummod")
_ANYBODY = frozenset("anybody everybody i me nobody none one somebody you".split())
_BODIES = {"media": "media", "ngo": "organisation"}  # kinds of the registry → classes of victims
# Behind these words of a role stands where somebody is what they are, and not what: "director of the Women's Union".
_PLACE = re.compile(r"\b(?:of|for|at|with|in|from|to|on|under|against|who|that|which)\b|[,;:(–—]")
_WORD = re.compile(r"[\w’'-]+")
_CHILDREN = re.compile(r"\b(?:mother|father|parent) of (?:\d+|one|two|three|four|five|six|seven|eight|nine|ten)\b")
_NO_LONGER = frozenset(("former", "ex", "late", "onetime"))


@dataclass(frozen=True, slots=True)
class _Condition:
    """What must stand beside an act for it to be of a kind."""

    kind: str
    words: Words
    without: Words
    victims: Words
    people: bool | None


class Victims:
    """Reader of what words say of victims: "journalist", "child", …"""

    def __init__(self, lexicon: Lexicon) -> None:
        table = lexicon.file("kinds")
        self._people = _classes(table["victims"])
        self._bodies = _classes(table["bodies"])
        self._vocabulary = frozenset(word.split()[-1] for word in {**self._people, **self._bodies})

    def of(self, c: Context, phrase: Phrase) -> set[str]:
        """Classes of those whom a phrase means: "two editors and the wife of a poet" are journalists and family."""
        found: set[str] = set()
        for head in c.tree.conjuncts(phrase.head):
            if phrase.start <= head < phrase.end:
                found |= self._of_head(c, head)
        return found

    def of_words(self, text: str) -> set[str]:
        """Classes of those whom words without a parse mean, such as the roles of a person; former ones tell nothing."""
        told = _CHILDREN.sub("", text.lower())
        words = _WORD.findall(_PLACE.split(told, maxsplit=1)[0])
        if _NO_LONGER.intersection(words):
            return set()
        found: set[str] = set()
        for i, word in enumerate(words):
            for form in (word, *base_forms(word)):
                for term in _terms([*words[:i], form]):
                    found |= self._people.get(term, frozenset())
        return found

    def are_persons(self, c: Context, head: int) -> bool:
        """Whether a noun means persons, and no body of them."""
        name = c.name_at.get(head)
        if name is not None and name.label == "ORG":
            return False
        return c.tree.lower[head] in _ANYBODY or (c.is_people(head) and c.tree.lemmas[head] not in self._bodies)

    def _of_head(self, c: Context, head: int, depth: int = 0) -> set[str]:
        tree = c.tree
        name = c.name_at.get(head)
        if name is not None and name.label == "ORG":
            return {_BODIES[kind] for kind in (c.organisation_kind(head),) if kind in _BODIES}
        body = self._of_word(c, head, self._bodies)
        if body:  # whatever stands before it: a "sister organisation" is nobody's sister. And its leaders are no body
            return set() if depth and c.is_people(tree.heads[head]) else body
        if any(tree.tags[k] == "CD" and tree.case_of(k) == "of" for k in tree.children_with(head, "nmod")):
            return set()  # "a mother of three" is not a victim as somebody's mother
        found = self._of_word(c, head, self._people)
        for k in tree.children_with(head, *_MODIFIERS):
            found |= self._of_word(c, k, self._people)
        if found or depth > 2 or (name is not None and name.label == "PERSON"):
            return found
        # "members of the opposition", "dozens of students", "her home", "the newspaper's office"
        for k in tree.children_with(head, "nmod", "nmod:poss"):
            if tree.deps[k] == "nmod:poss" or tree.case_of(k) in ("of", "against", "among"):
                for owner in tree.conjuncts(k):
                    found |= self._of_head(c, owner, depth + 1)
        return found

    def _of_word(self, c: Context, i: int, table: dict[str, Words]) -> set[str]:
        name = c.name_at.get(i)
        if name is not None and name.label in ("PERSON", "ORG"):
            return set()
        return set().union(*(table.get(term, frozenset()) for term in _terms_at(c.tree, i, self._vocabulary)))


class Kinds:
    """Reader of the finer kind of a violation."""

    def __init__(self, lexicon: Lexicon) -> None:
        self._victims = Victims(lexicon)
        lists = ("verbs.deny", "verbs.failure", "nouns.mention_governors")
        self._against = frozenset[str]().union(*(lexicon.words("violation", path) for path in lists))
        self._kind_of: dict[str, str] = {}  # of an act
        self._nouns: dict[str, str] = {}  # of an act that is a noun
        self._conditions: dict[str, list[_Condition]] = {}
        for kind, table in lexicon.file("kinds")["kinds"].items():
            for act in (*table["verbs"], *table["nouns"]):
                self._kind_of.setdefault(act, kind)
            for noun in table["nouns"]:
                self._nouns.setdefault(noun, kind)
            for when in table.get("when", ()):
                condition = _condition(kind, when)
                for act in when["acts"]:
                    self._conditions.setdefault(act, []).append(condition)
        asked = (word for act in self._conditions.values() for c in act for word in c.words | c.without)
        self._vocabulary = frozenset(word.split()[-1] for word in (*self._kind_of, *self._conditions, *asked))

    def told(self, c: Context, claim: RawClaim) -> RawClaim:
        """A violation with its kind and the classes of its victims, in alphabetical order; other claims as they are."""
        if claim.type != "violation":
            return claim
        victims = self._victims.of(c, claim.target) if claim.target else set()
        return replace(claim, kind=self._kind(c, claim, victims), victims=tuple(sorted(victims)))

    def _kind(self, c: Context, claim: RawClaim, victims: set[str]) -> str | None:
        tree = c.tree
        arguments = list(_arguments(tree, claim))
        acts = self._acts(tree, claim, arguments)
        words = {term for k in arguments for term in (*self._terms_at(tree, k), tree.lower[k])}
        people = claim.target is not None and self._victims.are_persons(c, claim.target.head)
        for act in acts:
            for condition in self._conditions.get(act, ()):
                if _holds(condition, words, victims, people):
                    return condition.kind
        named = (self._kind_of[act] for act in acts if act in self._kind_of)
        nouns = (term for k in self._named(tree, claim) for term in self._terms_at(tree, k))
        beside = (self._nouns[noun] for noun in nouns if noun in self._nouns)
        return next(named, None) or next(beside, None) or self._reprisal(tree, claim)

    def _acts(self, tree: Tree, claim: RawClaim, arguments: list[int]) -> list[str]:
        """What names the act, the longest first: of a light verb ("subjected to beatings") the noun that is the act."""
        i = claim.predicate
        if tree.lemma(i) != claim.action:
            noun = next((k for k in arguments if tree.lemmas[k] == claim.action), -1)
            if noun >= 0:
                return self._terms_at(tree, noun)
        *longer, lemma = self._terms_at(tree, i)
        return [*longer, claim.action, lemma]

    def _named(self, tree: Tree, claim: RawClaim) -> Iterator[int]:
        """The nouns that may be the act of a predicate which names none; not of one that denies or ends the act."""
        i = claim.predicate
        if tree.lemmas[i] in self._against:
            return
        stack = [
            k
            for k in tree.children[i]
            if tree.deps[k] in _NAMING or (tree.deps[k] == "obl" and tree.case_of(k) in _NAMING_CASES)
        ]
        while stack:
            k = stack.pop(0)
            yield k
            stack += tree.children_with(k, "conj")
            if tree.lemmas[k] in _CONTAINERS or tree.tags[k] == "CD":
                stack += [m for m in tree.children_with(k, "nmod") if tree.case_of(m) == "of"]

    def _terms_at(self, tree: Tree, i: int) -> list[str]:
        return _terms_at(tree, i, self._vocabulary)

    def _reprisal(self, tree: Tree, claim: RawClaim) -> str | None:
        """ "reprisal" where the clause says so of an act that is of no other kind: "in retaliation for her work"."""
        inside = tree.lemmas[claim.clause.start : claim.clause.end]
        return "reprisal" if any(self._nouns.get(lemma) == "reprisal" for lemma in inside) else None


@cache
def victims_of(lexicon: Lexicon) -> Victims:
    """The reader of victims for those who come after relate; made once."""
    return Victims(lexicon)


def _classes(table: dict[str, list[str]]) -> dict[str, Words]:
    found: dict[str, set[str]] = {}
    for name, words in table.items():
        for word in words:
            found.setdefault(word, set()).add(name)
    return {word: frozenset(names) for word, names in found.items()}


def _condition(kind: str, when: dict[str, Any]) -> _Condition:
    words, without, victims = (frozenset(when.get(key, ())) for key in ("words", "without", "victims"))
    return _Condition(kind, words, without, victims, when.get("people"))


def _holds(condition: _Condition, words: set[str], victims: set[str], people: bool) -> bool:
    return (
        condition.people in (None, people)
        and (not condition.words or not condition.words.isdisjoint(words))
        and condition.without.isdisjoint(words)
        and (not condition.victims or not condition.victims.isdisjoint(victims))
    )


def _terms(words: list[str]) -> Iterator[str]:
    """The last word with two, one and none before it."""
    for length in (3, 2, 1):
        if len(words) >= length:
            yield " ".join(words[-length:])


def _terms_at(tree: Tree, i: int, vocabulary: Words) -> list[str]:
    """The lemma of token i with up to two words before it, longest first: "human rights defender", "asylum seeker"."""
    before = [word for word in tree.lower[max(0, i - 3) : i] if word != "-"]
    return list(_terms([*before[-2:], known_lemma(tree.lower[i], tree.lemmas[i], vocabulary)]))


def _arguments(tree: Tree, claim: RawClaim) -> Iterator[int]:
    """Tokens of what the predicate acts on and with, and of the target; nothing of clauses beside them."""
    i, target, actor = claim.predicate, claim.target, claim.actor
    above = [k for k in tree.children[i] if tree.deps[k] in _ARGUMENTS or _is_prevented(tree, k)]
    above = [k for k in above if tree.case_of(k) != "according to"]
    seen: set[int] = set()
    while above:
        k = above.pop(0)
        if k in seen or (actor is not None and k == actor.head):
            continue
        seen.add(k)
        above += [m for m in tree.children[k] if tree.deps[m] in _WITHIN]
    if target is not None:
        seen.update(range(target.start, target.end))
    yield from sorted(seen - {i})


def _is_prevented(tree: Tree, i: int) -> bool:
    """Whether clause i is what somebody is kept from: "barred from leaving"."""
    return tree.deps[i] == "advcl" and any(tree.lower[m] == "from" for m in tree.children_with(i, "mark", "case"))
