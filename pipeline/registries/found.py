"""What finding names in texts gives."""

from collections.abc import Iterable, Sequence
from typing import Protocol

from pipeline.matching.registry import Form
from pipeline.matching.scanner import Scanner

Found = tuple[int, int, tuple[str, ...]]  # start, end (code points, end exclusive), ids that the name may mean


class Finder(Protocol):
    """Finds names in batches of texts."""

    def find(self, texts: Sequence[str]) -> list[list[Found]]:
        """For each text what is found, in text order, not overlapping."""


class Few:
    """A finder in memory: at work at once. `table.Table` is one for many names."""

    def __init__(self, forms: Iterable[Form]) -> None:
        self._scanner = Scanner(forms)

    def find(self, texts: Sequence[str]) -> list[list[Found]]:
        """As `Finder.find`."""
        found = self._scanner.scan(texts)
        return [[(match.start, match.end, match.form.entries) for match in matches] for matches in found]
