"""The predicates that may carry a claim, and what is known of each: the features that the judge weighs.

Features are words, "name=value", sparse and readable; `models/claims.json` has a weight for each and every type.
"""

from collections.abc import Iterator, Sequence

from pipeline.relate.attribution import is_first_person
from pipeline.relate.context import Context, RawClaim
from pipeline.relate.lexicon import Lexicon
from pipeline.relate.status import is_conditional, status_of
from pipeline.relate.syntax import SUBJECTS

_GROUPS = (
    ("violation", "verbs.strong"), ("violation", "verbs.person"), ("violation", "verbs.rights"),
    ("violation", "verbs.deny"), ("violation", "verbs.impose"), ("violation", "verbs.failure"),
    ("violation", "verbs.perpetrate"), ("violation", "verbs.undergo"), ("violation", "nouns.act"),
    ("violation", "nouns.careful"), ("criticism", "verbs.attitude"), ("criticism", "verbs.judging"),
    ("criticism", "adjectives.attitude"), ("criticism", "adjectives.judging"), ("criticism", "nouns.judging"),
    ("criticism", "nouns.attitude"), ("demand", "verbs.demand"), ("demand", "nouns.demand"),
    ("demand", "imperatives.demand"), ("response", "verbs.accepting"), ("response", "verbs.rejecting"),
    ("response", "verbs.noting"), ("vote", "verbs.vote"), ("vote", "nouns.vote"),
    ("commitment", "verbs.commitment"), ("commitment", "nouns.commitment"), ("speech", "verbs.neutral"),
    ("speech", "verbs.finding"), ("speech", "verbs.distancing"), ("speech", "verbs.cognitive"),
    ("speech", "verbs.attempt"), ("speech", "verbs.intention"), ("speech", "verbs.negating"),
    ("response", "nouns.objects"), ("vote", "nouns.objects"), ("violation", "verbs.deny_objects"),
    ("violation", "verbs.impose_objects"), ("violation", "objects.rights_nouns"), ("speech", "nouns.publication"),
)  # fmt: skip
_CLAUSES = (
    "aux",
    "aux:pass",
    "cop",
    "mark",
    "compound:prt",
    "obj",
    "iobj",
    "xcomp",
    "ccomp",
    "advcl",
    "expl",
    "obl:agent",
)


class Predicates:
    """Finds predicates and describes them."""

    def __init__(self, lexicon: Lexicon) -> None:
        groups: dict[str, list[str]] = {}
        for file, path in _GROUPS:
            for word in lexicon.words(file, path):
                groups.setdefault(word, []).append(f"{file}.{path}")
        self._groups = {word: tuple(names) for word, names in groups.items()}
        self._acts = lexicon.words("violation", "nouns.act")

    def candidates(self, c: Context, start: int, end: int) -> Iterator[int]:
        """Tokens of the sentence [start, end) that head a clause, or a noun phrase that names an act."""
        tree = c.tree
        for i in range(start, end):
            if i in c.name_at:
                continue
            if tree.is_verb(i):
                if tree.deps[i] not in ("amod", "compound", "fixed", "case", "mark", "aux", "cop"):
                    yield i
            elif tree.pos[i] in ("ADJ", "NOUN", "ADV", "NUM"):
                predicative = tree.child(i, "cop") >= 0 or any(tree.deps[k] in SUBJECTS for k in tree.children[i])
                if predicative or (tree.lemmas[i] in self._acts and tree.child(i, "nmod", "nmod:poss", "amod") >= 0):
                    yield i

    def features(
        self, c: Context, i: int, rules: Sequence[RawClaim], above: Sequence[RawClaim], listed: bool
    ) -> list[str]:
        """What is known of predicate i.

        rules: the claims that the rules make of it. above: those of the nearest predicate that governs it.
        listed: whether its sentence is an item below a line that asks for something.
        """
        tree = c.tree
        lemma = tree.lemma(i)
        passive = tree.is_verb(i) and tree.is_passive(i)
        subject = tree.subject(i)
        agent = tree.agent(i) if tree.is_verb(i) else subject
        patient = tree.patient(i) if tree.is_verb(i) else -1
        head, dep = tree.heads[i], tree.deps[i]
        voice = c.voices.of(i)
        found = ["bias", f"lemma={lemma}", f"tag={tree.tags[i]}", f"dep={dep}", f"passive={passive}"]
        found += [f"in={group}" for group in self._of(lemma)]
        found += [f"rule={r.rule}" for r in rules] or ["rule=none"]
        who, whom = self._kind(c, agent), self._kind(c, patient)
        found += [f"agent={who}", f"patient={whom}", f"agent={who}&patient={whom}", f"voice={voice.quote}"]
        found += [f"agent={who}&in={group}" for group in self._of(lemma)]
        found += [f"patient={whom}&in={group}" for group in self._of(lemma)]
        if patient >= 0:
            found += [f"patient-lemma={tree.lemmas[patient]}"] + [
                f"patient-in={g}" for g in self._of(tree.lemmas[patient])
            ]
        if agent >= 0:
            found.append(f"agent-lemma={tree.lemmas[agent]}")
        if voice.phrase is not None:
            found.append(f"speaker={self._kind(c, voice.phrase.head)}")
        status = status_of(tree, i, c.lexicon)
        found += [f"status={status}", f"status={status}&voice={voice.quote}", f"conditional={is_conditional(tree, i)}"]
        found += [f"has={tree.deps[k]}" for k in tree.children[i] if tree.deps[k] in _CLAUSES]
        found += [f"aux={tree.lower[k]}" for k in tree.children[i] if tree.deps[k] == "aux"]
        found += [f"mark={tree.lower[k]}" for k in tree.children[i] if tree.deps[k] == "mark"]
        found += [f"not={tree.lower[k]}" for k in tree.children[i] if tree.lower[k] in ("no", "never", "not")]
        if head != i:
            found += [f"head={tree.lemma(head)}&dep={dep}"]
            found += [f"head-in={group}&dep={dep}" for group in self._of(tree.lemma(head))]
        if subject >= 0 and is_first_person(tree, tree.phrase(subject)):
            found.append("subject=first-person")
        found.append(f"review={c.is_review}")
        found += self._place(c, i, above, listed)
        return list(dict.fromkeys(found))

    def _place(self, c: Context, i: int, above: Sequence[RawClaim], listed: bool) -> list[str]:
        """Where the predicate stands in its sentence, and under what."""
        tree = c.tree
        start, end = tree.sentences[tree.sentence_of[i]]
        depth = sum(1 for _ in tree.ancestors(i))
        own = any(tree.deps[k] in SUBJECTS for k in tree.children[i])
        clause = tree.clause(i)
        opens = tree.idx[start] == 0 or tree.text[tree.idx[start] - 1] == "\n"
        found = [
            f"depth={min(depth, 3)}",
            f"own-subject={own}",
            f"finite={(own and tree.tags[i] in ('VBD', 'VBZ', 'VBP', 'MD')) or tree.child(i, 'aux') >= 0}",
            f"clause-words={min((clause.end - clause.start) // 4, 5)}",
            f"opens-block={opens and i - start <= 2}",
            f"ends-with={tree.words[end - 1]}",
        ]
        found += [f"above={r.type}&dep={tree.deps[i]}" for r in above] or [f"above=none&dep={tree.deps[i]}"]
        if listed:
            found += ["listed", f"listed&depth={min(depth, 3)}", f"listed&tag={tree.tags[i]}"]
        if tree.tags[i] == "VB" and tree.child(i, "aux", "mark") < 0 and not own:
            found += ["imperative", f"imperative&depth={min(depth, 3)}"]
        return found

    def _of(self, lemma: str) -> tuple[str, ...]:
        """The lexicon groups of a lemma."""
        return self._groups.get(lemma, ())

    def _kind(self, c: Context, i: int) -> str:
        """What sort of thing token i means."""
        if i < 0:
            return "none"
        name = c.name_at.get(i)
        if name is not None:
            return f"ORG-{c.organisation_kind(i)}" if name.label == "ORG" else name.label
        tree = c.tree
        if tree.pos[i] == "PRON":
            return f"pronoun-{tree.lower[i]}"
        if tree.pos[i] in ("VERB", "AUX"):
            return "clause"
        for kind, holds in (("power", c.is_power), ("text", c.is_text), ("people", c.is_people), ("right", c.is_right)):
            if holds(i):
                return kind
        return "act" if tree.lemmas[i] in self._acts else "other"
