"""Exact batch scanning: every mention of every form in every text.

A token is a run of word characters (`\\w+`) or one other character. A form matches where its tokens stand in the text
as whole tokens, in one of its spellings (see `variants`). Of the matches that overlap, the one that starts first
counts; of those that start at the same place, the longest. Case counts.
"""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from pipeline.matching.registry import Form, by_spelling
from pipeline.matching.variants import fold

_TOKEN = re.compile(r"\w+|\W")
_FORM = ""  # key of the form that ends at a node: no token is empty

_Node = dict[str, Any]  # token → node; _FORM → Form


@dataclass(frozen=True, slots=True)
class Match:
    """A form in a text."""

    start: int  # code points into the text
    end: int  # exclusive
    form: Form


class Scanner:
    """Finds forms in batches of texts. Built once, read only, safe to share between threads.

    forms: with distinct, non-empty texts; raises ValueError otherwise.
    """

    def __init__(self, forms: Iterable[Form]) -> None:
        forms = tuple(forms)
        if len({form.text for form in forms}) != len(forms) or not all(form.text for form in forms):
            raise ValueError("forms must have distinct, non-empty texts")
        self._roots: _Node = {}
        for spelling, form in by_spelling(forms).items():
            node = self._roots
            for token in _TOKEN.findall(spelling):
                node = node.setdefault(token, {})
            node[_FORM] = form
        self._starts = _starts(self._roots)

    def scan(self, texts: Sequence[str]) -> list[list[Match]]:
        """For each text its matches in text order."""
        return [self._scan(text) for text in texts]

    def _scan(self, text: str) -> list[Match]:
        text = fold(text)
        roots = self._roots
        token_at = _TOKEN.match
        matches: list[Match] = []
        done = 0
        for start in self._starts.finditer(text):
            node = roots.get(start[0])
            if node is None or start.start() < done:
                continue
            end = start.end()
            found: Form | None = node.get(_FORM)
            found_end = end
            while token := token_at(text, end):
                node = node.get(token[0])
                if node is None:
                    break
                end = token.end()
                if _FORM in node:
                    found, found_end = node[_FORM], end
            if found is not None:
                matches.append(Match(start.start(), found_end, found))
                done = found_end
        return matches


def _starts(roots: _Node) -> re.Pattern[str]:
    """Finds the tokens that could be the first of a form, by their first character."""
    letters = "".join(sorted({re.escape(token[0]) for token in roots if re.match(r"\w", token)}))
    others = "".join(sorted(re.escape(token) for token in roots if not re.match(r"\w", token)))
    choices = [rf"\b[{letters}]\w*"] * bool(letters) + [rf"[{others}]"] * bool(others)
    return re.compile("|".join(choices) or r"(?!)")
