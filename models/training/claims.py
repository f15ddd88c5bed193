"""Fits the judge of claims (`pipeline/relate/judge.py`) on gold.

    python claims.py OUT STATEMENTS GOLD [STATEMENTS GOLD ...]

Runs the stages up to the predicates, takes each predicate's type from the gold claim whose words hold it and whose
action it is, and fits a multinomial logistic regression. Predicates of optional claims are left out: a researcher may
file them or leave. Prints what it files in cross-validation by statement; OUT gets the weights.
"""

import json
import re
import sys
import unicodedata
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from pipeline.clean import clean
from pipeline.read import ReadOptions, read_file
from pipeline.recognise import recognise
from pipeline.relate.context import Context
from pipeline.relate.judge import NO_CLAIM
from pipeline.stages import Stages
from pipeline.statement import CleanText, Statement

TYPES = ["violation", "criticism", "demand", "recommendation", "response", "vote", "commitment", "statement", NO_CLAIM]
SMALLEST = 3  # occurrences of a feature below which it gets no weight
L2 = 0.02
STEPS = 400
FOLDS = 5
_FOLD = str.maketrans({"‘": "'", "’": "'", "“": '"', "”": '"', "–": "-", "—": "-"})


@dataclass
class Example:
    document: int
    features: list[str]
    type: int | None  # index into TYPES; None: optional, or not to be learnt from
    span: tuple[int, int]


def examples(stages: Stages, statements: Path, gold: Path, document: int) -> tuple[list[Example], int]:
    """The predicates of every statement of a folder that has gold, and the number after the last document."""
    found: list[Example] = []
    for path in sorted(gold.glob("*.json")):
        told = json.loads(path.read_text("utf-8"))
        file = statements / told["doc"]
        read = [s for s in read_file(file, file.name, ReadOptions()) if isinstance(s, Statement)]
        texts = [t for t in clean(read) if isinstance(t, CleanText)]
        for text, recognised in zip(texts, recognise(texts, stages.nlp, stages.registry, stages.scanner), strict=True):
            context = stages.relater.context(recognised)
            found += _of_text(stages, context, text, told["claims"], document)
        document += 1
    return found, document


def _of_text(stages: Stages, c: Context, text: CleanText, claims: list[dict], document: int) -> list[Example]:
    tree = c.tree
    finder = stages.relater.finder
    described = list(finder.described(c, text.sections))
    by_predicate = {i: rules for i, rules, _ in described}
    candidates = [i for i, _, _ in described]
    labels: dict[int, tuple[int, bool]] = {}
    flat = text.text.translate(_FOLD).replace("\n", " ").lower()
    for claim in sorted(claims, key=lambda x: bool(x.get("optional")), reverse=True):
        span = _place(flat, claim)
        if span is None:
            continue
        inside = [i for i in candidates if span[0] <= tree.idx[i] < span[1]]
        words = set(re.findall(r"\w+", claim["action"].lower()))
        fitting = [
            i for i in inside if {tree.lemmas[i], tree.lower[i]} & words or tree.lemma(i) in claim["action"].lower()
        ]
        # a demand's predicate is the verb that asks: the claim's action is below it
        asking = [i for i in inside for r in by_predicate.get(i, ()) if r.action in words and r.type == claim["type"]]
        chosen = asking[:1] or fitting[:1]
        if not chosen and inside:
            chosen = [max(inside, key=lambda i: tree.subtree(i)[1] - tree.subtree(i)[0])]
        for i in chosen:
            labels[i] = TYPES.index(claim["type"]), bool(claim.get("optional"))
    result = []
    for i, _, features in described:
        label, optional = labels.get(i, (TYPES.index(NO_CLAIM), False))
        result.append(Example(document, features, None if optional else label, tree.span(tree.clause(i))))
    return result


def _place(flat: str, claim: dict) -> tuple[int, int] | None:
    want = " ".join(unicodedata.normalize("NFC", claim["text"]).translate(_FOLD).split()).lower()
    at = -1
    for _ in range(claim.get("nth", 1)):
        following = flat.find(want, at + 1)
        if following < 0:
            break
        at = following
    return (at, at + len(want)) if at >= 0 else None


def fit(rows: list[NDArray[np.int64]], labels: NDArray[np.int64], width: int) -> NDArray[np.float64]:
    """Weights [features, types] of a logistic regression with L2 penalty, by Adam on all rows."""
    flat = np.concatenate(rows)
    owner = np.repeat(np.arange(len(rows)), [len(r) for r in rows])
    target = np.eye(len(TYPES))[labels]
    weights = np.zeros((width, len(TYPES)))
    mean, square = np.zeros_like(weights), np.zeros_like(weights)
    for step in range(1, STEPS + 1):
        scores = np.zeros((len(rows), len(TYPES)))
        np.add.at(scores, owner, weights[flat])
        scores = np.exp(scores - scores.max(axis=1, keepdims=True))
        error = scores / scores.sum(axis=1, keepdims=True) - target
        gradient = np.zeros_like(weights)
        np.add.at(gradient, flat, error[owner])
        gradient = gradient / len(rows) * 100 + L2 * weights
        mean = 0.9 * mean + 0.1 * gradient
        square = 0.999 * square + 0.001 * gradient**2
        rate = 0.05 * min(1.0, 2 * (1 - step / (STEPS + 1)))
        weights -= rate * (mean / (1 - 0.9**step)) / (np.sqrt(square / (1 - 0.999**step)) + 1e-8)
    return weights


def predict(weights: NDArray[np.float64], rows: list[NDArray[np.int64]]) -> NDArray[np.float64]:
    """Probabilities [rows, types]."""
    scores = np.array([weights[r].sum(axis=0) for r in rows])
    scores = np.exp(scores - scores.max(axis=1, keepdims=True))
    return scores / scores.sum(axis=1, keepdims=True)


def table(probabilities: NDArray[np.float64], labels: NDArray[np.int64], has_rule: NDArray[np.bool_]) -> None:
    """Prints precision and recall of what the judge files, by threshold, with and without a rule."""
    none = TYPES.index(NO_CLAIM)
    kinds = probabilities[:, :none].argmax(axis=1)
    print("threshold   with a rule: filed, a claim of any type   alone: filed, right type")
    for threshold in (0.2, 0.3, 0.4, 0.5, 0.6, 0.7, 0.75, 0.8, 0.9):
        filed = 1 - probabilities[:, none] >= threshold
        ruled, alone = filed & has_rule, filed & ~has_rule
        any_type = (ruled & (labels != none)).sum() / max(ruled.sum(), 1)
        right = (alone & (kinds == labels)).sum() / max(alone.sum(), 1)
        print(f"{threshold:9} {ruled.sum():20} {any_type:.3f} {alone.sum():32} {right:.3f}")


def main(out: Path, folders: list[Path]) -> None:
    stages = Stages.load()
    found: list[Example] = []
    document = 0
    for statements, gold in zip(folders[::2], folders[1::2], strict=True):
        more, document = examples(stages, statements, gold, document)
        found += more
    learnt = [e for e in found if e.type is not None]
    counts: dict[str, int] = {}
    for e in learnt:
        for f in e.features:
            counts[f] = counts.get(f, 0) + 1
    features = sorted(f for f, n in counts.items() if n >= SMALLEST)
    index = {f: n for n, f in enumerate(features)}
    rows = [np.array([index[f] for f in e.features if f in index], dtype=np.int64) for e in learnt]
    labels = np.array([e.type for e in learnt])
    print(f"{document} statements, {len(learnt)} predicates, {(labels != TYPES.index(NO_CLAIM)).sum()} claims")
    folds = np.array([e.document % FOLDS for e in learnt])
    held_out = np.zeros((len(learnt), len(TYPES)))
    for fold in range(FOLDS):
        train = np.flatnonzero(folds != fold)
        weights = fit([rows[i] for i in train], labels[train], len(features))
        test = np.flatnonzero(folds == fold)
        held_out[test] = predict(weights, [rows[i] for i in test])
    table(held_out, labels, np.array(["rule=none" not in e.features for e in learnt]))
    weights = fit(rows, labels, len(features))
    lines = [
        f"{json.dumps(f, ensure_ascii=False)}: {[round(float(w), 3) for w in weights[n]]}" for f, n in index.items()
    ]
    body = ",\n".join(lines)
    out.write_text(f'{{"types": {json.dumps(TYPES)},\n"weights": {{\n{body}\n}}}}\n', encoding="utf-8")


if __name__ == "__main__":
    if len(sys.argv) < 4 or len(sys.argv) % 2:
        sys.exit(__doc__)
    main(Path(sys.argv[1]), [Path(a) for a in sys.argv[2:]])
