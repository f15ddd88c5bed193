"""Lemmas: those of the training text by form and tag, others by edit scripts.

A script says how to make the lemma out of the form, as a class that a tagger can predict. The encoder reads a frequent
word as one piece and does not see its spelling, so of the likeliest scripts the first that makes a known lemma counts.
"""

from collections.abc import Iterable, Sequence
from functools import lru_cache

_CASES = ("lower", "keep", "title")


def _cased(form: str, case: str) -> str:
    if case == "lower":
        return form.lower()
    return form if case == "keep" else form[:1].upper() + form[1:].lower()


def edit_script(form: str, lemma: str) -> str:
    """The script that makes `lemma` of `form`: "case|cut|ending".

    >>> edit_script("Declared", "declare")
    'lower|1|'
    """
    best: tuple[int, int, str] | None = None
    for rank, case in enumerate(_CASES):
        base = _cased(form, case)
        shared = 0
        while shared < min(len(base), len(lemma)) and base[shared] == lemma[shared]:
            shared += 1
        cost = len(base) - shared + len(lemma) - shared
        if best is None or (cost, rank) < best[:2]:
            best = (cost, rank, f"{case}|{len(base) - shared}|{lemma[shared:]}")
    assert best is not None
    return best[2]


@lru_cache(maxsize=1 << 16)
def apply_script(form: str, script: str) -> str:
    """The lemma that a script makes of a form; the form itself where the script would leave nothing.

    >>> apply_script("Declared", "lower|1|")
    'declare'
    """
    case, cut, ending = script.split("|", 2)
    base = _cased(form, case)
    return base[: max(len(base) - int(cut), 0)] + ending or form


class Lemmas:
    """Known lemmas. entries: (form in lower case, Penn tag, lemma)."""

    def __init__(self, entries: Iterable[tuple[str, str, str]]) -> None:
        self._known = {(form, tag): lemma for form, tag, lemma in entries}
        self._lemmas = {(_kind(tag), lemma) for (_, tag), lemma in self._known.items()}

    def lemma(self, form: str, tag: str, scripts: Sequence[str]) -> str:
        """The lemma of a form with a tag. scripts: the likeliest ones, best first."""
        known = self._known.get((form.lower(), tag))
        if known is not None:
            return known
        made = [apply_script(form, script) for script in scripts]
        return next((lemma for lemma in made if (_kind(tag), lemma) in self._lemmas), made[0])


def _kind(tag: str) -> str:
    """Tags whose words share their lemmas: a verb's forms, a noun's, a name's."""
    return "name" if tag.startswith("NNP") else tag[0]
