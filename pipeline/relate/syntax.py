"""Questions to the dependency parse: who is the subject, what is the object, how far does the phrase reach.

Labels are Universal Dependencies (nsubj:pass, obl:agent, acl:relcl, ...). A `Tree` holds the parse in plain lists,
because asking spaCy's tokens again and again costs more than all of relate.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property

from spacy.tokens import Doc

from pipeline.relate.lemmas import known_lemma

SUBJECTS = ("nsubj", "nsubj:pass", "csubj", "csubj:pass", "nsubj:outer")
_RELATIVE = frozenset(("who", "which", "that", "whom"))
_PUNCTUATION = frozenset(",;:.!?…–—-")


@dataclass(frozen=True, slots=True)
class Phrase:
    """Words that fill a slot: half-open tokens, and the token that heads them."""

    start: int
    end: int
    head: int


class Tree:
    """The parse of a text. Tokens are numbers in text order; `-1` stands for no token."""

    def __init__(self, doc: Doc, text: str, vocabulary: frozenset[str] = frozenset()) -> None:
        """vocabulary: dictionary forms that settle a doubtful lemma."""
        self.text = text
        tokens = list(doc)  # spaCy makes a token anew each time that it is asked for
        self.words: list[str] = [t.text for t in tokens]
        self.lower = [w.lower() for w in self.words]
        lemmas = zip(self.lower, (t.lemma_.lower() for t in tokens), strict=True)
        self.lemmas = [known_lemma(word, lemma, vocabulary) for word, lemma in lemmas]
        self.tags: list[str] = [t.tag_ for t in tokens]
        self.pos: list[str] = [t.pos_ for t in tokens]
        self.deps: list[str] = [t.dep_ for t in tokens]
        self.heads: list[int] = [t.head.i for t in tokens]
        self.idx: list[int] = [t.idx for t in tokens]
        self._join_titles()
        self.children: list[list[int]] = [[] for _ in self.words]
        for i, head in enumerate(self.heads):
            if head != i:
                self.children[head].append(i)
        self.sentences = [(s.start, s.end) for s in doc.sents]

    def _join_titles(self) -> None:
        """Hangs a title on the name behind it where the parser gave a verb both as its subjects or objects."""
        for i in range(len(self.words) - 1):
            twice = self.heads[i] == self.heads[i + 1] and self.deps[i] == self.deps[i + 1]
            if twice and self.deps[i] in ("nsubj", "nsubj:pass", "obj") and self.pos[i + 1] == "PROPN":
                self.heads[i], self.deps[i] = i + 1, "compound"

    @cached_property
    def sentence_of(self) -> list[int]:
        """For each token the number of its sentence."""
        return [n for n, (start, end) in enumerate(self.sentences) for _ in range(start, end)]

    def end_of(self, i: int) -> int:
        """The offset in the text behind token i."""
        return self.idx[i] + len(self.words[i])

    def span(self, phrase: Phrase) -> tuple[int, int]:
        """Offsets of a phrase in the text, end exclusive."""
        return self.idx[phrase.start], self.end_of(phrase.end - 1)

    def words_of(self, phrase: Phrase) -> str:
        start, end = self.span(phrase)
        return self.text[start:end]

    def child(self, i: int, *deps: str) -> int:
        """The first child of token i with one of the labels, or -1."""
        for c in self.children[i]:
            if self.deps[c] in deps:
                return c
        return -1

    def children_with(self, i: int, *deps: str) -> list[int]:
        return [c for c in self.children[i] if self.deps[c] in deps]

    def case_of(self, i: int) -> str:
        """The preposition of a noun, in lower case: "of", "according to"; "" where it has none."""
        words = []
        for c in self.children[i]:
            if self.deps[c] == "case" and self.lower[c] not in ("’s", "'s", "’", "'"):
                words.append(c)
                words += self.children_with(c, "fixed")
        return " ".join(self.lower[c] for c in sorted(words))

    def lemma(self, i: int) -> str:
        """The lemma of a predicate with its particle ("crack down") or its hyphenated first part ("ill-treat")."""
        lemma = self.lemmas[i]
        particle = self.child(i, "compound:prt")
        if particle >= 0:
            return f"{lemma} {self.lower[particle]}"
        if i >= 2 and self.words[i - 1] == "-" and self.idx[i - 1] == self.end_of(i - 2):
            joined = f"{self.lower[i - 2]}-{lemma}"
            if self.heads[i - 2] == i:
                return joined
        return lemma

    def is_verb(self, i: int) -> bool:
        return self.pos[i] == "VERB" or (self.tags[i].startswith("VB") and self.pos[i] != "AUX")

    def is_passive(self, i: int) -> bool:
        """Whether a verb is passive; a participle coordinated with a passive one shares its auxiliary."""
        if self.tags[i] not in ("VBN", "VBD"):
            return False
        for c in self.children[i]:
            if self.deps[c] in ("aux:pass", "nsubj:pass", "obl:agent"):
                return True
        if self.deps[i] == "acl" and self.tags[i] == "VBN":
            return True
        if self.deps[i] == "conj" and self.child(i, *SUBJECTS) < 0 and self.child(i, "aux", "aux:pass") < 0:
            head = self.heads[i]
            return self.is_verb(head) and self.is_passive(head)
        return False

    def ancestors(self, i: int) -> Iterator[int]:
        """The heads above token i, nearest first."""
        while self.heads[i] != i:
            i = self.heads[i]
            yield i

    def conjuncts(self, i: int) -> list[int]:
        """Token i and what is coordinated with it, where i is the first."""
        found = [i]
        for c in self.children[i]:
            if self.deps[c] == "conj":
                found += self.conjuncts(c)
        return found

    def first_conjunct(self, i: int) -> int:
        while self.deps[i] == "conj":
            i = self.heads[i]
        return i

    # --- arguments -----------------------------------------------------------------------------------------------

    def subject(self, i: int, depth: int = 0) -> int:
        """Head of the grammatical subject of predicate i, found through coordination, control and relative clauses."""
        if depth > 8:
            return -1
        own = next((c for c in self.children[i] if self.deps[c] in SUBJECTS and self.deps[c] != "nsubj:outer"), -1)
        if own >= 0:
            if self.lower[own] in _RELATIVE and self.tags[own] in ("WP", "WDT", "IN", "DT"):
                antecedent = self.antecedent(i)
                return antecedent if antecedent >= 0 else own
            return own
        dep, head = self.deps[i], self.heads[i]
        if dep == "conj":
            return self.subject(head, depth + 1)
        if dep == "xcomp":
            controlled = self.child(head, "obj", "iobj")
            if controlled >= 0 and not self.is_passive(head):
                return controlled
            return self.subject(head, depth + 1)
        if dep == "advcl":
            return self.subject(head, depth + 1)
        if dep == "acl":
            if self.tags[i] in ("VBG", "VBN"):
                return head
            # "efforts to silence", "its refusal to cooperate": the possessor, else the subject of the clause
            owner = self.child(head, "nmod:poss")
            if owner >= 0:
                return owner
            above = self.heads[head]
            return self.subject(above, depth + 1) if above != head and self.deps[head] == "obj" else -1
        if dep == "acl:relcl":
            return self.antecedent(i)
        return -1

    def antecedent(self, i: int) -> int:
        """The noun that the relative clause around predicate i describes, or -1."""
        while self.deps[i] in ("conj", "xcomp", "ccomp"):
            i = self.heads[i]
        if self.deps[i] != "acl:relcl":
            return -1
        noun = self.heads[i]
        # "Asel, director of X, who was detained": the clause is about the person, not about the apposition
        return self.heads[noun] if self.deps[noun] == "appos" else noun

    def agent(self, i: int) -> int:
        """Head of who does the verb i, or -1 where nothing says so."""
        if self.is_passive(i):
            by = self.child(i, "obl:agent")
            if by < 0:
                by = next((c for c in self.children_with(i, "obl", "nmod") if self.case_of(c) == "by"), -1)
            if by < 0 and self.deps[i] == "conj":
                # "were beaten and detained by police": the agent of the last holds for all, that of the first too
                siblings = self.conjuncts(self.first_conjunct(i))
                by = next((self.child(s, "obl:agent") for s in siblings if self.child(s, "obl:agent") >= 0), -1)
            return by
        return self.subject(i)

    def patient(self, i: int) -> int:
        """Head of whom or what the verb i is done to, or -1."""
        if self.is_passive(i):
            return self.subject(i)
        for dep in ("iobj", "obj"):
            found = self.child(i, dep)
            if found >= 0:
                if self.lower[found] in _RELATIVE:
                    antecedent = self.antecedent(i)
                    return antecedent if antecedent >= 0 else found
                return found
        subjects = self.children_with(i, "nsubj")
        if len(subjects) == 2 and subjects[0] < i < subjects[1]:
            return subjects[1]  # a verb has one subject: the parser took the object for another
        gap = self._gap_of(i)
        if gap >= 0:
            return gap
        if self.deps[i] == "conj":
            shared = self.child(self.heads[i], "obj")
            if shared > i:
                return shared
        return -1

    def _gap_of(self, i: int) -> int:
        """The noun that a relative clause has as its object: "the law that they passed", "whom they tried to jail"."""
        clause = i
        while self.deps[clause] in ("xcomp", "conj") and self.is_verb(self.heads[clause]):
            clause = self.heads[clause]
        own = self.child(clause, *SUBJECTS)
        if self.deps[clause] != "acl:relcl" or own < 0 or self.lower[own] in _RELATIVE:
            return -1
        return self.antecedent(clause)

    def oblique(self, i: int, *prepositions: str) -> int:
        """Head of the first phrase under token i that one of the prepositions introduces, or -1."""
        for c in self.children[i]:
            if self.deps[c] in ("obl", "nmod", "obl:agent") and self.case_of(c) in prepositions:
                return c
        return -1

    # --- stretches -----------------------------------------------------------------------------------------------

    def phrase(self, head: int, without: tuple[str, ...] = ("acl:relcl", "parataxis", "appos", "advcl")) -> Phrase:
        """The words that belong to a noun: modifiers and coordination, no relative clause, no trailing apposition.

        `without`: labels of children of the head that end the phrase.
        """
        start, end = head, head + 1
        skip = {"punct", "case", "mark", "cc", "nsubj", "nsubj:pass", "cop", "aux", "advmod", *without}
        if self.pos[head] in ("VERB", "AUX", "ADJ"):  # a clause in a slot of its own: all of it
            skip = {"punct", "mark", "parataxis"}
        named = self.close_name(head)
        for c in self.children[head]:
            if self.deps[c] in skip and not (self.deps[c] == "advmod" and c < head) and c != named:
                continue
            if self.deps[c] == "conj" and self.is_verb(c) and not self.is_verb(head):
                continue
            left, right = self._edges(c)
            if right <= head and self._gap(right, start):
                continue
            start, end = min(start, left), max(end, right)
        # an opening or closing quotation mark or bracket belongs to the phrase if its partner does
        return self._trim(start, end, head)

    def close_name(self, head: int) -> int:
        """Head of the name that follows a noun as its apposition with no comma between ("blogger Asel Nurbekova"), or
        -1."""
        if self.pos[head] != "NOUN":
            return -1
        for c in self.children[head]:
            if c > head and self.deps[c] in ("appos", "flat", "nmod:desc") and self.pos[c] == "PROPN":
                return c if self.subtree(c)[0] == head + 1 else -1
        return -1

    def clause(self, i: int) -> Phrase:
        """The clause of predicate i: its subtree without coordinated clauses, parataxis and speech around it."""
        start, end = i, i + 1
        for c in self.children[i]:
            if self.deps[c] in ("parataxis", "discourse", "vocative", "punct"):
                continue
            if self.deps[c] == "conj" and (self.is_verb(c) or self.child(c, *SUBJECTS, "cop") >= 0):
                continue
            if self.deps[c] == "cc":
                continue
            if (
                self.deps[c] == "mark"
                and self.deps[i] in ("ccomp", "advcl", "acl", "xcomp")
                and self.lower[c] in ("that", "as")
            ):
                continue
            left, right = self._edges(c)
            start, end = min(start, left), max(end, right)
        return self._trim(start, end, i)

    def subtree(self, i: int) -> tuple[int, int]:
        """Half-open tokens from the first to the last under token i."""
        return self._edges(i)

    def _edges(self, i: int) -> tuple[int, int]:
        left, right = i, i + 1
        stack = [i]
        while stack:
            t = stack.pop()
            left, right = min(left, t), max(right, t + 1)
            stack.extend(self.children[t])
        return left, right

    def _gap(self, right: int, start: int) -> bool:
        """Whether something stands between a modifier that ends at `right` and the phrase that starts at `start`."""
        return right < start and any(self.words[k] in (";", ":", ".") for k in range(right, start))

    def _trim(self, start: int, end: int, head: int) -> Phrase:
        while start < head and (
            self.words[start] in _PUNCTUATION or self.deps[start] == "cc" or self.tags[start] == "WRB"
        ):
            start += 1
        while end - 1 > head and self.words[end - 1] in _PUNCTUATION:
            end -= 1
        # quotation marks and brackets whose partner lies outside stay outside
        opening, closing = "“‘([«", "”’)]»"
        body = "".join(self.words[start:end])
        for o, c in zip(opening, closing, strict=True):
            if self.words[end - 1] == c and c not in "’" and body.count(o) < body.count(c) and end - 1 > head:
                end -= 1
            if self.words[start] == o and body.count(c) < body.count(o) and start < head:
                start += 1
        while end - 1 > head and self.words[end - 1] in _PUNCTUATION:
            end -= 1
        for o, c in zip(opening, closing, strict=True):
            inside = self.words[start:end]
            if c != "’" and inside.count(o) > inside.count(c) and self.words[end : end + 1] == [c]:
                end += 1
        return Phrase(start, end, head)
