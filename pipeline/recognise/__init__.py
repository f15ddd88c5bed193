"""recognise: clean texts in, their sentences, parses and names out.

    >>> [(n.label, text[n.start : n.end]) for n in recognised.names]
    [('PERSON', 'Asel Nurbekova'), ('STATE', 'Kyrgyz'), ('ORG', 'Human Rights Committee')]

Names come from the trained model, from matching the whole batch against the registry, from patterns and from the
signatory sections; `merge` says which stay.
"""

from collections.abc import Sequence

from spacy.language import Language
from spacy.tokens import Doc

from pipeline.matching.ambiguity import settled
from pipeline.matching.registry import STATE_KINDS, Registry
from pipeline.matching.scanner import Match, Scanner
from pipeline.recognise.merge import merge
from pipeline.recognise.model import parse
from pipeline.recognise.model_names import model_names
from pipeline.recognise.patterns import pattern_names, protected_spans, repeated_names
from pipeline.recognise.signatories import signatory_names
from pipeline.registries.brought import Brought
from pipeline.statement import CleanText, Name, Recognised

_REGISTRY_CONFIDENCE = 0.97


def recognise(
    batch: Sequence[CleanText], nlp: Language, registry: Registry, scanner: Scanner, brought: Brought | None = None
) -> list[Recognised]:
    """One `Recognised` for each clean text, in order. brought: registries of the user's, which go before ours."""
    texts = [clean.text for clean in batch]
    known = [_registry_names(found, registry) for found in scanner.scan(texts)]
    if brought is not None:
        known = [_joined(own, ours) for own, ours in zip(brought.names(texts), known, strict=True)]
    return [_recognise(clean, parse(nlp, clean), names) for clean, names in zip(batch, known, strict=True)]


def _joined(own: Sequence[Name], ours: Sequence[Name]) -> list[Name]:
    """The names of the user's registries and of the built-in one, without those of ours where the user has the same."""
    taken = {(name.start, name.end) for name in own}
    left = (name for name in ours if (name.start, name.end) not in taken)
    return sorted((*own, *left), key=lambda name: (name.start, name.end))


def _recognise(clean: CleanText, doc: Doc, known: list[Name]) -> Recognised:
    protected = protected_spans(clean, known)
    found = [*known, *model_names(clean, doc), *pattern_names(clean, doc, known), *signatory_names(clean, doc, known)]
    names = merge(clean.text, _without_capitals(clean, _without_misread(clean, found)), protected)
    names = merge(clean.text, [*names, *repeated_names(clean, doc, names, protected)], protected)
    return Recognised(clean, doc, names)


def _without_misread(clean: CleanText, found: Sequence[Name]) -> list[Name]:
    """Without what the model took for a place or a body though it is a person's name, or a part of one, in the text."""
    persons = {clean.text[n.start : n.end] for n in found if n.label == "PERSON"}
    persons |= {part for person in persons for part in person.split() if len(part) > 2}
    return [n for n in found if n.by != "model" or n.label == "PERSON" or clean.text[n.start : n.end] not in persons]


def _without_capitals(clean: CleanText, names: Sequence[Name]) -> list[Name]:
    """Without persons in capitals ("FOR IMMEDIATE RELEASE") that neither a registry knows nor the rest of the text."""
    written = {clean.text[n.start : n.end] for n in names if n.label == "PERSON"}
    known = {part.casefold() for surface in written if not surface.isupper() for part in surface.split()}

    def proved(surface: str) -> bool:
        return not surface.isupper() or any(part.casefold() in known for part in surface.split())

    return [
        n
        for n in names
        if n.label != "PERSON" or n.by in ("section", "registry") or proved(clean.text[n.start : n.end])
    ]


def _registry_names(matches: Sequence[Match], registry: Registry) -> list[Name]:
    names = []
    for match in settled(matches):
        entries = match.form.entries
        is_state = registry.entries[entries[0]].kind in STATE_KINDS
        names.append(
            Name(
                match.start,
                match.end,
                "STATE" if is_state else "ORG",
                "registry",
                _REGISTRY_CONFIDENCE,
                entries[0] if len(entries) == 1 else None,
                match.form.kind,
            )
        )
    return names
