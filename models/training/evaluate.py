"""Figures of a shipped model on the training pack, tokenised by spaCy from raw text, and the temperature of its names.

    PYTHONPATH=.:models/training python models/training/evaluate.py MODEL PACK [--split test] [--most N] [--calibrate]

Names: exact spans, by characters. Tags, lemmas and trees: over the tokens that are gold tokens too, as spaCy's scorer
counts them. Sentences are the gold ones; "sentence F" is that of the pipeline's rules, on the running text of A_DOC
sentences, without the cuts around quotations. --calibrate fits the temperature to the dev split and writes it into
MODEL/config.json. --most takes the first N sentences of each source.
"""

import argparse
import json
from collections import Counter
from collections.abc import Sequence
from itertools import pairwise
from pathlib import Path
from typing import Any

import augment
import conllu
import numpy as np
import spacy
from conllu import Sentence
from spacy.language import Language
from spacy.tokens import Doc

from pipeline.recognise.encoder import Encoder
from pipeline.recognise.sentences import mark_sentence_starts

TESTS_OF_TREES = ("ud-ewt", "gum", "ud-pud")
TESTS_OF_NAMES = ("ud-ewt", "ud-pud", "gum", "re-docred", "crossner", "wikigold")
LABELS = ("PERSON", "ORG", "LOC")
A_DOC = 24  # sentences: about a statement
BINS = 10


def documents(sentences: Sequence[Sentence], nlp: Language) -> list[tuple[Doc, list[tuple[int, Sentence]]]]:
    """Docs of A_DOC sentences, their starts set; with each sentence its first character."""
    found = []
    for first in range(0, len(sentences), A_DOC):
        run = sentences[first : first + A_DOC]
        text, offsets = "", []
        for s in run:
            offsets.append(len(text))
            text += "".join(w + " " * b for w, b in zip(s.words, s.spaces, strict=True)).strip() + " "
        doc = nlp.make_doc(text.rstrip())
        starts = set(offsets)
        for token in doc:
            token.is_sent_start = token.idx in starts
        found.append((doc, list(zip(offsets, run, strict=True))))
    return found


def bounds(sentence: Sentence, offset: int) -> list[tuple[int, int]]:
    found = []
    for word, blank in zip(sentence.words, sentence.spaces, strict=True):
        found.append((offset, offset + len(word)))
        offset += len(word) + blank
    return found


def gold_names(sentence: Sentence, offset: int) -> set[tuple[int, int, str]]:
    at = bounds(sentence, offset)
    return {(at[a][0], at[b - 1][1], label) for a, b, label in augment.spans(sentence.names) if label in LABELS}


def f_score(right: int, found: int, gold: int) -> float:
    return round(100 * 2 * right / max(found + gold, 1), 1)


def evaluate(encoder: Encoder, pack: Path, split: str, most: int | None) -> tuple[dict[str, Any], np.ndarray]:
    """Scores by source, in per cent; and [n, 2] confidence and rightness of all names found."""
    nlp = spacy.blank("en")
    table: dict[str, Any] = {}
    sure: list[tuple[float, bool]] = []
    for source in dict.fromkeys((*TESTS_OF_TREES, *TESTS_OF_NAMES)):
        path = pack / source / f"{split}.conllu.gz"
        if not path.is_file():
            continue
        docs = documents(list(conllu.read(path))[:most], nlp)
        encoder.annotate([doc for doc, _ in docs])
        counts: Counter[str] = Counter()
        for doc, sentences in docs:
            names = {(e.start_char, e.end_char, e.label_): e._.confidence for e in doc.ents}
            gold = set().union(*(gold_names(s, offset) for offset, s in sentences))
            for name, confidence in names.items():
                sure.append((confidence, name in gold))
                counts["found", name[2]] += 1
                counts["right", name[2]] += name in gold
            counts.update(("gold", name[2]) for name in gold)
            if source in TESTS_OF_TREES:
                count_sentences(doc, sentences, nlp, counts)
                for offset, s in sentences:
                    count_words(doc, s, offset, counts)
        row: dict[str, float] = {}
        if source in TESTS_OF_NAMES:
            row["names"] = f_score(*(sum(counts[k, x] for x in LABELS) for k in ("right", "found", "gold")))
            for x in LABELS:
                row[x] = f_score(counts["right", x], counts["found", x], counts["gold", x])
        if source in TESTS_OF_TREES:
            row["sentence F"] = f_score(counts["right sentences"], counts["ruled"], counts["sentences"])
            row["token F"] = f_score(counts["words"], counts["tokens"], counts["gold words"])
            for x in ("upos", "xpos", "morph", "lemma"):
                row[x] = round(100 * counts[x] / counts["words"], 1)
            row["UAS"], row["LAS"] = (round(100 * counts[x] / counts["arcs"], 1) for x in ("uas", "las"))
        table[source] = row
    return table, np.array(sure)


def count_sentences(doc: Doc, sentences: Sequence[tuple[int, Sentence]], nlp: Language, counts: Counter[str]) -> None:
    """Adds the sentences that the rules find in the doc's text; one is right where it starts and ends as in gold."""
    ruled = nlp.make_doc(doc.text)
    mark_sentence_starts(ruled, ruled.text, [])
    found = [s.start_char for s in ruled.sents]
    gold = [offset for offset, _ in sentences]
    end = len(doc.text)
    right = set(pairwise([*found, end])) & set(pairwise([*gold, end]))
    counts.update({"ruled": len(found), "sentences": len(gold), "right sentences": len(right)})


def count_words(doc: Doc, s: Sentence, offset: int, counts: Counter[str]) -> None:
    """Adds what is right about a sentence's words. An arc counts where the word is a token of the doc."""
    at = bounds(s, offset)
    tokens = {(t.idx, t.idx + len(t)): t for t in doc[:] if at[0][0] <= t.idx < at[-1][1] and not t.is_space}
    counts["tokens"] += len(tokens)
    counts["gold words"] += len(at)
    for i, place in enumerate(at):
        token = tokens.get(place)
        if token is None:
            continue
        counts["words"] += 1
        counts["upos"] += token.pos_ == s.upos[i]
        counts["xpos"] += token.tag_ == s.xpos[i]
        counts["morph"] += str(token.morph) == s.morphs[i]
        counts["lemma"] += token.lemma_ == s.lemmas[i]
        counts["arcs"] += 1
        head = at[s.heads[i]]
        if (token.head.idx, token.head.idx + len(token.head)) == head:
            counts["uas"] += 1
            counts["las"] += token.dep_ == s.deps[i]


def calibration_error(sure: np.ndarray) -> float:
    """Expected calibration error over BINS bins of equal width."""
    bins = np.minimum((sure[:, 0] * BINS).astype(int), BINS - 1)
    return float(
        sum(
            abs(sure[bins == b, 0].mean() - sure[bins == b, 1].mean()) * (bins == b).mean()
            for b in range(BINS)
            if (bins == b).any()
        )
    )


def calibrate(folder: Path, pack: Path, most: int | None) -> None:
    """Tries temperatures, and keeps the one under which the rightness of the names is likeliest."""
    config = json.loads((folder / "config.json").read_text("utf-8"))
    results = []
    for temperature in (1.0, 1.25, 1.5, 1.75, 2.0, 2.25, 2.5, 3.0):
        config["temperature"] = temperature
        (folder / "config.json").write_text(json.dumps(config, ensure_ascii=False, indent=1) + "\n", "utf-8")
        _, sure = evaluate(Encoder.load(folder), pack, "dev", most)
        p = np.clip(sure[:, 0], 1e-6, 1 - 1e-6)
        loss = -float(np.mean(np.where(sure[:, 1] > 0, np.log(p), np.log(1 - p))))
        results.append((loss, temperature))
        print(f"temperature {temperature}: loss {loss:.4f}, calibration error {calibration_error(sure):.4f}")
    config["temperature"] = min(results)[1]
    (folder / "config.json").write_text(json.dumps(config, ensure_ascii=False, indent=1) + "\n", "utf-8")


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    for name in ("model", "pack"):
        parser.add_argument(name, type=Path)
    parser.add_argument("--split", default="test")
    parser.add_argument("--most", type=int)
    parser.add_argument("--calibrate", action="store_true")
    arguments = parser.parse_args()
    if arguments.calibrate:
        calibrate(arguments.model, arguments.pack, arguments.most)
    table, sure = evaluate(Encoder.load(arguments.model), arguments.pack, arguments.split, arguments.most)
    for source, row in table.items():
        print(source, json.dumps(row))
    print(
        "calibration error", round(calibration_error(sure), 4), "names", len(sure), "right", round(sure[:, 1].mean(), 4)
    )
