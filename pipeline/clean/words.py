"""What counts as a word: the text's own words, and a list of frequent ones."""

import re
import tomllib
from collections import Counter
from dataclasses import dataclass
from functools import cache
from pathlib import Path

_WORD = re.compile(r"[^\W\d_]+(?:[’'-][^\W\d_]+)*")


@dataclass(frozen=True, slots=True)
class Lists:
    """The lists of words.toml; what they are for stands there."""

    frequent: frozenset[str]
    hyphen_prefixes: frozenset[str]
    continuing: frozenset[str]
    camel_names: frozenset[str]
    compound_tails: frozenset[str]


@cache
def lists() -> Lists:
    """words.toml, read once."""
    data = tomllib.loads((Path(__file__).parent / "words.toml").read_text("utf-8"))
    return Lists(**{name: frozenset(words.split()) for name, words in data.items()})


class Vocabulary:
    """The words of a text, as written, with their counts. Hyphenated words are one word."""

    def __init__(self, text: str) -> None:
        self.counts = Counter(_WORD.findall(text))
        self._lower = {word.lower() for word in self.counts}

    def in_text(self, word: str) -> bool:
        """Whether the word stands in the text, in whatever case."""
        return word.lower() in self._lower

    def knows(self, word: str) -> bool:
        """Whether the word stands in the text or is frequent in English."""
        return self.in_text(word) or word.lower() in lists().frequent
