"""One small encoder read once a sentence: tags, lemmas, dependency trees, names with a confidence, and claims.

models/training/ trains it; models/README.md has its figures. It runs on ONNX Runtime and a tokenizer alone.
"""

import json
from collections.abc import Sequence
from dataclasses import dataclass, fields
from pathlib import Path
from typing import Any

import numpy as np
import onnxruntime
from spacy.tokens import Doc, Span
from tokenizers import Tokenizer

from pipeline.recognise.claim_reading import ClaimReading
from pipeline.recognise.encoder_decode import FAR, NameDecoder, tree
from pipeline.recognise.encoder_doc import Annotations, sentences
from pipeline.recognise.encoder_features import Features, Floats, Ints, WordPieces
from pipeline.recognise.encoder_lemmas import Lemmas
from pipeline.recognise.encoder_windows import WINDOW_PIECES, batches, windows

# The marginal probability of a name in `doc.ents`, calibrated on development data.
Span.set_extension("confidence", default=None, force=True)
# The doc's `ClaimReading`.
Doc.set_extension("claims", default=None, force=True)


@dataclass(frozen=True, slots=True)
class _Scores:
    """The graph's outputs for B sentences of up to W words.

    names: [B, W, classes]; tags: [B, W, 3] classes of Penn tag, part of speech, morphology; scripts: [B, W, 4] classes
    of the likeliest edit scripts; arcs: [B, W, W + 1], column 0 the root; dep_of: [B, W, deps, K] and
    dep_to: [B, W + 1, K], whose products are the scores of the arcs' labels; claims: [B, W, types] probabilities;
    argument_of: [B, W, roles, K] and argument_to: [B, W + 1, K], whose products are the scores of arguments.
    """

    names: Floats
    tags: Ints
    scripts: Ints
    arcs: Floats
    dep_of: Floats
    dep_to: Floats
    claims: Floats
    argument_of: Floats
    argument_to: Floats


_OUTPUTS = [field.name for field in fields(_Scores)]


class Encoder:
    """The model in a folder: config.json, lemmas.tsv (form, tag, lemma), tokenizer.json, model.onnx."""

    def __init__(
        self, config: dict[str, Any], lemmas: Lemmas, tokenizer: Tokenizer, session: onnxruntime.InferenceSession
    ) -> None:
        self._layers: dict[str, list[str]] = config["layers"]
        self._deps: list[str] = config["deps"]
        self._claims: tuple[list[str], list[str]] = config["claims"], config["roles"]
        self._root = self._deps.index("ROOT")
        self._lemmas = lemmas
        self._pieces = WordPieces(tokenizer)
        self._session = session
        self._names = NameDecoder(config["names"], np.array(config["transitions"], np.float32), config["temperature"])

    @classmethod
    def load(cls, folder: Path) -> "Encoder":
        """Raises OSError or ValueError where the folder is no model."""
        config = json.loads((folder / "config.json").read_text("utf-8"))
        lines = (folder / "lemmas.tsv").read_text("utf-8").splitlines()
        lemmas = Lemmas((form, tag, lemma) for form, tag, lemma in (line.split("\t") for line in lines))
        tokenizer = Tokenizer.from_str((folder / "tokenizer.json").read_text("utf-8"))
        tokenizer.no_truncation()
        tokenizer.no_padding()
        options = onnxruntime.SessionOptions()
        options.intra_op_num_threads = options.inter_op_num_threads = 1  # workers are processes, one a core
        options.log_severity_level = 3
        session = onnxruntime.InferenceSession(str(folder / "model.onnx"), options, providers=["CPUExecutionProvider"])
        return cls(config, lemmas, tokenizer, session)

    def annotate(self, docs: Sequence[Doc]) -> None:
        """Sets tags, morphology, lemmas, heads, labels, `ents` (each with `_.confidence`) and `_.claims` on every doc.

        docs: tokenised, sentence starts set; one statement each. Batches never span two docs: the activations' scale
        in quantised products comes from the whole batch, and a record must not depend on its neighbours.
        """
        for doc in docs:
            self._annotate(doc)

    def _annotate(self, doc: Doc) -> None:
        rows_of_words = [words for words in sentences(doc) if words]
        blank = [bool(token.whitespace_) for token in doc]
        texts = [token.text for token in doc]
        features = [self._pieces.features([texts[i] for i in s], [blank[i] for i in s]) for s in rows_of_words]
        values = Annotations(doc)
        claims = ClaimReading(len(doc), *self._claims)
        ents = []
        for batch in batches([len(f.pieces) for f in features]):
            lengths = [len(rows_of_words[row]) for row in batch]
            if len(batch) == 1 and len(features[batch[0]].pieces) > WINDOW_PIECES:
                scores = self._long(rows_of_words[batch[0]], features[batch[0]], texts, blank)
            else:
                scores = self._run([features[row] for row in batch])
            for k, (row, spans) in enumerate(zip(batch, self._names.decode(scores.names, lengths), strict=True)):
                words = rows_of_words[row]
                n = len(words)
                heads = tree(scores.arcs[k, :n, : n + 1])
                label_scores = np.matmul(scores.dep_of[k, :n], scores.dep_to[k, heads][:, :, None])[:, :, 0]
                label_scores[:, self._root] = FAR
                labels = label_scores.argmax(1)
                self._fill(values, words, texts, scores.tags[k, :n], scores.scripts[k, :n], heads, labels)
                claims.add(words, scores.claims[k, :n], scores.argument_of[k, :n], scores.argument_to[k, : n + 1])
                ents += [(words[s.start], words[s.end - 1] + 1, s.label, s.confidence) for s in spans]
        values.write()
        doc._.claims = claims
        spans = []
        for start, end, label, confidence in sorted(ents):
            span = Span(doc, start, end, label=label)
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
        inputs = {"pieces": pieces, "piece_word": piece_word, "shapes": shapes, "flags": flags}
        return _Scores(*self._session.run(_OUTPUTS, inputs))

    def _long(self, words: Sequence[int], features: Features, texts: Sequence[str], blank: Sequence[bool]) -> _Scores:
        """The scores of one sentence that is read in windows; heads outside a word's window score FAR."""
        n = len(words)
        parts_of = windows(np.bincount(features.piece_word, minlength=n + 1)[1:].tolist())
        parts = [
            self._run(
                [
                    self._pieces.features(
                        [texts[i] for i in words[w.start : w.end]], [blank[i] for i in words[w.start : w.end]]
                    )
                ]
            )
            for w in parts_of
        ]

        def joined(name: str) -> Any:
            arrays = [
                getattr(part, name)[0, w.inner - w.start : w.inner_end - w.start]
                for part, w in zip(parts, parts_of, strict=True)
            ]
            return np.concatenate(arrays)[None]

        arcs = np.full((1, n, n + 1), FAR, np.float32)
        heads, arguments = [parts[0].dep_to[0, :1]], [parts[0].argument_to[0, :1]]
        for part, w in zip(parts, parts_of, strict=True):
            inner = slice(w.inner - w.start, w.inner_end - w.start)
            arcs[0, w.inner : w.inner_end, 0] = part.arcs[0, inner, 0]
            arcs[0, w.inner : w.inner_end, w.start + 1 : w.end + 1] = part.arcs[0, inner, 1:]
            heads.append(part.dep_to[0, 1:][inner])
            arguments.append(part.argument_to[0, 1:][inner])
        return _Scores(
            joined("names"),
            joined("tags"),
            joined("scripts"),
            arcs,
            joined("dep_of"),
            np.concatenate(heads)[None],
            joined("claims"),
            joined("argument_of"),
            np.concatenate(arguments)[None],
        )

    def _fill(
        self,
        values: Annotations,
        words: Sequence[int],
        texts: Sequence[str],
        tags: Ints,
        scripts: Ints,
        heads: Ints,
        labels: Ints,
    ) -> None:
        xpos, upos, morph, lemma = (self._layers[layer] for layer in ("xpos", "upos", "morph", "lemma"))
        rows = zip(words, tags.tolist(), scripts.tolist(), heads.tolist(), labels.tolist(), strict=True)
        for word, row, likeliest, head, label in rows:
            tag = xpos[row[0]]
            values.set(
                word,
                tag=tag,
                pos=upos[row[1]],
                morph=morph[row[2]],
                lemma=self._lemmas.lemma(texts[word], tag, [lemma[script] for script in likeliest]),
                head=words[head - 1] if head else word,
                dep=self._deps[label] if head else "ROOT",
            )
