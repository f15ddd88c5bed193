"""The names that the trained model found, freed of what it is known to get wrong.

The model learnt from few treebanks whose annotators took titles into names ("Lawyer Ana Ruiz") and left the capitals of
headlines to chance. It is trusted with rare names in running text, not with capitals that prove nothing; each rule
here mends one such habit, and a text that gives a name more support keeps it.
"""

from bisect import bisect_left
from collections import Counter
from collections.abc import Container, Iterable, Iterator, Sequence
from dataclasses import replace
from typing import Literal

from spacy.tokens import Doc, Span

from pipeline.recognise.described_bodies import described_spans, is_body
from pipeline.recognise.lexicon import Lexicon, lexicon
from pipeline.recognise.organisation_patterns import is_acronym, is_facility, organ_end
from pipeline.recognise.words import Word, is_title_case, line_bounds, read_words
from pipeline.statement import CleanText, Name

# Confidence under which the model's name is none, and from which it needs no other proof. Set on the gold of train and
# dev together, by the share of right names among the model's entities in bands of a tenth; then DOUBTFUL alone moved
# in steps (persons 0.6 to 0.75, bodies 0.4 to 0.55, places to 0.4), with the F1 of people and organisations as judge.
# From 0.7 to 0.75 and from 0.45 to 0.55 nothing changes by more than 0.003; at 0.65 persons lose 0.009. SURE for bodies
# would be 0.7 by the bands; 0.8 is the cautious choice, since the band between held five names.
DOUBTFUL = {"PERSON": 0.7, "ORG": 0.5, "LOC": 0.3}
DOUBTFUL_ACRONYM = 0.4  # of a body
KNOWN_PART = 0.4  # of a person with a frequent given name, or with the last name of a certain person
SURE = {"PERSON": 0.85, "ORG": 0.8}  # in headlines and quoted titles, whose capitals prove nothing
SURE_CRUMB = 0.9  # in a page's crumbs
SURE_ALONE = 0.9  # of a single word that the text has once, where its neighbours tell a person
_BODIES_WRITTEN_SMALL = frozenset("agency commission committee council court group mission office police".split())
# Before a platform's name where it is only the means: "on Facebook", "via X", "Facebook, X and YouTube".
_MEANS = frozenset({"on", "via", "through", "and", "or", ",", "the", "our", ":"})
_QUOTES = {"“": "”", '"': '"', "‘": "’", "«": "»"}
_LONGEST_TITLE = 25  # words between quotation marks
_ARTICLES = frozenset({"the", "a", "an", "The", "A", "An"})

Label = Literal["PERSON", "ORG", "LOC"]
Range = tuple[int, int]  # indices of words, last exclusive


def model_names(clean: CleanText, doc: Doc) -> list[Name]:
    """The model's names of a text, in text order: cut to the name itself, without those that cannot be names.

    doc: with entities PERSON, ORG, LOC. A name in a headline or in a quoted title stays only if running text has it
    too; a single word stays a person only if it occurs so twice or is part of a full name, and is a body where it
    opens a body's name ("Vigil" beside "Vigil Europe").
    """
    reader = _Reader(read_words(clean.text), doc, lexicon())
    names = _proved(clean.text, list(_candidates(clean, doc, reader)))
    names = _one_label(clean.text, names, reader)
    surfaces = Counter(clean.text[n.start : n.end] for n in names if n.label == "PERSON")
    parts = _parts_of_full(surfaces)

    def supported(name: Name) -> bool:
        surface = clean.text[name.start : name.end]
        if name.label != "PERSON" or " " in surface or surfaces[surface] > 1 or surface in parts:
            return True
        return name.confidence >= SURE_ALONE and reader.told(name.start, name.end)

    return sorted(filter(supported, names), key=lambda name: name.start)


def _candidates(clean: CleanText, doc: Doc, reader: "_Reader") -> Iterator[tuple[Name, bool]]:
    """The names of the entities that the model does not doubt, and whether their capitals prove nothing."""
    signatures = _Offsets((s.start, s.end) for s in clean.sections if s.kind == "signatories")
    crumbs = _Offsets((s.start, s.end) for s in clean.sections if s.kind == "boilerplate")
    persons = [span for span in doc.ents if span.label_ == "PERSON"]
    certain = {span.text.split()[-1] for span in persons if span._.confidence >= SURE["PERSON"]}
    for span in doc.ents:
        confidence = span._.confidence
        known_part = reader.known_part(span, certain)
        for first, last, label in reader.names(span.start_char, span.end_char, span.label_):
            if confidence < reader.least(first, last, label) and not (known_part and label == "PERSON"):
                continue
            name = Name(reader.words[first].start, reader.words[last - 1].end, label, "model", round(confidence, 3))
            if name.start in signatures and not (label == "ORG" and reader.institution(first, last)):
                continue  # who signs is read from the list's form; the rest of its lines are roles and places
            titled = first in reader.titles and (last - first < 2 or confidence < SURE.get(label, 0))
            yield name, label != "LOC" and (titled or (name.start in crumbs and confidence < SURE_CRUMB))


def _proved(text: str, candidates: Sequence[tuple[Name, bool]]) -> list[Name]:
    """The candidates without those of doubtful capitals that no other occurrence has."""
    proved = {text[n.start : n.end].casefold() for n, doubtful in candidates if not doubtful}
    return [n for n, doubtful in candidates if not doubtful or text[n.start : n.end].casefold() in proved]


def _one_label(text: str, names: Sequence[Name], reader: "_Reader") -> list[Name]:
    """The names, those of persons being bodies where another occurrence is one, or where a body's name opens or ends
    with them ("Vigil" beside "Vigil Europe", "Faro" beside "Coordinadora Faro")."""
    surfaces = [text[n.start : n.end] for n in names]
    parts = _parts_of_full(s for s, n in zip(surfaces, names, strict=True) if n.label == "PERSON")
    bodies = [(s, n) for s, n in zip(surfaces, names, strict=True) if n.label == "ORG"]
    openings = {surface.split(" ")[0] for surface, _ in bodies} - parts
    endings = {surface.split(" ")[-1] for surface, name in bodies if reader.headed(name)} - parts
    return [
        replace(name, label="ORG")
        if surface in openings or surface in endings or (name.label == "PERSON" and surface in reader.bodies)
        else name
        for surface, name in zip(surfaces, names, strict=True)
    ]


def _parts_of_full(surfaces: Iterable[str]) -> set[str]:
    return {part for surface in surfaces if " " in surface for part in surface.split()}


class _Offsets:
    """The offsets in a few stretches of a text."""

    def __init__(self, stretches: Iterable[tuple[int, int]]) -> None:
        self._stretches = tuple(stretches)

    def __contains__(self, offset: int) -> bool:
        return any(start <= offset < end for start, end in self._stretches)


class _Reader:
    """The words of one text, with the model's tags."""

    def __init__(self, words: Sequence[Word], doc: Doc, data: Lexicon) -> None:
        self.words, self.doc, self.data = words, doc, data
        self.starts = [word.start for word in words]
        self.titles = _title_words(words, data.headline_small)
        described = described_spans(words, data, is_known=lambda at: False)
        self.bodies = {self._surface(*span[:2]) for span in described}  # names, as words, that are no persons'

    def names(self, start: int, end: int, kind: str) -> Iterator[tuple[int, int, Label]]:
        """The names in an entity of the model as ranges of words, with their labels."""
        first, last = bisect_left(self.starts, start), bisect_left(self.starts, end)
        label: Label = "PERSON" if kind == "PERSON" else "ORG" if kind == "ORG" else "LOC"
        inside = self.words[first:last]
        if len(inside) > 1 and inside[0].text in self.data.honorifics:
            label = "PERSON"  # "Doña Eusebia", taken for a place
        if label == "PERSON" and inside and inside[0].text not in self.data.given_name_places:
            abroad = len(inside) > 1 and inside[-1].text in self.data.places - self.data.given_name_places
            if abroad and len(inside) > 2 and first and self.words[first - 1].text.lower() in self.data.roles:
                last, abroad = last - 1, False  # "Under President Ana Ruiz Bregna was", with a place after the name
            if abroad or any(word.text in self.data.institution_heads for word in inside):
                label = "ORG"  # "Vigil Europe", "Radio Kalam"
        body = label == "PERSON" and first < last and self._body(first, last)
        if body:
            label = "ORG"
        for piece in self._pieces(first, last, label):
            a, b = self._cut(*piece, label)
            if a < b and self._possible(a, b, label):
                if body:
                    self.bodies.add(self._surface(a, b))
                yield a, b, label

    def _surface(self, first: int, last: int) -> str:
        return " ".join(word.text for word in self.words[first:last])

    def known_part(self, span: Span, certain: Container[str]) -> bool:
        """Whether a doubtful person has a given name or the last name of a certain one."""
        if span.label_ != "PERSON" or span._.confidence < KNOWN_PART or len(parts := span.text.split()) < 2:
            return False
        return parts[-1] in certain or (parts[0] in self.data.given_names and parts[0] not in self.data.stop)

    def least(self, first: int, last: int, label: Label) -> float:
        """The confidence under which a name is none."""
        acronym = label == "ORG" and last - first == 1 and is_acronym(self.words[first])
        return DOUBTFUL_ACRONYM if acronym else DOUBTFUL[label]

    def headed(self, name: Name) -> bool:
        """Whether a body's name is an institution's noun and one word: "Coordinadora Faro"."""
        first, last = bisect_left(self.starts, name.start), bisect_left(self.starts, name.end)
        return last - first == 2 and self.words[first].text in self.data.institution_heads

    def _body(self, first: int, last: int) -> bool:
        """Whether a person of the model is a body: by the words beside it, or an acronym in running text: "ANKOR"."""
        word = self.words[first]
        running = first > 0 and self.words[first - 1].kind == "low" and first not in self.titles
        acronym = last - first == 1 and len(word.text) > 2 and word.text.isupper() and is_acronym(word)
        return (acronym and running) or is_body(self.words, first, last, self.data)

    def told(self, start: int, end: int) -> bool:
        """Whether the words beside a single one make it a person: "his widow, Nilu", "Nilu, who is 23"."""
        first, last = bisect_left(self.starts, start), bisect_left(self.starts, end)
        words, data = self.words, self.data
        kin = first > 1 and (words[first - 1].text == "," and words[first - 2].text in data.fate_nouns)
        who = words[last].text == "," and words[last + 1].text in ("who", "whose", "aged")
        return kin or who or (words[last - 1].possessive and words[last].text in data.owned_nouns)

    def institution(self, first: int, last: int) -> bool:
        """Whether a name has an institution's noun, or is an acronym."""
        return any(w.text in self.data.institution_heads or is_acronym(w) for w in self.words[first:last])

    def _pieces(self, first: int, last: int, label: Label) -> Iterator[Range]:
        """A range's pieces; of a body's name without a tail that describes it."""
        start, at = first, first
        organ = organ_end(self.words, first, last, self.data) if label == "ORG" else 0
        if organ:
            yield first, organ
            start = at = organ + 2
        while at < last and not (label == "ORG" and at > first and self._tail(at)):
            if self.words[at].kind == "break" or self.words[at].text == "|" or (label == "ORG" and self._joint(at)):
                yield start, at
                start = at + 1
            elif label == "ORG" and self._owner(at) and at + 1 < last:
                yield start, at + 1
                start = at + 1
            at += 1
        yield start, at

    def _joint(self, at: int) -> bool:
        """Whether another body follows: "… and the …"."""
        return self.words[at].text in ("and", ",") and self.words[at + 1].text == "the"

    def _owner(self, at: int) -> bool:
        """Whether a body owns the next one: "Ministry’s Commission"."""
        word = self.words[at]
        owned = word.possessive and self.words[at + 1].kind == "cap"
        return owned and word.text in self.data.institution_heads and word.text + "'s" not in self.data.possessive_parts

    def _tail(self, at: int) -> bool:
        """Whether what follows says where or why: "Supreme Court in London", "Commission for a report"."""
        word, following = self.words[at], self.words[at + 1]
        if word.text == "in":
            return self.words[at - 1].text in self.data.state_heads
        return word.text == "for" and (following.kind == "number" or following.text == "a")

    def _cut(self, first: int, last: int, label: Label) -> Range:
        """A range without articles, titles and roles before the name and without marks and small words after it."""
        words, data = self.words, self.data
        person = label == "PERSON"
        while first < last:
            word = words[first]
            if person and self._country_title(first, last):
                first += 1
                continue
            opening = person and word.text in data.function_words and first + 1 < last
            title = word.text in data.honorifics and (person or word.kind == "initial")
            title = title or (person and word.text.lower() in data.roles)
            article = word.text in _ARTICLES and (word.kind == "low" or label != "ORG")
            if not (article or opening or title or word.kind == "mark"):
                break
            first += 1
        while last > first:
            word = words[last - 1]
            bracket = word.text == ")" and any(w.text == "(" for w in words[first:last])
            added = word.kind == "low" and label != "LOC" and last - first > 2 and words[last - 2].kind == "cap"
            small = word.text in data.small_words or word.text in ("in", "against", "to", "on", "No")
            order = label == "PERSON" and word.text in data.postnominals and last - first > 2
            if bracket or not (word.kind == "mark" or small or added or order):
                break
            last -= 1
        return first, last

    def _country_title(self, first: int, last: int) -> bool:
        """Titles that elsewhere are names: "Ko Aung Thiha" in a text on Myanmar, "M. Hédi Jaballah"."""
        words = self.words
        if last - first < 3 or any(w.kind == "initial" or "-" in w.text for w in words[first + 1 : last]):
            return False
        burmese = words[first].text in self.data.burmese and any(w.text in ("Myanmar", "Burma") for w in words)
        return burmese or words[first].text == "M."

    def _possible(self, first: int, last: int, label: Label) -> bool:
        """Whether capitals and words allow a name of that kind."""
        if label == "LOC":
            return True
        inside, following = self.words[first:last], self.words[last]
        if any(word.kind == "address" for word in inside) or all(w.text in self.data.function_words for w in inside):
            return False
        if label == "PERSON":
            return self._possible_person(inside, following)
        if not any(word.capital or word.kind == "number" for word in inside):
            return False
        before = self.words[first - 1].text if first else ""
        if before in ("in", "near", "outside") and not self.institution(first, last):
            return False  # a place
        if inside[-1].text in self.data.peoples or following.text in self.data.people_nouns:
            return False
        if all(word.text in self.data.platforms for word in inside) and not self._acts(first, last):
            return False
        if self._portfolio(first) or is_facility(inside, self.data):
            return False
        if len(inside) > 1 and inside[-1].text.islower() and inside[-1].text not in _BODIES_WRITTEN_SMALL:
            return False
        if len(inside) > 1:
            return True
        if inside[0].text.removesuffix("s") in self.data.calendar:
            return False
        numbered = following.kind == "number" and self.words[last + 1].text == "/"  # "UA 58/22"
        return not numbered and self._tag(first) not in ("NNPS", "NNS", "JJ", "VB", "VBN")

    def _acts(self, first: int, last: int) -> bool:
        """Whether a company does something itself on whose platform others write: "Telegram refused"."""
        means = first > 0 and self.words[first - 1].text in _MEANS
        return self.words[last - 1].possessive or (not means and self._tag(last) in ("VBD", "VBZ", "VBP", "MD"))

    def _portfolio(self, first: int) -> bool:
        """Whether what begins at `first` is the field of somebody's office: "Minister of Energy"."""
        before = [word.text for word in self.words[max(first - 2, 0) : first]]
        return len(before) == 2 and before[1] in ("of", "for") and before[0] in ("Minister", "Ministers", "Director")

    def _possible_person(self, inside: Sequence[Word], following: Word) -> bool:
        data = self.data
        capital = [word for word in inside if word.capital or "-" in word.text]
        if not capital or any(word.kind == "number" or any(ch.isdigit() for ch in word.text) for word in inside):
            return False
        if inside[0].text in data.storms_and_places or following.text in data.people_nouns:
            return False
        if not inside[-1].possessive and (
            following.text in data.institution_heads or following.text in data.place_nouns
        ):
            return False  # "Nelson Mandela" of "Nelson Mandela Foundation", "Rajai Shahr prison"
        if self._place(inside) or following.text in data.called_after:
            return False
        if inside[0].text in data.stop and all(is_acronym(word) for word in inside[1:]):
            return False  # "Case LAO"
        known = data.stop - data.given_name_places
        return not all(word.text in known or word.text.lower() in data.roles for word in capital)

    def _place(self, inside: Sequence[Word]) -> bool:
        """Whether the words before what has no given name make it a place: "near Bregna", "a farmer from Bregna"."""
        if inside[0].text in self.data.given_names:
            return False
        first = bisect_left(self.starts, inside[0].start)
        before = self.words[max(first - 2, 0) : first]
        if before and before[-1].text in ("in", "near", "outside", "inside") and not inside[-1].possessive:
            return True
        if len(before) == 2 and before[1].text == "from":
            return before[0].text == "," or before[0].text.lower() in self.data.roles
        return len(before) == 2 and before[0].text == "front" and before[1].text == "of"

    def _tag(self, at: int) -> str:
        span = self.doc.char_span(self.words[at].start, self.words[at].end, alignment_mode="expand")
        return str(span[0].tag_) if span else ""


def _title_words(words: Sequence[Word], small: frozenset[str]) -> set[int]:
    """Indices of the words of headlines and of quoted titles: “Promoting Rights through Trade”."""
    inside: set[int] = set()
    for first, last in line_bounds(words):
        if is_title_case(words[first:last], small):
            inside.update(range(first, last))
            continue
        at = first
        while at < last:
            closing = _QUOTES.get(words[at].text)
            if closing:
                end = next((n for n in range(at + 1, min(at + _LONGEST_TITLE, last)) if words[n].text == closing), at)
                if end > at and is_title_case(words[at + 1 : end], small):
                    inside.update(range(at + 1, end))
                at = max(end, at)
            at += 1
    return inside
