"""Random registries and texts, full of what could go wrong, scanned by both engines and by the reference.

    python -m tests.matching.random_registries [COUNT] [FIRST SEED]

Stops at the first difference.
"""

import random
import sys
from typing import get_args

from pipeline.matching.compiled import Compiled
from pipeline.matching.folding import FOLDINGS, Folding
from pipeline.matching.plain import Plain
from pipeline.matching.registry import Form
from pipeline.matching.variants import Case
from tests.matching import reference

# Words and other characters of all planes; letters that fold to none, to one and to several; halves of compositions.
_PIECES = """
    a A b B ab Ab AB UN U N U.N. US Hong Kong 1 2 _ . , - – ’ ' ` ´ ʼ “ ½ … ß ẞ ss SS Ss İ ı i I é É e E É ñ n ŉ ǰ j
    ﬁ fi ﬀ ff Ł ł l ø o œ oe Æ AE æ Þ Th Å Å å Ω Ω Σ σ ς ΐ ᾳ αι Ж ж й й 한 국 刘 晓 波 劉 龍 م ح مُ أ ا إ ـ ﷺ ﻻ لا ש שׁ שׁ
    क क़ क़ का ท ที่ か が が 𝐀 𝐁 𠀋 丽 丽 😀 🏳️‍🌈 𐐀 𐐨 𞤀 Ａ ａ １
""".split()
_MARKS = ["\u0301", "\u0327", "\u0302\u0301", "\u0345", "\u064f", "\u1161", "\u11ab", "\u1112", "\U000e0100", "\u20dd"]
_BLANKS = [" ", " ", " ", "\n", "\t", "\u00a0", "\u202f", "\u3000", "  "]
_ODD = ["\0", "\ud800", "\u00ad", "\u200d", "\ufeff", "\U0010ffff", "\r\n"]


def _string(rng: random.Random, pieces: list[str], most: int) -> str:
    """Of up to `most` pieces, words standing apart as often as not."""
    made = []
    for _ in range(rng.randint(1, most)):
        draw = rng.random()
        if draw < 0.6:
            made.append(rng.choice(pieces))
        elif draw < 0.85:
            made.append(rng.choice(_BLANKS))
        elif draw < 0.97:
            made.append(rng.choice(_MARKS))
        else:
            made.append(rng.choice(_ODD))
    return "".join(made)


def case(seed: int) -> tuple[list[Form], list[str], int]:
    """A registry, texts that mention it, more or less, and how many bits of the hashes to use."""
    rng = random.Random(seed)
    pieces = rng.choices(_PIECES, k=rng.choice((2, 4, 8, 40)))
    cases = rng.choice((get_args(Case), ("written",), ("capitals",), ("any",)))
    folded = rng.choice(((False, True), (False,), (True,)))
    names = dict.fromkeys(_string(rng, pieces, rng.choice((1, 3, 8, 25))) for _ in range(rng.choice((0, 1, 3, 10, 30))))
    forms = [Form(name, ("x",), "name", case=rng.choice(cases), folded=rng.choice(folded)) for name in names]
    texts = []
    for _ in range(rng.choice((0, 1, 2, 5))):
        parts = []
        for _ in range(rng.randint(0, 8)):
            part = _string(rng, pieces, 6)
            if names and rng.random() < 0.6:
                part = rng.choice(list(names))
                part = rng.choice((str, str, str.upper, str.lower, str.title, lambda text: text[:-1]))(part)
            parts.append(part + rng.choice(("", " ", " ", "’s ", "s ", "-")))
        texts.append("".join(parts))
    return forms, texts, rng.choice((64, 64, 12, 3, 0))


def differences(seed: int) -> int:
    """Raises AssertionError where an engine finds something else than the reference. How many matches there are."""
    forms, texts, hash_bits = case(seed)
    numbers = {form.text: number for number, form in enumerate(forms)}
    expected = [
        (number, match.start, match.end, numbers[match.form.text])
        for number, matches in enumerate(reference.scan(forms, texts))
        for match in matches
    ]
    assert Plain(forms).find(texts) == expected, f"plain, seed {seed}"
    found = [tuple(row) for row in Compiled.build(forms, hash_bits).find(texts).tolist()]
    assert found == expected, f"compiled, seed {seed}"
    for folding in FOLDINGS:
        alike = [form for form in forms if Folding(form.case == "any", form.folded) == folding]
        if alike:
            slow = [[(m.start, m.end, m.form.text) for m in matches] for matches in reference.scan(alike, texts)]
            assert reference.scan_many(alike, texts) == slow, f"reference, seed {seed}"
    return len(expected)


if __name__ == "__main__":
    count = int(sys.argv[1]) if len(sys.argv) > 1 else 2000
    first = int(sys.argv[2]) if len(sys.argv) > 2 else 0
    matches = sum(map(differences, range(first, first + count)))
    print(f"{count} registries, {matches} matches, no difference")
