"""Finding forms with a regular expression and a trie of dicts: at work at once, and fast enough for few forms."""

import re
from collections.abc import Iterable, Sequence
from typing import Any

from pipeline.matching.folding import Folding, fold
from pipeline.matching.registry import Form
from pipeline.matching.spelling import spelled

_TOKEN = re.compile(r"\w+|\W")
_FORM = ""  # key of the number of the form that ends at a node: no token is empty

_Node = dict[str, Any]  # token → node; _FORM → number of the form


class Plain:
    """Forms, ready to be found. Read only, safe to share between threads."""

    def __init__(self, forms: Iterable[Form]) -> None:
        self._parts = [_Part(folding, *spellings) for folding, spellings in spelled(forms).items()]

    def find(self, texts: Sequence[str]) -> list[tuple[int, int, int, int]]:
        """The matches: number of the text, start, end (code points), number of the form; in text order."""
        return [(number, *match) for number, text in enumerate(texts) for match in self._find(text)]

    def _find(self, text: str) -> list[tuple[int, int, int]]:
        if len(self._parts) == 1:
            return self._parts[0].find(text, leftmost=True)
        # Of those that start at the same place the longest, and of equally long ones that of the first part.
        found = [match for part in self._parts for match in part.find(text, leftmost=False)]
        found.sort(key=lambda match: (match[0], -match[1]))
        kept: list[tuple[int, int, int]] = []
        for match in found:
            if not kept or match[0] >= kept[-1][1]:
                kept.append(match)
        return kept


class _Part:
    """The spellings that are compared with one folding, in the order in which they go before one another."""

    def __init__(self, folding: Folding, texts: Sequence[str], forms: Sequence[int]) -> None:
        self._folding = folding
        self._roots: _Node = {}
        for text, form in zip(texts, forms, strict=True):
            node = self._roots
            for token in _TOKEN.findall(fold(text, folding).text):
                node = node.setdefault(token, {})
            node.setdefault(_FORM, form)
        self._roots.pop(_FORM, None)  # of spellings that folding leaves nothing of
        self._starts = _starts(self._roots)

    def find(self, text: str, *, leftmost: bool) -> list[tuple[int, int, int]]:
        """Start, end and form of the longest match at every token, or only where the one before has ended."""
        folded = fold(text, self._folding)
        text = folded.text
        roots = self._roots
        token_at = _TOKEN.match
        matches: list[tuple[int, int, int]] = []
        done = 0
        for start in self._starts.finditer(text):
            node = roots.get(start[0])
            if node is None or start.start() < done:
                continue
            end = start.end()
            found: int | None = node.get(_FORM)
            found_end = end
            while token := token_at(text, end):
                node = node.get(token[0])
                if node is None:
                    break
                end = token.end()
                if _FORM in node:
                    found, found_end = node[_FORM], end
            if found is not None:
                matches.append((*folded.span(start.start(), found_end), found))
                if leftmost:
                    done = found_end
        return matches


def _starts(roots: _Node) -> re.Pattern[str]:
    """Finds the tokens that could be the first of a form, by their first character."""
    letters = "".join(sorted({re.escape(token[0]) for token in roots if re.match(r"\w", token)}))
    others = "".join(sorted(re.escape(token) for token in roots if not re.match(r"\w", token)))
    choices = [rf"\b[{letters}]\w*"] * bool(letters) + [rf"[{others}]"] * bool(others)
    return re.compile("|".join(choices) or r"(?!)")
