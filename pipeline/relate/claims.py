"""Claims of a text: every predicate is shown to the extractors, and the best account of each clause stays."""

from collections.abc import Iterator, Sequence
from dataclasses import replace

from pipeline.record import Section
from pipeline.relate.context import Context, RawClaim
from pipeline.relate.criticism import Criticism
from pipeline.relate.demands import Demands, Opened
from pipeline.relate.lexicon import Lexicon
from pipeline.relate.responses import Responses
from pipeline.relate.statements import Statements
from pipeline.relate.status import is_conditional
from pipeline.relate.syntax import Phrase, Tree
from pipeline.relate.violations import Violations

# Sections that carry claims. A headline repeats the body, but some statements say a thing only there.
_CLAIMING = frozenset(("body", "headline", "dateline"))
# Of several accounts of one predicate the more specific one stays.
_SPECIFIC = {
    t: n
    for n, t in enumerate(
        ("vote", "recommendation", "demand", "response", "commitment", "violation", "criticism", "statement")
    )
}


class ClaimFinder:
    """Finds claims; made once, used for every text."""

    def __init__(self, lexicon: Lexicon) -> None:
        self._violations = Violations(lexicon)
        self._demands = Demands(lexicon)
        self._criticism = Criticism(lexicon)
        self._responses = Responses(lexicon)
        self._statements = Statements(lexicon)

    def find(self, c: Context, sections: Sequence[Section]) -> list[RawClaim]:
        """Claims in text order of their clauses."""
        tree = c.tree
        found: list[RawClaim] = []
        opened: Opened | None = None
        for start, end in tree.sentences:
            kind = next((s.kind for s in sections if s.start <= tree.idx[start] < s.end), None)
            if kind not in _CLAIMING:
                continue
            found += self._demands.from_imperative(c, start, end, opened)
            opened = self._demands.list_opened(c, start, end, opened)
            # words quoted in a headline are the headline's, and are given in full below
            found += [r for r in self._sentence(c, start, end) if kind != "headline" or r.type != "statement"]
        return _best(c, found)

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
    kept = [_without_clauses_of_others(tree, claim, {k.predicate for k in kept}) for claim in kept]
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
