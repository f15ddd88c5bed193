"""Claims of a text: every predicate is shown to the extractors, and the best account of each clause stays."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from typing import cast

from pipeline.record import ClaimType, Section
from pipeline.relate.attribution import Voice, is_first_person
from pipeline.relate.claim_types import NO_CLAIM, ROLES
from pipeline.relate.context import NOT_OF_ACTORS, Context, RawClaim
from pipeline.relate.criticism import Criticism
from pipeline.relate.demands import Demands, Opened
from pipeline.relate.judge import Judge, pooled
from pipeline.relate.kinds import Kinds
from pipeline.relate.lexicon import Lexicon
from pipeline.relate.predicates import Predicates
from pipeline.relate.responses import Responses, voted_on
from pipeline.relate.review import from_review_lines
from pipeline.relate.statements import Statements
from pipeline.relate.status import is_conditional
from pipeline.relate.syntax import SUBJECTS, Phrase, Tree
from pipeline.relate.violations import Violations

# Sections that carry claims. A headline repeats the body, but some statements say a thing only there.
CLAIMING = frozenset(("body", "headline", "dateline"))
# Of several accounts of one predicate the more specific one stays.
_SPECIFIC = {
    t: n
    for n, t in enumerate(
        ("vote", "recommendation", "demand", "response", "commitment", "violation", "criticism", "statement")
    )
}


# The judge's probability from which on a predicate is filed: one that a rule reads keeps the rule's type and words and
# needs little support; one that no rule knows needs much. How they were set, and what they cost: models/README.md.
WITH_RULE = 0.2
ALONE = 0.85
SURE = 0.75  # the encoder's probability of an argument from which on it overrules rules and parse
SHARPER = 0.6  # probability of another type from which on a statement is filed as one of that type


@dataclass(frozen=True, slots=True)
class Described:
    """A predicate that may carry a claim: what the rules make of it, its features for the judge, the list it is in."""

    token: int
    rules: Sequence[RawClaim]
    features: list[str]
    opened: Opened | None


class ClaimFinder:
    """Finds claims; made once, used for every text."""

    def __init__(self, lexicon: Lexicon, judge: Judge) -> None:
        self._judge = judge
        self.predicates = Predicates(lexicon)
        self._violations = Violations(lexicon)
        self._demands = Demands(lexicon)
        self._criticism = Criticism(lexicon)
        self._responses = Responses(lexicon)
        self._statements = Statements(lexicon)
        self._kinds = Kinds(lexicon)

    def find(self, c: Context, sections: Sequence[Section]) -> list[RawClaim]:
        """Claims in text order of their clauses: what the judge files, in the words that rules or parse give."""
        tree = c.tree
        found: list[RawClaim] = []
        asked: set[int] = set()  # acts that a demand asks for or a commitment promises: they are told with it
        for described in self.described(c, sections):
            i, rules = described.token, described.rules
            for rule in rules:
                if rule.type in ("demand", "recommendation", "commitment"):
                    asked |= _complement(tree, rule.predicate)
            chances = pooled(self._judge.probabilities(described.features), c.reading.of(i))
            none = chances.pop(NO_CLAIM)
            if 1 - none < (WITH_RULE if rules else ALONE):
                continue
            type_ = cast(ClaimType, max(chances, key=lambda t: (chances[t], t)))
            if rules:
                # what is merely said may be filed as something sharper; the other rules know their type
                sharper = chances[type_] >= SHARPER
                told = [
                    replace(r, type=type_, rule=r.rule.replace("statement", type_))
                    if r.type == "statement" and sharper
                    else r
                    for r in rules
                ]
                told = [replace(r, confidence=round(1 - none, 3)) for r in told]
            elif i not in asked:
                told = [_learnt(c, i, type_, round(chances[type_], 3), described.opened)]
            else:
                continue
            found += [self._in_own_voice(c, _with_read_arguments(c, r, len(told) == 1)) for r in told]
        reviewed = list(from_review_lines(c))
        told_there = {i for r in reviewed for i in range(r.clause.start, r.clause.end)}
        found = [r for r in found if r.predicate not in told_there] + reviewed
        filed = {claim.predicate for claim in found}
        found = [self._kinds.told(c, _without_clauses_of_others(tree, claim, filed)) for claim in found]
        return sorted(found, key=lambda r: (tree.idx[r.clause.start], r.clause.end, r.predicate, r.action))

    def _in_own_voice(self, c: Context, claim: RawClaim) -> RawClaim:
        """A claim that is itself an act of speech has the one who speaks for its source: "Minsk rejects the report".

        A reply that is told with its counts ("it accepted 271 of 320") is the author's account.
        """
        tree, i = c.tree, claim.predicate
        if claim.actor is None or not tree.is_verb(i) or tree.is_passive(i) or claim.voice != c.voices.around(i):
            return claim
        speaks = claim.actor.head == tree.agent(i) and c.voices.can_speak(claim.actor.head)
        speaks = speaks and not is_first_person(tree, claim.actor)
        counted = any(tree.tags[k] == "CD" for k in range(claim.clause.start, claim.clause.end))
        if speaks and (claim.type == "commitment" or (claim.type == "response" and not counted)):
            direct = c.voices.in_quotation(i) or c.voices.quoted_words_in(claim.clause)
            return replace(claim, voice=Voice(claim.actor, "direct" if direct else "indirect"))
        return claim

    def described(self, c: Context, sections: Sequence[Section]) -> Iterator[Described]:
        """The predicates that may carry a claim, in text order."""
        tree = c.tree
        rules, listed = self.rules(c, sections)
        by_predicate: dict[int, list[RawClaim]] = {}
        for rule in rules:
            by_predicate.setdefault(rule.predicate, []).append(rule)
        predicates = set(by_predicate)
        for start, end in tree.sentences:
            if _kind_of(sections, tree.idx[start]) in CLAIMING:
                predicates.update(self.predicates.candidates(c, start, end))
        for i in sorted(predicates):
            above = next((k for k in tree.ancestors(i) if k in predicates), -1)
            own, opened = by_predicate.get(i, ()), listed.get(tree.sentence_of[i])
            features = self.predicates.features(c, i, own, by_predicate.get(above, ()), opened is not None)
            yield Described(i, own, features, opened)

    def rules(self, c: Context, sections: Sequence[Section]) -> tuple[list[RawClaim], dict[int, Opened]]:
        """What the rules make of a text: claims in text order, and the lists of demands by the numbers of the sentences
        in them."""
        tree = c.tree
        found: list[RawClaim] = []
        listed: dict[int, Opened] = {}
        opened: Opened | None = None
        for number, (start, end) in enumerate(tree.sentences):
            kind = _kind_of(sections, tree.idx[start])
            if kind not in CLAIMING:
                continue
            if opened is not None:
                listed[number] = opened
            found += self._demands.from_imperative(c, start, end, opened)
            opened = self._demands.list_opened(c, start, end, opened)
            # words quoted in a headline are the headline's, and are given in full below
            found += [r for r in self._sentence(c, start, end) if kind != "headline" or r.type != "statement"]
        return _best(c, found), listed

    def _sentence(self, c: Context, start: int, end: int) -> list[RawClaim]:
        tree = c.tree
        found: list[RawClaim] = []
        for i in range(start, end):
            found += self._predicate(c, i)
        root = next((i for i in range(start, end) if tree.heads[i] == i), -1)
        if root >= 0 and end - start >= 4 and not found:
            found += list(self._demands.from_plain_imperative(c, root)) or self._statements.from_root(c, root)
        return found

    def _predicate(self, c: Context, i: int) -> Iterator[RawClaim]:
        tree = c.tree
        if tree.is_verb(i) and i not in c.name_at and tree.deps[i] != "amod":
            demands = [] if is_conditional(tree, i) else list(self._demands.from_verb(c, i))
            demands = demands or list(self._demands.from_modal(c, i))
            if demands:
                yield from demands
                return
            responses = list(self._responses.from_verb(c, i))
            if responses:
                yield from responses
                return
            violations = list(self._violations.from_verb(c, i))
            criticism = list(self._criticism.from_verb(c, i)) + list(self._criticism.from_copula(c, i))
            yield from violations or criticism
            yield from self._statements.from_verb(c, i)
            return
        if tree.pos[i] in ("ADJ", "NOUN") and tree.child(i, "nsubj", "csubj") >= 0:
            modal = list(self._demands.from_modal(c, i)) or list(self._violations.from_copula(c, i))
            yield from modal or self._criticism.from_copula(c, i)
        yield from self._violations.from_participle(c, i)
        if tree.pos[i] == "NOUN":
            found = list(self._demands.from_noun(c, i)) or list(self._responses.from_noun(c, i))
            found = found or list(self._violations.from_noun(c, i))
            yield from found or self._criticism.from_noun(c, i)


def _kind_of(sections: Sequence[Section], at: int) -> str | None:
    return next((s.kind for s in sections if s.start <= at < s.end), None)


def _learnt(c: Context, i: int, type_: ClaimType, confidence: float, opened: Opened | None = None) -> RawClaim:
    """The claim of a predicate that only the judge files: its words are those that the parse gives.

    opened: the list of demands that it stands in, whose first line tells who asks whom.
    """
    tree = c.tree
    if tree.is_verb(i):
        actor, target = tree.agent(i), tree.patient(i)
        if target < 0:
            target = tree.child(i, "xcomp", "ccomp", "obl")
        agentless = actor < 0 and tree.is_passive(i)
    elif tree.child(i, "cop") >= 0 or tree.child(i, *SUBJECTS) >= 0:
        actor, target, agentless = tree.subject(i), tree.child(i, "obl", "xcomp", "ccomp", "nmod"), False
    else:
        below = tree.children_with(i, "nmod:poss", "nmod", "compound")
        actor = next((k for k in below if c.is_power(k) and tree.case_of(k) in ("", "by")), -1)
        target = next((k for k in below if k != actor and tree.case_of(k) not in ("in", "by")), -1)
        agentless = actor < 0
    voice = None
    if type_ == "commitment" and actor >= 0:
        phrase = tree.phrase(actor)
        voice = c.voices.of(i) if is_first_person(tree, phrase) else Voice(phrase, "indirect")
    if type_ == "vote" and target < 0:
        target = voted_on(c, i)
    if type_ == "demand" and opened is not None:
        voice = opened.voice
        actor = opened.addressee if actor < 0 else actor
    return c.claim(
        type_,
        i,
        actor=actor,
        target=target,
        rule=f"{type_}/learnt",
        confidence=confidence,
        voice=voice,
        agentless=agentless,
        plain_modals=type_ in ("demand", "vote", "commitment", "recommendation"),
    )


def _with_read_arguments(c: Context, claim: RawClaim, alone: bool) -> RawClaim:
    """The claim with the arguments that the encoder is sure of in place of those that rules or parse gave.

    alone: no other claim has the same predicate; where several have, each has a target of its own.
    """
    tree, i = c.tree, claim.predicate
    read = {
        role: token
        for role in ROLES
        for token, p in [c.reading.argument(i, role)]
        if p >= SURE and token != i and not _is_inside_name(c, token)
    }
    asks = claim.type in ("demand", "recommendation") and claim.actor is not None  # the parse knows who is asked
    if "actor" in read and not asks:
        head = read["actor"]
        actor = tree.phrase(head, without=NOT_OF_ACTORS) if head >= 0 else None
        claim = replace(claim, actor=actor, agentless=claim.agentless or (actor is None and claim.type == "violation"))
    if "target" in read and alone:
        claim = replace(claim, target=c.phrase(read["target"]))
    if "source" in read:
        head, told = read["source"], claim.voice.phrase
        if head >= 0 and (told is None or claim.voice == c.voices.around(i)):
            phrase = tree.phrase(head)
            direct = c.voices.in_quotation(i) or c.voices.is_quoted(claim.clause)
            voice = (
                c.voices.around(i)
                if is_first_person(tree, phrase)
                else Voice(phrase, "direct" if direct else "indirect")
            )
            claim = replace(claim, voice=voice)
    return claim


def _is_inside_name(c: Context, i: int) -> bool:
    """Whether token i is a word of a longer name and not its head: China in "China Watch"."""
    name = c.name_at.get(i) if i >= 0 else None
    return name is not None and c.tree.heads[i] != i and c.name_at.get(c.tree.heads[i]) is name


def _best(c: Context, found: list[RawClaim]) -> list[RawClaim]:
    """Without second accounts of one predicate, acts that a demand asks for, and statements around other claims."""
    tree = c.tree
    asked: set[int] = set()  # predicates inside what is asked for: they are not asserted
    for claim in found:
        if claim.type in ("demand", "recommendation"):
            asked.update(_complement(tree, claim.predicate))
    found = [r for r in found if not (r.type in ("demand", "recommendation") and _is_asked_for(tree, r, asked))]
    kept: list[RawClaim] = []
    seen: set[tuple[str, int, str, object]] = set()
    others = {i for r in found if r.type != "statement" for i in (r.predicate,)}
    for claim in sorted(found, key=lambda r: (_SPECIFIC[r.type], -r.confidence, r.predicate)):
        if claim.predicate in asked and claim.type not in ("demand", "recommendation"):
            continue
        if claim.type == "statement" and _is_told_otherwise(tree, claim, others):
            continue
        key = (claim.type, claim.predicate, claim.action, claim.clause)
        if key in seen or any(k.predicate == claim.predicate and k.type != claim.type for k in kept):
            continue
        seen.add(key)
        kept.append(claim)
    predicates = {claim.predicate for claim in kept}
    kept = [_without_clauses_of_others(tree, claim, predicates) for claim in kept]
    return sorted(kept, key=lambda r: (tree.idx[r.clause.start], r.clause.end, r.predicate, r.action))


def _is_asked_for(tree: Tree, claim: RawClaim, asked: set[int]) -> bool:
    """Whether a demand is only what another demand asks for: "States should call for a session"."""
    if claim.predicate in asked:
        return True
    above = claim.predicate
    while tree.deps[above] in ("acl", "conj", "advcl", "xcomp") and tree.heads[above] != above:
        above = tree.heads[above]
        if above in asked:
            return True
    return False


def _without_clauses_of_others(tree: Tree, claim: RawClaim, predicates: set[int]) -> RawClaim:
    """A claim whose clause ends where one with a claim of its own follows: "expressing alarm, calling for …"."""
    clause = claim.clause
    for k in range(claim.predicate + 1, clause.end):
        if k in predicates and tree.deps[k] in ("advcl", "conj", "parataxis") and tree.tags[k].startswith("VB"):
            start = tree.subtree(k)[0]
            if claim.predicate < start < clause.end and tree.words[start - 1] in (",", ";", "–", "—", "and", "but"):
                end = start - 1
                while end - 1 > claim.predicate and not tree.words[end - 1][0].isalnum():
                    end -= 1
                return replace(claim, clause=Phrase(clause.start, end, clause.head))
    return claim


def _complement(tree: Tree, i: int) -> set[int]:
    """Verbs in the complement of a demand: what is asked for and what that acts upon by infinitives."""
    found: set[int] = set()
    stack = [k for k in tree.children[i] if tree.deps[k] in ("xcomp", "ccomp", "advcl", "obj") and k > i]
    while stack:
        k = stack.pop()
        found.add(k)
        stack += [m for m in tree.children[k] if tree.deps[m] in ("xcomp", "conj", "advcl", "acl")]
    return found


def _is_told_otherwise(tree: Tree, claim: RawClaim, others: set[int]) -> bool:
    """Whether another claim already tells what a statement says: one of its main predicates carries a claim."""
    for k in tree.conjuncts(claim.predicate):
        if k in others or any(m in others for m in tree.children_with(k, "xcomp", "ccomp")):
            return True
    return False
