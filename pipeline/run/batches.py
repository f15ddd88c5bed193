"""Items in batches: small enough that the first records come at once, large enough for the stages' batch calls."""

from collections.abc import Iterable, Iterator
from typing import TypeVar

from pipeline.run.inputs import Item

T = TypeVar("T")

_COUNT = 16
_BYTES = 256_000


def batches(items: Iterable[T]) -> Iterator[list[T]]:
    """The items, or what stands for them, in order."""
    batch: list[T] = []
    size = 0
    for item in items:
        batch.append(item)
        size += item.size() if isinstance(item, Item) else 0
        if len(batch) == _COUNT or size >= _BYTES:
            yield batch
            batch, size = [], 0
    if batch:
        yield batch
