"""Dictionary forms of words that the lexica know.

The model's lemmatiser is learnt from 300,000 words and errs on just the verbs that matter here ("condemne", "committ");
and where the tagger takes a participle for an adjective there is no verb lemma at all. So a word whose model lemma no
lexicon has is tried for the base forms that English spelling allows, and the one that a lexicon has is taken.
"""

import tomllib
from collections.abc import Iterator
from functools import cache, lru_cache
from pathlib import Path

_VOWELS = frozenset("aeiou")


@cache
def irregular_forms() -> dict[str, str]:
    """Irregular form → base form ("beaten" → "beat")."""
    table = tomllib.loads(Path(__file__).with_name("irregular.toml").read_text("utf-8"))
    return {form: base for base, forms in table["verbs"].items() for form in forms}


def base_forms(word: str) -> Iterator[str]:
    """Candidates for the dictionary form of a lower-case word, likeliest first; the word itself is not among them.

    Rules of English inflection: -s, -es, -ies, -ed, -ied, -ing, doubled consonants and dropped e.
    """
    irregular = irregular_forms().get(word)
    if irregular is not None:
        yield irregular
    for ending in ("ing", "ed"):
        if word.endswith(ending) and len(word) > len(ending) + 2:
            stem = word[: -len(ending)]
            if ending == "ed" and stem.endswith("i"):
                yield stem[:-1] + "y"
            if stem[-1] == stem[-2] and stem[-1] not in _VOWELS and stem[-1] not in "ls":
                yield stem[:-1]
            yield stem
            yield stem + "e"
            if stem[-1] == stem[-2]:
                yield stem[:-1]
            if ending == "ing" and stem.endswith("y"):
                yield stem[:-1] + "ie"
    if word.endswith("ies") and len(word) > 4:
        yield word[:-3] + "y"
    if word.endswith("es") and len(word) > 3:
        yield word[:-2]
    if word.endswith("s") and not word.endswith("ss") and len(word) > 3:
        yield word[:-1]


@lru_cache(maxsize=1 << 16)  # bounded: every text brings names of its own
def known_lemma(word: str, lemma: str, vocabulary: frozenset[str]) -> str:
    """The dictionary form of a lower-case word: the model's lemma, unless only another form is in the vocabulary."""
    if lemma in vocabulary:
        return lemma
    if word in irregular_forms():
        return irregular_forms()[word]
    return next((form for form in base_forms(word) if form in vocabulary), lemma)
