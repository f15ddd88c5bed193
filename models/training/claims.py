"""Fits the judge of claims (`pipeline/relate/judge.py`) on gold.

    PYTHONPATH=.:models/training python models/training/claims.py OUT STATEMENTS GOLD

Fits a multinomial logistic regression to the types that gold gives to the predicates (gold.py). Optional claims count
as claims: to file one costs nothing, to file it as another type does. Prints what it files in cross-validation by
statement; OUT gets the weights.
"""

import json
import sys
from collections import Counter
from pathlib import Path

import numpy as np
from gold import annotated
from numpy.typing import NDArray

from pipeline.relate.claim_types import NO_CLAIM, TYPES
from pipeline.stages import Stages

SMALLEST = 3  # occurrences of a feature below which it gets no weight
L2 = 0.02
STEPS = 400
FOLDS = 5


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


def main(out: Path, statements: Path, gold: Path) -> None:
    told = [
        (number, predicate)
        for number, one in enumerate(annotated(Stages.load(), statements, gold))
        for predicate in one.predicates
    ]
    predicates = [predicate for _, predicate in told]
    counts = Counter(f for p in predicates for f in p.features)
    features = sorted(f for f, n in counts.items() if n >= SMALLEST)
    index = {f: n for n, f in enumerate(features)}
    rows = [np.array([index[f] for f in p.features if f in index], dtype=np.int64) for p in predicates]
    labels = np.array([p.type for p in predicates])
    print(f"{len(predicates)} predicates, {(labels != TYPES.index(NO_CLAIM)).sum()} claims")
    folds = np.array([number % FOLDS for number, _ in told])
    held_out = np.zeros((len(predicates), len(TYPES)))
    for fold in range(FOLDS):
        train = np.flatnonzero(folds != fold)
        weights = fit([rows[i] for i in train], labels[train], len(features))
        test = np.flatnonzero(folds == fold)
        held_out[test] = predict(weights, [rows[i] for i in test])
    table(held_out, labels, np.array([p.has_rule for p in predicates]))
    weights = fit(rows, labels, len(features))
    lines = [
        f"{json.dumps(f, ensure_ascii=False)}: {[round(float(w), 3) for w in weights[n]]}" for f, n in index.items()
    ]
    body = ",\n".join(lines)
    out.write_text(f'{{"types": {json.dumps(TYPES)},\n"weights": {{\n{body}\n}}}}\n', encoding="utf-8")


if __name__ == "__main__":
    if len(sys.argv) != 4:
        sys.exit(__doc__)
    main(*[Path(a) for a in sys.argv[1:]])
