"""Who signs a joint text, with the country that the list gives.

    >>> [(clean.text[s.start : s.end], s.country) for s in find_signatories(recognised)]
    [('Free Rivers Forum', 'KEN'), ('Global Press Circle', None)]

Lists come as lines ("1. Organisation (ACR), Country", "Organisation – Country", "Organisation (Country)", "Name, role,
place") or as one paragraph with semicolons or commas. A country is only what stands in the country's place: not the
China in "Human Rights in China", nor "International".
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Literal

from spacy.tokens import Doc

from pipeline.recognise.lexicon import Lexicon, lexicon
from pipeline.statement import CleanText, Name, Recognised

_CONFIDENCE = 0.95
_BULLET = re.compile(r"(?:[-–—•*▪◦·●○✓>]+|[(\[]?\d{1,3}[.)\]]|\d{1,3}(?= [^\W\d_]))\s*")
_NOT_A_NAME = re.compile(
    r"(?:cc|c\. ?c\b|copy|copies|signed|signatories|sincerely|yours|respectfully|endorsed|undersigned|contact|e-?mail|"
    r"tel|phone|date|on behalf|for and on|in solidarity|regards|list of|and \w+ others?|to|"
    r"with (?:\w+ ){0,3}(?:respect|regards|wishes|gratitude|condolences|appreciation))\b.*|.*:",
    re.IGNORECASE,
)
_GROUP = re.compile(
    r"(?:(?:and|civil|society|human|rights|non-governmental|supporting|individual|other|local|member|african|asian|european|"
    r"american|latin|international|national|regional|global|arab)[ ,/&]*)*"
    r"(?:organi[sz]ations?|groups?|ngos?|individuals?|networks?|signatories|members|experts|academics|associations)\W*",
    re.IGNORECASE,
)
_ACRONYM = re.compile(r"[A-ZÀ-Þ][\w.&/-]{1,14}")
_INITIAL = re.compile(r"[^\W\d_]\.")
_HEADING = re.compile(
    r"(?:(?:the )?(?:signatories|undersigned)|(?:joint(?:ly)? )?(?:co-?)?(?:signed|endorsed|submitted|presented|"
    r"delivered|issued|supported|submission|statement)(?: jointly)?(?: on behalf of| by)?|by|on behalf of)"
    r"(?: the following \w+| \w+ organi[sz]ations)?:\s*(?=\S)",
    re.IGNORECASE,
)
_ABBREVIATED = re.compile(r"(?<!\w)(?:\w\.){2,}\Z")  # "e.V.", "S.A."
_SURE_PERSON = 0.5  # confidence of the model's from which a line that says nothing else is a person's
_SEPARATOR = re.compile(r", and (?:the )?|, (?:the )?(?![^(]*\))| and (?:the )?| & ")
_DASH = re.compile(r" (?:[–—|-]|--) |\t")
_TITLED = re.compile(
    r"(?:[A-Z][a-z]{0,7}\.|H\.E\.|Sir|Dame|Daw|U|Miss|Sheikh|Imam|Archbishop|Bishop|Judge|Professor|Dr|Mr|Ms|Mrs) "
)

Span = tuple[int, int]


@dataclass(frozen=True, slots=True)
class Signatory:
    """One signature. Offsets are code points into the clean text, end exclusive."""

    start: int
    end: int
    kind: Literal["organisation", "person"]
    acronym: Span | None  # printed in brackets after the name
    country: str | None  # id of the registry's state


def find_signatories(recognised: Recognised) -> list[Signatory]:
    """Signatories in the order of the text, from the sections that the cleaning took for signatories."""
    return _read(recognised.clean, recognised.doc, recognised.names)


def signatory_names(clean: CleanText, doc: Doc, registry: Sequence[Name] = ()) -> list[Name]:
    """The signatories as names for the merge, in text order.

    doc: with the model's entities; its persons tell who signs where nothing on the line does.
    registry: what the registry matched in this text; its states tell the country column.
    """
    names = []
    for signatory in _read(clean, doc, registry):
        label: Literal["ORG", "PERSON"] = "ORG" if signatory.kind == "organisation" else "PERSON"
        names.append(Name(signatory.start, signatory.end, label, "section", _CONFIDENCE))
        if signatory.acronym:
            names.append(Name(*signatory.acronym, "ORG", "section", _CONFIDENCE))
    return names


def _read(clean: CleanText, doc: Doc, names: Sequence[Name]) -> list[Signatory]:
    states = [name for name in names if name.label == "STATE"]
    found: list[Signatory] = []
    persons = {ent.end_char: ent._.confidence for ent in doc.ents if ent.label_ == "PERSON"}
    for section in clean.sections:
        if section.kind == "signatories":
            reader = _Reader(clean.text, states, persons, lexicon())
            found.extend(reader.entries(section.start, section.end))
    return found


class _Reader:
    """Reads the entries of one list."""

    def __init__(self, text: str, states: Sequence[Name], persons: Mapping[int, float], data: Lexicon) -> None:
        """persons: where the model's persons end, and how sure it is of them."""
        self.text, self.states, self.persons, self.data = text, states, persons, data

    def entries(self, start: int, end: int) -> Iterator[Signatory]:
        lines = list(self._lines(start, end))
        for at, line in enumerate(lines):
            following = lines[at + 1] if at + 1 < len(lines) else None
            after_person = at > 0 and self._is_person(self._pieces(*lines[at - 1]), line)
            if after_person and self._role_line(line):
                continue  # the role below a signature
            for piece in self._split(*line):
                signatory = self._entry(*piece, following)
                if signatory:
                    yield signatory

    def _lines(self, start: int, end: int) -> Iterator[Span]:
        while start < end:
            stop = self.text.find("\n", start, end)
            stop = end if stop < 0 else stop
            line = self._bare(start, stop)
            words = self.text[line[0] : line[1]].split()
            if words and not self._skipped(line, words):
                yield line
            start = stop + 1

    def _bare(self, start: int, end: int) -> Span:
        """A stretch without blanks, bullets and final marks."""
        for opening in (_HEADING, _BULLET):
            found = opening.match(self.text, start, end)
            if found:
                start = found.end()
        while start < end and self.text[start].isspace():
            start += 1
        while start < end and (self.text[end - 1].isspace() or self.text[end - 1] in ".,;*"):
            if _ABBREVIATED.search(self.text, start, end):
                break
            end -= 1
        return start, end

    def _skipped(self, line: Span, words: Sequence[str]) -> bool:
        surface = self.text[line[0] : line[1]]
        if _NOT_A_NAME.fullmatch(surface) or _GROUP.fullmatch(surface) or "@" in surface or "://" in surface:
            return True
        separators = surface.count(",") + surface.count(";")
        prose = len(words) > 14 and separators < len(words) // 8
        return prose or not any(ch.isupper() for word in words[:2] for ch in word[:6])

    def _split(self, start: int, end: int) -> Iterator[Span]:
        """The entries of a paragraph that lists several."""
        surface = self.text[start:end]
        if surface.count(";") >= 1:
            separator = ";"
        elif surface.count(",") >= 4 and len(surface) > 150 and not any(start <= s.start < end for s in self.states):
            separator = ","
        else:
            listed = self._labelled_list(start, end)
            yield from listed or [(start, end)]
            return
        at = start
        while at < end:
            stop = self.text.find(separator, at, end)
            stop = end if stop < 0 else stop
            first, last = self._bare(at, stop)
            if self.text.startswith("and ", first):
                first += 4
            if first < last:
                yield first, last
            at = stop + 1

    def _labelled_list(self, start: int, end: int) -> list[Span]:
        """The entries of "Submitted by: Clear Rivers Forum and the Ports Union"; none where a part is no name."""
        label = _HEADING.match(self.text, self.text.rfind("\n", 0, start) + 1, end)
        if not label or label.end() > start:
            return []
        found, at = [], start
        for separator in [*_SEPARATOR.finditer(self.text, start, end), None]:
            stop = separator.start() if separator else end
            found.append(self._bare(at, stop))
            at = separator.end() if separator else end
        whole = all(sum(word[:1].isupper() for word in self.text[a:b].split()) >= 2 for a, b in found)
        return found if whole and len(found) > 1 else []

    def _entry(self, start: int, end: int, following: Span | None) -> Signatory | None:
        pieces = self._pieces(start, end)
        if self._is_person(pieces, following):
            first, last = self._untitled(*pieces[0])
            return Signatory(first, last, "person", None, None) if first < last else None
        country: str | None = None
        bracket = self._bracket(start, end)
        if bracket and self.text[bracket[0] : bracket[1]][:1].islower():
            start, end = self._bare(start, bracket[0] - 1)  # "Nicaragua (in exile)"
            bracket = self._bracket(start, end)
        if bracket:
            placed, code = self._place(*bracket)
            if placed:
                country = code
                start, end = self._bare(start, bracket[0] - 1)
        if bracket is None or country is None:
            end, country = self._without_place(start, end)
        bracket = self._bracket(start, end)
        acronym = None
        if bracket:
            if _ACRONYM.fullmatch(self.text, *bracket) and " " not in self.text[bracket[0] : bracket[1]]:
                acronym = bracket
            end = self._bare(start, bracket[0] - 1)[1]
        dash = _DASH.search(self.text, start, end)  # "Clear Rivers Forum – CRF"
        if (
            dash
            and not acronym
            and self.text[dash.end() : end].isupper()
            and _ACRONYM.fullmatch(self.text, dash.end(), end)
        ):
            acronym, end = (dash.end(), end), dash.start()
        return Signatory(start, end, "organisation", acronym, country) if end - start > 1 else None

    def _pieces(self, start: int, end: int) -> list[Span]:
        """The stretches between the commas and dashes of a line."""
        pieces, at = [], start
        for match in re.finditer(r",\s*| (?:[–—|-]|--) ", self.text[start:end]):
            pieces.append((at, start + match.start()))
            at = start + match.end()
        pieces.append((at, end))
        return pieces

    def _bracket(self, start: int, end: int) -> Span | None:
        """What stands in the bracket that ends a stretch."""
        if end <= start or self.text[end - 1] != ")":
            return None
        opening = self.text.rfind("(", start, end)
        return (opening + 1, end - 1) if opening > start else None

    def _without_place(self, start: int, end: int) -> tuple[int, str | None]:
        """End of the name without its country column, and the country."""
        dashes = list(_DASH.finditer(self.text, start, end))
        if dashes:
            placed, code = self._place(dashes[-1].end(), end)
            if placed:
                return self._bare(start, dashes[-1].start())[1], code
        comma = self.text.rfind(",", start, end)
        if comma < 0:
            return end, None
        placed, code = self._place(*self._bare(comma + 1, end))
        if not placed:
            return end, None
        name_end = self._bare(start, comma)[1]
        city = self.text.rfind(",", start, name_end)
        if code and city > 0 and self._city(*self._bare(city + 1, name_end)):
            name_end = self._bare(start, city)[1]
        return name_end, code

    def _place(self, start: int, end: int) -> tuple[bool, str | None]:
        """Whether a stretch is what a country column holds, and the state's id where it names just one."""
        surface = self.text[start:end].strip().lower().removeprefix("the ")
        if surface in self.data.no_country:
            return True, None
        inside = [s for s in self.states if start <= s.start and s.end <= end]
        rest = list(self.text[start:end])
        for state in inside:
            rest[state.start - start : state.end - start] = " " * (state.end - state.start)
        if not inside or not set("".join(rest).lower().split()) <= {"the", "and", "&", "/", ",", "of"}:
            return False, None
        return True, inside[0].entry if len(inside) == 1 else None

    def _city(self, start: int, end: int) -> bool:
        words = self.text[start:end].split()
        plain = all(w[:1].isupper() and w.isalpha() and w not in self.data.institution_heads for w in words)
        return 1 <= len(words) <= 2 and plain and not any(w in self.data.stop - self.data.places for w in words)

    def _is_person(self, pieces: Sequence[Span], following: Span | None) -> bool:
        """Whether a line is a person's signature: a title, or a name's form with a role beside it or below."""
        first = self.text[pieces[0][0] : pieces[0][1]]
        start, end = self._untitled(*pieces[0])
        words = self.text[start:end].split()
        plain = 1 <= len(words) <= 6 and all(self._name_word(word) for word in words) and words[0][:1].isupper()
        if not plain:
            return False
        if (_TITLED.match(first) and start > pieces[0][0]) or any(_INITIAL.fullmatch(word) for word in words):
            return True
        if len(pieces) > 1 and self._role(*pieces[1]):
            return True
        if len(words) < 2:
            return False
        if self._told_by_model(start, end, words) and not self._bracket(*pieces[0]) and not self._place(*pieces[-1])[0]:
            return True
        if len(pieces) > 1:
            second = self.text[pieces[1][0] : pieces[1][1]].split()
            return any(word in self.data.institution_heads for word in second) and not self._place(*pieces[-1])[0]
        return following is not None and self._role_line(following)

    def _told_by_model(self, start: int, end: int, words: Sequence[str]) -> bool:
        """Whether the model takes a stretch for a person, or half does so and a given name opens it."""
        sure = self.persons.get(end, 0.0)
        given = words[0] in self.data.given_names and words[0] not in self.data.stop
        return sure >= _SURE_PERSON or (sure > 0 and given)

    def _name_word(self, word: str) -> bool:
        bare = word.strip(".,“”\"'()")
        if bare.lower() in self.data.particles:
            return True
        known = bare in self.data.institution_heads or bare in self.data.stop or (bare.isupper() and len(bare) > 2)
        return bare[:1].isupper() and not known and not any(ch.isdigit() for ch in bare)

    def _untitled(self, start: int, end: int) -> Span:
        """A person's name without honorifics before it and letters of degrees or orders after it."""
        while True:
            space = self.text.find(" ", start, end)
            if space < 0 or not self._title(self.text[start:space]):
                break
            start = space + 1
        space = self.text.rfind(" ", start, end)
        if (
            space > start
            and self.text[space + 1 : end].isupper()
            and 2 <= end - space - 1 <= 4
            and " " in self.text[start:space]
        ):
            end = space  # "Xavier D’Cunha SJ"
        return start, end

    def _title(self, word: str) -> bool:
        """Whether a word is a title, or what stands between a title and a name: "Prof. em. Ana Ruiz"."""
        titles = self.data.honorifics | {"Professor", "em", "emer", "emeritus", "emerita"}
        return word in titles or word.rstrip(".") in titles

    def _role(self, start: int, end: int) -> bool:
        """Whether a stretch holds a role in the singular: "Free Pen Defenders" holds none."""
        words = {word.strip(".,()").lower() for word in self.text[start:end].split()}
        return not words.isdisjoint(self.data.roles - self.data.plural_roles)

    def _role_line(self, line: Span) -> bool:
        """Whether a line holds a role first, as the line below a signature does."""
        return self._role(*self._pieces(*line)[0])
