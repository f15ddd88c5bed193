"""What all extractors of claims share: the text's parse, names and voices, and questions about kinds of things."""

import re
from dataclasses import dataclass
from functools import cached_property

from pipeline.matching.registry import Registry
from pipeline.recognise.claim_reading import ClaimReading
from pipeline.record import ClaimType, Status
from pipeline.relate.attribution import Voice, Voices
from pipeline.relate.lexicon import POWER, Lexicon
from pipeline.relate.status import status_of
from pipeline.relate.syntax import Phrase, Tree
from pipeline.statement import Name

PEOPLE_PRONOUNS = frozenset(
    """
    he she they him her them who whom we us someone anyone everyone others those many several dozens hundreds
    thousands millions
    """.split()
)
# Things that are judged or that restrict, but that are no persons.
_TEXTS = frozenset(
    """
    law bill act resolution draft amendment decree text policy measure provision rule regulation code ordinance
    decision ruling judgment verdict trial adoption language concept version approach plan proposal practice
    legislation constitution article charge sentence system conduct action behaviour behavior rhetoric campaign
    statement response silence move step
    """.split()
)


_UNITED_NATIONS = re.compile(r"\b(?:UN|U\.N\.|United Nations)\b")
NOT_OF_ACTORS = ("acl:relcl", "parataxis", "appos", "advcl", "acl")


@dataclass(frozen=True, slots=True)
class RawClaim:
    """A claim in tokens, before its words are resolved to entities.

    agentless: who did it is not printed; `actor` is then None, and normalise may name the state that the text is about.
    via: who passes on what the voice says, the outermost first. paragraph: number of the line of a review that it
    stands in. kind, victims: of a violation, as lexicon/kinds.toml names them.
    """

    type: ClaimType
    predicate: int
    clause: Phrase
    voice: Voice
    actor: Phrase | None
    action: str
    target: Phrase | None
    status: Status
    confidence: float
    rule: str
    agentless: bool = False
    via: tuple[Phrase, ...] = ()
    paragraph: str | None = None
    kind: str | None = None
    victims: tuple[str, ...] = ()


class Context:
    """One text, as the extractors ask about it."""

    def __init__(
        self,
        tree: Tree,
        name_at: dict[int, Name],
        voices: Voices,
        lexicon: Lexicon,
        registry: Registry,
        reading: ClaimReading,
    ) -> None:
        self.tree = tree
        self.reading = reading
        self.name_at = name_at
        self.voices = voices
        self.lexicon = lexicon
        self._registry = registry
        self._people = lexicon.words("violation", "objects.person_nouns")
        self._not_victims = lexicon.words("violation", "objects.not_victims")
        self._rights = lexicon.words("violation", "objects.rights_nouns") | lexicon.words(
            "violation", "objects.place_nouns"
        )

    @cached_property
    def is_review(self) -> bool:
        """Whether the text speaks of a review of states by states."""
        lowered = self.tree.text.lower()
        return "universal periodic review" in lowered or "upr" in self.tree.words

    def is_people(self, i: int) -> bool:
        """Whether token i means persons, a group, a body or a medium."""
        if i < 0:
            return False
        tree = self.tree
        if i in self.name_at:
            name = self.name_at[i]
            return name.label in ("PERSON", "ORG") or name.form == "people" or tree.tags[i] in ("NNPS", "NNS")
        if tree.lemmas[i] in self._not_victims:
            return False
        if tree.lemmas[i] in self._people or tree.lower[i] in PEOPLE_PRONOUNS:
            return True
        # "Uyghurs", "Tibetans": peoples are plural proper nouns
        return tree.tags[i] == "NNPS" or (
            tree.tags[i] == "CD" and tree.deps[i] in ("nsubj", "nsubj:pass", "obj", "conj")
        )

    def is_right(self, i: int) -> bool:
        """Whether token i means a right, a document, information, an assembly or another thing that power restricts."""
        return i >= 0 and self.tree.lemmas[i] in self._rights

    def is_power(self, i: int) -> bool:
        """Whether token i means a state, those who act for it, or others who hold power."""
        if i < 0:
            return False
        if i in self.name_at:
            name = self.name_at[i]
            return name.label in ("STATE", "LOC", "PERSON") or self.organisation_kind(i) in ("government", "other")
        return self.tree.lemmas[i] in POWER

    def is_text(self, i: int) -> bool:
        """Whether token i means a law, a policy, a decision or conduct."""
        return i >= 0 and i not in self.name_at and self.tree.lemmas[i] in _TEXTS

    def organisation_kind(self, i: int) -> str:
        """Registry kind of the body named at token i ("un", "ngo", ...), or "other"."""
        name = self.name_at.get(i)
        entry = self._registry.entries.get(name.entry) if name and name.entry else None
        if entry is None and name is not None and _UNITED_NATIONS.search(self.tree.text, name.start, name.end):
            return "un"
        return entry.kind if entry else "other"

    def is_observer(self, i: int) -> bool:
        """Whether token i means somebody who watches and speaks, and is not to be taken for a perpetrator."""
        if i < 0:
            return False
        if i in self.name_at and self.name_at[i].label == "ORG":
            return self.organisation_kind(i) in ("un", "ngo", "igo", "media")
        return self.tree.lemmas[i] in (
            "we",
            "i",
            "expert",
            "rapporteur",
            "organisation",
            "organization",
            "ngo",
            "observer",
            "committee",
        )

    def phrase(self, i: int) -> Phrase | None:
        return self.tree.phrase(i) if i >= 0 else None

    def _with_speech(self, i: int, clause: Phrase, voice: Voice) -> Phrase:
        """The clause of what somebody said with the words that say so: "Tehran has said that it will not …"."""
        tree = self.tree
        head = tree.heads[i]
        if voice.quote != "indirect" or tree.deps[i] != "ccomp" or not tree.is_verb(head) or head > i:
            return clause
        who = tree.child(head, "nsubj")
        start = tree.subtree(who)[0] if who >= 0 else head
        return Phrase(start, clause.end, clause.head) if start < clause.start else clause

    def claim(
        self,
        type_: ClaimType,
        predicate: int,
        *,
        actor: int = -1,
        target: int | Phrase = -1,
        action: str = "",
        rule: str,
        confidence: float,
        voice: Voice | None = None,
        clause: Phrase | None = None,
        status: Status | None = None,
        agentless: bool = False,
        plain_modals: bool = False,
        paragraph: str | None = None,
    ) -> RawClaim:
        """A claim with what follows from its predicate filled in.

        plain_modals: the predicate's modals are part of the claim's form and make nothing hypothetical.
        """
        tree = self.tree
        voice = voice or self.voices.of(predicate)
        clause = clause or self._with_speech(predicate, tree.clause(predicate), voice)
        if voice.quote == "indirect" and self.voices.is_quoted(clause):
            voice = Voice(voice.phrase, "direct")
        return RawClaim(
            type=type_,
            predicate=predicate,
            clause=clause,
            voice=voice,
            actor=tree.phrase(actor, without=NOT_OF_ACTORS) if actor >= 0 else None,
            action=action or tree.lemma(predicate),
            target=target if isinstance(target, Phrase) else self.phrase(target),
            status=status or status_of(tree, predicate, self.lexicon, not plain_modals),
            confidence=confidence,
            rule=rule,
            agentless=agentless,
            via=self.voices.beyond(predicate, voice),
            paragraph=paragraph,
        )
