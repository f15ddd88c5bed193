"""Exact batch scanning: every mention of every form in every text.

A token is a run of word characters (`\\w+`) or one other character. A form matches where its tokens stand in the text
as whole tokens, in one of its spellings (`spelling`), where characters count as the same as the form says (`folding`).
Of the matches that overlap, the one that starts first counts; of those that start at the same place, the longest.
Blanks around a form do not count.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any, Protocol

from pipeline.matching.plain import Plain
from pipeline.matching.registry import Form

# Up to so many forms plain Python is ready sooner than machine code is loaded.
_FEW = 20_000


@dataclass(frozen=True, slots=True)
class Match:
    """A form in a text."""

    start: int  # code points into the text
    end: int  # exclusive
    form: Form


class _Engine(Protocol):
    def find(self, texts: Sequence[str]) -> Any: ...


class Scanner:
    """Finds forms in batches of texts. Built once, read only, safe to share between threads.

    forms: with distinct, non-empty texts; raises ValueError otherwise. What is made of many forms is kept in the user's
    cache (`cache`), by their content.
    """

    def __init__(self, forms: Iterable[Form]) -> None:
        self._forms = tuple(forms)
        if len({form.text for form in self._forms}) != len(self._forms) or not all(form.text for form in self._forms):
            raise ValueError("forms must have distinct, non-empty texts")
        self._engine: _Engine
        if len(self._forms) <= _FEW:
            self._engine = Plain(self._forms)
        else:
            from pipeline.matching.cache import compiled  # a fifth of a second, for those who need it

            self._engine = compiled(self._forms)

    def scan(self, texts: Sequence[str]) -> list[list[Match]]:
        """For each text its matches in text order."""
        matches: list[list[Match]] = [[] for _ in texts]
        forms = self._forms
        found = self._engine.find(texts)
        for number, start, end, form in found if isinstance(found, list) else found.tolist():
            matches[number].append(Match(start, end, forms[form]))
        return matches
