"""How the grammar is written down: a rule is a pattern at a leading word and what its match means.

Only words that can lead an expression are looked at, and each rule is tried at its leading words alone, so finding
takes time linear in the text. Every repetition in a pattern is bounded.
"""

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field, replace

from pipeline.normalise.dates.values import Expression, Value
from pipeline.normalise.dates.vocabulary import fold

DIGIT = "0"
"""Stands for every word that begins with a digit among the leads of a rule."""

_LAST_WORD = re.compile(r"(\S+) \Z")
_NEXT_WORD = re.compile(r" ([\w%'-]+)")
# What may not stand directly before a number or after it: the number would be part of a longer one, of a document
# symbol, an address or a sum.
_GLUED_BEFORE = re.compile(
    r"(?:[\w/\\.,:#@&=+$€£¥₹]|(?<!mid)(?<!late)(?<!early)(?<!pre)(?<!post)[-‐‑]|\d[–—-])\Z", re.IGNORECASE
)
_GLUED_AFTER = re.compile(r"\w|[-/.:–,]\d|[@\\=]|/\w")


@dataclass(frozen=True, slots=True)
class Scan:
    """A text under the grammar. low: the folded text, offsets as in `text`."""

    text: str
    low: str = field(repr=False)

    @classmethod
    def of(cls, text: str) -> "Scan":
        return cls(text, fold(text))

    def word_before(self, start: int) -> str:
        """The folded word before `start`, "" where a block or bracket begins."""
        match = _LAST_WORD.search(self.low, max(0, start - 40), start)
        return match[1].lstrip("('\"“[").rstrip(".,;:") if match else ""

    def before(self, start: int) -> str:
        """The folded text of the 40 characters before `start`."""
        return self.low[max(0, start - 40) : start]

    def word_after(self, end: int) -> str:
        """The folded word after `end`, "" where punctuation or a block end comes first."""
        match = _NEXT_WORD.match(self.low, end)
        return match[1] if match else ""

    def capital(self, at: int) -> bool:
        return self.text[at : at + 1].isupper()

    def next_capital(self, end: int) -> bool:
        """Whether the word after a blank at `end` begins with a capital."""
        return self.text[end : end + 1] == " " and self.capital(end + 1)

    def with_article(self, start: int, *articles: str) -> int:
        """`start`, moved over one of the articles before it."""
        word = self.word_before(start)
        return start - len(word) - 1 if word in articles and self.low.startswith(word, start - len(word) - 1) else start

    def free_before(self, start: int) -> bool:
        """Whether a number at `start` begins there, and is no tail of a symbol, an address or a sum."""
        return not _GLUED_BEFORE.search(self.text, max(0, start - 6), start)

    def stands_alone(self, start: int, end: int) -> bool:
        """Whether a number is no part of a longer number, a document symbol, an address or a sum."""
        return self.free_before(start) and not _GLUED_AFTER.match(self.text, end)


Build = Callable[[Scan, re.Match[str]], list[Expression] | None]
"""The expressions of a match. None: the rule does not apply, try the next; []: no time, and no other rule applies."""


@dataclass(frozen=True, slots=True)
class Rule:
    """leads: folded first words (DIGIT for numbers) at which the pattern is tried."""

    leads: frozenset[str]
    pattern: re.Pattern[str]
    build: Build


def rule(table: list[Rule], leads: Iterable[str], pattern: str) -> Callable[[Build], Build]:
    """Adds the decorated function to a table of rules; earlier rules of a table are tried first."""

    def add(build: Build) -> Build:
        table.append(Rule(frozenset(leads), re.compile(pattern), build))
        return build

    return add


def apply(rules: Iterable[Rule], scan: Scan, at: int) -> tuple[list[Expression], int] | None:
    """What the first rule that applies finds at `at`, and where its match ends; None: no rule applies."""
    for candidate in rules:
        match = candidate.pattern.match(scan.low, at)
        if match:
            found = candidate.build(scan, match)
            if found is not None:
                return found, max(match.end(), *(expression.end for expression in found)) if found else match.end()
    return None


def one(start: int, end: int, value: Value | None) -> list[Expression] | None:
    """The one expression of a match; None where it has no value."""
    return [Expression(start, end, value)] if value else None


def widen(expression: Expression, start: int) -> Expression:
    """The expression with what stands before it from `start` on."""
    return replace(expression, start=start)
