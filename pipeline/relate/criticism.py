"""Condemnation, accusation, concern, and judgements of an actor, a text or conduct."""

from collections.abc import Iterator

from pipeline.relate.attribution import Voice, is_first_person
from pipeline.relate.context import Context, RawClaim
from pipeline.relate.lexicon import Lexicon

_CONCERN_CASES = ("about", "at", "over", "by", "with", "for", "regarding", "concerning", "of", "against", "to", "on")

_FAILING = frozenset(
    "failure refusal inability unwillingness reluctance lack absence inaction complicity silence".split()
)
_GIVING_RISE = frozenset(["raise", "provoke", "spark", "prompt", "cause", "draw", "fuel", "deepen", "heighten"])


class Criticism:
    """Extractor of criticism claims."""

    def __init__(self, lexicon: Lexicon) -> None:
        words = lexicon.words
        self._attitude = words("criticism", "verbs.attitude")
        self._light = lexicon.table("criticism", "verbs.light")
        self._adjectives = words("criticism", "adjectives.attitude")
        self._judging = words("criticism", "verbs.judging")
        self._with_evil = words("criticism", "verbs.judging_with_evil")
        self._evils = words("criticism", "verbs.evils")
        self._judging_adjectives = words("criticism", "adjectives.judging")
        self._judging_nouns = words("criticism", "nouns.judging")
        self._publication = words("speech", "nouns.publication")

    def from_verb(self, c: Context, i: int) -> Iterator[RawClaim]:
        """Claims that verb i carries."""
        tree = c.tree
        lemma = tree.lemma(i)
        who = tree.agent(i)
        if lemma in self._attitude or tree.lemmas[i] in self._attitude:
            if self._is_critic(c, who) or (who < 0 and c.voices.in_quotation(i) and not tree.is_passive(i)):
                target = tree.patient(i)
                if target < 0:
                    target = tree.oblique(i, *_CONCERN_CASES)
                if target < 0:
                    target = tree.child(i, "ccomp", "xcomp")
                if target >= 0:
                    yield self._critic(c, i, who, target, lemma, "criticism/attitude", 0.8)
            return
        obj = tree.child(i, "obj")
        if lemma in self._light and obj >= 0 and tree.lemmas[obj] in self._light[lemma]:
            if self._is_critic(c, who):
                target = next((k for k in tree.children_with(obj, "nmod") if tree.case_of(k) in _CONCERN_CASES), -1)
                if target < 0:
                    target = tree.oblique(i, *_CONCERN_CASES)
                if target < 0:
                    target = next(iter(tree.children_with(obj, "acl", "ccomp")), -1)
                yield self._critic(c, i, who, target, lemma, "criticism/light", 0.8)
            elif who >= 0 and tree.lemmas[i] in _GIVING_RISE:
                # "the ordinance raised concerns of …": the thing that gives rise to concern is judged
                yield c.claim("criticism", i, actor=who, target=obj, rule="criticism/raise", confidence=0.55)
            return
        yield from self._judgement(c, i, lemma, who, obj)

    def from_copula(self, c: Context, i: int) -> Iterator[RawClaim]:
        """Claims of "X is alarmed by …", "the law is incompatible with …", "the trial was a sham"."""
        tree = c.tree
        subject = tree.subject(i)
        if subject < 0:
            return
        word, lemma = tree.lower[i], tree.lemmas[i]
        if word in self._adjectives or lemma in self._adjectives:
            if self._is_critic(c, subject) or tree.lower[subject] in ("we", "i"):
                target = tree.oblique(i, *_CONCERN_CASES)
                if target < 0:
                    target = tree.child(i, "ccomp", "xcomp", "advcl")
                yield self._critic(c, i, subject, target, word, "criticism/adjective", 0.75)
            return
        if tree.child(i, "cop") < 0 or (
            tree.lower[subject] in ("it", "there") and tree.child(i, "ccomp", "xcomp", "csubj") >= 0
        ):
            return
        if lemma in self._judging_adjectives and (
            c.is_text(subject) or c.is_power(subject) or tree.child(i, "obl") >= 0
        ):
            target = next(iter(tree.children_with(i, "obl")), -1)
            yield c.claim(
                "criticism",
                i,
                actor=subject,
                target=target,
                action=lemma,
                rule="criticism/judging-adjective",
                confidence=0.55,
            )
        elif tree.pos[i] == "NOUN" and lemma in self._judging_nouns:
            target = next(iter(tree.children_with(i, "nmod")), -1)
            yield c.claim(
                "criticism",
                i,
                actor=subject,
                target=target,
                action=lemma,
                rule="criticism/judging-noun",
                confidence=0.5,
            )

    def from_noun(self, c: Context, i: int) -> Iterator[RawClaim]:
        """ "the failure of the government to investigate", "the lack of adequate responses by the government"."""
        tree = c.tree
        if tree.lemmas[i] not in _FAILING or i in c.name_at:
            return
        below = tree.children_with(i, "nmod", "nmod:poss", "obl:agent")
        below += [m for k in below for m in tree.children_with(k, "nmod") if tree.case_of(m) == "by"]
        agent = next((k for k in below if c.is_power(k) and tree.case_of(k) in ("", "of", "by", "on the part of")), -1)
        if agent < 0:
            return
        target = next((k for k in tree.children_with(i, "acl") if k > i), -1)
        if target < 0:
            target = next((k for k in below if k != agent and tree.case_of(k) in ("of", "in", "on")), -1)
        yield c.claim(
            "criticism",
            i,
            actor=agent,
            target=target,
            action=tree.lemmas[i],
            rule="criticism/noun",
            confidence=0.45,
            clause=tree.phrase(i, without=("acl:relcl", "parataxis", "advcl")),
        )

    def _judgement(self, c: Context, i: int, lemma: str, who: int, obj: int) -> Iterator[RawClaim]:
        tree = c.tree
        if who < 0 or tree.is_passive(i) or c.is_observer(who) or tree.lower[who] in ("we", "i"):
            return
        judged = lemma in self._judging or (lemma in self._with_evil and obj >= 0 and (tree.lemmas[obj] in self._evils))
        if not judged or not (c.is_text(who) or c.is_power(who) or tree.lower[who] in ("it", "this", "they")):
            return
        target = obj if obj >= 0 else tree.child(i, "xcomp", "ccomp", "obl")
        if target < 0:
            return
        yield c.claim("criticism", i, actor=who, target=target, rule="criticism/judging-verb", confidence=0.55)

    def _critic(self, c: Context, i: int, who: int, target: int, action: str, rule: str, confidence: float) -> RawClaim:
        tree = c.tree
        voice = c.voices.of(i)
        if who >= 0:
            phrase = tree.phrase(who)
            if not is_first_person(tree, phrase):
                direct = c.voices.quoted_words_in(tree.clause(i))
                voice = Voice(phrase, "direct" if direct else "indirect")
        return c.claim(
            "criticism",
            i,
            actor=who,
            target=target,
            action=action.split(" ")[0],
            rule=rule,
            confidence=confidence,
            voice=voice,
        )

    def _is_critic(self, c: Context, i: int) -> bool:
        if i < 0:
            return False
        return (
            c.is_people(i)
            or c.is_power(i)
            or c.is_observer(i)
            or c.tree.lemmas[i] in self._publication
            or c.tree.lower[i] == "it"
        )
