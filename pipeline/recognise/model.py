"""The trained spaCy pipeline: tokens, tags, lemmas, parse, and names of persons, organisations and places."""

import hashlib
from collections.abc import Sequence
from functools import cache, reduce
from pathlib import Path

import spacy
from spacy.language import Language
from spacy.tokens import Doc

import pipeline.recognise.component  # noqa: F401  registers the encoder with spaCy
from pipeline.errors import RapporteurError, StatementError
from pipeline.recognise.claim_reading import ClaimReading
from pipeline.recognise.quotations import find_quotations
from pipeline.recognise.sentences import mark_sentence_starts
from pipeline.statement import CleanText

# A parse takes about 10 kB a word while it runs. Longer texts go through the model in pieces cut between paragraphs.
PIECE = 50_000  # characters
# About 300,000 words, a minute of work: longer than any statement.
LONGEST = 2_000_000  # characters


@cache
def load_model(path: Path) -> Language:
    """The pipeline in a folder. Raises RapporteurError where it is missing or was made for another spaCy."""
    if not (path / "meta.json").is_file():
        raise RapporteurError(f"{path}: no model here; in a checkout, `make model DATA=DIR` builds it")
    try:
        return spacy.load(path)
    except (OSError, ValueError, ImportError) as error:
        raise RapporteurError(f"{path}: spaCy {spacy.__version__} cannot load this model: {error}") from error


@cache
def model_digest(path: Path) -> str:
    """sha256 over the model's files, names and bytes."""
    digest = hashlib.sha256()
    for file in sorted(p for p in path.rglob("*") if p.is_file()):
        digest.update(file.relative_to(path).as_posix().encode() + b"\0" + file.read_bytes())
    return digest.hexdigest()


def parse(nlp: Language, clean: CleanText) -> Doc:
    """A clean text as a Doc; token.idx counts in its text, newlines being blanks in the Doc.

    Raises StatementError for a text of more than LONGEST characters.

    One text at a time: matrix products over a larger batch differ in the last bit, and a record must not depend on
    what was batched with it. (A text of 700 words is a batch of 700 rows; batching several gains nothing measurable.)
    """
    if len(clean.text) > LONGEST:
        raise StatementError(
            "recognise", f"the text has {len(clean.text):,} characters, more than {LONGEST:,}; split it"
        )
    cuts = [section.start for section in clean.sections]
    docs = [
        _parse_piece(nlp, clean.text[start:end], [cut - start for cut in cuts if start <= cut < end])
        for start, end in _pieces(clean.text)
    ]
    if len(docs) == 1:
        return docs[0]
    # what belongs to a whole Doc spaCy does not join, and warns of
    readings = [doc.user_data.pop(("._.", "claims", None, None)) for doc in docs]
    whole = Doc.from_docs(docs, ensure_whitespace=False)
    whole._.claims = reduce(ClaimReading.joined, readings)
    return whole


def _parse_piece(nlp: Language, text: str, cuts: Sequence[int]) -> Doc:
    doc = nlp.make_doc(text.replace("\n", " "))
    mark_sentence_starts(doc, text, find_quotations(text), cuts)
    for _, component in nlp.pipeline:
        doc = component(doc)
    return doc


def _pieces(text: str) -> list[tuple[int, int]]:
    """Half-open stretches of at most PIECE characters (more where a paragraph is longer) that end with a newline."""
    pieces, start = [], 0
    while len(text) - start > PIECE:
        cut = text.rfind("\n", start, start + PIECE)
        if cut < 0:
            cut = text.find("\n", start + PIECE)
        if cut < 0:
            break
        pieces.append((start, cut + 1))
        start = cut + 1
    return [*pieces, (start, len(text))]
