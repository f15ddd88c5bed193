"""Items in batches: the first ones small, so that records come at once; then as large as the stages can use."""

from collections.abc import Iterable, Iterator
from typing import TypeVar

from pipeline.run.inputs import Item

T = TypeVar("T")

_COUNT = 16
_BYTES = 256_000


def batches(items: Iterable[T]) -> Iterator[list[T]]:
    """The items, or what stands for them, in order."""
    batch: list[T] = []
    count = 1
    size = 0
    for item in items:
        batch.append(item)
        size += item.size() if isinstance(item, Item) else 0
        if len(batch) == count or size >= _BYTES:
            yield batch
            batch, size, count = [], 0, min(2 * count, _COUNT)
    if batch:
        yield batch
