"""What the text says people are, and whom they speak or work for.

    >>> [(text[f.start : f.end], f.rule) for f in find_roles(recognised)]
    [('human rights lawyer', 'before'), ('director of Clear Rivers', 'after')]

A role is a noun phrase with a role noun ("lawyer", "minister", "widow") that stands before a name, after it between
commas or in brackets, behind a copula, or on its line in a list of contacts. The parse is not trusted with any of this:
the forms are few, and the words show them more reliably.
"""

from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from pipeline.recognise.lexicon import Lexicon, lexicon
from pipeline.recognise.words import Word, read_words
from pipeline.statement import Name, Recognised

Span = tuple[int, int]

_CLAUSE_TAGS = frozenset({"VBD", "VBZ", "VBP", "MD", "WDT", "WP", "WRB", "PRP", "EX"})
_ARTICLES = frozenset({"a", "an", "the", "one"})
_OWNERS = frozenset({"his", "her", "their", "its", "our", "my"})
_RESPECTIVELY = 3  # words within which "respectively" must follow
_LONGEST = 8  # words before a role's noun
_LONGEST_COMPLEMENT = 16
_BEFORE_ARTICLES = frozenset({"then", "formerly", "currently", "all", "both", "each"})
_BEFORE_TITLES = frozenset({"former", "vice", "deputy", "acting", "outgoing", "incoming", "interim", "first", "then"})
_SEPARATORS = frozenset({",", "–", "—", "-", "|", ":"})


@dataclass(frozen=True, slots=True)
class RoleFact:
    """A role or an affiliation of one person, as one place in the text states it."""

    person: int  # index into Recognised.names
    start: int | None  # the role's words, code points into the clean text; None: an affiliation without a role
    end: int | None
    organisation: int | None  # index into Recognised.names: the body that the role is in
    rule: str  # "before", "after", "copula", "line"


def find_roles(recognised: Recognised) -> list[RoleFact]:
    """Roles and affiliations of the persons among `recognised.names`, by person in text order, each place once."""
    reader = _Reader(recognised)
    found: list[RoleFact] = []
    seen: set[tuple[int, int | None, int | None]] = set()
    for at, name in enumerate(recognised.names):
        if name.label == "PERSON":
            for fact in reader.facts(at):
                key = (fact.person, fact.start, fact.end if fact.start is not None else fact.organisation)
                if key not in seen:
                    seen.add(key)
                    found.append(fact)
    return found


@dataclass(frozen=True, slots=True)
class _Phrase:
    """A role's words as indices, last exclusive, and the index of the organisation in it."""

    first: int
    last: int
    organisation: int | None
    plural: bool
    coordinated: int = -1  # index of an "and" between two role nouns


class _Reader:
    """The words of one text with the names that they belong to."""

    def __init__(self, recognised: Recognised) -> None:
        self.data: Lexicon = lexicon()
        self.names: Sequence[Name] = recognised.names
        self.words: Sequence[Word] = read_words(recognised.clean.text)
        self.tags: dict[int, str] = {}
        if recognised.doc.has_annotation("TAG"):
            self.tags = {token.idx: token.tag_ for token in recognised.doc}
        starts = [word.start for word in self.words]
        self.name_at: dict[int, int] = {}  # word → name
        self.ranges: list[Span] = []  # name → words
        for index, name in enumerate(self.names):
            first = bisect_left(starts, name.start)
            last = first
            while last < len(starts) and starts[last] < name.end:
                self.name_at[last] = index
                last += 1
            self.ranges.append((first, last))
        self.listed = [
            s for s in recognised.clean.sections if s.kind in ("contact", "signatories", "dateline", "headline")
        ]

    def facts(self, person: int) -> Iterator[RoleFact]:
        first, last = self.ranges[person]
        if first == last:
            return
        yield from self._before(person, first)
        yield from self._after(person, last)

    # --- before the name

    def _before(self, person: int, first: int) -> Iterator[RoleFact]:
        at = self._skip_honorifics(first - 1)
        yield from self._titles(person, at + 1, first)
        if at < 0:
            return
        if self.words[at].kind == "break":
            yield from self._line_above(person, at)
            return
        phrase = None
        if self._role(at):
            portfolio = self.words[at].kind == "cap" and self.words[at - 1].text in (
                "of",
                "for",
            )  # "Minister of Justice"
            phrase = (self._office_before(at) if portfolio else None) or self._noun_phrase_ending(at)
        elif self.words[at].text == "," and self._closes(self.ranges[person][1]):
            phrase = self._definite_before(at)
        elif self.words[at].kind in ("low", "cap") and not self.words[at].possessive:
            phrase = self._office_before(at)
        if phrase is None:
            return
        yield self._fact(person, phrase, "before")
        if phrase.plural:
            for other in self._joined_persons(person):
                yield self._fact(other, phrase, "before")

    def _titles(self, person: int, first: int, last: int) -> Iterator[RoleFact]:
        """Honorifics that say an occupation ("Prof."), as printed."""
        for at in range(first, last):
            if self.words[at].text in self.data.occupational:
                point = self.words[at + 1].text == "." and at + 1 < last
                yield self._fact(person, _Phrase(at, at + 1 + point, None, False), "before")

    def _line_above(self, person: int, line_end: int) -> Iterator[RoleFact]:
        """An office on the line above a name that has its line for itself: an address."""
        if self.words[self.ranges[person][1]].kind != "break":
            return
        start = line_end
        while start > 0 and self.words[start - 1].kind != "break" and line_end - start <= _LONGEST:
            start -= 1
        phrase = self._phrase(start, line=True) if start < line_end else None
        if phrase and phrase.last == line_end and self.words[start].kind == "cap":
            yield self._fact(person, phrase, "line")

    def _skip_honorifics(self, at: int) -> int:
        words = self.words
        while at >= 0:
            if words[at].text == "." and at and words[at - 1].text in self.data.honorifics:
                at -= 2
            elif words[at].text in self.data.honorifics and words[at].kind in ("cap", "initial"):
                at -= 1
            else:
                break
        return at

    def _role(self, at: int) -> bool:
        word = self.words[at]
        if word.kind not in ("low", "cap") or word.possessive or at in self.name_at:
            return False
        return word.text.lower() in self.data.roles and not (word.kind == "cap" and word.text in self.data.honorifics)

    def _noun_phrase_ending(self, head: int) -> _Phrase:
        """The role phrase whose last word is `head`, read leftwards over nouns and adjectives."""
        words = self.words
        first, at, organisation = head, head - 1, None
        titled = words[head].kind == "cap"  # of "then met President X" only "President" is a title
        while at >= 0 and head - at <= _LONGEST:
            word = words[at]
            name = self.name_at.get(at)
            if name is not None:
                taken, organisation = self._name_in_role(name, at)
                first = taken if taken is not None else first
                break
            if word.text in ("and", "&") and at and self._role(at - 1):
                first, at = at - 1, at - 2
            elif titled and word.kind == "low" and word.text not in _BEFORE_TITLES:
                break
            elif self._modifies(at) and not word.possessive:
                first, at = at, at - 1
            else:
                break
        return _Phrase(first, head + 1, organisation, words[head].text.lower() in self.data.plural_roles)

    def _name_in_role(self, name: int, at: int) -> tuple[int | None, int | None]:
        """Where a role phrase begins that meets a name on its left, and the organisation that it belongs to."""
        first, label, possessive = self.ranges[name][0], self.names[name].label, self.words[at].possessive
        if label == "ORG":
            return (None if possessive else first), name
        if label == "PERSON" and possessive:
            return first, None
        if label != "STATE" or possessive:
            return None, None
        owner = self.name_at.get(first - 1)
        if owner is not None and self.names[owner].label == "ORG":
            return first, owner  # "Clear Rivers’ Kenya Director"
        return (first if self._demonym(name) else None), None

    def _demonym(self, name: int) -> bool:
        return self.names[name].form in ("demonym", "people")

    def _modifies(self, at: int) -> bool:
        """Whether a word can stand before a role noun as part of the role."""
        word = self.words[at]
        if word.kind not in ("low", "cap", "initial") or word.text.lower() in self.data.evaluative:
            return False
        lower = word.text.lower()
        if lower in self.data.phrase_ends or lower in _ARTICLES or lower in _OWNERS or lower in self.data.speech_verbs:
            return False
        if word.text in self.data.function_words or (lower.endswith("ly") and word.kind == "low"):
            return False
        tag = self.tags.get(word.start, "")
        return tag not in _CLAUSE_TAGS and tag not in ("IN", "DT", "CC", "TO", "VB", "VBN", "PRP$", "RB")

    def _office_before(self, at: int) -> _Phrase | None:
        """ "Special Rapporteur on torture" or "director of Clear Rivers" that ends at `at`, right before a name."""
        last = self.words[at].text.lower()
        if last in _ARTICLES or last in self.data.phrase_ends or last in self.data.small_words:
            return None
        for head in range(at - 2, max(at - 12, -1), -1):
            word = self.words[head]
            if word.kind in ("mark", "break", "address") or self._ends_group(head):
                return None
            if self._role(head) or self._mandate(head):
                if self.words[head + 1].text not in ("of", "on", "for", "in", "to") or self._plural(head):
                    return None
                left = self._noun_phrase_ending(head)
                return _Phrase(left.first, at + 1, self._organisation(head + 1, at + 1, left.organisation), False)
        return None

    def _mandate(self, at: int) -> bool:
        """Whether a word inside a body's name is an office: the Rapporteur of "Special Rapporteur on torture"."""
        return self.words[at].text in ("Rapporteur", "Expert", "Commissioner", "Representative", "Envoy")

    def _definite_before(self, comma: int) -> _Phrase | None:
        """ "Her lawyer, X Y," and "the director of Clear Rivers, X Y,": a role in the singular that a comma ends."""
        for head in range(comma - 1, max(comma - 12, -1), -1):
            word = self.words[head]
            if word.text in ("from", "in"):
                continue  # "a retired baker from Sfax, X Y"
            if word.kind in ("mark", "break", "address") or self._ends_group(head):
                return None
            if self._role(head) and not self._plural(head):
                if head + 1 < comma and self.words[head + 1].text not in ("of", "on", "for", "in", "to", "at", "from"):
                    return None
                left = self._noun_phrase_ending(head)
                before = self.words[left.first - 1] if left.first else self.words[-1]
                owned = before.possessive or self.words[left.first].possessive
                if not owned and before.text.lower() not in _OWNERS | {"the", "a", "an"}:
                    return None
                organisation = self._organisation(head + 1, comma, left.organisation)
                origin = next((n for n in range(head + 1, comma) if self.words[n].text == "from"), comma)
                return _Phrase(left.first, origin, organisation, False)
        return None

    def _closes(self, at: int) -> bool:
        """Whether a name in apposition ends here: a mark or a verb of speech follows."""
        word = self.words[at]
        return (
            word.kind in ("mark", "break")
            or word.text in self.data.speech_verbs
            or word.text in ("and", "has", "was", "is")
        )

    def _joined_persons(self, person: int) -> Iterator[int]:
        """The persons that a comma or an "and" joins to this one: "lawyers X, Y and Z"."""
        at = self.ranges[person][1]
        while True:
            step = at
            if self.words[step].text == ",":
                step += 1
            if self.words[step].text in ("and", "&"):
                step += 1
            name = self.name_at.get(step)
            if step == at or name is None or self.names[name].label != "PERSON":
                return
            yield name
            at = self.ranges[name][1]

    # --- after the name

    def _after(self, person: int, last: int) -> Iterator[RoleFact]:
        words = self.words
        at = self._skip_age(last)
        word = words[at]
        if words[last - 1].possessive:
            return
        if word.kind == "break":
            yield from self._next_line(person, at + 1)
        elif word.text == "(":
            phrase = self._phrase(at + 1, line=False)
            if phrase and words[phrase.last].text in (")", ",", ";"):
                yield self._fact(person, phrase, "after")
            else:
                yield from self._affiliation(person, at + 1, (")",))
        elif word.text == "," and words[at + 1].text in ("who", "and") and words[at + 1].text == "who":
            yield from self._copula(person, at + 2)
        elif word.text in _SEPARATORS:
            phrase = self._phrase(at + 1, line=self._in_list(words[at].start) or word.text != ",")
            if phrase and self._joined_to_person(phrase):
                phrase = None  # "X Y, lawyer Z W and ...": the role is the next person's
            if phrase:
                yield from self._facts(person, phrase, "after" if word.text == "," else "line")
                for other in self._joined_before(person) if phrase.plural else ():
                    yield self._fact(other, phrase, "after")  # "X, Y and Z, all members of …"
            elif word.text == ",":
                yield from self._affiliation(person, at + 1, (",", ".", "\n", ";", ")"))
        elif word.text == "who":
            yield from self._copula(person, at + 1)
        else:
            yield from self._copula(person, at)

    def _skip_age(self, at: int) -> int:
        """Index after "(34)", "(m)", ", 34", ", aged 34" and ", thirty-four years old"."""
        words = self.words
        inside = words[at + 1]
        bracket = words[at].text == "(" and words[at + 2].text == ")"
        if bracket and (inside.kind == "number" or inside.text in ("m", "f")):
            at += 3
        if words[at].text == ",":
            number = at + 2 if words[at + 1].text == "aged" else at + 1
            if words[number].text.isdigit() and words[number + 1].text == ",":
                return number + 1
            for old in range(at + 2, at + 5):
                if words[old].text == "old" and words[old + 1].text == ",":
                    return old + 1
        return at

    def _in_list(self, offset: int) -> bool:
        return any(section.start <= offset < section.end for section in self.listed)

    def _joined_to_person(self, phrase: _Phrase) -> bool:
        """Whether a name follows the phrase without a mark: then the phrase is that name's."""
        name = self.name_at.get(phrase.last)
        return name is not None and self.names[name].label == "PERSON"

    def _next_line(self, person: int, at: int) -> Iterator[RoleFact]:
        """A role on the line below a name that has its line for itself."""
        first = self.ranges[person][0]
        opens = self._skip_honorifics(first - 1)
        if opens >= 0 and self.words[opens].kind not in ("break", "mark"):
            return
        phrase = self._phrase(at, line=True)
        if phrase and self.words[phrase.last].kind in ("break", "mark") and self.words[at].kind == "cap":
            yield self._fact(person, phrase, "line")

    def _copula(self, person: int, at: int) -> Iterator[RoleFact]:
        """ "is director of …", "had been Velde’s lawyer", "serves as chair", "was elected president"."""
        words, data = self.words, self.data
        start = at
        while words[at].text in (
            "has",
            "had",
            "have",
            "also",
            "then",
            "currently",
            "now",
            "later",
            "once",
            "himself",
            "herself",
        ):
            at += 1
        if words[at].text in data.copulas or (words[at].text in data.copula_participles and at > start):
            at += 1
        elif words[at].text in ("serves", "served", "works", "worked", "acts", "acted") and words[at + 1].text == "as":
            at += 2
        else:
            return
        while words[at].text in (
            "also",
            "then",
            "currently",
            "now",
            "both",
            "elected",
            "appointed",
            "named",
            "serving",
            "as",
        ):
            at += 1
        phrase = self._phrase(at, line=False)
        if phrase is None or self._joined_to_person(phrase):
            return
        others = list(self._joined_before(person))
        respectively = any(w.text == "respectively" for w in words[phrase.last : phrase.last + _RESPECTIVELY])
        if respectively and phrase.coordinated > 0 and len(others) == 1:
            organisation = phrase.organisation
            yield self._fact(others[0], _Phrase(phrase.first, phrase.coordinated, organisation, False), "copula")
            yield self._fact(person, _Phrase(phrase.coordinated + 1, phrase.last, organisation, False), "copula")
            return
        yield from self._facts(person, phrase, "copula")
        if phrase.plural:
            for other in others:
                yield self._fact(other, phrase, "copula")

    def _joined_before(self, person: int) -> Iterator[int]:
        """The persons that "and" or a comma joins to this one from the left."""
        at = self.ranges[person][0] - 1
        while at > 0 and self.words[at].text in ("and", ",", "&"):
            if self.words[at - 1].text == ",":
                at -= 1
            name = self.name_at.get(at - 1)
            if name is None or self.names[name].label != "PERSON":
                return
            yield name
            at = self.ranges[name][0] - 1

    def _phrase(self, at: int, *, line: bool) -> _Phrase | None:
        """The role phrase that begins at `at`: modifiers, role nouns, a complement. line: in a list of contacts or
        signatures, where commas join role and organisation."""
        words = self.words
        while words[at].text.lower() in _ARTICLES | _OWNERS or words[at].text in _BEFORE_ARTICLES:
            at += 1
        first, head, organisation, coordinated = at, -1, None, -1
        here = at
        while here < at + _LONGEST + (head >= 0) * _LONGEST:
            word = words[here]
            name = self.name_at.get(here)
            if name is not None and head < 0:
                label = self.names[name].label
                last = self.ranges[name][1]
                if label == "ORG" and not self._mandate_name(name):
                    organisation = name
                    first = here if not words[last - 1].possessive else last
                elif label == "ORG":
                    return self._complete(_Phrase(here, last, None, False), line)
                elif label == "PERSON" and words[last - 1].possessive:
                    first = here
                elif label == "STATE" and (self._demonym(name) or organisation is not None):
                    first = min(first, here)
                elif label in ("STATE", "LOC"):
                    first = last
                else:
                    break
                here = last
                if words[here].text in ("’", "'") and words[here].start == words[here - 1].end:
                    first = here = here + 1  # "Clear Rivers’ director"
            elif name is not None:
                break
            elif self._role(here):
                head = here
                here += 1
            elif word.text in ("and", "&", "/") and head == here - 1 and self._role_ahead(here + 1):
                coordinated, here = here, here + 1
            elif head < 0 and word.text.lower() in self.data.evaluative and first == here:
                first = here = here + 1
            elif self._modifies(here) and not self._ends_group(here) and word.text not in self.data.fate_verbs:
                if head >= 0 and not self._role_ahead(here):
                    break
                here += 1
            elif word.possessive and word.kind == "low" and head < 0:
                here += 1
            else:
                break
        if head < 0 or words[head].possessive:
            return None
        plural = words[head].text.lower() in self.data.plural_roles
        return self._complete(_Phrase(first, head + 1, organisation, plural, coordinated), line)

    def _mandate_name(self, name: int) -> bool:
        """Whether a body's name is a person's office: "Special Rapporteur on torture"."""
        first, last = self.ranges[name]
        return (
            any(self._mandate(at) for at in range(first, min(first + 4, last)))
            and "Office" not in self.words[first].text
        )

    def _role_ahead(self, at: int) -> bool:
        """Whether a role noun follows within a noun phrase, and no person's name after it."""
        for here in range(at, at + 5):
            if self._role(here):
                follows = self.name_at.get(here + 1)
                return follows is None or self.names[follows].label != "PERSON"
            if not self._modifies(here):
                return False
        return False

    def _second(self, last: int) -> int:
        """Where "and a member of …" begins a second role after a phrase; 0 where it does not."""
        words = self.words
        at = last + (words[last].text == ",")
        if words[at].text == "and" and words[at + 1].text in _ARTICLES and self._role_ahead(at + 2):
            return at + 1
        return 0

    def _complete(self, phrase: _Phrase, line: bool) -> _Phrase:
        """The phrase with what follows its noun: "of …", "for …", and in lists ", Organisation"."""
        words, last, organisation = self.words, phrase.last, phrase.organisation
        here, on = last, False
        while here < phrase.last + _LONGEST_COMPLEMENT:
            word = words[here]
            lower = word.text.lower()
            name = self.name_at.get(here)
            if name is not None:
                label = self.names[name].label
                if here == phrase.last and label == "PERSON":
                    break
                last = here = self.ranges[name][1]
                if label == "ORG" and organisation is None:
                    organisation = name
                if words[here - 1].possessive:
                    continue
                if words[here].text not in self.data.role_complements:
                    break
            elif lower in self.data.role_complements or lower in _ARTICLES | _OWNERS:
                if lower == "in" and not on and words[here + 1].text != "charge":
                    break
                if lower == "with" and not self._organisation_at(here + 1):
                    break
                if here == phrase.last and lower in ("and", "&", "a", "an", "the"):
                    break
                if lower in ("and", "&") and (self._second(here) or self._ends_group(here + 1)):
                    break
                on = on or lower == "on"
                here += 1
            elif here > phrase.last and word.kind in ("low", "cap", "initial", "number") and not self._ends_group(here):
                here += 1
                last = here
                if word.possessive and words[here].kind == "mark":
                    break
            else:
                break
        if words[last].text == "," and (line or words[last - 1].kind == "cap"):
            inner = last + 1 + (words[last + 1].text.lower() in ("the", "at", "of"))
            name = self._organisation_at(inner)
            if name is not None and (line or words[self.ranges[name][1]].kind in ("mark", "break")):
                organisation = name if organisation is None else organisation
                last = self.ranges[name][1]
        return _Phrase(phrase.first, last, organisation, phrase.plural, phrase.coordinated)

    def _organisation_at(self, at: int) -> int | None:
        """The organisation whose name begins at `at`, after an article."""
        at += self.words[at].text.lower() == "the"
        name = self.name_at.get(at)
        return name if name is not None and self.names[name].label == "ORG" else None

    def _organisation(self, first: int, last: int, known: int | None) -> int | None:
        """The first organisation named between two words, else the one known already."""
        for at in range(first, last):
            name = self.name_at.get(at)
            if name is not None and self.names[name].label == "ORG":
                return name
        return known

    def _affiliation(self, person: int, at: int, closing: tuple[str, ...]) -> Iterator[RoleFact]:
        """ "X Y, Clear Rivers," and "X Y (Clear Rivers)": a body in apposition, without a role."""
        at += self.words[at].text in ("of", "from", "with")
        name = self._organisation_at(at)
        if name is not None and self.words[self.ranges[name][1]].text in closing:
            yield RoleFact(person, None, None, name, "after")

    def _ends_group(self, at: int) -> bool:
        """Whether a word ends a noun phrase: a finite verb, a pronoun, a subordinator."""
        word = self.words[at]
        if at in self.name_at:
            return False
        if word.kind in ("mark", "break", "address"):
            return True
        lower = word.text.lower()
        if lower in ("with", "based") or lower in self.data.speech_verbs or self.tags.get(word.start) in _CLAUSE_TAGS:
            return True
        return lower in self.data.phrase_ends and lower not in self.data.role_complements

    def _plural(self, at: int) -> bool:
        return self.words[at].text.lower() in self.data.plural_roles

    def _facts(self, person: int, phrase: _Phrase, rule: str) -> Iterator[RoleFact]:
        """The role of a phrase and the one that "and a …" adds."""
        yield self._fact(person, phrase, rule)
        second = self._second(phrase.last)
        another = self._phrase(second, line=False) if second else None
        if another:
            yield self._fact(person, another, rule)

    def _fact(self, person: int, phrase: _Phrase, rule: str) -> RoleFact:
        start, end = self.words[phrase.first].start, self.words[phrase.last - 1].end
        organisation = phrase.organisation
        if organisation is None and self._in_list(start) and self.words[phrase.last].kind == "break":
            below = self._organisation_at(phrase.last + 1)
            if below is not None and self.words[self.ranges[below][1]].kind == "break":
                organisation = below  # a signature's last line
        return RoleFact(person, start, end, organisation, rule)
