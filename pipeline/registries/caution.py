"""Names that cannot be matched safely: too short, or too common to mean one entry wherever they stand."""

import functools
import re
import unicodedata
from dataclasses import dataclass

from pipeline.matching.registry import Registry
from pipeline.recognise.lexicon import lexicon
from pipeline.registries.entry import STATE_KINDS, Case
from pipeline.resources import model_path

_WORD = re.compile(r"[^\W\d_]+(?:['.-][^\W\d_]+)*")
_SHORTEST, _SHORTEST_OF_PERSON = 3, 4  # letters of a name of one word
_SHORTEST_IDEOGRAPHS = 2
# Bodies that almost every state has: their bare names mean another one in every text.
_STATE_BODIES = frozenset("assembly bank parliament congress council commission".split())
_OF_SOMEBODY = frozenset("african american arab asian european inter-american international united world".split())


@dataclass(frozen=True, slots=True)
class Words:
    """Lists of common words and names, folded to lower case."""

    english: frozenset[str]
    given: frozenset[str]
    family: frozenset[str]


@functools.cache
def words() -> Words:
    """English words as the model's training texts have them in small letters, given names, family names."""
    path = model_path() / "rapporteur_encoder" / "lemmas.tsv"  # form, tag, lemma
    forms = {line.split("\t", 1)[0] for line in path.read_text(encoding="utf-8").splitlines()}
    names = lexicon()
    return Words(
        english=frozenset(form for form in forms if form.isalpha() and form.islower()),
        given=frozenset(map(str.casefold, names.given_names | names.male | names.female)),
        family=frozenset(map(str.casefold, names.family_first)),
    )


def danger(name: str, kind: str, case: Case, registry: Registry) -> str | None:
    """Why a name is not safe to look for, or None. registry: the built-in one, whose names mean something already."""
    found = _WORD.findall(name)
    long = [word for word in found if len(word.replace(".", "")) > 1 or _is_ideograph(word[0])]
    if not long:
        return "has no word of two letters"
    if (known := _known(name, kind, registry)) is not None:
        return f"is a name of {known} in the built-in registry"
    common = words()
    folded = [word.casefold() for word in long]
    if len(long) == 1:
        return _danger_of_one_word(long[0], kind)
    if all(word in common.english or word in lexicon().small_words for word in folded):
        if case == "any":
            return "is made of common English words, and its case rule takes small letters"
        if kind != "person" and _is_generic(name, folded):
            return "is what such a body is called in many states"
    return None


def _danger_of_one_word(word: str, kind: str) -> str | None:
    letters, folded, common = sum(map(str.isalpha, word)), word.casefold(), words()
    shortest = _SHORTEST_OF_PERSON if kind == "person" else _SHORTEST
    if _is_ideograph(word[0]):
        shortest = _SHORTEST_IDEOGRAPHS
    if folded in common.english:
        return "is a common English word"
    if folded in common.given:
        return "is a given name alone"
    if kind == "person" and folded in common.family:
        return "is a family name alone"
    return f"is too short: {letters} of at least {shortest} letters" if letters < shortest else None


def _is_ideograph(letter: str) -> bool:
    """Whether a letter stands for a syllable or a word: Chinese, Japanese, Korean."""
    return unicodedata.name(letter, "").startswith(("CJK", "HIRAGANA", "KATAKANA", "HANGUL"))


def _known(name: str, kind: str, registry: Registry) -> str | None:
    """The built-in entry of another kind that bears the name."""
    form = registry.lookup(name)
    if form is None or (kind != "person" and (kind in STATE_KINDS) == form.of_states):
        return None
    return form.entries[0]


def _is_generic(name: str, folded: list[str]) -> bool:
    data = lexicon()
    heads = {head.casefold() for head in data.state_heads} | _STATE_BODIES
    return name in data.generic_institutions or (not heads.isdisjoint(folded) and _OF_SOMEBODY.isdisjoint(folded))
