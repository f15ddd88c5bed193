"""Which entity of the record some words mean: names, "the government", "she", "the activist", "the report"."""

import re
from bisect import bisect_right
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from pipeline.record import Organisation, Person, Section, SourceKind, State
from pipeline.relate.kinds import victims_of
from pipeline.relate.lexicon import POWER, Lexicon
from pipeline.relate.syntax import Phrase, Tree

_GOVERNING = frozenset(
    """
    government authority regime state official leader leadership delegation administration minister ministry
    president party representative diplomat ambassador embassy side mission country kingdom republic
    """.split()
)
# Of these, with no state beside them, only the plain ones mean the government that the text is about.
_PLAIN = frozenset("government authority regime state administration country kingdom republic".split())
_SHE_HE = {"he": 1, "him": 1, "his": 1, "she": 2, "her": 2, "hers": 2}
_IT = frozenset(("it", "its", "itself"))
_THEY = frozenset(("they", "them", "their", "themselves"))
_GROUPS = frozenset("police authority people personnel".split())  # plural without an s
_MALE = frozenset(
    """
    mr mr. sir father brother son husband man boy king prince imam sheikh
    """.split()
)
_FEMALE = frozenset(
    """
    mrs mrs. ms ms. miss mother sister daughter wife woman girl queen princess daw actress
    """.split()
)
_HEADLINE = 3  # mentions in running text that one in the headline is worth
_ACTING = 2  # plain mentions that one of the state as one that acts is worth
_LEAST = 1
_BY_FAR = 2
_OPENING = 2500  # characters at the start of a text among which a letter has its salutation
_SALUTATION = re.compile(r"^(?:Dear\b|(?:Your )?Excellenc|Honou?rable |To the Honou?rable)", re.MULTILINE)
_NEAR = 600  # characters back in which a pronoun finds its person: about four sentences


@dataclass(frozen=True, slots=True)
class Reference:
    """An entity of the record. kind: as `ClaimSource.is`."""

    ref: str
    kind: SourceKind


@dataclass(frozen=True, slots=True)
class _Mention:
    start: int
    end: int
    reference: Reference


class References:
    """The entities of one text, to be asked what words mean."""

    def __init__(
        self,
        tree: Tree,
        people: Sequence[Person],
        states: Sequence[State],
        organisations: Sequence[Organisation],
        sections: Sequence[Section],
        lexicon: Lexicon,
    ) -> None:
        self.tree = tree
        self._publication = lexicon.words("speech", "nouns.publication")
        mentions = [_Mention(m.start, m.end, Reference(p.id, "person")) for p in people for m in p.mentions]
        mentions += [_Mention(m.start, m.end, Reference(s.id, "state")) for s in states for m in s.mentions]
        mentions += [
            _Mention(m.start, m.end, Reference(o.id, "organisation")) for o in organisations for m in o.mentions
        ]
        self._mentions = sorted(mentions, key=lambda m: (m.start, -m.end))
        self._starts = [m.start for m in self._mentions]
        self._people = {p.id: p for p in people}
        self.victims = victims_of(lexicon)
        self._gender = {p.id: self._gender_of(p) for p in people}
        self._sections = sections
        self.subject_state = self._dominant_state(states)
        self.addressee = self._addressee()
        self.resolved_pronouns: dict[int, str] = {}  # token of a pronoun → id of the person

    def at(self, start: int, end: int) -> Reference | None:
        """The entity whose mention holds the offsets [start, end)."""
        k = bisect_right(self._starts, start) - 1
        while k >= 0 and k >= bisect_right(self._starts, start) - 6:
            m = self._mentions[k]
            if m.start <= start and end <= m.end:
                return m.reference
            k -= 1
        return None

    def of(self, phrase: Phrase) -> Reference | None:
        """What a phrase means; None where it means no entity of the record, or several."""
        tree, head = self.tree, phrase.head
        whole = self.at(*tree.span(phrase))
        if whole is not None:
            return whole
        if any(tree.deps[k] == "conj" and phrase.start <= k < phrase.end for k in tree.children[head]):
            return None
        named = self.at(tree.idx[head], tree.end_of(head))
        if named is not None:
            return named
        for k in tree.children_with(head, "appos", "flat"):
            named = self.at(tree.idx[k], tree.end_of(k))
            if named is not None and named.kind != "state":
                return named
        lemma, word = tree.lemmas[head], tree.lower[head]
        if word in _SHE_HE:
            return self._person_before(head, _SHE_HE[word])
        if word in _IT or word in _THEY:
            words = self.antecedent(phrase)
            return self.of(words) if words.head != head else None
        if word == "you":
            return self.addressee
        inside = self._inside(phrase)
        if lemma in _GOVERNING:
            state = next((r for r in inside if r.kind == "state"), None)
            if state is not None:
                return state
            several = tree.tags[head] == "NNS" and lemma != "authority"  # "Governments that trade with it"
            if (
                lemma in _PLAIN
                and not several
                and not any(tree.deps[k] in ("amod", "nmod", "compound", "nummod") for k in tree.children[head])
            ):
                owner = tree.child(head, "nmod:poss")
                whose = self.of(Phrase(owner, owner + 1, owner)) if owner >= 0 and tree.lower[owner] in _IT else None
                if whose is not None and whose.kind == "state":
                    return whose  # "its government"
                if owner < 0 or tree.pos[owner] == "PRON":
                    return self.subject_state
            return None
        if lemma in self._publication:
            return self._issuer(phrase, inside)
        return self._described(phrase)

    def roles(self, ref: str | None) -> Sequence[str]:
        """The roles of a person; of nobody and of other entities none."""
        return self._people[ref].roles if ref in self._people else ()

    def _inside(self, phrase: Phrase) -> list[Reference]:
        start, end = self.tree.span(phrase)
        k = bisect_right(self._starts, start - 1)
        found = []
        while k < len(self._mentions) and self._mentions[k].start < end:
            found.append(self._mentions[k].reference)
            k += 1
        return found

    def _before(self, i: int, kind: SourceKind) -> list[_Mention]:
        """Mentions of a kind before token i, nearest first, within reach."""
        at = self.tree.idx[i]
        k = bisect_right(self._starts, at - 1) - 1
        found = []
        while k >= 0 and self._starts[k] > at - _NEAR:
            if self._mentions[k].reference.kind == kind:
                found.append(self._mentions[k])
            k -= 1
        return found

    def _person_before(self, i: int, gender: int) -> Reference | None:
        candidates = [m for m in self._before(i, "person") if self._gender[m.reference.ref] in (0, gender)]
        if not candidates:
            return self._main_person(gender)
        tree = self.tree
        # the person nearest before, but a subject of the same or the last sentence goes before others
        sentence = tree.sentence_of[i]
        token_at = {tree.idx[k]: k for k in range(max(0, i - 150), i)}
        for m in candidates:
            token = token_at.get(m.start)
            if token is None:
                continue
            head = token
            while tree.heads[head] != head and m.start <= tree.idx[tree.heads[head]] < m.end:
                head = tree.heads[head]
            if sentence - tree.sentence_of[token] <= 1 and tree.deps[head] in ("nsubj", "nsubj:pass", "ROOT"):
                self._note(i, m.reference)
                return m.reference
        self._note(i, candidates[0].reference)
        return candidates[0].reference

    def _main_person(self, gender: int) -> Reference | None:
        """The person whom the text names by far the most often."""
        ranked = sorted(self._people.values(), key=lambda p: (-len(p.mentions), p.id))
        if not ranked or self._gender[ranked[0].id] not in (0, gender):
            return None
        if len(ranked) > 1 and len(ranked[0].mentions) < _BY_FAR * len(ranked[1].mentions):
            return None
        return Reference(ranked[0].id, "person")

    def _note(self, i: int, reference: Reference) -> None:
        self.resolved_pronouns[i] = reference.ref

    def antecedent(self, phrase: Phrase) -> Phrase:
        """The words that "it" or "they" stands for: the nearest subject before it, in its sentence or the one before,
        that agrees with it in number. Other phrases, and pronouns without an antecedent, are given back."""
        tree, i = self.tree, phrase.head
        plural = tree.lower[i] in _THEY
        if not plural and tree.lower[i] not in _IT:
            return phrase
        sentence = tree.sentence_of[i]
        if sentence and tree.text[tree.idx[tree.sentences[sentence][0]] - 1] == "\n":
            first = tree.sentences[sentence][0]  # a paragraph of its own
        else:
            first = tree.sentences[max(0, sentence - 1)][0]
        for k in range(i - 1, first - 1, -1):
            if tree.deps[k] not in ("nsubj", "nsubj:pass", "nmod:poss") or tree.pos[k] not in ("NOUN", "PROPN", "NUM"):
                continue
            found = self.at(tree.idx[k], tree.end_of(k))
            if plural == self._is_plural(k) and not (found is not None and found.kind == "person"):
                return tree.phrase(k)
        return phrase

    def _is_plural(self, i: int) -> bool:
        tree = self.tree
        coordinated = any(tree.deps[k] == "conj" for k in tree.children[i])
        return coordinated or tree.tags[i] in ("NNS", "NNPS", "CD") or tree.lemmas[i] in _GROUPS

    def _issuer(self, phrase: Phrase, inside: list[Reference]) -> Reference | None:
        """The body that issues a report: named in the phrase, or beside an earlier mention of the report."""
        body = next((r for r in inside if r.kind == "organisation"), None)
        if body is not None:
            return body
        tree = self.tree
        lemma = tree.lemmas[phrase.head]
        for k in range(phrase.head - 1, -1, -1):
            if tree.lemmas[k] == lemma:
                earlier = tree.phrase(k)
                body = next((r for r in self._inside(earlier) if r.kind == "organisation"), None)
                if body is not None:
                    return body
        return None

    def _described(self, phrase: Phrase) -> Reference | None:
        """ "the activist", "the lawyer": the one person of the text with that role, if there is only one."""
        tree = self.tree
        if tree.lower[phrase.start] != "the" or phrase.end - phrase.start > 4:
            return None
        lemma = tree.lemmas[phrase.head]
        fitting = [p for p in self._people.values() if any(lemma in r.lower().split() for r in p.roles)]
        return Reference(fitting[0].id, "person") if len(fitting) == 1 else None

    def _gender_of(self, person: Person) -> int:
        """1 male, 2 female, 0 unknown: by title or role words beside the person's mentions."""
        words = {w for r in person.roles for w in r.lower().split()}
        for m in person.mentions:
            words.update(self.tree.text[max(0, m.start - 12) : m.start].lower().split())
        male, female = bool(words & _MALE), bool(words & _FEMALE)
        return 0 if male == female else 1 if male else 2

    def _dominant_state(self, states: Sequence[State]) -> Reference | None:
        """The state that the text is about: the one with most mentions, where those in the headline count more, and
        those of the state as one that acts ("Poland suspended", "Kenyan police"); of equals the first.

        Mentions in signatures, contacts, crumbs and brackets do not count.
        """
        weights = {"headline": _HEADLINE, "body": 1, "dateline": 1}
        token_at = {start: i for i, start in enumerate(self.tree.idx)}
        counts: Counter[str] = Counter()
        first: dict[str, int] = {}
        for state in states:
            if state.kind == "state":
                for m in state.mentions:
                    if self._in_brackets(m.start):
                        continue
                    kind = next((s.kind for s in self._sections if s.start <= m.start < s.end), "boilerplate")
                    acts = _ACTING if self._acts(token_at.get(m.start, -1)) else 1
                    counts[state.id] += weights.get(kind, 0) * acts
                    first[state.id] = min(m.start, first.get(state.id, m.start))
        ranked = sorted(counts, key=lambda state: (-counts[state], first[state]))
        if not ranked or counts[ranked[0]] < _LEAST:
            return None
        return Reference(ranked[0], "state")

    def _in_brackets(self, at: int) -> bool:
        line = self.tree.text[self.tree.text.rfind("\n", 0, at) + 1 : at]
        return line.count("(") > line.count(")")

    def _addressee(self) -> Reference | None:
        """The person whom a letter addresses: the only one named in its salutation, or else in the lines above it."""
        text = self.tree.text
        salutation = _SALUTATION.search(text, 0, _OPENING)
        if salutation is None:
            return None
        line_end = text.find("\n", salutation.start())
        for start, end in ((salutation.start(), line_end if line_end >= 0 else len(text)), (0, salutation.start())):
            named = {m.reference for m in self._mentions if start <= m.start < end and m.reference.kind == "person"}
            if len(named) == 1:
                return named.pop()
        return None

    def _acts(self, i: int) -> bool:
        """Whether the state named at token i is a subject, or stands beside those who act for it."""
        tree = self.tree
        if i < 0:
            return False
        if tree.deps[i] in ("amod", "compound", "nmod", "nmod:poss"):
            return tree.lemmas[tree.heads[i]] in POWER
        return tree.deps[i] == "nsubj"
