"""The names that the trained model found, freed of what it is known to get wrong.

The model reads sentence by sentence, from few treebanks: it takes titles into names, headline words and lone
sentence-initial words for persons, peoples and currencies for bodies. Each rule here mends one such habit; a text that
gives a lone word more support (a title, a full name, a second occurrence) keeps it.
"""

from collections import Counter
from collections.abc import Sequence

from spacy.tokens import Doc, Span

from pipeline.recognise.lexicon import lexicon
from pipeline.recognise.quotations import find_quotations
from pipeline.statement import CleanText, Name

CONFIDENCE = 0.8
# Capital letters that name no body: procedures, kinds of people and organisations, currencies.
_NO_BODY = frozenset(
    """
    AIDS CEO CNY COVID-19 CSO CSOs DNA EUR GBP GONGO GONGOs HIV HRD HRDs ICT ID IDP IDPs INGO INGOs IP IT LGBT LGBTI
    LGBTIQ LGBTQ LGBTQI LGBTQIA NGO NGOs PDF PhD PM Q&A RMB SDG SDGs SMS SOGI TV UPR US$ USD VPN WHRD WHRDs
    """.split()
)
_MAX_IN_HEADLINE = 5  # words: longer ones are the headline itself
_MIN_TITLE = 3  # words in quotation marks from which on they are a title and no name


def model_names(clean: CleanText, doc: Doc, quoted: Sequence[tuple[int, int]] | None = None) -> list[Name]:
    """The model's names of a text, in text order.

    doc: with entities PERSON, ORG, LOC. quoted: stretches in quotation marks, where already known.
    """
    if quoted is None:
        quoted = [(q.inner_start, q.inner_end) for q in find_quotations(clean.text) if q.kind == "phrase"]
    headlines = [(s.start, s.end) for s in clean.sections if s.kind == "headline"]
    names: list[Name] = []
    for span in doc.ents:
        trimmed = _trimmed(clean, span)
        if trimmed is not None and not _is_misread(clean, trimmed, span.label_, quoted, headlines):
            start, end = trimmed.start_char, trimmed.end_char
            names.append(Name(start, end, span.label_, "model", CONFIDENCE))
    return [name for name in names if name.label != "PERSON" or _is_supported(clean.text, name, names)]


def _trimmed(clean: CleanText, span: Span) -> Span | None:
    """The span without titles, articles and marks at its edges; None where nothing is left, or lines are crossed."""
    data = lexicon()
    start, end = span.start, span.end
    doc = span.doc

    def dispensable(i: int, leading: bool) -> bool:
        word = doc[i].text
        if not any(c.isalnum() for c in word) or word.lower() in ("the", "a", "an", "’s", "'s"):
            return True
        lowered = word.lower()
        if span.label_ == "PERSON" and leading:
            return lowered in data.roles or word in data.honorifics or word.rstrip(".") in data.honorifics
        return lowered in data.small_words

    while start < end and dispensable(start, True):
        start += 1
    while start < end and dispensable(end - 1, False):
        end -= 1
    if start == end:
        return None
    trimmed = doc[start:end]
    return None if "\n" in clean.text[trimmed.start_char : trimmed.end_char] else trimmed


def _is_misread(
    clean: CleanText,
    span: Span,
    label: str,
    quoted: Sequence[tuple[int, int]],
    headlines: Sequence[tuple[int, int]],
) -> bool:
    data = lexicon()
    text = clean.text[span.start_char : span.end_char]
    words = text.split()
    if "|" in text or (not text[0].isupper() and label == "PERSON"):
        return True
    if len(words) == 1:
        if label == "PERSON":
            return text in data.stop or text.lower() in data.roles or any(c.isdigit() for c in text)
        if label == "ORG":
            return text in _NO_BODY or text in data.stop or span[0].tag_ in ("NNPS", "NNS", "JJ", "VB", "VBN")
        return False
    if label == "ORG":
        inside_title = any(a <= span.start_char and span.end_char <= b for a, b in quoted)
        in_headline = any(a <= span.start_char < b for a, b in headlines)
        joined = " and the " in text
        return joined or (inside_title and len(words) >= _MIN_TITLE) or (in_headline and len(words) > _MAX_IN_HEADLINE)
    return False


def _is_supported(text: str, person: Name, names: Sequence[Name]) -> bool:
    """Whether a lone word that the model took for a person occurs so twice, or is part of a person's full name."""
    surface = text[person.start : person.end]
    if " " in surface:
        return True
    surfaces = Counter(text[n.start : n.end] for n in names if n.label == "PERSON")
    return surfaces[surface] > 1 or any(surface in other.split() for other in surfaces if " " in other)
