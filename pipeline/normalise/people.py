"""Mentions of persons become people.

    >>> [(p.name, p.roles, [m.text for m in p.mentions]) for p in join_people(recognised, roles, organisations)]
    [('Asel Nurbekova', ['lawyer'], ['Asel Nurbekova', 'Nurbekova'])]

Full names are joined where one holds the other ("Berta Ríos", "Berta Ríos Flores"), where they differ in hyphens,
diacritics, initials or one spelling of a sound ("Mansoor", "Mansour"). A part of a name means the person who bears it;
where two do, the title's gender and then the nearest one before decides, and people are never joined by a shared part.
Names with one entry of a registry are one person, names with two are two.
"""

import re
import unicodedata
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache, lru_cache
from itertools import pairwise

from pipeline.recognise.lexicon import lexicon
from pipeline.recognise.words import split_words
from pipeline.record import Organisation, Person, PersonMention, PersonMentionKind
from pipeline.relate.roles import RoleFact
from pipeline.statement import Name, Recognised

_TIE = 0.6  # confidence in a surname that two people share
_SOUNDS = str.maketrans({"q": "k", "c": "k", "w": "v", "j": "y", "z": "s", "f": "v"})
_ALIAS = re.compile(
    r"(?:(?:also |better |otherwise )?known (?:as|by)(?: the (?:name|pen name|pseudonym))?|a\.?k\.?a\.?|pen name|alias)"
    r"[ ,:]*[“\"‘']?"
)

Parts = tuple[str, ...]


@dataclass(slots=True, eq=False)
class _Somebody:
    """A person as it grows: full forms and the names that mean them, as indices into the recognised names."""

    forms: list[Parts]
    members: list[int]
    tied: set[int] = field(default_factory=set)  # members by a surname that others share
    gender: str = ""
    entry: str | None = None  # of a registry

    def may_be(self, entry: str | None) -> bool:
        """Whether no registry tells it apart from an entry."""
        return entry is None or self.entry is None or entry == self.entry


class _Index:
    """People by the parts of their names and the sounds of these."""

    def __init__(self) -> None:
        self._people: dict[str, dict[_Somebody, None]] = {}

    def add(self, somebody: _Somebody, form: Parts) -> None:
        for part in form:
            for key in (part, "~" + _skeleton(part)):
                self._people.setdefault(key, {})[somebody] = None

    def sharing(self, form: Parts) -> list[_Somebody]:
        """Who shares a part with a form, or its sound, each once."""
        found: dict[_Somebody, None] = {}
        for part in form:
            for key in (part, "~" + _skeleton(part)):
                found.update(self._people.get(key, {}))
        return list(found)


def join_people(
    recognised: Recognised, roles: Sequence[RoleFact], organisations: Sequence[Organisation]
) -> list[Person]:
    """People by first mention, ids "p1", "p2", ..., mentions in text order; affiliations are ids of `organisations`."""
    text, names = recognised.clean.text, recognised.names
    persons = [at for at, name in enumerate(names) if name.label == "PERSON"]
    parts = {at: _parts(text[names[at].start : names[at].end]) for at in persons}
    gender = {at: _gender(text, names[at]) for at in persons}
    people = _full_names(names, persons, parts)
    _join_aliases(text, names, people, parts)
    _short_names(names, persons, parts, gender, people)
    people.sort(key=lambda somebody: min(somebody.members))
    bodies = {mention.start: body.id for body in organisations for mention in body.mentions}
    return [_person(f"p{n}", somebody, recognised, parts, roles, bodies) for n, somebody in enumerate(people, start=1)]


def _parts(surface: str) -> Parts:
    """A name's parts, folded; particles stay, since they tell names apart; nicknames in quotation marks go."""
    bare = re.sub(r"[“\"‘«(][^”\"’»)]*[”\"’»)]", " ", surface)
    plain = "".join(ch for ch in unicodedata.normalize("NFKD", bare or surface) if not unicodedata.combining(ch))
    plain = plain.casefold().replace("’", "'").replace("ʼ", "'")
    found = tuple(re.findall(r"[\w']+", plain))
    return found or (surface.casefold(),)


@lru_cache(maxsize=65536)
def _proper(parts: Parts) -> Parts:
    """Parts without particles and suffixes."""
    data = lexicon()
    left = tuple(part for part in parts if part not in data.particles and part not in ("jr", "sr", "ii", "iii"))
    return left or parts


def _full_names(names: Sequence[Name], persons: Sequence[int], parts: Mapping[int, Parts]) -> list[_Somebody]:
    """People by their full forms: the longest first, so that shorter ones find what they are part of."""
    distinct: dict[Parts, list[int]] = {}
    for at in persons:
        if len(_proper(parts[at])) > 1:
            distinct.setdefault(parts[at], []).append(at)
    people: list[_Somebody] = []
    index = _Index()
    for form, members in sorted(distinct.items(), key=lambda item: (-len(item[0]), item[1][0])):
        entry = next((entry for at in members if (entry := names[at].entry)), None)
        fitting = [p for p in people if entry is not None and p.entry == entry] or [
            p
            for p in index.sharing(_proper(form))
            if p.may_be(entry) and any(_same_person(form, other) for other in p.forms)
        ]
        if len(fitting) == 1:
            fitting[0].forms.append(form)
            fitting[0].members.extend(members)
            fitting[0].entry = fitting[0].entry or entry
            index.add(fitting[0], form)
        else:
            people.append(_Somebody([form], list(members), entry=entry))
            index.add(people[-1], form)
    return people


def _same_person(short: Parts, long: Parts) -> bool:
    """Whether two full forms may name one person; `short` has no more parts than `long`."""
    one, other = _proper(short), _proper(long)
    if sorted(one) == sorted(other):
        return True  # hyphens, particles, the family name first or last
    if len(one) == len(other):
        return all(_same_part(a, b) for a, b in zip(one, other, strict=True)) and any(
            len(a) > 1 and a == b for a, b in zip(one, other, strict=True)
        )
    if len(one) > len(other) or len(one) < 2:
        return False
    if not _initial_or_same(one[0], other[0]):
        return one == other[-len(one) :]  # a name before the family name: "Tonyee Chow Hang-tung"
    at = 0
    for part in other:
        if at < len(one) and _initial_or_same(one[at], part):
            at += 1
    return at == len(one)


def _initial_or_same(one: str, other: str) -> bool:
    return one == other or (1 in (len(one), len(other)) and one[0] == other[0])


def _same_part(one: str, other: str) -> bool:
    """Equal, an initial, or two spellings of one sound."""
    if _initial_or_same(one, other):
        return True
    return len(one) > 3 and len(other) > 3 and one[0] == other[0] and _skeleton(one) == _skeleton(other)


@lru_cache(maxsize=65536)
def _skeleton(part: str) -> str:
    """Consonants in a coarse class, doubled ones once: "mansoor" and "mansour", "mohammed" and "muhamad"."""
    consonants = re.sub(r"[aeiouyhw']", "", part.replace("ph", "f").replace("kh", "k").translate(_SOUNDS))
    squeezed = re.sub(r"(.)\1+", r"\1", consonants)
    return squeezed if len(squeezed) > 2 or len(part) > 5 else part


def _join_aliases(text: str, names: Sequence[Name], people: list[_Somebody], parts: Mapping[int, Parts]) -> None:
    """ "X Y, known as Z W": both forms are one person."""
    owner = {member: somebody for somebody in people for member in somebody.members}
    members = sorted(parts)
    for first, second in pairwise(members):
        if not _ALIAS.fullmatch(text[names[first].end : names[second].start].strip(" (,")):
            continue
        one, other = owner.get(first), owner.get(second)
        if one is None or one is other or not one.may_be(other.entry if other else names[second].entry):
            continue
        one.entry = one.entry or (other.entry if other else names[second].entry)
        one.members.extend(other.members if other else [second])
        one.forms.extend(other.forms if other else [parts[second]])
        if other:
            people.remove(other)
        for member in one.members:
            owner[member] = one


def _gender(text: str, name: Name) -> str:
    """ "m" or "f" by the title or the noun of kin right before a name, else ""."""
    data = lexicon()
    before = re.findall(r"[\w’'-]+", text[max(0, name.start - 24) : name.start].split("\n")[-1])
    for word in reversed(before[-2:]):
        if word in data.male:
            return "m"
        if word in data.female:
            return "f"
        if word[:1].islower() and word not in data.roles:
            return ""
    return ""


def _short_names(
    names: Sequence[Name],
    persons: Sequence[int],
    parts: Mapping[int, Parts],
    gender: Mapping[int, str],
    people: list[_Somebody],
) -> None:
    """Gives each part of a name to the person who bears it; what fits nobody is a person by itself."""
    for somebody in people:
        told = [gender[member] for member in somebody.members if gender[member]]
        somebody.gender = told[0] if told else ""
    done = {member for somebody in people for member in somebody.members}
    index = _Index()
    for somebody in people:
        for known in somebody.forms:
            index.add(somebody, known)
    for at in persons:
        if at in done:
            continue
        form = parts[at]
        entry = names[at].entry
        sharing = [p for p in index.sharing(_proper(form)) if p.may_be(entry)]
        ranked = [(rank, p) for p in sharing if (rank := max(_part_of(form, full) for full in p.forms))]
        best = max((rank for rank, _ in ranked), default=0)
        fitting = [p for rank, p in ranked if rank == best]
        if not fitting:
            same = next((p for p in people if entry is not None and p.entry == entry), None)
            if same is not None:
                same.members.append(at)
            else:
                people.append(_Somebody([form], [at], gender=gender[at], entry=entry))
                index.add(people[-1], form)
            continue
        chosen = _nearest(at, [p for p in fitting if not _contradicts(gender[at], p.gender)] or fitting)
        chosen.members.append(at)
        if len(fitting) > 1:
            chosen.tied.add(at)
        chosen.gender = chosen.gender or gender[at]


def _contradicts(one: str, other: str) -> bool:
    return bool(one and other and one != other)


def _part_of(form: Parts, full: Parts) -> int:
    """How well a form stands for a full name: 4 it is it, 3 its end, 2 its beginning where the family name stands
    first, 1 another part, 0 none."""
    bare, whole = _proper(form), _proper(full)
    if form == full or bare == whole:
        return 4
    if len(bare) >= len(whole):
        return 0
    family_first = whole[0] in _family_first()
    if bare == whole[: len(bare)] and family_first:
        return 3
    if bare == whole[-len(bare) :]:
        return 2 if family_first and len(bare) == 1 and len(whole) == 2 else 3
    if len(bare) == 1 and len(whole) > 2 and bare[0] == whole[1] and len(bare[0]) > 2:
        return 2  # the first of two surnames: "Cáceres" of "Berta Cáceres Flores"
    if bare == whole[: len(bare)] or (
        len(bare) == 1 and len(bare[0]) > 3 and _skeleton(bare[0]) == _skeleton(whole[-1])
    ):
        return 1
    return 1 if any(bare == whole[n : n + len(bare)] for n in range(1, len(whole))) else 0


@cache
def _family_first() -> frozenset[str]:
    return frozenset(_parts(name)[0] for name in lexicon().family_first)


def _nearest(at: int, people: Sequence[_Somebody]) -> _Somebody:
    """Who was mentioned last before a name, else who is mentioned first after it."""
    before = [p for p in people if min(p.members) < at]
    if before:
        return max(before, key=lambda p: max(member for member in p.members if member < at))
    return min(people, key=lambda p: min(p.members))


def _person(
    identifier: str,
    somebody: _Somebody,
    recognised: Recognised,
    parts: Mapping[int, Parts],
    roles: Sequence[RoleFact],
    bodies: Mapping[int, str],
) -> Person:
    text, names = recognised.clean.text, recognised.names
    members = sorted(somebody.members)
    fullest = _fullest(text, names, members, parts)
    name = text[names[fullest].start : names[fullest].end]
    mentions = [
        PersonMention(
            start=names[at].start,
            end=names[at].end,
            text=text[names[at].start : names[at].end],
            kind=_mention_kind(parts[at], parts[fullest]),
            confidence=min(names[at].confidence, _TIE) if at in somebody.tied else names[at].confidence,
        )
        for at in members
    ]
    own = set(members)
    facts = [fact for fact in roles if fact.person in own]
    spans = _role_spans(text, facts)
    affiliated = [names[fact.organisation].start for fact in facts if fact.organisation is not None]
    return Person(
        id=identifier,
        name=name,
        roles=[text[start:end] for start, end in spans],
        role_spans=spans,
        affiliations=list(dict.fromkeys(bodies[start] for start in affiliated if start in bodies)),
        registry=somebody.entry,
        confidence=max(mention.confidence for mention in mentions),
        mentions=mentions,
    )


def _fullest(text: str, names: Sequence[Name], members: Sequence[int], parts: Mapping[int, Parts]) -> int:
    """The name with the most parts; of equals one not in capitals, then the most frequent spelling, then the first."""
    surfaces = [text[names[at].start : names[at].end] for at in members]

    def rank(at: int) -> tuple[int, bool, int, int]:
        surface = text[names[at].start : names[at].end]
        written_out = sum(len(part) > 1 for part in parts[at])
        return written_out, not surface.isupper(), surfaces.count(surface), -at

    return max(members, key=rank)


def _mention_kind(form: Parts, fullest: Parts) -> PersonMentionKind:
    bare, whole = set(_proper(form)), set(_proper(fullest))
    if form == fullest or bare == whole or len(bare) > 1:
        return "full" if bare & whole else "alias"
    return "short" if _part_of(form, fullest) or _same_person(form, fullest) else "alias"


def _role_spans(text: str, facts: Sequence[RoleFact]) -> list[tuple[int, int]]:
    """Each wording once; one that only says less than another ("President" beside "Chinese President") goes."""
    kept: dict[str, tuple[int, int]] = {}
    for fact in facts:
        if fact.start is not None and fact.end is not None:
            kept.setdefault(text[fact.start : fact.end].casefold(), (fact.start, fact.end))
    words = {
        wording: frozenset(word.text for word in split_words(wording) if word.kind not in ("break", "mark"))
        for wording in kept
    }
    return [span for wording, span in kept.items() if not any(words[wording] < other for other in words.values())]
