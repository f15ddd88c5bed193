"""Figures made of counts, against hand-computed ones."""

import pytest

from pipeline.evaluate.counts import Count, Share


@pytest.mark.parametrize(
    ("count", "precision", "recall", "f1"),
    [
        (Count(3, 4, 6), 0.5, 0.75, 0.6),
        (Count(1.5, 2, 3), 0.5, 0.75, 0.6),
        (Count(0, 4, 0), 0, 0, 0),
        (Count(0, 0, 4), 0, 1, 0),
        (Count(), 1, 1, 1),
    ],
)
def test_figures(count: Count, precision: float, recall: float, f1: float) -> None:
    assert (count.precision, count.recall) == (precision, recall)
    assert count.f1 == pytest.approx(f1)


def test_counts_and_shares_add_up() -> None:
    assert Count(1, 2, 3) + Count(0.5, 1, 1) == Count(1.5, 3, 4)
    assert (Share(1, 2) + Share(0.5, 2)).accuracy == 0.375
    assert Share().accuracy is None
