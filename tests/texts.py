"""Clean texts, documents and names made by hand, so that no test of the name stages loads a model."""

from collections.abc import Sequence
from functools import cache

import numpy as np
import spacy
from spacy.language import Language
from spacy.tokens import Doc

from pipeline.record import Section, SectionKind, Source
from pipeline.statement import CleanText, Name, Recognised, Statement

_LABELS = {"P": "PERSON", "O": "ORG", "S": "STATE", "L": "LOC"}


@cache
def _blank() -> Language:
    return spacy.blank("en")


def clean_text(text: str, kind: SectionKind = "body", *, signatories_from: str | None = None) -> CleanText:
    """A clean text of one section, or of a body and, from the words `signatories_from` on, a list of signatories."""
    offsets = np.arange(len(text), dtype=np.int32)
    source = Source(path="test.txt", sha256="0" * 64, media_type="text/plain")
    sections = [Section(kind=kind, start=0, end=len(text))]
    if signatories_from is not None:
        at = text.index(signatories_from)
        sections = [Section(kind=kind, start=0, end=at), Section(kind="signatories", start=at, end=len(text))]
    statement = Statement(id="0" * 16, key="test.txt", source=source, text=text, offsets=offsets)
    return CleanText(text=text, offsets=offsets, sections=tuple(sections), statement=statement)


def blank_doc(text: str) -> Doc:
    """Tokens without tags or parse: the patterns have to do without a tagger too."""
    return _blank()(text.replace("\n", " "))


def names(text: str, *wanted: str) -> list[Name]:
    """Names by mark-up such as "P Asel Nurbekova", "O Free Rivers Forum", "S Kenya=KEN", "S Kenyan=KEN/demonym".

    Every occurrence counts that does not touch a longer wanted name.
    """
    found: list[Name] = []
    for want in sorted(wanted, key=len, reverse=True):
        label, rest = want.split(" ", 1)
        surface, _, entry = rest.partition("=")
        entry, _, form = entry.partition("/")
        at = text.find(surface)
        while at >= 0:
            end = at + len(surface)
            if not any(n.start < end and at < n.end for n in found):
                by = "registry" if entry else "model"
                found.append(Name(at, end, _LABELS[label], by, 0.9, entry or None, form or None))
            at = text.find(surface, end)
    return sorted(found, key=lambda n: n.start)


def recognised(clean: CleanText, found: Sequence[Name]) -> Recognised:
    """A recognised text with blank tokens and the given names."""
    return Recognised(clean, blank_doc(clean.text), tuple(found))
