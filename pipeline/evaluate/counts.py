"""What is counted, and the figures made of it."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Count:
    """right: how many of the found things are right (may hold fractions); gold, found: how many there are.

    Only means of several counts have fractions of gold and found.
    """

    right: float = 0.0
    gold: float = 0
    found: float = 0

    def __add__(self, other: "Count") -> "Count":
        return Count(self.right + other.right, self.gold + other.gold, self.found + other.found)

    @property
    def precision(self) -> float:
        """right / found; where nothing was found, 1 if there was nothing to find, else 0."""
        return self.right / self.found if self.found else float(not self.gold)

    @property
    def recall(self) -> float:
        """right / gold; 1 where there was nothing to find."""
        return self.right / self.gold if self.gold else 1.0

    @property
    def f1(self) -> float:
        """Harmonic mean of precision and recall."""
        return harmonic_mean(self.precision, self.recall)


@dataclass(frozen=True, slots=True)
class Share:
    """right of all: an accuracy."""

    right: float = 0.0
    all: float = 0

    def __add__(self, other: "Share") -> "Share":
        return Share(self.right + other.right, self.all + other.all)

    @property
    def accuracy(self) -> float | None:
        """None where there is nothing that could be right."""
        return self.right / self.all if self.all else None


def harmonic_mean(precision: float, recall: float) -> float:
    return 2 * precision * recall / (precision + recall) if precision + recall else 0.0
