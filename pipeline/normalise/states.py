"""States: the names of states that a text has → the states it mentions.

In: a recognised text, whose names labelled STATE are forms of the registry, in any reading ("Beijing" in "in Beijing"
too). Out: states in the order of their first mentions, mentions in text order. For example "Chinese officials said in
Beijing that Moscow had agreed" mentions China by a demonym and Russia by a metonym.

No mentions are: capitals as places, names of languages, currencies, and names inside phrases such as "Latin American".
Which state an ambiguous name means: `homonyms`; whether a capital stands for its government: `metonymy`.
"""

import re
from bisect import bisect_left, bisect_right
from collections.abc import Mapping, Sequence

from spacy.tokens import Doc

from pipeline.matching import Match, Registry
from pipeline.normalise.homonyms import Homonyms
from pipeline.normalise.metonymy import Capitals
from pipeline.normalise.state_lists import StateLists
from pipeline.normalise.state_words import state_words
from pipeline.record import State, StateMention, StateMentionKind
from pipeline.statement import Recognised

_KINDS: Mapping[str, StateMentionKind] = {
    "name": "name",
    "short": "name",
    "former": "name",
    "demonym": "demonym",
    "people": "demonym",
    "capital": "metonym",
    "acronym": "acronym",
}
_MONTH = "Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec"
# Behind a place at the start of a line: "Geneva, 4 March", "BANGKOK (AFP)", "Moscow – ", "London/Nairobi", or nothing.
_DATELINE = re.compile(rf"(?:, [A-Z][\w ]+)?(?:,? (?:\d|\(|{_MONTH}|[–—-]+ )|[/–—]|\n|\Z)")
_CITY_BEFORE = re.compile(r"\b[A-Z][a-z]+, \Z")  # "Seattle, Washington"
_NEXT_WORD = re.compile(r"[ -](\w+)")
_CHUNK = re.compile(r"\S*")
_WEB = re.compile(r"@|://|www\.|\.(?:org|com|net)\b")
_LOWER_CASE = re.compile(r"[a-zß-ÿ]")


def state_mentions(recognised: Recognised, registry: Registry) -> list[State]:
    """The states of a text with their mentions; offsets count in `recognised.clean.text`."""
    text = recognised.clean.text
    names = [
        Match(name.start, name.end, form)
        for name in recognised.names
        if name.label == "STATE" and (form := registry.lookup(text[name.start : name.end])) is not None
    ]
    if not names:
        return []
    homonyms = Homonyms(
        text, names, [text[name.start : name.end] for name in recognised.names if name.label == "PERSON"]
    )
    readings = _Readings(recognised, names)
    mentions: dict[str, list[StateMention]] = {}
    for index, name in enumerate(names):
        state = homonyms.state(index) if readings.is_mention(index) else None
        if state is not None:
            surface = text[name.start : name.end]
            mention = StateMention(start=name.start, end=name.end, text=surface, kind=_KINDS[name.form.kind])
            mentions.setdefault(state, []).append(mention)
    return [
        State(
            id=state,
            name=registry.entries[state].name,
            kind="region" if registry.entries[state].kind == "region" else "state",
            mentions=found,
        )
        for state, found in mentions.items()
    ]


class _Readings:
    """What the names of states of one text are used for."""

    def __init__(self, recognised: Recognised, names: Sequence[Match]) -> None:
        self._text = recognised.clean.text
        self._sections = recognised.clean.sections
        self._doc: Doc = recognised.doc
        self._names = names
        # Doc.char_span walks over the tokens on every call, and a loop over the tokens makes an object of each.
        offsets: list[int] = self._doc.to_array("IDX").tolist()
        self._tokens = [(bisect_right(offsets, name.start) - 1, bisect_left(offsets, name.end)) for name in names]
        self._lists = StateLists(self._doc, dict(self._tokens))
        self._capitals = Capitals(self._doc, self._lists)

    def is_mention(self, index: int) -> bool:
        """Whether names[index] mentions a state."""
        name = self._names[index]
        if self._is_in_a_phrase(name) or self._is_money(name) or self._is_in_an_address(name):
            return False
        if name.form.kind == "capital":
            return not self._is_printed_as_a_place(index) and self._capitals.is_government(self._tokens[index][0])
        if name.form.kind in ("demonym", "people"):
            return not self._is_people_or_language(index)
        return not (name.form.text == "US" and self._is_a_pronoun(name))

    def _is_in_a_phrase(self, name: Match) -> bool:
        text = self._text
        return any(
            text.startswith(after, name.end)
            and text.endswith(before, 0, name.start)
            and not (after and text[name.end + len(after) : name.end + len(after) + 1].isalnum())
            for before, after in state_words().phrases.get(name.form.text, ())
        )

    def _is_money(self, name: Match) -> bool:
        """In an amount: "US$50", "US dollars"."""
        if self._text.startswith(("$", " $"), name.end):
            return True
        word = _NEXT_WORD.match(self._text, name.end)
        return word is not None and word[1] in state_words().currencies

    def _is_in_an_address(self, name: Match) -> bool:
        """In an e-mail address or a link."""
        start = max(self._text.rfind(" ", 0, name.start), self._text.rfind("\n", 0, name.start)) + 1
        chunk = _CHUNK.match(self._text, start)
        return chunk is not None and chunk.end() > name.start and _WEB.search(chunk[0]) is not None

    def _is_a_pronoun(self, name: Match) -> bool:
        """In a line of capitals such as "CONTACT US"."""
        start = self._text.rfind("\n", 0, name.start) + 1
        end = self._text.find("\n", name.end)
        if _LOWER_CASE.search(self._text[start : end if end >= 0 else len(self._text)]):
            return False
        before = self._text[start : name.start].split()
        return bool(before) and before[-1] in state_words().us_is_a_pronoun_after

    def _is_people_or_language(self, index: int) -> bool:
        """An adjective that is not the state's ("ethnic Russian", "in Arabic"), or the verb "Polish"."""
        doc, language = self._doc, state_words().language
        first, end = self._tokens[index]
        if (first and doc[first - 1].lower_ in ("ethnic", "ethnically")) or doc[end - 1].tag_ == "VB":
            return True
        if self._names[index].form.kind == "people":
            return False
        if end < len(doc) and doc[end].lower_ in language.nouns:
            return True
        if end + 1 < len(doc) and doc[end].text in "-–‑" and doc[end + 1].lower_ in language.hyphenated:
            return True
        before, after = self._lists.before(first), self._lists.after(end)
        if before < 0 or doc[before].lower_ not in language.prepositions | language.verbs:
            return False
        # "in Chinese and Russian prisons", "teaches Chinese children": the noun has an adjective and no language.
        return after == len(doc) or not doc[after].tag_.startswith(("NN", "JJ", "CD", "VBN", "VBG", "HYPH", "POS"))

    def _is_printed_as_a_place(self, index: int) -> bool:
        """In a dateline or a signatory's line, or with its country behind: "Beijing, China"."""
        name = self._names[index]
        if name.form.text == "Washington" and _CITY_BEFORE.search(self._text, max(0, name.start - 40), name.start):
            return True
        if self._section(name.start) in ("dateline", "signatories", "contact"):
            return True
        if index + 1 < len(self._names):
            following = self._names[index + 1]
            if following.form.entries == name.form.entries and self._text[name.end : following.start] == ", ":
                return True
        line = self._text[self._text.rfind("\n", 0, name.start) + 1 : name.start]
        return not line.strip("( ") and _DATELINE.match(self._text, name.end) is not None

    def _section(self, offset: int) -> str:
        for section in self._sections:
            if section.start <= offset < section.end:
                return section.kind
        return "body"
