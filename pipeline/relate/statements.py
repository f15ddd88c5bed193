"""Attributed speech that is none of the other types: who said what."""

from collections.abc import Iterator

from pipeline.relate.context import Context, RawClaim
from pipeline.relate.lexicon import Lexicon
from pipeline.relate.syntax import SUBJECTS

_RAISING = frozenset(["raise", "highlight", "document", "detail", "describe", "list", "recount"])
_CIRCUMSTANCES = frozenset(
    ("according to", "in", "on", "at", "since", "after", "before", "during", "for", "by", "until")
)
_FILLER = frozenset(["thank", "welcome", "greet", "congratulate", "be"])


class Statements:
    """Extractor of statement claims."""

    def __init__(self, lexicon: Lexicon) -> None:
        words = lexicon.words
        self._reporting = lexicon.reporting_verbs
        self._cognitive = words("speech", "verbs.cognitive")
        self._publication = words("speech", "nouns.publication")

    def from_verb(self, c: Context, i: int) -> Iterator[RawClaim]:
        """Claims of "X said that …": the proposition said, and of "X raised the case of …"."""
        tree = c.tree
        lemma = tree.lemma(i)
        who = tree.agent(i)
        if who < 0 or not (
            c.is_people(who) or c.is_power(who) or c.is_observer(who) or tree.lemmas[who] in self._publication
        ):
            return
        if lemma in self._reporting:
            said = next(
                (k for k in tree.children[i] if tree.deps[k] == "ccomp" or (tree.deps[k] == "parataxis" and k < i)), -1
            )
            if said >= 0 and c.voices.of(said).phrase is None:
                return  # "we know that …": the author's own words
            if said >= 0 and tree.tags[tree.subtree(said)[0]] in ("WP", "WRB", "WDT"):
                return  # "say what they saw": nothing is said
            if said >= 0 and not (lemma in self._cognitive and not c.is_observer(who)):
                yield self._proposition(c, said, "statement/indirect", 0.6)
                return
        obj = tree.child(i, "obj")
        if (
            lemma in _RAISING
            and obj >= 0
            and c.is_observer(who)
            and tree.lemmas[obj] in ("case", "situation", "issue", "abuse", "violation")
        ):
            yield c.claim("statement", i, actor=who, target=obj, rule="statement/raise", confidence=0.5)

    def from_root(self, c: Context, root: int) -> Iterator[RawClaim]:
        """The main clause of a sentence in somebody's quoted speech, or "according to" somebody."""
        tree = c.tree
        voice = c.voices.of(root)
        if voice.phrase is None:
            return
        predicate = tree.is_verb(root) or tree.child(root, "cop") >= 0 or tree.child(root, *SUBJECTS) >= 0
        if not predicate or (tree.lemmas[root] in _FILLER and tree.child(root, *SUBJECTS) < 0):
            return
        rule = "statement/quotation" if voice.quote == "direct" else "statement/according"
        yield self._proposition(c, root, rule, 0.55)

    def _proposition(self, c: Context, i: int, rule: str, confidence: float) -> RawClaim:
        tree = c.tree
        if tree.is_verb(i):
            actor = tree.agent(i)
            target = tree.patient(i)
            if target < 0:
                target = tree.child(i, "xcomp", "ccomp")
            if target < 0:
                target = next((k for k in tree.children_with(i, "obl") if tree.case_of(k) not in _CIRCUMSTANCES), -1)
        else:
            actor, target = tree.subject(i), -1
        return c.claim(
            "statement", i, actor=actor, target=target, action=tree.lemma(i), rule=rule, confidence=confidence
        )
