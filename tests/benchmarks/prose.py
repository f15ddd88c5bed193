"""A registry of invented names, and prose that mentions them: the matter of the benchmarks of matching."""

import random
import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path

_CORPUS = Path(__file__).parents[2] / "corpus/statements"
_ONSETS = "b br ch d dr f g gh h j k kh l m n ny p r s sh st t th tr v w y z".split()
_VOWELS = "a ai au e ei i o u á é í ó ö ü".split()
_VOWEL_WEIGHTS = [30, 4, 4, 24, 4, 24, 20, 20, 1, 1, 1, 1, 1, 1]
_CODAS = ["", "", "", "n", "r", "l", "m", "ng", "s", "k", "ć"]
_CODA_WEIGHTS = [20, 20, 20, 8, 8, 6, 6, 4, 6, 4, 1]
_KINDS = ["Centre", "Committee", "Network", "Union", "Institute", "Watch", "Forum", "Front"]
_CAUSES = ["Human Rights", "Justice", "Women’s Rights", "Press Freedom", "Peace", "Labour", "Land", "the Disappeared"]
WORDS_A_MENTION = 40
_DOCUMENT = 4600  # code points, about


def names(count: int, seed: int = 20) -> list[str]:
    """So many distinct invented names: persons (of two and three words), places and organisations named after them."""
    rng = random.Random(seed)

    def word(syllables: int) -> str:
        return "".join(
            rng.choice(_ONSETS) + rng.choices(_VOWELS, _VOWEL_WEIGHTS)[0] + rng.choices(_CODAS, _CODA_WEIGHTS)[0]
            for _ in range(syllables)
        ).capitalize()

    given = [word(rng.choice((1, 2, 2))) for _ in range(4000)]
    made: dict[str, None] = {}
    while len(made) < count:
        draw = rng.random()
        if draw < 0.6:
            name = f"{rng.choice(given)} {word(rng.choice((1, 2, 2, 3)))}"
        elif draw < 0.8:
            name = f"{rng.choice(given)} {rng.choice(given)} {word(2)}"
        elif draw < 0.85:
            name = f"{rng.choice(given)} {word(2)}-{word(1)}"
        elif draw < 0.9:
            name = word(3)
        else:
            name = f"{word(2)} {rng.choice(_KINDS)} for {rng.choice(_CAUSES)}"
        made.setdefault(name)
    return list(made)


@cache
def _sentences() -> list[str]:
    text = "\n".join(file.read_text("utf-8", "replace") for file in sorted(_CORPUS.glob("*.txt")))
    return [" ".join(one.split()) for one in re.split(r"(?<=[.!?])\s+|\n{2,}", text) if len(one.split()) > 5]


def documents(known: list[str], size: int, seed: int = 21) -> Iterator[str]:
    """Texts of `size` code points together, of the corpus' sentences, with a name in about every WORDS_A_MENTION words.

    A third of the mentions have something around them that could mislead a scanner: a possessive, a longer word.
    """
    rng = random.Random(seed)
    sentences = _sentences()
    written = 0
    while written < size:
        parts: list[str] = []
        length = 0
        while length < _DOCUMENT:
            words = rng.choice(sentences).split(" ")
            for at in range(len(words)):
                if rng.random() < 1 / WORDS_A_MENTION:
                    name = rng.choice(known)
                    words[at] = rng.choice((name, name, name, name, f"{name}’s", f"{name},", f"{name}s", f"pro-{name}"))
            parts.append(" ".join(words))
            length += len(parts[-1]) + 1
        text = "\n".join(parts)
        written += len(text)
        yield text
