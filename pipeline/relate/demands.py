"""Calls to act, and recommendations from state to state in a review."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from pipeline.record import ClaimType
from pipeline.relate.attribution import FIRST_PERSON, Voice, is_first_person
from pipeline.relate.context import Context, RawClaim
from pipeline.relate.lexicon import Lexicon
from pipeline.relate.syntax import Phrase

_ASKING = frozenset(["call", "appeal", "plead", "push", "press", "campaign", "ask", "look", "expect"])
_ASKED_OF_READERS = frozenset(
    "see read note contact click visit share join write check mail send sign remember consider".split()
)
_COMMANDING = frozenset("warn order instruct direct command oblige".split())
_COURT = re.compile(r"\b(?:Court|Tribunal|Commission|Committee|Council)\b")
_CALLS = frozenset("call appeal demand request plea recommendation".split())
_WISHING = frozenset(["want", "wish", "expect", "need", "like"])
_ADDRESSEE_CASES = {"call": ("on", "upon"), "appeal": ("to",), "plead": ("with",), "look": ("to",), "expect": ("of",)}


@dataclass(frozen=True, slots=True)
class Opened:
    """A list of imperatives: token that heads the addressee (-1: nobody named), and who asks."""

    addressee: int
    voice: Voice


class Demands:
    """Extractor of demand and recommendation claims."""

    def __init__(self, lexicon: Lexicon) -> None:
        words = lexicon.words
        self._object_infinitive = words("demand", "verbs.object_infinitive")
        self._that = words("demand", "verbs.that_clause")
        self._thing = words("demand", "verbs.thing_asked")
        self._careful = words("demand", "verbs.careful")
        self._imperatives = words("demand", "imperatives.demand")
        self._nouns = words("demand", "nouns.demand")
        self._light = words("demand", "verbs.light")
        self._obligation = words("demand", "adjectives.obligation")

    # --- verbs of demand -------------------------------------------------------------------------------------------

    def from_verb(self, c: Context, i: int) -> Iterator[RawClaim]:
        """Claims of "X urges Y to do Z", "X calls on Y to …", "demands that Y …", "calls for Z"."""
        tree = c.tree
        lemma = tree.lemma(i).split(" ")[0]
        if (
            lemma not in self._object_infinitive
            and lemma not in self._that
            and lemma not in self._thing
            and lemma not in _ASKING
        ):
            return
        who = tree.agent(i)
        if lemma in self._careful and not self._may_ask(c, who):
            return
        if lemma in _COMMANDING and c.organisation_kind(who) == "other" and not self._is_court(c, who):
            return  # what power orders is an act of its own
        if who < 0 and not self._subjectless(c, i):
            return
        asks = c.is_people(who) or c.is_power(who) or c.is_observer(who) or (who >= 0 and self._is_publication(c, who))
        if who >= 0 and not (asks or c.is_text(who) or tree.lower[who] == "it"):
            return
        voice = self._voice(c, i, who)
        type_, rule = self._kind(c, who)
        addressee = self._addressee(c, i, lemma)
        if (addressee >= 0 and tree.lower[addressee] in FIRST_PERSON) or (lemma in _WISHING and addressee < 0):
            return  # told of the author, or a wish of one's own
        if tree.words[tree.sentences[tree.sentence_of[i]][1] - 1] == ":":
            return  # what is asked comes as a list
        acts = self._acts_asked(c, i)
        if acts and addressee < 0 and lemma in self._object_infinitive and tree.deps[acts[0]] != "ccomp":
            return  # "asked to speak": nobody else is to act
        asked = self._thing_asked(c, i, lemma) if not acts else -1
        if acts:
            for n, act in enumerate(acts):
                actor = addressee if addressee >= 0 else tree.subject(act)
                if tree.is_passive(act) and tree.agent(act) < 0 and addressee < 0:
                    actor = -1
                target = self._target(c, act)
                clause = tree.clause(i) if n == 0 and len(acts) == 1 else tree.clause(act)
                yield c.claim(
                    type_,
                    i,
                    actor=actor,
                    target=target,
                    action=tree.lemma(act),
                    rule=f"{rule}/verb",
                    confidence=0.85,
                    voice=voice,
                    clause=clause,
                    status="negated" if self._negated(c, act) else "asserted",
                )
        elif asked >= 0:
            yield c.claim(
                type_,
                i,
                actor=addressee,
                target=asked,
                action=self._asked_action(c, i, asked),
                rule=f"{rule}/thing",
                confidence=0.75,
                voice=voice,
                plain_modals=True,
            )

    def from_noun(self, c: Context, i: int) -> Iterator[RawClaim]:
        """Claims of "renewed its call on the authorities to …", "a plea for the release of …"; i: the noun."""
        tree = c.tree
        verb = tree.heads[i]
        if tree.lemmas[i] not in _CALLS or tree.deps[i] != "obj" or tree.lemma(verb) not in self._light:
            return
        who = tree.agent(verb)
        if who < 0 or not (c.is_people(who) or c.is_power(who) or c.is_observer(who)):
            return
        addressee = next((k for k in tree.children_with(i, "nmod") if tree.case_of(k) in ("on", "upon", "to")), -1)
        below = [*tree.children_with(i, "acl"), *(tree.children_with(addressee, "acl") if addressee >= 0 else ())]
        act = next((k for k in below if tree.is_verb(k)), -1)
        thing = next((k for k in tree.children_with(i, "nmod") if tree.case_of(k) == "for"), -1)
        if act < 0 and thing < 0:
            return
        type_, rule = self._kind(c, who)
        yield c.claim(
            type_,
            verb,
            actor=addressee,
            target=self._target(c, act) if act >= 0 else thing,
            action=tree.lemma(act) if act >= 0 else self._asked_action(c, i, thing),
            rule=f"{rule}/noun",
            confidence=0.75,
            voice=self._voice(c, verb, who),
            plain_modals=True,
        )

    # --- modals ----------------------------------------------------------------------------------------------------

    def from_modal(self, c: Context, i: int) -> Iterator[RawClaim]:
        """Claims of "States should …", "the charges must be dropped", "needs to", "is obliged to"."""
        tree = c.tree
        modal = next(
            (
                k
                for k in tree.children[i]
                if tree.deps[k] == "aux" and tree.lower[k] in ("should", "must", "ought", "shall")
            ),
            -1,
        )
        if modal < 0 and not self._semi_modal(c, i):
            return
        if tree.deps[i] == "advcl" and modal >= 0:
            return
        if modal >= 0 and any(tree.deps[k] == "aux" and tree.lemmas[k] == "have" for k in tree.children[i]):
            return  # "should have been": a reproach, no demand
        subject = tree.subject(i)
        passive = tree.is_passive(i)
        pronoun = subject >= 0 and tree.lower[subject] in ("it", "they")
        if not (passive or pronoun or c.is_people(subject) or c.is_power(subject)):
            return
        if subject >= 0 and is_first_person(tree, tree.phrase(subject)) and not c.voices.in_quotation(i):
            return
        actor = tree.agent(i) if passive else subject
        target = subject if passive else self._target(c, i)
        yield c.claim(
            "demand",
            i,
            actor=actor,
            target=target,
            rule="demand/modal",
            confidence=0.75 if modal >= 0 else 0.6,
            status="negated" if self._negated(c, i) else "asserted",
        )

    # --- lists of imperatives --------------------------------------------------------------------------------------

    def from_imperative(self, c: Context, start: int, end: int, opened: Opened | None) -> Iterator[RawClaim]:
        """Claims of a line such as "Release her at once;" below "We call on the government to:"."""
        tree = c.tree
        first = self._first_word(c, start, end)
        if opened is None or first >= end or not self._is_imperative(c, first):
            return
        verbs = [first] + [
            k for k in range(first + 1, end) if tree.deps[k] == "conj" and tree.heads[k] == first and tree.is_verb(k)
        ]
        for verb in verbs:
            if not tree.is_verb(verb) and verb != first:
                continue
            obj = self._target(c, verb)
            if obj < 0:
                obj = next((k for k in range(verb + 1, end) if tree.pos[k] in ("NOUN", "PROPN")), -1)
            span = (
                Phrase(first if len(verbs) == 1 else tree.clause(verb).start, end, verb)
                if verb == first
                else tree.clause(verb)
            )
            while span.end - 1 > verb and tree.words[span.end - 1] in (";", ".", ",", "and"):
                span = Phrase(span.start, span.end - 1, verb)
            yield c.claim(
                "demand",
                verb,
                actor=opened.addressee,
                target=obj,
                action=tree.lower[verb] if verb == first else tree.lemma(verb),
                rule="demand/list",
                confidence=0.8,
                voice=opened.voice,
                clause=span,
                status="asserted",
            )

    def from_plain_imperative(self, c: Context, root: int) -> Iterator[RawClaim]:
        """Claims of a sentence that is an imperative: "Drop the charges against her."; root: its main verb."""
        tree = c.tree
        start, end = tree.sentences[tree.sentence_of[root]]
        first = self._first_word(c, start, end)
        obj = self._target(c, root)
        if first != root or tree.tags[root] != "VB" or obj < 0 or tree.words[end - 1] not in (".", "!", "”", '"'):
            return
        if tree.lower[root] not in self._imperatives or tree.lower[root] in _ASKED_OF_READERS:
            return
        yield c.claim("demand", root, target=obj, rule="demand/imperative", confidence=0.5)

    def list_opened(self, c: Context, start: int, end: int, opened: Opened | None) -> Opened | None:
        """What the lines below the sentence [start, end) ask of whom, given what the sentences before had opened.

        A sentence that asks and ends in a colon opens a list; the list goes on while its lines start with imperatives.
        """
        tree = c.tree
        if tree.words[end - 1] != ":":
            first = self._first_word(c, start, end)
            return opened if first < end and self._is_imperative(c, first) else None
        for i in range(start, end):
            lemma = tree.lemmas[i]
            if lemma in self._object_infinitive or lemma in _ASKING or lemma in self._that:
                who = tree.agent(i)
                addressee = self._addressee(c, i, lemma)
                if addressee < 0:
                    addressee = next((k for k in range(i + 1, end) if k in c.name_at or c.is_power(k)), -1)
                return Opened(addressee, self._voice(c, i, who))
            if tree.lower[i] in ("should", "must") or lemma in self._nouns:
                addressee = next((k for k in range(start, end) if k in c.name_at or c.is_power(k)), -1)
                return Opened(addressee, c.voices.of(i))
        return None

    def _first_word(self, c: Context, start: int, end: int) -> int:
        """The first token of [start, end) behind an item's number, adverbs, "to" and "and"."""
        tree = c.tree
        k = start
        while k < end:
            enumerator = k + 1 < end and tree.words[k + 1] in (")", ".") and len(tree.words[k]) <= 3
            if enumerator or not tree.words[k][0].isalpha() or tree.pos[k] == "ADV" or tree.lower[k] in ("to", "and"):
                k += 1
            else:
                break
        return k

    def _is_imperative(self, c: Context, i: int) -> bool:
        return c.tree.lower[i] in self._imperatives or c.tree.tags[i] == "VB"

    # --- parts -----------------------------------------------------------------------------------------------------

    def _voice(self, c: Context, i: int, who: int) -> Voice:
        if who < 0:
            return c.voices.of(i)
        phrase = c.tree.phrase(who)
        if is_first_person(c.tree, phrase):
            return c.voices.of(i)
        return Voice(phrase, "direct" if c.voices.quoted_words_in(c.tree.clause(i)) else "indirect")

    def _kind(self, c: Context, who: int) -> tuple[ClaimType, str]:
        """A state that asks in a review recommends."""
        is_state = who >= 0 and (
            (who in c.name_at and c.name_at[who].label == "STATE")
            or c.tree.lemmas[who] in ("state", "government", "delegation", "country")
        )
        return ("recommendation", "recommendation") if is_state and c.is_review else ("demand", "demand")

    def _may_ask(self, c: Context, who: int) -> bool:
        if who < 0:
            return False
        return (
            c.is_observer(who)
            or (who in c.name_at and c.name_at[who].label == "ORG")
            or c.tree.lower[who] in FIRST_PERSON
        )

    def _is_court(self, c: Context, i: int) -> bool:
        name = c.name_at.get(i)
        return name is not None and bool(_COURT.search(c.tree.text, name.start, name.end))

    def _subjectless(self, c: Context, i: int) -> bool:
        tree = c.tree
        return (tree.tags[i] == "VBG" and tree.deps[i] in ("acl", "advcl", "conj", "ROOT")) or c.voices.in_quotation(i)

    def _is_publication(self, c: Context, i: int) -> bool:
        return c.tree.lemmas[i] in c.lexicon.words("speech", "nouns.publication")

    def _addressee(self, c: Context, i: int, lemma: str) -> int:
        tree = c.tree
        if tree.is_passive(i):
            return tree.subject(i)
        for case in _ADDRESSEE_CASES.get(lemma, ()):
            found = tree.oblique(i, case)
            if found >= 0:
                return found
            # the parser often takes "on" for a particle
            if tree.child(i, "compound:prt") >= 0 or tree.child(i, "obj") >= 0:
                return tree.child(i, "obj")
        if lemma in ("call", "appeal", "look"):
            return tree.oblique(i, "on", "upon", "to")
        obj = tree.child(i, "obj", "iobj")
        if obj >= 0 and (tree.child(i, "xcomp") > obj or c.is_people(obj) or c.is_power(obj)):
            return obj
        return tree.oblique(i, "to", "from")

    def _acts_asked(self, c: Context, i: int) -> list[int]:
        """Heads of the clauses asked for."""
        tree = c.tree
        found = -1
        for k in tree.children[i]:
            if k > i and tree.deps[k] in ("xcomp", "ccomp", "advcl") and (tree.is_verb(k) or tree.child(k, "cop") >= 0):
                marks = {tree.lower[m] for m in tree.children_with(k, "mark", "advmod")}
                if marks & {"whether", "if", "how", "why", "what", "when", "where"}:
                    continue  # a question
                if marks & {"to", "that"} or tree.deps[k] == "ccomp":
                    found = k
                    break
        if found < 0:  # the infinitive hangs on the addressee: "a call on China to release her"
            addressee = self._addressee(c, i, tree.lemmas[i])
            if addressee >= 0:
                found = next(
                    (k for k in tree.children_with(addressee, "acl", "advcl") if tree.is_verb(k) and k > i), -1
                )
        if found < 0:
            return []
        return [k for k in tree.conjuncts(found) if k == found or tree.is_verb(k)]

    def _thing_asked(self, c: Context, i: int, lemma: str) -> int:
        tree = c.tree
        if tree.is_passive(i):
            return -1
        found = tree.oblique(i, "for")
        if found >= 0 and tree.tags[found] not in ("WDT", "WP") and lemma in _ASKING:
            return found
        obj = tree.child(i, "obj")
        if lemma in self._thing and obj >= 0 and not (c.is_people(obj) and obj in c.name_at):
            return obj
        return -1

    def _asked_action(self, c: Context, i: int, asked: int) -> str:
        """ "calls for the release of X": the act asked is the noun where it names an act."""
        tree = c.tree
        owned = tree.child(asked, "nmod:poss") >= 0 or any(
            tree.case_of(k) == "of" for k in tree.children_with(asked, "nmod")
        )
        return tree.lemmas[asked] if owned else tree.lemmas[i]

    def _target(self, c: Context, act: int) -> int:
        tree = c.tree
        if tree.is_passive(act):
            return tree.subject(act)
        for dep in ("obj", "xcomp", "ccomp", "obl"):
            found = tree.child(act, dep)
            if found > act:
                return found
        return -1

    def _negated(self, c: Context, i: int) -> bool:
        tree = c.tree
        return any(
            tree.deps[k] == "advmod" and tree.lower[k] in ("not", "n't", "n’t", "never") for k in tree.children[i]
        )

    def _semi_modal(self, c: Context, i: int) -> bool:
        """ "needs to", "has to", "is obliged to", "are expected to" above verb i."""
        tree = c.tree
        if tree.deps[i] != "xcomp":
            return False
        head = tree.heads[i]
        if tree.lower[head] in ("need", "needs", "have", "has") and tree.child(head, "aux") < 0:
            return any(tree.lower[m] == "to" for m in tree.children_with(i, "mark"))
        return tree.lower[head] in self._obligation and tree.lower[head] not in (
            "responsible",
            "accountable",
            "supposed",
        )
