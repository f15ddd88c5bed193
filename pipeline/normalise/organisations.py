"""Mentions of bodies become organisations.

    >>> [(o.name, [m.text for m in o.mentions]) for o in join_organisations(recognised, signatories, registry)]
    [('Clear Rivers Forum', ['Clear Rivers Forum', 'CRF', 'Forum'])]

Joined are forms of one registry entry, a name with and without "the" or "UN", a long form and its acronym, and the
short forms ("the Council") that stand for the nearest body with that noun. Governments are states, not organisations.
"""

import re
import tomllib
import unicodedata
from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path

from pipeline.matching.registry import Registry
from pipeline.recognise.lexicon import lexicon
from pipeline.recognise.organisation_patterns import acronym_of, is_acronym
from pipeline.recognise.signatories import Signatory
from pipeline.recognise.words import Word, read_words, split_words
from pipeline.record import Organisation, OrganisationKind, OrganisationMention, OrganisationMentionKind
from pipeline.statement import Name, Recognised

_SHORT = 0.8  # confidence in a short form by its nearest antecedent
_SHORT_LOWER = 0.6
_CLOSING = "”\"’')"
_PREPOSITION = re.compile(r" (?:of|for|on|against|in|to|de|des|du) ")


@dataclass(frozen=True, slots=True)
class _Rules:
    """organisations.toml."""

    kinds: tuple[tuple[OrganisationKind, frozenset[str], re.Pattern[str] | None], ...]
    none: frozenset[str]
    short: re.Pattern[str]
    standalone: frozenset[str]
    lower: re.Pattern[str]


@cache
def _rules() -> _Rules:
    data = tomllib.loads(Path(__file__).with_name("organisations.toml").read_text(encoding="utf-8"))

    def phrases(section: str, key: str) -> list[str]:
        return [phrase for phrase in "".join(data[section][key].splitlines()).split("|") if phrase]

    def pattern(alternatives: Sequence[str]) -> re.Pattern[str]:
        longest_first = sorted(alternatives, key=lambda text: (-len(text), text))
        return re.compile(r"\b(?:" + "|".join(map(re.escape, longest_first)) + r")\b(?![-\w])")

    return _Rules(
        kinds=tuple(
            (row["is"], frozenset(row["words"]), pattern(row["phrases"]) if row["phrases"] else None)
            for row in data["kind"]
        ),
        none=frozenset(data["none"]["words"].split()) | frozenset(phrases("none", "phrases")),
        short=pattern(data["short"]["heads"].split() + phrases("short", "phrases")),
        standalone=frozenset(data["short"]["standalone"].split()),
        lower=pattern(phrases("short", "lower")),
    )


@dataclass(slots=True)
class _Body:
    """An organisation as it grows."""

    mentions: list[OrganisationMention] = field(default_factory=list)
    entry: str | None = None
    acronym: str | None = None
    signatory: bool = False
    country: str | None = None
    kind: OrganisationKind | None = None
    named_at: list[int] = field(default_factory=list)  # where its longer forms begin, ascending


def join_organisations(
    recognised: Recognised, signatories: Sequence[Signatory], registry: Registry
) -> list[Organisation]:
    """Organisations by first mention, ids "o1", "o2", ..., each with its mentions in text order.

    registry: tells the kind of the entries that the names carry, and the ids by which records call them.
    """
    text, rules = recognised.clean.text, _rules()
    named = [n for n in recognised.names if n.label == "ORG" and not _no_body(text[n.start : n.end], n, rules)]
    short = [n for n in named if n.entry is None and n.by != "section" and rules.short.fullmatch(text[n.start : n.end])]
    bodies = [_body(text, members) for members in _group(text, [n for n in named if n not in short])]
    left = []
    heads = [(body, _heads(body, rules)) for body in bodies]
    for name in short:
        body = _antecedent(_fitting(heads, text[name.start : name.end]), name.start)
        if body:
            body.mentions.append(_mention(text, name, "short"))
        elif " " in text[name.start : name.end] or text[name.start : name.end] in rules.standalone:
            left.append(name)
    bodies += [_body(text, members) for members in _group(text, left)]
    _describe(text, bodies, signatories, registry, rules)
    _add_short_forms(recognised, bodies, rules)
    for body in bodies:
        body.mentions.sort(key=lambda mention: mention.start)
    bodies.sort(key=lambda body: body.mentions[0].start)
    return [_organisation(f"o{n}", body, registry) for n, body in enumerate(bodies, start=1)]


def _body(text: str, members: Sequence[Name]) -> _Body:
    entries = [name.entry for name in members if name.entry]
    if any(" " in text[n.start : n.end] and n.entry is None for n in members) and all(
        n.entry is None or _acronym_like(text[n.start : n.end]) for n in members
    ):
        entries = []  # the text gives the acronym another meaning than the registry
    mentions = [
        _mention(text, name, "acronym" if _acronym_like(text[name.start : name.end]) else "full") for name in members
    ]
    named_at = sorted(mention.start for mention in mentions if mention.kind != "acronym")
    return _Body(mentions=mentions, entry=entries[0] if entries else None, named_at=named_at)


def _mention(text: str, name: Name, kind: OrganisationMentionKind) -> OrganisationMention:
    return OrganisationMention(
        start=name.start, end=name.end, text=text[name.start : name.end], kind=kind, confidence=name.confidence
    )


def _no_body(surface: str, name: Name, rules: _Rules) -> bool:
    """Whether a name is a group, a procedure or a document that a recogniser took for a body."""
    if name.by in ("registry", "section"):
        return False
    bare = re.sub(r"^(?:the|an?|The) ", "", surface)
    if bare in rules.none or not any(ch.isupper() for ch in bare):
        return True
    documents = lexicon().document_heads
    last = re.split(r"[ -]", bare)[-1].capitalize()
    return last in documents or bare.split(" ")[0].rpartition("-")[2] in documents


def _key(surface: str) -> str:
    """What forms of one name share: no article, no United Nations before it, straight quotes, no case."""
    plain = unicodedata.normalize("NFKC", surface).replace("’", "'").replace("‑", "-").replace("&", "and")
    plain = re.sub(r"\s+", " ", plain).strip().casefold()
    plain = re.sub(r"^the ", "", plain)
    plain = re.sub(r" of the (?:united nations|un)$", "", plain)
    bare = re.sub(r"^(?:u\.?n\.?|united nations)(?:'s)? (?=\w+ \w)", "", plain)
    return bare.replace(".", "").replace("organization", "organisation").replace("center", "centre")


def _acronym_like(surface: str) -> bool:
    words = split_words(surface)
    return words[1].kind == "break" and is_acronym(words[0])


def _group(text: str, named: Sequence[Name]) -> list[list[Name]]:
    """The names by organisation, in the order of their first name."""
    parent = list(range(len(named)))
    entry = [name.entry for name in named]  # of each root

    def root(at: int) -> int:
        while parent[at] != at:
            at = parent[at]
        return at

    def join(one: int, other: int) -> None:
        first, second = sorted((root(one), root(other)))
        if entry[first] is None or entry[second] is None or entry[first] == entry[second]:
            parent[second] = first  # never two entries of the registry
            entry[first] = entry[first] or entry[second]

    by_key: dict[str, int] = {}
    for at, name in enumerate(named):
        keys = [_key(text[name.start : name.end])]
        if name.entry:
            keys.insert(0, f"#{name.entry}")
        for key in keys:
            if key in by_key:
                join(by_key[key], at)
            else:
                by_key[key] = at
    for long, acronym in _introductions(text, named):
        join(long, acronym)
    for long, opening in _openings(text, by_key, named):
        join(long, opening)
    for long, acronym in _spelt(text, named):
        join(long, acronym)
    groups: dict[int, list[Name]] = {}
    for at, name in enumerate(named):
        groups.setdefault(root(at), []).append(name)
    return list(groups.values())


def _openings(text: str, by_key: Mapping[str, int], named: Sequence[Name]) -> Iterator[tuple[int, int]]:
    """Names that open just one longer name: "Permanent Mission" of "Permanent Mission of Ruritania"."""
    keys = [key for key in by_key if not key.startswith("#")]
    for key in keys:
        name = named[by_key[key]]
        if name.entry is None and not _acronym_like(text[name.start : name.end]):
            longer = [other for other in keys if other.startswith(key + " ")]
            if len(longer) == 1:
                yield by_key[longer[0]], by_key[key]


def _introductions(text: str, named: Sequence[Name]) -> Iterator[tuple[int, int]]:
    """Pairs that a bracket makes one: "Clear Rivers Forum (CRF)", "CRF (Clear Rivers Forum)"."""
    for at in range(len(named) - 1):
        first, second = named[at], named[at + 1]
        between = text[first.end : second.start]
        after = text[second.end : second.end + 1]
        if re.fullmatch(r" ?\((?:the |hereafter |hereinafter )?[“\"‘']?", between) and after in (
            *_CLOSING,
            ",",
            ";",
            " ",
        ):
            short = min(text[first.start : first.end], text[second.start : second.end], key=len)
            if _acronym_like(short) or (first.entry is not None and first.entry == second.entry):
                yield at, at + 1


def _spelt(text: str, named: Sequence[Name]) -> Iterator[tuple[int, int]]:
    """Acronyms that nobody introduced, and the one long form in the text whose initials they are."""
    longs: dict[str, int] = {}
    for at, name in enumerate(named):
        surface = text[name.start : name.end]
        if " " in surface:
            longs.setdefault(_key(surface), at)
    spelt = [(_plain(text, named[n]), n) for n in longs.values()]
    read: set[str] = set()
    for at, name in enumerate(named):
        surface = text[name.start : name.end]
        if name.entry is None and len(surface) >= 3 and surface not in read and _acronym_like(surface):
            read.add(surface)  # its other occurrences have the same key
            fitting = [n for words, n in spelt if acronym_of(words, surface)]
            if len(fitting) == 1:
                yield fitting[0], at


def _plain(text: str, name: Name) -> list[Word]:
    return [word for word in split_words(text[name.start : name.end]) if word.kind not in ("break", "mark")]


def _describe(
    text: str, bodies: Sequence[_Body], signatories: Sequence[Signatory], registry: Registry, rules: _Rules
) -> None:
    """Kind, acronym, signature and country of each body."""
    signed = {s.start: s for s in signatories if s.kind == "organisation"}
    for body in bodies:
        acronyms = [m.text for m in body.mentions if m.kind == "acronym"]
        body.acronym = acronyms[0] if acronyms else None
        if body.entry is not None and (entry := registry.entries.get(body.entry)) is not None:
            body.kind = entry.kind if entry.kind not in ("state", "region") else "other"  # type: ignore[assignment]
        for mention in body.mentions:
            signature = signed.get(mention.start)
            if signature:
                body.signatory = True
                body.country = body.country or signature.country
        if body.kind is None:
            body.kind = _kind(_fullest(body), body.signatory, rules)


def _kind(name: str, signatory: bool, rules: _Rules) -> OrganisationKind:
    if signatory:
        return "ngo"
    words = {word.text + ("'s" if word.possessive else "") for word in split_words(name)}
    for kind, markers, phrase in rules.kinds:
        if not words.isdisjoint(markers) or (phrase is not None and phrase.search(name)):
            return kind
    return "other"


def _fullest(body: _Body) -> str:
    """The longest full form as printed; without an article, unless it is a signatory's own."""
    full = [m.text for m in body.mentions if m.kind == "full"] or [m.text for m in body.mentions]
    longest = max(full, key=lambda surface: (not surface.isupper(), len(surface)))
    return longest if body.signatory else re.sub(r"^[Tt]he ", "", longest)


def _add_short_forms(recognised: Recognised, bodies: Sequence[_Body], rules: _Rules) -> None:
    """ "the Council" and the like, each to the nearest body before it whose name has that noun as head."""
    text = recognised.clean.text
    words = read_words(text)
    starts = [word.start for word in words]
    names = recognised.names
    name_ends = [name.end for name in names]
    heads = [(body, _heads(body, rules)) for body in bodies]
    for pattern, confidence in ((rules.short, _SHORT), (rules.lower, _SHORT_LOWER)):
        for match in pattern.finditer(text):
            start, end = match.span()
            name = bisect_right(name_ends, start)
            if name < len(names) and names[name].start < end:
                continue
            first, last = bisect_left(starts, start), bisect_left(starts, end)
            small = pattern is rules.lower
            if not (_definite(words, first) if small else _alone(words, first, last)):
                continue
            fitting = _fitting(heads, match.group())
            if first and words[first - 1].text.lower() == "our":
                fitting = [body for body in fitting if body.signatory] or fitting
            body = _antecedent(fitting, start)
            if body is None or (small and (len(fitting) > 1 or body.kind not in ("un", "igo"))):
                continue
            body.mentions.append(
                OrganisationMention(start=start, end=end, text=match.group(), kind="short", confidence=confidence)
            )


def _fitting(heads: Sequence[tuple[_Body, frozenset[str]]], surface: str) -> list[_Body]:
    wanted = surface.lower().replace(" ", "-")
    return [body for body, own in heads if wanted in own]


def _heads(body: _Body, rules: _Rules) -> frozenset[str]:
    """The nouns by which a body may be called: in its full forms, before the first preposition or at the end."""
    found = set()
    for mention in body.mentions:
        if mention.kind != "full":
            continue
        core = _PREPOSITION.split(mention.text)
        for piece in (core[0], mention.text):
            for match in rules.short.finditer(piece):
                if match.end() == len(piece):
                    phrase = match.group().lower()
                    found.add(phrase.replace(" ", "-"))
                    found.add(phrase.split()[-1])
    return frozenset(found)


def _alone(words: Sequence[Word], first: int, last: int) -> bool:
    """Whether a capitalised noun is no part of a longer name."""
    data = lexicon()
    before, after = words[first - 1] if first else words[-1], words[last]
    adjoins = before.capital and not before.possessive and before.end + 1 == words[first].start
    if adjoins and before.text not in data.function_words:
        return False
    if words[last - 1].possessive:
        return True
    if after.capital:
        return after.text.lower() in data.roles or after.text in ("Session", "Resolution", "Decision", "States")
    if after.text in data.name_prepositions:
        following = words[last + 1] if words[last + 1].text != "the" else words[last + 2]
        return following.kind != "cap"  # else the noun opens another body's name
    return True


def _definite(words: Sequence[Word], first: int) -> bool:
    """Whether an article stands before a noun written small, or "special" as in "a special council session"."""
    near = [word.text.lower() for word in words[max(first - 2, 0) : first]]
    return bool(near) and (near[-1] in ("the", "special") or near[0] == "the")


def _antecedent(fitting: Sequence[_Body], start: int) -> _Body | None:
    """The only body, or the one named nearest before; None where several are named, all of them after."""
    if len(fitting) <= 1:
        return fitting[0] if fitting else None
    before = []
    for at, body in enumerate(fitting):
        named = bisect_left(body.named_at, start)
        if named:
            before.append((body.named_at[named - 1], at))
    return fitting[max(before)[1]] if before else None


def _organisation(identifier: str, body: _Body, registry: Registry) -> Organisation:
    return Organisation(
        id=identifier,
        name=_fullest(body),
        acronym=body.acronym,
        kind=body.kind or "other",
        country=body.country,
        signatory=body.signatory,
        registry=registry.known_as.get(body.entry, body.entry) if body.entry else None,
        mentions=body.mentions,
    )
