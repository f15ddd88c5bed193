"""Names that the trained model misses but form and context make certain, and what hides names.

    >>> [clean.text[n.start : n.end] for n in pattern_names(clean, doc)]
    ['Asel Nurbekova', 'Centre for Open Courts', 'COC']

`pattern_names` reads one text from scratch, `repeated_names` finds the other occurrences of the names that the merge
kept, `protected_spans` says where no person, state or body may be read.
"""

import re
from bisect import bisect_right
from collections.abc import Callable, Sequence
from typing import Literal

from spacy.tokens import Doc

from pipeline.recognise.described_bodies import described_spans
from pipeline.recognise.lexicon import lexicon
from pipeline.recognise.organisation_patterns import (
    document_spans,
    is_acronym,
    mandate_spans,
    office_spans,
    organisation_spans,
)
from pipeline.recognise.person_patterns import person_spans
from pipeline.recognise.repeats import repeats
from pipeline.recognise.words import Word, read_words
from pipeline.statement import CleanText, Name

# Symbols of documents: "A/HRC/36/7", "CCPR/C/IND/CO/4".
_SYMBOL = re.compile(r"\b(?=[\w./]*\d)[A-Z]{1,5}(?:/[A-Z][A-Za-z]{0,8}\.?|/\d+){2,}(?:/[\w.]+)*\b")
_CLAUSE_TAGS = frozenset({"VBD", "VBZ", "VBP", "MD", "WDT", "WP", "WRB", "PRP", "EX"})
# Of the words that end a role phrase, those that a mandate's field holds: "the right to food", "human rights in Iran".
_FIELD_WORDS = frozenset({"and", "of", "in", "on", "for", "to", "from", "with"})


def pattern_names(clean: CleanText, doc: Doc, registry: Sequence[Name] = ()) -> list[Name]:
    """Persons and bodies by pattern, in text order; they may overlap each other and the registry's names.

    registry: what the registry matched in this text. Its states and bodies are no parts of persons' names, and its
    demonyms are kept out of the names of ministries and courts.
    """
    words, data = read_words(clean.text), lexicon()
    states = _covers(words, [n for n in registry if n.label in ("STATE", "LOC")])
    demonyms = _covers(words, [n for n in registry if n.form in ("demonym", "people")])
    known = _covers(words, [n for n in registry if n.label != "PERSON"])
    tagged = doc.has_annotation("TAG")  # looks at every token: once a text
    people = person_spans(words, data, known)
    if tagged:
        people = [found for found in people if not _unlikely(doc, words, *found[:2])]
    described = described_spans(words, data, is_known=known)
    covered = {at for first, last, _ in described for at in range(first, last)}
    people = [found for found in people if covered.isdisjoint(range(*found[:2]))]
    persons = {at for first, last, _ in people for at in range(first, last)}.__contains__
    bodies = described + organisation_spans(words, data, is_state=states, is_demonym=demonyms, is_person=persons)
    bodies += mandate_spans(words, data, lambda at: persons(at) or _clause(doc if tagged else None, words[at]))
    bodies += office_spans(words, data, is_known=known, is_person=persons)
    names = [_name(words, "PERSON", *found) for found in people]
    names += [_name(words, "ORG", *found) for found in bodies]
    return sorted(_surest(names), key=lambda n: (n.start, n.end))


def repeated_names(
    clean: CleanText, doc: Doc, names: Sequence[Name], protected: Sequence[tuple[int, int]] = ()
) -> list[Name]:
    """The other occurrences of the persons and bodies in `names`: in full, in capitals, by surname, by acronym.

    names: the merged names of this text, without overlaps; protected: as `protected_spans` gives them. What comes back
    touches neither.
    """
    return repeats(read_words(clean.text), doc, names, protected, lexicon())


def protected_spans(clean: CleanText, registry: Sequence[Name] = ()) -> list[tuple[int, int]]:
    """Half-open stretches of laws, treaties, prizes, days, documents and their symbols, buildings and addresses.

    So are the acronyms that a bracket gives them. No person, state or body stands in these
    stretches: "Hong Kong Basic Law", "Václav Havel Prize", "name@example.org".
    """
    words, data = read_words(clean.text), lexicon()
    demonyms = _covers(words, [n for n in registry if n.form in ("demonym", "people")])
    documents = document_spans(words, data, demonyms)
    spans = [(words[a].start, words[b - 1].end) for a, b in documents]
    acronyms = {words[b + 1].text for _, b in documents if words[b].text == "(" and words[b + 2].text == ")"}
    spans += [(word.start, word.end) for word in words if word.text in acronyms and is_acronym(word)]
    spans += [(word.start, word.end) for word in words if word.kind == "address"]
    spans += [match.span() for match in _SYMBOL.finditer(clean.text)]
    return sorted(spans)


def _covers(words: Sequence[Word], names: Sequence[Name]) -> Callable[[int], bool]:
    """A test whether the word at an index lies in one of the names."""
    inside = set()
    starts = [word.start for word in words]
    for name in names:
        at = max(bisect_right(starts, name.start) - 1, 0)
        while at < len(words) and words[at].start < name.end:
            if words[at].end > name.start:
                inside.add(at)
            at += 1
    return inside.__contains__


def _name(words: Sequence[Word], label: Literal["PERSON", "ORG"], first: int, last: int, confidence: float) -> Name:
    return Name(words[first].start, words[last - 1].end, label, "pattern", confidence)


def _unlikely(doc: Doc, words: Sequence[Word], first: int, last: int) -> bool:
    """Whether the tagger takes every capitalised word of a run for something else than a noun or a foreign word."""
    span = doc.char_span(words[first].start, words[last - 1].end, alignment_mode="expand")
    return span is not None and not any(token.tag_[:2] in ("NN", "FW", "JJ", "XX") for token in span)


def _clause(doc: Doc | None, word: Word) -> bool:
    """Whether a word is a finite verb, a pronoun, a subordinator: the end of a noun phrase. doc: with tags."""
    data = lexicon()
    if word.text in _FIELD_WORDS:
        return False
    if word.text in data.phrase_ends or word.text in data.calendar or word.text in data.prepositions_of_topic:
        return True
    if doc is None:
        return False
    span = doc.char_span(word.start, word.end, alignment_mode="expand")
    return span is not None and span[0].tag_ in _CLAUSE_TAGS


def _surest(names: Sequence[Name]) -> list[Name]:
    """One name a span and label: the surest."""
    best: dict[tuple[int, int, str], Name] = {}
    for name in names:
        key = (name.start, name.end, name.label)
        if key not in best or best[key].confidence < name.confidence:
            best[key] = name
    return list(best.values())
