"""One small encoder read once a sentence: tags, lemmas, dependency trees, and names with a confidence.

models/encoder/ trains it; models/README.md has its figures. It runs on ONNX Runtime and a tokenizer alone.
"""

import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
import onnxruntime
import spacy.tokens
from spacy.attrs import DEP, HEAD, LEMMA, MORPH, POS, TAG
from spacy.tokens import Doc
from tokenizers import Tokenizer

from pipeline.recognise.encoder_decode import FAR, NameDecoder, tree
from pipeline.recognise.encoder_features import Features, Floats, Ints, WordPieces
from pipeline.recognise.encoder_lemmas import apply_script

LAYERS = ("xpos", "upos", "morph", "lemma")
BATCH = 16  # sentences
BATCH_PIECES = 1024  # with the padding
# Longer sentences are read in windows: each word's scores come from the window that has it in its middle.
WINDOW_PIECES = 256
CONTEXT = 24  # words on each side of a window that are read and not scored

# The marginal probability of a name in `doc.ents`, calibrated on development data.
spacy.tokens.Span.set_extension("confidence", default=None, force=True)


@dataclass(frozen=True, slots=True)
class _Window:
    """Words read from start to end, scored from `inner` to `inner_end`; counted in the sentence."""

    start: int
    end: int
    inner: int
    inner_end: int


@dataclass(frozen=True, slots=True)
class _Scores:
    """The graph's outputs for B sentences of up to W words.

    names: [B, W, classes]; tags: [B, W, 4] class ids; arcs: [B, W, W + 1], column 0 the root; dep_of: [B, W, deps, K]
    and dep_to: [B, W + 1, K], whose products are the scores of the arcs' labels.
    """

    names: Floats
    tags: Ints
    arcs: Floats
    dep_of: Floats
    dep_to: Floats


class Encoder:
    """The model in a folder: config.json, tokenizer.json, model.onnx."""

    def __init__(self, config: dict[str, Any], tokenizer: Tokenizer, session: onnxruntime.InferenceSession) -> None:
        self._layers: dict[str, list[str]] = config["layers"]
        self._deps: list[str] = config["deps"]
        self._pieces = WordPieces(tokenizer)
        self._session = session
        self._names = NameDecoder(
            config["names"], np.array(config["transitions"], np.float32), config["temperature"]
        )

    @classmethod
    def load(cls, folder: Path) -> "Encoder":
        """Raises OSError or ValueError where the folder is no model."""
        config = json.loads((folder / "config.json").read_text("utf-8"))
        tokenizer = Tokenizer.from_str((folder / "tokenizer.json").read_text("utf-8"))
        tokenizer.no_truncation()
        tokenizer.no_padding()
        options = onnxruntime.SessionOptions()
        options.intra_op_num_threads = options.inter_op_num_threads = 1  # workers are processes, one a core
        options.log_severity_level = 3
        session = onnxruntime.InferenceSession(
            str(folder / "model.onnx"), options, providers=["CPUExecutionProvider"]
        )
        return cls(config, tokenizer, session)

    def annotate(self, docs: Sequence[Doc]) -> None:
        """Sets tags, morphology, lemmas, heads, labels and `ents` (each with `_.confidence`) on every doc.

        docs: tokenised, sentence starts set; one statement each. Batches never span two docs: the activations' scale
        in quantised products comes from the whole batch, and a record must not depend on its neighbours.
        """
        for doc in docs:
            self._annotate(doc)

    def _annotate(self, doc: Doc) -> None:
        sentences = [s for s in _sentences(doc) if s]
        blank = [bool(token.whitespace_) for token in doc]
        texts = [token.text for token in doc]
        features = [self._pieces.features([texts[i] for i in s], [blank[i] for i in s]) for s in sentences]
        values = _Values(doc)
        ents = []
        for batch in _batches(features):
            lengths = [len(sentences[row]) for row in batch]
            if len(batch) == 1 and len(features[batch[0]].pieces) > WINDOW_PIECES:
                scores = self._long(sentences[batch[0]], features[batch[0]], texts, blank)
            else:
                scores = self._run([features[row] for row in batch])
            for k, (row, spans) in enumerate(zip(batch, self._names.decode(scores.names, lengths), strict=True)):
                words = sentences[row]
                n = len(words)
                heads = tree(scores.arcs[k, :n, : n + 1])
                labels = np.matmul(scores.dep_of[k, :n], scores.dep_to[k, heads][:, :, None])[:, :, 0].argmax(1)
                self._fill(values, words, texts, scores.tags[k, :n], heads, labels)
                ents += [(words[s.start], words[s.end - 1] + 1, s.label, s.confidence) for s in spans]
        values.write()
        spans = []
        for start, end, label, confidence in sorted(ents):
            span = spacy.tokens.Span(doc, start, end, label=label)
            span._.confidence = confidence
            spans.append(span)
        doc.set_ents(spans)

    def _run(self, features: Sequence[Features]) -> _Scores:
        rows, width = len(features), max(len(f.shapes) for f in features)
        length = max(len(f.pieces) for f in features)
        pieces, piece_word = np.zeros((rows, length), np.int64), np.zeros((rows, length), np.int64)
        shapes = np.zeros((rows, width), np.int64)
        flags = np.zeros((rows, width, features[0].flags.shape[1]), np.float32)
        for row, f in enumerate(features):
            pieces[row, : len(f.pieces)] = f.pieces
            piece_word[row, : len(f.pieces)] = f.piece_word
            shapes[row, : len(f.shapes)] = f.shapes
            flags[row, : len(f.shapes)] = f.flags
        names = ["names", "tags", "arcs", "dep_of", "dep_to"]
        inputs = {"pieces": pieces, "piece_word": piece_word, "shapes": shapes, "flags": flags}
        return _Scores(*self._session.run(names, inputs))

    def _long(self, words: Sequence[int], features: Features, texts: Sequence[str], blank: Sequence[bool]) -> _Scores:
        """The scores of one sentence that is read in windows; heads outside a word's window score FAR."""
        n = len(words)
        windows = _windows(np.bincount(features.piece_word, minlength=n + 1)[1:].tolist())
        parts = [
            self._run([self._pieces.features([texts[i] for i in words[w.start : w.end]],
                                             [blank[i] for i in words[w.start : w.end]])])
            for w in windows
        ]

        def joined(name: str) -> Any:
            arrays = [
                getattr(part, name)[0, w.inner - w.start : w.inner_end - w.start]
                for part, w in zip(parts, windows, strict=True)
            ]
            return np.concatenate(arrays)[None]

        arcs = np.full((1, n, n + 1), FAR, np.float32)
        heads = [parts[0].dep_to[0, :1]]
        for part, w in zip(parts, windows, strict=True):
            inner = slice(w.inner - w.start, w.inner_end - w.start)
            arcs[0, w.inner : w.inner_end, 0] = part.arcs[0, inner, 0]
            arcs[0, w.inner : w.inner_end, w.start + 1 : w.end + 1] = part.arcs[0, inner, 1:]
            heads.append(part.dep_to[0, 1:][inner])
        return _Scores(joined("names"), joined("tags"), arcs, joined("dep_of"), np.concatenate(heads)[None])

    def _fill(
        self, values: "_Values", words: Sequence[int], texts: Sequence[str], tags: Ints, heads: Ints, labels: Ints
    ) -> None:
        xpos, upos, morph, lemma = (self._layers[layer] for layer in LAYERS)
        for i, (word, row, head, label) in enumerate(
            zip(words, tags.tolist(), heads.tolist(), labels.tolist(), strict=True)
        ):
            values.set(
                word,
                tag=xpos[row[0]],
                pos=upos[row[1]],
                morph=morph[row[2]],
                lemma=apply_script(texts[word], lemma[row[3]]),
                head=words[head - 1] if head else words[i],
                dep=self._deps[label] if head else "ROOT",
            )


class _Values:
    """A doc's annotations in the making. Blanks are tokens of spaCy's, and hang on their neighbours."""

    _ATTRIBUTES = (TAG, POS, MORPH, LEMMA, HEAD, DEP)

    def __init__(self, doc: Doc) -> None:
        self._doc = doc
        self._rows = np.zeros((len(doc), len(self._ATTRIBUTES)), np.uint64)
        self._strings, self._morphology = doc.vocab.strings, doc.vocab.morphology
        for token in doc:
            if token.is_space:
                follows = token.i > 0 and not token.is_sent_start
                lone = not follows and (token.i + 1 == len(doc) or bool(doc[token.i + 1].is_sent_start))
                head = token.i if lone else token.i - 1 if follows else token.i + 1
                self.set(token.i, tag="_SP", pos="SPACE", morph="", lemma=token.text, head=head,
                         dep="ROOT" if lone else "dep")

    def set(self, i: int, *, tag: str, pos: str, morph: str, lemma: str, head: int, dep: str) -> None:
        add = self._strings.add
        self._rows[i] = (
            add(tag), add(pos), self._morphology.add(morph), add(lemma), (head - i) % (1 << 64), add(dep)
        )

    def write(self) -> None:
        self._doc.from_array(list(self._ATTRIBUTES), self._rows)


def _sentences(doc: Doc) -> Iterator[list[int]]:
    """The tokens of each sentence but for blanks."""
    words: list[int] = []
    for token in doc:
        if token.is_sent_start and words:
            yield words
            words = []
        if not token.is_space:
            words.append(token.i)
    yield words


def _batches(features: Sequence[Features]) -> Iterator[list[int]]:
    """Sentences of like length together, the same ones for the same doc; those read in windows alone."""
    batch: list[int] = []
    for row in sorted(range(len(features)), key=lambda r: (len(features[r].pieces), r)):
        length = len(features[row].pieces)
        if batch and (len(batch) == BATCH or length * (len(batch) + 1) > BATCH_PIECES or length > WINDOW_PIECES):
            yield batch
            batch = []
        batch.append(row)
    if batch:
        yield batch


def _windows(pieces: Sequence[int]) -> list[_Window]:
    """Windows of at most WINDOW_PIECES pieces whose scored parts make up the sentence. pieces: of each word."""
    room = WINDOW_PIECES - 2
    windows: list[_Window] = []
    inner = 0
    while inner < len(pieces):
        start = max(inner - CONTEXT, 0)
        end, used = start, 0
        while end < len(pieces) and used + pieces[end] <= room:
            used += pieces[end]
            end += 1
        inner_end = end if end == len(pieces) else max(end - CONTEXT, inner + 1)
        windows.append(_Window(start, end, inner, inner_end))
        inner = inner_end
    return windows
