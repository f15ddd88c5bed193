"""Lemmas as edit scripts: how to make the lemma out of the word's form, as a class that a tagger can predict."""

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
