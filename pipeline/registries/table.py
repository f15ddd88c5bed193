"""Many names as arrays in files, which processes map into their memory and share.

>>> Table.map(folder).find(["They arrested Asel Nurbekova."])
[[(14, 28, ('d-1',))]]
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from pipeline.matching.compiled import Compiled, Spellings
from pipeline.matching.folding import FOLDINGS, Folding
from pipeline.matching.registry import Form
from pipeline.registries.found import Found

Array = NDArray[Any]


@dataclass(frozen=True, slots=True, eq=False)
class Table:
    """Names in arrays: a million of them at work as soon as they are mapped."""

    compiled: Compiled
    bearers: Array  # uint32: numbers of the ids of the first name, of the second, ...
    first: Array  # int64: where in `bearers` those of each name begin, and where the last ones end
    ids: Array  # uint8: the ids in UTF-8, one after the other
    places: Array  # int64: where in `ids` each one begins, and where the last one ends

    @classmethod
    def of(cls, forms: Sequence[Form]) -> "Table":
        """The forms with their entries."""
        numbers: dict[str, int] = {}
        bearers = [numbers.setdefault(id_, len(numbers)) for form in forms for id_ in form.entries]
        encoded = [id_.encode() for id_ in numbers]
        return cls(
            Compiled.build(forms),
            np.array(bearers, np.uint32),
            _ends(len(form.entries) for form in forms),
            np.frombuffer(b"".join(encoded), np.uint8),
            _ends(map(len, encoded)),
        )

    def find(self, texts: Sequence[str]) -> list[list[Found]]:
        found: list[list[Found]] = [[] for _ in texts]
        for text, start, end, form in self.compiled.find(texts).tolist():
            ids = tuple(map(self._id, self.bearers[self.first[form] : self.first[form + 1]]))
            found[text].append((start, end, ids))
        return found

    def _id(self, number: int) -> str:
        return self.ids[self.places[number] : self.places[number + 1]].tobytes().decode()

    def save(self, folder: Path) -> None:
        """Write the arrays into a folder, which is made."""
        folder.mkdir()
        for name in _ARRAYS:
            np.save(folder / f"{name}.npy", getattr(self, name))
        for folding, spellings in self.compiled.parts.items():
            for name, array in spellings._asdict().items():
                np.save(folder / f"{_prefix(folding)}{name}.npy", array)

    @classmethod
    def map(cls, folder: Path) -> "Table":
        """The table that lies in a folder. Raises OSError, EOFError or ValueError where none does, or half of one."""

        def array(name: str) -> Array:
            return np.asarray(np.load(folder / f"{name}.npy", mmap_mode="r", allow_pickle=False))

        parts = {
            folding: Spellings(*(array(f"{_prefix(folding)}{name}") for name in Spellings._fields))
            for folding in FOLDINGS
            if (folder / f"{_prefix(folding)}table.npy").exists()
        }
        return cls(Compiled(parts), *(array(name) for name in _ARRAYS))


_ARRAYS = ("bearers", "first", "ids", "places")


def _prefix(folding: Folding) -> str:
    return f"case-{folding.case:d}-diacritics-{folding.diacritics:d}-"


def _ends(lengths: Iterable[int]) -> Array:
    """0, then where each of pieces of these lengths ends."""
    return np.cumsum(np.fromiter((0, *lengths), np.int64))
