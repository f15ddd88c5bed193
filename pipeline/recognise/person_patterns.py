"""Persons that the words around a name make certain: titles, roles, quote tags, ages, appositions, lines of contact.

The recogniser learnt from news and encyclopaedias misses a quarter of the persons in statements, most of them rare
names beside a plain role ("lawyer Asel Nurbekova"). A form alone proves nothing here: every pattern wants a name's form
and evidence next to it.
"""

import re
from collections.abc import Callable, Iterator, Sequence

from pipeline.recognise.lexicon import Lexicon
from pipeline.recognise.words import Word, is_title_case, line_bounds

_LONGEST = 6  # words in a name
_PLACING = frozenset({"in", "at", "near", "outside", "across", "via", "the"})
_ROMANCE_ARTICLES = frozenset({"les", "los", "las", "des"})  # before what a body is for: "pour les Droits Humains"
_WANT_TWO = frozenset({"U", "M", "Don", "Sr", "Pr", "Fr", "Me", "Brother", "Sister", "Mother"})  # "Sister Cities"
_SEX = frozenset({"m", "f", "male", "female"})  # in brackets after a name: "Ana Ruiz (f, 41)"
_KIN = frozenset("mother father wife husband widow widower brother sister son daughter".split())
_CLAUSE = frozenset({"and", "said", "was", "were", "in", "has"})  # what no apposition holds before its noun
_OPENING, _CLOSING = "“\"‘'«", "”\"’'»"
# How sure a person is by the evidence beside the name: rules of thumb, ordered by how often they fail.
TITLE, ROLE, AGE, APPOSITION, QUOTE_TAG, LINE, FATE, FORM = 0.95, 0.9, 0.9, 0.85, 0.8, 0.85, 0.7, 0.65
# Syllables of Mandarin in Latin letters.
_SYLLABLE = (
    r"(?:zh|ch|sh|[bpmfdtnlgkhjqxrzcsyw])?"
    r"(?:iang|iong|uang|ang|eng|ing|ong|iao|ian|uai|uan|ai|ei|ao|ou|an|en|in|un|ia|ie|iu|ua|uo|ui|ue|er|a|o|e|i|u|ü)"
)
_MANDARIN = re.compile(rf"(?:{_SYLLABLE}){{1,2}}", re.IGNORECASE)
_HYPHENATED = re.compile(r"[A-Z][a-z]{1,5}[-‑][A-Za-z][a-z]{0,5}")
# Family names that are words of English, or open names of places: no proof by themselves.
_COMMON = frozenset(
    """
    An Ban Bo Chin Ding Do Fan Gong Ha Hai Hang He Hong Hung In Kong Law Lee Long Man Mo Na No Oh Pan Park Ran Sha
    Shan She Si So Song Sun Ta Tan Tin To You Young
    """.split()
)

Span = tuple[int, int]
Blocked = Callable[[int], bool]  # whether the word at an index belongs to another name
Found = tuple[int, int, float]  # first word, last word exclusive, confidence


def person_spans(words: Sequence[Word], lexicon: Lexicon, blocked: Blocked) -> list[Found]:
    """Persons as index ranges of words, not sorted, perhaps overlapping.

    blocked: true for words of names that the registry knows (states, bodies).
    """
    reader = _NameReader(words, lexicon, blocked)
    found: list[Found] = []
    for first, last in line_bounds(words):
        found.extend(_contact_line(reader, first, last))
        if not is_title_case(
            words[first:last], lexicon.headline_small
        ):  # names in headlines are found by their other occurrences
            found.extend(_after_evidence(reader, first, last))
            found.extend(_before_evidence(reader, first, last))
        else:
            found.extend(name for name in _after_evidence(reader, first, last) if _addressed(words, *name))
    return found


def _addressed(words: Sequence[Word], first: int, last: int, confidence: float) -> bool:
    """Whether a letter's opening names somebody in office, in a line that looks like a headline."""
    addressed = confidence == TITLE and words[first - 1].text in ("Excellency", "H.E.", "Honourable", "Honorable")
    return addressed and (words[last].kind == "break" or words[last].text == ",")


class _NameReader:
    """Reads the longest name-shaped run from a place in the words."""

    def __init__(self, words: Sequence[Word], lexicon: Lexicon, blocked: Blocked) -> None:
        self.words, self.lexicon, self.blocked = words, lexicon, blocked

    def name_word(self, at: int, *, first: bool) -> bool:
        """Whether the word can stand in a name by itself."""
        word = self.words[at]
        if word.kind == "initial" and word.text in self.lexicon.honorifics:
            return False
        if word.kind == "initial":
            french = word.text == "M." and self.words[at + 2].kind == "cap"  # "M. Hédi Jaziri": monsieur
            return not first or (self.words[at + 1].capital and not french)
        if word.kind != "cap":
            particle, _, rest = word.text.partition("-")  # al-Khawaja
            return particle in self.lexicon.particles and rest[:1].isupper()
        text = word.text
        if text in self.lexicon.postnominals and not first:
            return False
        if text in self.lexicon.stop or text.lower() in self.lexicon.roles or text in self.lexicon.honorifics:
            return text in self.lexicon.given_name_places and first
        if text in self.lexicon.institution_heads:
            return False
        if self.blocked(at):
            return first and text in self.lexicon.given_name_places
        return not any(ch.isdigit() for ch in text)

    def read(self, at: int) -> int:
        """Index after the name that begins at `at`; `at` itself where none does."""
        words, lexicon = self.words, self.lexicon
        here, last = at, at
        while here - at < _LONGEST + 2:
            word = words[here]
            if self.name_word(here, first=here == at):
                here = last = here + 1
                if word.possessive:
                    break
                if words[here].text == ".":
                    if words[here - 1].text not in lexicon.abbreviated or words[here + 1].kind != "cap":
                        break
                    here += 1  # "Ma. Lourdes Ruiz"
                continue
            particle = word.text.lower() in lexicon.particles and word.kind in ("low", "cap")
            if particle and (here > at or word.text in lexicon.leading_particles or word.kind == "cap"):
                if word.kind == "cap" and here > at and word.text not in lexicon.stop:
                    last = here + 1
                here += 1
                continue
            if word.text == "-" or word.text not in _OPENING or here == at:
                break
            nickname = self._nickname(here)  # Ana “Nita” Ruiz
            if nickname == here or not self.name_word(nickname, first=False):
                break
            here = nickname
        if last == at or last - at > _LONGEST or self._acronym(at, last) or self._of_something(last):
            return at
        return last

    def _nickname(self, at: int) -> int:
        here = at + 1
        while here < at + 3 and self.words[here].kind == "cap":
            here += 1
        return here + 1 if here > at + 1 and self.words[here].text in _CLOSING else at

    def _acronym(self, first: int, last: int) -> bool:
        """A run of capitals only is a body or a headline, unless it holds a longer word of capitals: "ALI"."""
        return all(w.text.isupper() and w.kind != "initial" for w in self.words[first:last]) and last - first == 1

    def _of_something(self, last: int) -> bool:
        """Whether the run goes on as the name of a body or a document: "Nelson Mandela Foundation"."""
        following, lexicon = self.words[last].text, self.lexicon
        if self.words[last - 1].possessive:
            return False
        if following in lexicon.institution_heads or following in lexicon.document_heads:
            return True
        return following in lexicon.place_nouns or following in lexicon.called_after

    def full(self, at: int) -> int:
        """As `read`, for names of at least two words of their own."""
        last = self.read(at)
        proper = sum(word.kind == "cap" or "-" in word.text for word in self.words[at:last])
        return last if proper >= 2 or (proper == 1 and last - at >= 2) else at


def _plain_role(word: Word, lexicon: Lexicon) -> bool:
    """Whether a word is a role noun; "National", "Native" and "Official" in capitals are parts of bodies' names."""
    if word.kind not in ("low", "cap") or word.possessive or word.text in ("National", "Native", "Official"):
        return False
    return word.text.lower() in lexicon.roles


def _after_evidence(reader: _NameReader, first: int, last: int) -> Iterator[Found]:
    """Names after a title, a role, a verb of speech, a noun of fate."""
    words, lexicon = reader.words, reader.lexicon
    for at in range(first, last):
        word = words[at]
        here = at + 1
        if word.kind == "mark" or here >= last:
            continue
        text = word.text
        lower = text.lower()
        if text in lexicon.honorifics or (word.kind == "initial" and text == "H.E."):
            if words[here].text == ".":
                here += 1
            while words[here].text in lexicon.honorifics and words[here + 1].kind != "mark":
                here += 1
            yield from _listed(reader, here, TITLE, single=text not in _WANT_TWO)
        elif _plain_role(word, lexicon) and not (
            word.kind == "cap" and words[at - 1].text in lexicon.institution_heads
        ):
            yield from _after_role(reader, at, lower)
        elif lower in ("named", "called", "to") and word.kind == "low" and lower != "to":
            yield from _one(reader, here, FATE)
        elif word.kind == "low" and lower in lexicon.speech_verbs and words[at - 1].text in '”",’,':
            yield from _one(reader, here, QUOTE_TAG)
        elif lower in lexicon.fate_nouns and words[here].text == "of":
            yield from _listed(reader, here + 1, FATE, single=False)


def _after_role(reader: _NameReader, at: int, role: str) -> Iterator[Found]:
    words, lexicon = reader.words, reader.lexicon
    here = at + 1
    following = words[here]
    if following.text == "and" and _plain_role(words[here + 1], lexicon):
        return  # "lawyer and activist X": the second role speaks
    if following.text == "of" and role in lexicon.fate_nouns:
        yield from _listed(reader, here + 1, ROLE, single=role in _KIN)
    elif following.text == "," and _owned(words, at, lexicon):
        name = reader.full(here + 1)  # "her lawyer, X Y,"
        if name > here + 1:
            yield here + 1, name, APPOSITION
    elif following.text in ("of", "for", "on", "in", "to"):
        if role not in lexicon.plural_roles:
            yield from _after_office(reader, here)
    elif following.kind in ("cap", "initial") or following.text in lexicon.leading_particles or "-" in following.text:
        yield from _listed(reader, here, ROLE, single=role not in lexicon.weak_roles or words[at].text in lexicon.ranks)


def _owned(words: Sequence[Word], at: int, lexicon: Lexicon) -> bool:
    """Whether a role noun belongs to somebody ("her lawyer", "Cao’s former lawyer") or is the only one ("its head")."""
    for before in range(at - 1, max(at - 5, -1), -1):
        word = words[before]
        if word.text.lower() in ("his", "her", "their", "its", "my", "our") or word.possessive:
            return True
        if word.kind not in ("low", "cap") or word.text.lower() in ("a", "an", "the", "as", "of"):
            return False
    return False


def _after_office(reader: _NameReader, at: int) -> Iterator[Found]:
    """Full names after an office with its field: "Special Rapporteur on torture X Y", "Minister of Health X Y"."""
    words, lexicon = reader.words, reader.lexicon
    for here in range(at + 1, at + 11):
        word = words[here]
        if word.kind in ("break", "mark", "number", "address") or word.possessive:
            return
        before = words[here - 1]
        opens = before.kind == "low" or reader.blocked(here - 1) or before.text in lexicon.stop
        if (
            word.kind == "cap"
            and opens
            and before.text not in lexicon.small_words
            and before.text not in ("on", "in", "to")
        ):
            name = reader.full(here)
            if name > here:
                yield here, name, ROLE
                return
        if word.kind == "low" and (word.text in lexicon.speech_verbs or word.text in lexicon.copulas):
            return


def _one(reader: _NameReader, at: int, confidence: float) -> Iterator[Found]:
    last = reader.full(at)
    if last > at:
        yield at, last, confidence


def _listed(reader: _NameReader, at: int, confidence: float, *, single: bool) -> Iterator[Found]:
    """The name at `at` and full names joined to it: "lawyers X Y, Z W and V U". single: one word suffices."""
    words = reader.words
    last = reader.read(at) if single else reader.full(at)
    if last == at:
        return
    yield at, last, confidence
    while not words[last - 1].possessive:
        step = last
        if words[step].text == "(":  # "X Y (Chair), Z W"
            closing = next((n for n in range(step, min(step + 9, len(words))) if words[n].text == ")"), step)
            step = closing + (closing > step)
        if words[step].text == ",":
            step += 1
        if words[step].text in ("and", "&", "or"):
            step += 1
        if step == last or words[step - 1].text == ")":
            return
        after = reader.full(step)
        if after == step and words[step - 1].text == "and" and last - at == 1:
            after = reader.read(step)  # "sister of Nilu and Tamo"
        if after == step:
            return
        yield step, after, round(confidence - 0.1, 2)
        last = after


def _before_evidence(reader: _NameReader, first: int, last: int) -> Iterator[Found]:
    """Names before an age, an apposition, a verb of speech or fate, or what they own."""
    words, lexicon = reader.words, reader.lexicon
    at = first
    while at < last:
        if not words[at].capital and "-" not in words[at].text and words[at].text not in lexicon.leading_particles:
            at += 1
            continue
        end = reader.full(at)
        if end > at:
            if not _in_place(words, at) and words[at - 1].text not in _ROMANCE_ARTICLES:
                confidence = _evidence_after(reader, end) or _evidence_inside(reader, at, end)
                for found in _listed(reader, at, confidence, single=False) if confidence else ():
                    yield found
                    end = found[1]
            at = end
            continue
        end = reader.read(at)
        if end > at:
            bare = words[at - 1].text if at > first else ""
            if _described(words, end, lexicon) and not _in_place(words, at) and bare.lower() not in ("the", "a", "an"):
                yield at, end, FATE
            at = end
            continue
        at += 1


def _in_place(words: Sequence[Word], at: int) -> bool:
    """Whether the words before a run make it a place: "in Buenos Aires, a judge"."""
    return at > 0 and words[at - 1].text.lower() in _PLACING


def _evidence_after(reader: _NameReader, end: int, *, joined: bool = True) -> float:
    """How sure the words after a run make it a person; 0.0 where they do not. joined: "and" with a person counts."""
    words, lexicon = reader.words, reader.lexicon
    if words[end - 1].possessive:
        return FATE if words[end].text in lexicon.owned_nouns else 0.0
    following, next_but_one = words[end], words[end + 1]
    if (
        following.text == "("
        and words[end + 2].text in (")", ",")
        and (_age(next_but_one) or next_but_one.text in _SEX)
    ):
        return AGE
    if following.text == "(" and any(words[n].text.lower() in lexicon.roles for n in (end + 1, end + 2)):
        return APPOSITION
    if following.text == ",":
        if _age(next_but_one) and words[end + 2].text in (",", ".", "and"):
            return AGE
        if next_but_one.text in ("aged", "who", "whose"):
            return AGE if next_but_one.text == "aged" else FATE
        if _described(words, end, lexicon):
            return APPOSITION
    if joined and following.text == "and":
        second = reader.full(end + 1)
        return min(_evidence_after(reader, second, joined=False), FATE) if second > end + 1 else 0.0
    if following.kind == "low":
        if following.text in lexicon.speech_verbs:
            return QUOTE_TAG
        if following.text in ("was", "is", "were", "has", "had", "been", "remains", "who"):
            here = end + 1
            while words[here].kind == "low" and here < end + 4:
                if words[here].text in lexicon.fate_verbs or words[here].text in lexicon.roles:
                    return FATE
                here += 1
    return 0.0


def _evidence_inside(reader: _NameReader, at: int, end: int) -> float:
    """How sure a full name's own form makes it a person: a frequent given name first, or a family name of East Asia
    before syllables of its language. 0.0 where it does not."""
    words, lexicon = reader.words, reader.lexicon
    before = words[at - 1] if at else words[-1]
    joined = before.end + 1 == words[at].start and not before.possessive
    if joined and before.text.lower() in lexicon.particles:
        return 0.0
    if joined and before.kind == "cap" and before.text not in lexicon.stop and before.text.lower() not in lexicon.roles:
        return 0.0
    if joined and (before.text in lexicon.institution_heads or before.text in lexicon.storms_and_places):
        return 0.0
    first, rest = words[at].text, [word.text for word in words[at + 1 : end]]
    if words[end].kind == "cap" and not words[end - 1].possessive:
        return 0.0  # the run goes on: a title, a body
    if first in lexicon.given_names or first in lexicon.vietnamese or "bin" in rest or "ibn" in rest or "binti" in rest:
        return FORM
    if first in lexicon.family_first and first not in _COMMON and len(rest) == 1:
        return FORM if _MANDARIN.fullmatch(rest[0]) or _HYPHENATED.fullmatch(rest[0]) else 0.0
    return 0.0


def _age(word: Word) -> bool:
    return word.text.isdigit() and 1 <= int(word.text) <= 110


def _described(words: Sequence[Word], end: int, lexicon: Lexicon) -> bool:
    """Whether ", a prominent human rights defender" follows: a noun phrase with a role noun before its first mark."""
    if words[end].text != "," or words[end - 1].possessive:
        return False
    for here in range(end + 1, end + 9):
        word = words[here]
        if word.kind not in ("low", "cap", "initial", "number") or word.text in _CLAUSE:
            return False
        if word.text.lower() in lexicon.roles and not word.possessive:
            after = words[here + 1]
            return word.text.lower() not in lexicon.plural_roles and after.kind != "cap"
        if word.text in ("of", "for", "at", "from", "with", "by", "on"):
            return False
    return False


def _contact_line(reader: _NameReader, first: int, last: int) -> Iterator[Found]:
    """ "Name, Role, Organisation", "Name – Role", "Contact: Name", "By Name", or a name above a line with its role."""
    words, lexicon = reader.words, reader.lexicon
    at = first
    labelled = words[at].text in ("By", "Contact", "Contacts", "Author", "Signed", "Media") or words[at].text == "Press"
    while (
        labelled
        and at < first + 3
        and words[at].text in ("By", "Contact", "Contacts", "Author", "Signed", "Media", "Press")
    ):
        at += 1
    if labelled and words[at].text == ":":
        at += 1
    if words[at].text in ("-", "•", "*", "–"):
        at += 1
    while words[at].text in lexicon.honorifics or (words[at].text == "." and words[at - 1].text in lexicon.honorifics):
        at += 1
    end = reader.full(at)
    if end == at or words[end - 1].possessive:
        return
    if end == last:
        below = last - first <= 4 and _role_line(words, last + 1, lexicon)
        if labelled or below or _role_above(words, first, lexicon):
            yield at, end, LINE
    elif words[end].text in (",", "–", "—", "-", "|", "(", ":") and last - end <= 24:
        following = [word.text.lower() for word in words[end + 1 : min(end + 8, last)]]
        reach = next((n for n, text in enumerate(following) if text in (",", "|", ";", "–", "—", "(")), len(following))
        prose = words[last - 1].text == "." and any(word.kind == "low" for word in words[end + 1 : end + 3])
        if not prose and any(text in lexicon.roles for text in following[:reach]):
            yield at, end, LINE


def _role_above(words: Sequence[Word], first: int, lexicon: Lexicon) -> bool:
    """Whether the line before the one that begins at `first` is an office alone: "Head of the Judiciary"."""
    at = first - 2
    while at >= 0 and words[at].kind in ("cap", "low"):
        at -= 1
    at += 1
    office = words[at : first - 1]
    if not 1 <= len(office) <= 8 or (at > 0 and words[at - 1].kind != "break") or office[0].kind != "cap":
        return False
    return any(word.text.lower() in lexicon.roles for word in office[:4])


def _role_line(words: Sequence[Word], at: int, lexicon: Lexicon) -> bool:
    """Whether the line that begins at `at` is short and opens with a role: "Executive Director, Example Watch"."""
    here = at
    while here < len(words) and words[here].kind != "break" and here < at + 5:
        if words[here].text.lower() in lexicon.roles:
            return True
        here += 1
    return False
