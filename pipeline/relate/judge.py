"""Which predicates carry a claim, and of which type: learnt from the gold, as weights of readable features.

A multinomial logistic regression; `models/training/claims.py` fits it. A weight says what a feature speaks for.
"""

import json
from collections.abc import Sequence
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from pipeline.errors import RapporteurError


class Judge:
    """types: the claim types and NO_CLAIM, in the order of the columns. weights: feature → its weight for each type."""

    def __init__(self, types: Sequence[str], weights: dict[str, Sequence[float]]) -> None:
        self.types = list(types)
        self._rows = {feature: n for n, feature in enumerate(weights)}
        self._weights: NDArray[np.float64] = np.array(list(weights.values()), dtype=np.float64)

    @classmethod
    def load(cls, path: Path) -> "Judge":
        """Raises RapporteurError where the file is missing or is none of this kind."""
        try:
            data = json.loads(path.read_text("utf-8"))
            return cls(data["types"], data["weights"])
        except (OSError, ValueError, KeyError) as error:
            raise RapporteurError(f"{path}: no weights of claims here ({error}); reinstall, or make model") from error

    def probabilities(self, features: Sequence[str]) -> dict[str, float]:
        """The probability of each type and of NO_CLAIM; they add up to 1."""
        rows = [self._rows[f] for f in features if f in self._rows]
        scores = self._weights[rows].sum(axis=0)
        scores = np.exp(scores - scores.max())
        return dict(zip(self.types, (scores / scores.sum()).tolist(), strict=True))


def pooled(first: dict[str, float], second: dict[str, float]) -> dict[str, float]:
    """What two opinions say together: the geometric mean of their probabilities (a logarithmic opinion pool)."""
    products = {type_: (p * second[type_]) ** 0.5 for type_, p in first.items()}
    total = sum(products.values())
    return {type_: p / total for type_, p in products.items()}
