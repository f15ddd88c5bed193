"""spaCy's DocBin: entities as names, the span group "claims" as claims, by type."""

from collections.abc import Collection, Iterable, Iterator, Sequence

import spacy
from spacy.tokens import Doc, DocBin, Span

from pipeline.evaluate.formats.marked import MarkedText
from pipeline.evaluate.spans import LabelledSpan

CLAIMS = "claims"


def read(data: bytes, labels: Collection[str]) -> list[MarkedText]:
    """The documents in it. Raises ValueError where these are no bytes of a DocBin."""
    try:
        docs = DocBin().from_bytes(data)
    except Exception as error:  # zlib, msgpack and numpy raise each their own
        raise ValueError(f"no DocBin ({type(error).__name__})") from error
    return [
        MarkedText(doc.text, tuple(_spans(doc.ents)), tuple(_spans(doc.spans.get(CLAIMS, ()))))
        for doc in docs.get_docs(spacy.blank("en").vocab)
    ]


def write(texts: Sequence[MarkedText]) -> bytes:
    """Spans widen to whole tokens of spaCy's English tokenizer; of names that overlap the longest stays."""
    nlp = spacy.blank("en")
    nlp.max_length = max([nlp.max_length, *(len(text.text) + 1 for text in texts)])
    docs = DocBin(store_user_data=True)
    for text in texts:
        doc = nlp.make_doc(text.text)
        doc.ents = spacy.util.filter_spans(_of(doc, text.names))
        doc.spans[CLAIMS] = list(_of(doc, text.claims))
        docs.add(doc)
    return bytes(docs.to_bytes())


def _spans(spans: Iterable[Span]) -> Iterator[LabelledSpan]:
    for span in spans:
        yield LabelledSpan(span.start_char, span.end_char, span.label_)


def _of(doc: Doc, spans: Iterable[LabelledSpan]) -> Iterator[Span]:
    for one in spans:
        yield doc.char_span(one.start, one.end, label=one.label, alignment_mode="expand")
