"""Items in batches."""

import pytest

from pipeline.run.batches import batches
from pipeline.run.inputs import Item


@pytest.mark.parametrize(
    ("count", "sizes"), [(0, []), (1, [1]), (5, [1, 2, 2]), (40, [1, 2, 4, 8, 16, 9]), (47, [1, 2, 4, 8, 16, 16])]
)
def test_batches_grow(count: int, sizes: list[int]) -> None:
    made = list(batches(range(count)))
    assert [len(batch) for batch in made] == sizes
    assert [one for batch in made for one in batch] == list(range(count))


def test_large_items_make_small_batches() -> None:
    items = [Item("large", data=b"x" * 100_000)] * 9
    assert [len(batch) for batch in batches(items)] == [1, 2, 3, 3]
