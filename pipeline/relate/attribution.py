"""Whose words are these: the voice behind every token.

A voice is the innermost one: inside a quotation its speaker; in "X said that …" and "according to X" it is X; in
everything else the author. "We" and "our organisations" add no voice: they keep the one that they stand in.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from pipeline.recognise.quotations import Quotation, find_quotations
from pipeline.record import Quoting
from pipeline.relate.lexicon import Lexicon
from pipeline.relate.syntax import Phrase, Tree
from pipeline.statement import Name

FIRST_PERSON = frozenset(["we", "i", "us", "me", "our", "my", "ourselves", "myself"])
_FIRST_PERSON_BODIES = frozenset(
    """
    organisation organization group association coalition network member signatory undersigned committee
    delegation
    """.split()
)
_SPEAKING_PRONOUNS = FIRST_PERSON | frozenset(
    """
    he she they it who many some several others both all
    """.split()
)
# A speaker stands this near to the quotation: tokens between its mark and the verb of speech.
_REACH = 30
_CORE = 0.3  # share of a proposition in quotation marks from which on its core counts as quoted


@dataclass(frozen=True, slots=True)
class Voice:
    """Who stands behind a proposition. phrase None: the author. quote: how the words are given."""

    phrase: Phrase | None
    quote: Quoting


AUTHOR = Voice(None, "none")


def is_first_person(tree: Tree, phrase: Phrase) -> bool:
    """Whether a phrase means the speaker: "we", "our organisations", "the undersigned organisations"."""
    head = tree.lower[phrase.head]
    if head in FIRST_PERSON:
        return True
    if tree.lemmas[phrase.head] not in _FIRST_PERSON_BODIES:
        return False
    before = tree.lower[phrase.start : phrase.head]
    return "our" in before or "undersigned" in before or head == "undersigned"


class Voices:
    """The voices of one text."""

    def __init__(self, tree: Tree, name_at: dict[int, Name], lexicon: Lexicon) -> None:
        self.tree = tree
        self.lexicon = lexicon
        self.quotations = find_quotations(tree.text)
        self._name_at = name_at
        self._quotation_of = _quotation_numbers(tree, self.quotations)
        self._speakers = self._find_speakers()

    def of(self, i: int) -> Voice:
        """The voice behind token i."""
        governor = next(self._governing_speech(i, self._speech_around(i)), None)
        if governor is None or is_first_person(self.tree, governor):
            return self.around(i)
        return Voice(governor, "indirect")

    def beyond(self, i: int, voice: Voice) -> tuple[Phrase, ...]:
        """Who passes on what `voice` says at token i, the outermost first: X of "X said that Y had reported …"."""
        speech = self._speech_around(i)
        speakers = [*self._governing_speech(i, speech), *([self._speakers[speech]] if speech in self._speakers else [])]
        others = [p for p in speakers if p != voice.phrase and not is_first_person(self.tree, p)]
        return tuple(dict.fromkeys(reversed(others))) if voice.phrase is not None else ()

    def around(self, i: int) -> Voice:
        """The voice behind token i but for indirect speech: of the quotation that it stands in, or the author's."""
        speaker = self._speakers.get(self._speech_around(i))
        return Voice(speaker, "direct") if speaker is not None else AUTHOR

    def in_quotation(self, i: int) -> bool:
        """Whether token i stands in somebody's quoted speech."""
        return self._speech_around(i) >= 0

    def quoted_words_in(self, phrase: Phrase) -> bool:
        """Whether a quotation of some words (no whole speech) stands inside the tokens."""
        start, end = self.tree.span(phrase)
        return any(start <= q.start and q.inner_end <= end + 1 for q in self.quotations if q.kind == "phrase")

    def is_quoted(self, phrase: Phrase) -> bool:
        """Whether the core of a reported proposition stands in a quotation of some words."""
        start, end = self.tree.span(phrase)
        quoted = sum(
            min(q.inner_end, end) - max(q.inner_start, start)
            for q in self.quotations
            if q.kind == "phrase" and q.inner_start < end and start < q.inner_end
        )
        return quoted >= _CORE * (end - start)

    def _speech_around(self, i: int) -> int:
        number = self._quotation_of[i]
        return number if number >= 0 and self.quotations[number].kind == "speech" else -1

    # --- indirect speech -----------------------------------------------------------------------------------------

    def _governing_speech(self, i: int, speech: int) -> Iterator[Phrase]:
        """The subjects of the verbs of speech whose complements hold token i and the X of "according to X", from the
        nearest on."""
        tree = self.tree
        below = i
        for above in [i, *tree.ancestors(i)]:
            if self._speech_around(above) != speech:
                break
            if above != i and self._is_reported(below, above):
                subject = self._speaker_of(above)
                if subject is not None:
                    yield subject
            source = self._according_to(above, below)
            if source is not None:
                yield source
            below = above

    def _is_reported(self, below: int, verb: int) -> bool:
        """Whether what `below` heads is the thing said by the verb of speech."""
        tree = self.tree
        dep = tree.deps[below]
        if tree.is_verb(verb) and tree.lemma(verb) in self.lexicon.reporting_verbs:
            # "that …", a parenthetical main clause, or the object of a verb that reports ("condemned the arrest of …")
            if dep in ("ccomp", "parataxis", "csubj"):
                return True
            if dep in ("obj", "obl", "xcomp", "advcl", "nsubj:pass"):
                return tree.lemma(verb) in self.lexicon.reporting_with_object
        if tree.pos[verb] == "NOUN" and dep in ("acl", "ccomp", "nmod"):
            return tree.lemmas[verb] in self.lexicon.speech_nouns and dep != "nmod"
        return False

    def _speaker_of(self, verb: int) -> Phrase | None:
        tree = self.tree
        who = tree.agent(verb) if tree.is_verb(verb) else tree.child(verb, "nmod:poss")
        return tree.phrase(who) if who >= 0 and self.can_speak(who) else None

    def can_speak(self, i: int) -> bool:
        """Whether token i may stand for somebody: a name, people, a body, a publication, a pronoun of persons."""
        tree = self.tree
        if i in self._name_at:
            return True
        return (
            tree.lemmas[i] in self.lexicon.speakers
            or tree.lower[i] in _SPEAKING_PRONOUNS
            or tree.tags[i] in ("NNPS", "CD")
        )

    def _according_to(self, i: int, below: int) -> Phrase | None:
        tree = self.tree
        for c in tree.children[i]:
            if c != below and tree.deps[c] in ("obl", "nmod", "advcl") and tree.case_of(c) in ("according to", "per"):
                return tree.phrase(c)
            # "…, as the report notes, …"
            if (
                c != below
                and tree.deps[c] == "advcl"
                and tree.is_verb(c)
                and tree.lemma(c) in self.lexicon.neutral_speech
            ):
                mark = tree.child(c, "mark", "advmod")
                who = tree.child(c, "nsubj")
                if mark >= 0 and tree.lower[mark] == "as" and who >= 0 and tree.child(c, "ccomp", "obj") < 0:
                    return tree.phrase(who)
        return None

    # --- quotations ----------------------------------------------------------------------------------------------

    def _find_speakers(self) -> dict[int, Phrase]:
        """Speaker of each quotation of speech, by its number."""
        tree = self.tree
        speakers: dict[int, Phrase] = {}
        paragraph_of = _paragraph_numbers(tree)
        tokens = self._quotation_tokens()
        speeches = [n for n, q in enumerate(self.quotations) if q.kind == "speech" and n in tokens]
        for n in speeches:
            first, last = tokens[n]
            found = self._speaker_after(last + 1, paragraph_of) or self._speaker_before(first - 1, paragraph_of)
            if found is not None:
                speakers[n] = found
        # what has no words of attribution of its own: the same paragraph's speaker, an open quotation's, the last one's
        previous = -1
        for n in speeches:
            if n not in speakers and previous >= 0 and previous in speakers:
                here, there = paragraph_of[tokens[n][0]], paragraph_of[tokens[previous][1]]
                whole = self._is_whole_paragraph(tokens[n], paragraph_of)
                if here == there or self.quotations[n].continues or (whole and here == there + 1):
                    speakers[n] = speakers[previous]
            previous = n
        for n, following in zip(reversed(speeches[:-1]), reversed(speeches[1:]), strict=True):
            if n not in speakers and following in speakers:
                here, there = paragraph_of[tokens[n][1]], paragraph_of[tokens[following][0]]
                if here == there or self.quotations[following].continues:
                    speakers[n] = speakers[following]
        return speakers

    def _quotation_tokens(self) -> dict[int, tuple[int, int]]:
        """First and last token of each quotation, marks included."""
        tokens: dict[int, tuple[int, int]] = {}
        for i, n in enumerate(self._quotation_of):
            if n >= 0:
                tokens[n] = (tokens[n][0] if n in tokens else i, i)
        return tokens

    def _is_whole_paragraph(self, tokens: tuple[int, int], paragraph_of: list[int]) -> bool:
        first, last = tokens
        starts = first == 0 or paragraph_of[first - 1] != paragraph_of[first]
        ends = last + 1 >= len(paragraph_of) or paragraph_of[last + 1] != paragraph_of[last]
        return starts and ends

    def _speaker_after(self, at: int, paragraph_of: list[int]) -> Phrase | None:
        """`“…,” said X`, `“…,” X said`, `“…” – X, role`."""
        tree = self.tree
        if at >= len(tree.words) or paragraph_of[at] != paragraph_of[at - 1]:
            # an attribution line of its own: "— Asel Nurbekova, lawyer"
            if at < len(tree.words) and tree.words[at] in ("—", "–", "-"):
                return self._name_phrase(at + 1)
            return None
        if tree.words[at] in ("—", "–", "-"):
            name = self._name_phrase(at + 1)
            if name is not None:
                return name
        if tree.words[at][0].isupper() and tree.words[at - 2] in (".", "!", "?") and not self._verb_near(at, 12):
            return None
        return self._attribution_from(at, paragraph_of)

    def _attribution_from(self, at: int, paragraph_of: list[int]) -> Phrase | None:
        tree = self.tree
        end = next(
            (
                i
                for i in range(at, min(at + _REACH, len(tree.words)))
                if paragraph_of[i] != paragraph_of[at] or tree.words[i] in (".", ":", "“")
            ),
            min(at + _REACH, len(tree.words)),
        )
        verb = next((i for i in range(at, end) if self._is_speech(i)), -1)
        if verb < 0:
            according = next((i for i in range(at, end - 1) if tree.lower[i] == "according"), -1)
            return self._noun_phrase(according + 2, end) if according >= 0 else None
        if (
            verb > at
            and any(c.isalnum() for c in tree.words[at])
            and tree.lower[at] not in ("and", "but", "as", "also")
        ):
            subject = tree.subject(verb)
            if at <= subject < verb:
                return tree.phrase(subject)
            return self._noun_phrase(at, verb)
        return self._noun_phrase(verb + 1, end)

    def _speaker_before(self, at: int, paragraph_of: list[int]) -> Phrase | None:
        """`X said: “…”`, `According to X, “…”`, `X: “…”`, also where the introduction is the paragraph before."""
        tree = self.tree
        if at < 0 or (
            tree.words[at] not in (",", ":", "—", "–", "-") and not self._is_speech(at) and tree.lower[at] != "that"
        ):
            return None
        start, _ = tree.sentences[tree.sentence_of[at]]
        verbs = [i for i in range(start, at + 1) if self._is_speech(i) and self._quotation_of[i] < 0]
        for verb in reversed(verbs):
            subject = tree.agent(verb)
            if start <= subject < at and self._quotation_of[subject] < 0:
                return tree.phrase(subject)
            after = self._noun_phrase(verb + 1, at) if verb == start else None
            before = after or self._noun_phrase(start, verb)
            if before is not None:
                return before
        if tree.lower[start] == "according":
            return self._noun_phrase(start + 2, at)
        if tree.words[at] == ":":
            last = next((i for i in range(at - 1, start - 1, -1) if i in self._name_at), -1)
            if last >= 0:
                return self._name_phrase(last)
        return None

    def _is_speech(self, i: int) -> bool:
        tree = self.tree
        return tree.lemmas[i] in self.lexicon.attribution_verbs and tree.tags[i][:2] in ("VB", "NN", "JJ")

    def _verb_near(self, at: int, reach: int) -> bool:
        return any(self._is_speech(i) for i in range(at, min(at + reach, len(self.tree.words))))

    def _noun_phrase(self, start: int, end: int) -> Phrase | None:
        """The speaker among the tokens [start, end): the first name, a pronoun, or the words up to a comma."""
        tree = self.tree
        while start < end and not any(c.isalnum() for c in tree.words[start]):
            start += 1
        stop = next((i for i in range(start, end) if tree.words[i] in (",", "(", "—", "–", ";")), end)
        if start >= stop:
            return None
        for i in range(start, stop):
            if i in self._name_at and self._name_at[i].label in ("PERSON", "ORG"):
                name = self._name_at[i]
                tokens = [k for k in range(i, stop) if self._name_at.get(k) is name]
                if name.label == "PERSON" or tokens[-1] == stop - 1:
                    return Phrase(tokens[0], tokens[-1] + 1, tokens[-1])
        if tree.lower[start] in ("he", "she", "they", "it", "we", "i"):
            return Phrase(start, start + 1, start)
        nouns = [i for i in range(start, stop) if tree.pos[i] in ("NOUN", "PROPN")]
        if not nouns:
            return None
        head = next((i for i in nouns if not start <= tree.heads[i] < stop or tree.heads[i] == i), nouns[-1])
        return Phrase(start, stop, head)

    def _name_phrase(self, at: int) -> Phrase | None:
        name = self._name_at.get(at)
        if name is None:
            return None
        tokens = [k for k in range(max(0, at - 10), min(at + 15, len(self.tree.words))) if self._name_at.get(k) is name]
        return Phrase(tokens[0], tokens[-1] + 1, tokens[-1])


def tokens_of(tree: Tree, names: Sequence[Name]) -> dict[int, Name]:
    """Token → the name that it belongs to."""
    found: dict[int, Name] = {}
    i = 0
    for name in names:
        while i < len(tree.idx) and tree.end_of(i) <= name.start:
            i += 1
        k = i
        while k < len(tree.idx) and tree.idx[k] < name.end:
            found[k] = name
            k += 1
    return found


def _quotation_numbers(tree: Tree, quotations: Sequence[Quotation]) -> list[int]:
    """For each token the number of the quotation that it stands in (marks included), or -1."""
    numbers = [-1] * len(tree.words)
    i = 0
    for n, quotation in enumerate(quotations):
        while i < len(numbers) and tree.idx[i] < quotation.start:
            i += 1
        while i < len(numbers) and tree.idx[i] < quotation.end:
            numbers[i] = n
            i += 1
    return numbers


def _paragraph_numbers(tree: Tree) -> list[int]:
    numbers, n, at = [], 0, 0
    for idx in tree.idx:
        n += tree.text.count("\n", at, idx)
        at = idx
        numbers.append(n)
    return numbers
