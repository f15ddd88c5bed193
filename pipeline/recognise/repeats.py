"""Further occurrences of names already found in the same text.

A recogniser reads each sentence by itself; a statement names its people in full once and by surname afterwards, and
its headline in capitals. What was certain in one place carries over to the others.
"""

import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache

from spacy.tokens import Doc

from pipeline.recognise.lexicon import Lexicon
from pipeline.recognise.organisation_patterns import is_acronym
from pipeline.recognise.words import Word
from pipeline.statement import Name

_SURNAME, _GIVEN = 0.85, 0.7  # confidence in a surname alone, in a first word alone
_SENTENCE_END = frozenset('.?!:“”"•')


@dataclass(frozen=True, slots=True)
class _Form:
    """A way to write a name: its folded parts, and how sure a find is."""

    parts: tuple[str, ...]
    name: Name
    confidence: float
    exact: str | None  # the only surface allowed; None: any with capitals
    short: bool  # stands for a name only where no other capitalised word adjoins


def repeats(
    words: Sequence[Word], doc: Doc, names: Sequence[Name], protected: Sequence[tuple[int, int]], lexicon: Lexicon
) -> list[Name]:
    """Occurrences of `names` outside `names` and `protected`, in text order, none overlapping another."""
    forms: dict[str, list[_Form]] = {}
    for form in _forms(words, names, lexicon):
        forms.setdefault(form.parts[0], []).append(form)
    for same_start in forms.values():
        same_start.sort(key=lambda form: (-len(form.parts), form.short, form.name.start))
    owners = _owners(words, names, protected)
    tagged = doc if doc.has_annotation("TAG") else None  # looks at every token: once a text
    found: list[Name] = []
    at = 0
    while at < len(words) - 1:
        last = at
        if words[at].capital and at not in owners:
            for form in forms.get(_parts(words[at].text)[0], ()):
                last = _match(words, at, form, owners)
                if last > at and (not form.short or _stands_alone(words, at, last, owners, tagged, lexicon)):
                    start, end = words[at].start, words[last - 1].end
                    found.append(Name(start, end, form.name.label, "pattern", form.confidence, form.name.entry))
                    break
                last = at
        at = max(last, at + 1)
    return found


@lru_cache(maxsize=65536)
def _parts(text: str) -> tuple[str, ...]:
    """Folded parts of a word: "Hang-tung" and "Hang Tung" read alike."""
    plain = "".join(ch for ch in unicodedata.normalize("NFKD", text) if not unicodedata.combining(ch)).casefold()
    plain = plain.replace("’", "'").replace("ʼ", "'").replace("‑", "-")
    return tuple(part for part in plain.split("-") if part) or (plain,)


def _forms(words: Sequence[Word], names: Sequence[Name], lexicon: Lexicon) -> Iterator[_Form]:
    """The forms of each name, once for each folded form."""
    seen: set[tuple[tuple[str, ...], str]] = set()
    at = 0
    for name in sorted(names, key=lambda n: n.start):
        while words[at].end <= name.start and at < len(words) - 1:
            at += 1
        here = at
        inside = []
        while here < len(words) - 1 and words[here].start < name.end:
            if words[here].kind not in ("mark", "break", "address"):
                inside.append(words[here])
            here += 1
        if not inside:
            continue
        made = _person_forms(name, inside, lexicon) if name.label == "PERSON" else _body_forms(name, inside, lexicon)
        for form in made:
            key = (form.parts, form.exact or name.label)
            if key not in seen:
                seen.add(key)
                yield form


def _person_forms(name: Name, inside: Sequence[Word], lexicon: Lexicon) -> Iterator[_Form]:
    texts = [word.text for word in inside]
    yield _Form(_joined(texts), name, name.confidence, None, len(texts) == 1)
    for first in range(1, len(texts)):
        rest = texts[first:]
        if len(rest) == 1 and (len(rest[0]) < 2 or rest[0] in lexicon.suffixes or inside[first].kind == "initial"):
            continue
        if all(text.lower() in lexicon.particles for text in rest):
            continue
        yield _Form(_joined(rest), name, min(name.confidence, _SURNAME), None, True)
    for last in range(2, len(texts)):
        if texts[last - 1].lower() not in lexicon.particles:
            yield _Form(_joined(texts[:last]), name, min(name.confidence, _SURNAME), None, True)
    if len(texts) > 1 and inside[0].kind == "cap" and texts[0].lower() not in lexicon.particles:
        sure = _SURNAME if texts[0] in lexicon.family_first else _GIVEN
        yield _Form(_joined(texts[:1]), name, min(name.confidence, sure), None, True)


def _body_forms(name: Name, inside: Sequence[Word], lexicon: Lexicon) -> Iterator[_Form]:
    """Bodies recur word for word; a single plain word ("Council") is left to the joining of organisations."""
    if name.label != "ORG":
        return
    texts = [word.text for word in inside]
    single = len(texts) == 1 and not is_acronym(inside[0])
    if single and (texts[0] in lexicon.stop or texts[0] in lexicon.institution_heads):
        return
    yield _Form(_joined(texts), name, name.confidence, " ".join(texts), single)


def _joined(texts: Sequence[str]) -> tuple[str, ...]:
    return tuple(part for text in texts for part in _parts(text))


def _owners(words: Sequence[Word], names: Sequence[Name], protected: Sequence[tuple[int, int]]) -> dict[int, str]:
    """Index of each word in a name or a protected stretch → the name's label, "" for protected."""
    spans = sorted([(n.start, n.end, n.label) for n in names] + [(a, b, "") for a, b in protected])
    owners: dict[int, str] = {}
    at = 0
    for start, end, label in spans:
        while at > 0 and words[at].start > start:
            at -= 1
        while at < len(words) - 1 and words[at].start < end:
            if words[at].end > start:
                owners.setdefault(at, label)
            at += 1
    return owners


def _match(words: Sequence[Word], at: int, form: _Form, owners: dict[int, str]) -> int:
    """Index after the occurrence of `form` that begins at `at`; `at` where there is none."""
    done, here = 0, at
    while done < len(form.parts):
        word = words[here]
        if word.kind in ("mark", "break", "address") or here in owners or (done and words[here - 1].possessive):
            return at
        parts = _parts(word.text)
        if form.parts[done : done + len(parts)] != parts:
            return at
        done += len(parts)
        here += 1
    if form.exact is not None and " ".join(word.text for word in words[at:here]) != form.exact:
        return at
    return here


def _stands_alone(
    words: Sequence[Word], first: int, last: int, owners: dict[int, str], doc: Doc | None, lexicon: Lexicon
) -> bool:
    """Whether a part of a name is a name by itself here, not part of another one or an ordinary word. doc: tagged."""
    before = words[first - 1] if first > 0 else words[-1]
    after = words[last]
    titled = before.text in lexicon.honorifics or (
        before.text == "." and first > 1 and words[first - 2].text in lexicon.honorifics
    )
    text = words[first].text
    if last - first == 1 and not titled and (text in lexicon.stop or (text.isupper() and len(text) < 3)):
        return False
    if before.capital and not before.possessive and before.end + 1 == words[first].start and not titled:
        belongs = owners.get(first - 1)
        ordinary = before.text in lexicon.stop or before.text.lower() in lexicon.roles
        if belongs == "PERSON" or (belongs is None and not ordinary):
            return False
    if after.capital and not words[last - 1].possessive and after.start == words[last - 1].end + 1:
        return after.text in lexicon.function_words
    opens = before.kind == "break" or before.text in _SENTENCE_END
    if opens and not titled and doc is not None:
        span = doc.char_span(words[first].start, words[last - 1].end, alignment_mode="expand")
        return span is None or any(token.tag_.startswith(("NNP", "FW")) for token in span)
    return True
