"""Whether a proposition is asserted, negated or hypothetical."""

from pipeline.record import Status
from pipeline.relate.lexicon import Lexicon
from pipeline.relate.syntax import Tree

_NEGATORS = frozenset(
    """
    not n't n’t never neither nor no nobody none nothing nowhere hardly scarcely barely
    """.split()
)
_MODALS = frozenset(["could", "may", "might", "would", "will", "’d", "'d", "’ll", "'ll"])
_CONDITIONS = frozenset(["if", "unless", "whether", "lest"])


def status_of(tree: Tree, i: int, lexicon: Lexicon, modal_is_hypothetical: bool = True) -> Status:
    """The status of predicate i, given what negates it, its modals, and the verbs and conditions above it.

    modal_is_hypothetical: False for demands and votes, whose future or conditional form changes nothing.
    """
    negating = lexicon.words("speech", "verbs.negating")
    negated = hypothetical = False
    at = i
    while True:
        negated ^= _is_negated(tree, at)
        if modal_is_hypothetical and any(tree.deps[c] == "aux" and tree.lower[c] in _MODALS for c in tree.children[at]):
            hypothetical = True
        if any(tree.deps[c] == "mark" and tree.lower[c] in _CONDITIONS for c in tree.children[at]):
            hypothetical = True
        if any(tree.deps[c] == "mark" and tree.lower[c] == "without" for c in tree.children[at]):
            negated = True
        head, dep = tree.heads[at], tree.deps[at]
        if head == at:
            break
        if dep == "conj" and tree.child(at, "nsubj", "nsubj:pass", "aux", "mark") < 0:
            at = head  # a coordinated verb shares auxiliaries, negation and condition
            continue
        if dep in ("xcomp", "ccomp") and tree.is_verb(head):
            lemma = tree.lemma(head)
            if (dep == "xcomp" and lemma in negating) or lemma == "deny":
                negated = not negated
                break
            if dep == "xcomp" and lemma in lexicon.intentions and modal_is_hypothetical:
                hypothetical = True
            if dep == "xcomp":
                at = head
                continue
        break
    if hypothetical:
        return "hypothetical"
    return "negated" if negated else "asserted"


def is_conditional(tree: Tree, i: int) -> bool:
    """Whether predicate i stands under "if", or could, might or may happen: nobody then asks or condemns."""
    at = i
    while True:
        for c in tree.children[at]:
            if tree.deps[c] == "mark" and tree.lower[c] in _CONDITIONS:
                return True
            if tree.deps[c] == "aux" and tree.lower[c] in ("could", "might", "may"):
                return True
        if tree.deps[at] not in ("conj", "xcomp", "advcl") or tree.heads[at] == at:
            return False
        at = tree.heads[at]


def _is_negated(tree: Tree, i: int) -> bool:
    for c in tree.children[i]:
        dep = tree.deps[c]
        if dep in ("advmod", "det", "cc", "cc:preconj") and tree.lower[c] in _NEGATORS:
            # "not only … but also" asserts
            return not (
                tree.lower[c] == "not" and c + 1 < len(tree.lower) and tree.lower[c + 1] in ("only", "just", "merely")
            )
        if dep in ("nsubj", "nsubj:pass") and tree.lower[tree.subtree(c)[0]] in ("no", "not", "none", "neither"):
            return True
        if dep in ("nsubj", "nsubj:pass", "obj") and (
            tree.lower[c] in ("nobody", "none", "nothing")
            or any(tree.deps[d] == "det" and tree.lower[d] in ("no", "neither") for d in tree.children[c])
        ):
            return True
    return False
