"""Changes to training sentences that teach the model what the sources lack."""

import random
import tomllib
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

from conllu import Sentence

SHARE_CURLY = 0.5  # of documents get typographic quotes: the treebanks have straight ones, statements curly ones
SHARE_SWAPPED = 0.6  # of documents with names get a second copy with other names
SHARE_INVENTED = 0.35  # of organisation names in a copy become invented ones
SHARE_CAPITALS = 0.03  # of swapped copies are set in capitals, as headlines are


def spans(tags: list[str]) -> Iterator[tuple[int, int, str]]:
    """(start, end, label) of IOB2 tags, end exclusive."""
    start = None
    for i, tag in enumerate([*tags, "O"]):
        if start is not None and not tag.startswith("I-"):
            yield start, i, tags[start][2:]
            start = None
        if tag.startswith("B-"):
            start = i


def typography(run: list[Sentence], rng: random.Random) -> list[Sentence]:
    """Straight quotes to curly ones in a share of the runs."""
    if rng.random() >= SHARE_CURLY:
        return run
    opened, changed = False, []
    for sentence in run:
        words = []
        for word in sentence.words:
            if word in ('"', "``", "''"):
                word = "”" if opened else "“"
                opened = not opened
            elif "'" in word:
                word = word.replace("'", "’")
            words.append(word)
        changed.append(replace(sentence, words=words))
    return changed


class NameSwapper:
    """Swaps the persons of a run for names of all traditions, and some organisations for invented ones.

    names: the TOML file of traditions. One person keeps one new name within a run: the new name is chosen by the
    last word of the old one.
    """

    def __init__(self, names: Path) -> None:
        self.traditions = tomllib.loads(names.read_text("utf-8"))["tradition"]
        organisations = tomllib.loads(names.with_name("organisations.toml").read_text("utf-8"))
        self.patterns: list[str] = organisations["patterns"]
        self.parts: dict[str, list[str]] = organisations["parts"]

    def __call__(self, run: list[Sentence], rng: random.Random) -> list[Sentence] | None:
        """The run with other names; None where it has none, or is not chosen."""
        if not any(t.startswith("B-") for s in run for t in s.names) or rng.random() >= SHARE_SWAPPED:
            return None
        people: dict[str, list[list[str]]] = {}
        capitals = rng.random() < SHARE_CAPITALS
        swapped = [self._sentence(s, people, rng) for s in run]
        if capitals:
            swapped = [replace(s, words=[w.upper() for w in s.words]) for s in swapped]
        return swapped

    def person(self, rng: random.Random) -> list[list[str]]:
        """[the words of the full name, the words of its short form]."""
        tradition = rng.choice(self.traditions)
        parts = [(part, rng.choice(tradition[part]).split()) for part in tradition["order"].split()]
        short = next((words for part, words in parts if part == "family"), parts[0][1])
        return [[w for _, words in parts for w in words], short]

    def organisation(self, rng: random.Random) -> list[str]:
        words = []
        for piece in rng.choice(self.patterns).split():
            words += rng.choice(self.parts[piece[1:-1]]).split() if piece.startswith("{") else [piece]
        return words

    def _sentence(self, s: Sentence, people: dict[str, list[list[str]]], rng: random.Random) -> Sentence:
        words, spaces, names = [], [], []
        at = 0
        for start, end, label in spans(s.names):
            words += s.words[at:start]
            spaces += s.spaces[at:start]
            names += s.names[at:start]
            at = end
            new = s.words[start:end]
            if label == "PERSON":
                full, short = people.setdefault(s.words[end - 1], self.person(rng))
                new = short if end - start == 1 else full
            elif label == "ORG" and end - start > 1 and rng.random() < SHARE_INVENTED:
                new = self.organisation(rng)
            if new == s.words[start:end]:
                words += new
                spaces += s.spaces[start:end]
            else:
                words += new
                spaces += [word != "'s" for word in new[1:]] + [s.spaces[end - 1]]
            names += [f"B-{label}"] + [f"I-{label}"] * (len(new) - 1)
        words += s.words[at:]
        spaces += s.spaces[at:]
        names += s.names[at:]
        return replace(s, words=words, spaces=spaces, names=names)
