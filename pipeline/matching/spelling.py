"""Which spellings of which forms are compared with a text in which folding."""

from collections.abc import Iterable

from pipeline.matching.folding import FOLDINGS, Folding, trimmed
from pipeline.matching.registry import Form
from pipeline.matching.variants import fold, has_acronym, spellings

_Lists = tuple[list[str], list[int]]


def spelled(forms: Iterable[Form]) -> dict[Folding, _Lists]:
    """For each folding that forms ask for: their spellings, not yet folded, and the number of each spelling's form.

    In the order in which they go before one another where they fold to the same: foldings as in FOLDINGS, the forms as
    written before other spellings of any form, then the first form.
    """
    written: dict[tuple[bool, bool], _Lists] = {asked: ([], []) for asked in _FOLDINGS}
    variants: dict[tuple[bool, bool], _Lists] = {asked: ([], []) for asked in _FOLDINGS}
    for number, form in enumerate(forms):
        case = form.case
        asked = case == "any", form.folded
        text = form.text
        if not (text[:1].isalnum() and text[-1:].isalnum()):  # letters and digits fold to something
            text = trimmed(text, _FOLDINGS[asked])
        texts, numbers = written[asked]
        texts.append(text)
        numbers.append(number)
        if case == "capitals" or has_acronym(text):
            others = list(spellings(fold(text), case))[1:]  # the first is the form as written
            if others:
                texts, numbers = variants[asked]
                texts += others
                numbers += [number] * len(others)
    return {
        folding: (written[asked][0] + variants[asked][0], written[asked][1] + variants[asked][1])
        for asked, folding in _FOLDINGS.items()
        if written[asked][0]
    }


# By what forms ask for: whether case does not count, whether diacritics do not.
_FOLDINGS = {(folding.case, folding.diacritics): folding for folding in FOLDINGS}
