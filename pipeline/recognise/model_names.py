"""The names that the trained model found, freed of what it is known to get wrong.

The model learnt from few treebanks whose annotators took titles into names ("Lawyer Ana Ruiz") and left the capitals of
headlines to chance. It is trusted with rare names in running text, not with capitals that prove nothing; each rule
here mends one such habit, and a text that gives a name more support keeps it.
"""

from bisect import bisect_left
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from typing import Literal

from spacy.tokens import Doc

from pipeline.recognise.lexicon import Lexicon, lexicon
from pipeline.recognise.organisation_patterns import is_acronym
from pipeline.recognise.words import Word, is_title_case, line_bounds, read_words
from pipeline.statement import CleanText, Name

DOUBTFUL = {"PERSON": 0.7, "ORG": 0.5, "LOC": 0.3}  # confidence under which the model's name is none
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
    signatures = _Offsets((s.start, s.end) for s in clean.sections if s.kind == "signatories")
    crumbs = _Offsets((s.start, s.end) for s in clean.sections if s.kind == "boilerplate")
    found: list[tuple[Name, bool]] = []
    for span in doc.ents:
        confidence = span._.confidence
        if confidence < DOUBTFUL[span.label_]:
            continue
        for first, last, label in reader.names(span.start_char, span.end_char, span.label_):
            name = Name(reader.words[first].start, reader.words[last - 1].end, label, "model", round(confidence, 3))
            signed = name.start in signatures and not (label == "ORG" and reader.institution(first, last))
            if not signed:  # who signs is read from the list's form; the rest of its lines are roles and places
                found.append((name, label != "LOC" and (first in reader.titles or name.start in crumbs)))
    proved = {clean.text[n.start : n.end].casefold() for n, doubtful in found if not doubtful}
    names = [n for n, doubtful in found if not doubtful or clean.text[n.start : n.end].casefold() in proved]
    surfaces = Counter(clean.text[n.start : n.end] for n in names if n.label == "PERSON")
    parts = {part for surface in surfaces if " " in surface for part in surface.split()}
    opening = {clean.text[n.start : n.end].split(" ")[0] for n in names if n.label == "ORG"} - parts
    names = [replace(n, label="ORG") if clean.text[n.start : n.end] in opening else n for n in names]

    def supported(name: Name) -> bool:
        surface = clean.text[name.start : name.end]
        return name.label != "PERSON" or " " in surface or surfaces[surface] > 1 or surface in parts

    return sorted(filter(supported, names), key=lambda name: name.start)


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

    def names(self, start: int, end: int, kind: str) -> Iterator[tuple[int, int, Label]]:
        """The names in an entity of the model as ranges of words, with their labels."""
        first, last = bisect_left(self.starts, start), bisect_left(self.starts, end)
        label: Label = "PERSON" if kind == "PERSON" else "ORG" if kind == "ORG" else "LOC"
        inside = self.words[first:last]
        if len(inside) > 1 and inside[0].text in self.data.honorifics:
            label = "PERSON"  # "Doña Eusebia", taken for a place
        if label == "PERSON" and inside and inside[0].text not in self.data.given_name_places:
            abroad = len(inside) > 1 and inside[-1].text in self.data.places - self.data.given_name_places
            if abroad or any(word.text in self.data.institution_heads for word in inside):
                label = "ORG"  # "Vigil Europe", "Radio Kalam"
        for piece in self._pieces(first, last, label):
            a, b = self._cut(*piece, label)
            if a < b and self._possible(a, b, label):
                yield a, b, label

    def institution(self, first: int, last: int) -> bool:
        """Whether a name has an institution's noun, or is an acronym."""
        return any(w.text in self.data.institution_heads or is_acronym(w) for w in self.words[first:last])

    def _pieces(self, first: int, last: int, label: Label) -> Iterator[Range]:
        """A range's pieces; of a body's name without a tail that describes it."""
        start, at = first, first
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
            title = person and (word.text in data.honorifics or word.text.lower() in data.roles)
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
        if inside[-1].text in self.data.peoples or (before in ("on", "via") and inside[0].text in self.data.platforms):
            return False
        if len(inside) > 1:
            return True
        if inside[0].text.removesuffix("s") in self.data.calendar:
            return False
        numbered = following.kind == "number" and self.words[last + 1].text == "/"  # "UA 58/22"
        return not numbered and self._tag(first) not in ("NNPS", "NNS", "JJ", "VB", "VBN")

    def _possible_person(self, inside: Sequence[Word], following: Word) -> bool:
        data = self.data
        capital = [word for word in inside if word.capital or "-" in word.text]
        if not capital or any(word.kind == "number" or any(ch.isdigit() for ch in word.text) for word in inside):
            return False
        if inside[0].text in data.storms_and_places:
            return False
        if not inside[-1].possessive and (
            following.text in data.institution_heads or following.text in data.place_nouns
        ):
            return False  # "Nelson Mandela" of "Nelson Mandela Foundation", "Rajai Shahr prison"
        known = data.stop - data.given_name_places
        return not all(word.text in known or word.text.lower() in data.roles for word in capital)

    def _tag(self, at: int) -> str:
        span = self.doc.char_span(self.words[at].start, self.words[at].end, alignment_mode="expand")
        return "" if span is None else str(span[0].tag_)


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
