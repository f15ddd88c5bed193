"""Which spellings of which forms are compared with a text in which folding."""

from collections.abc import Iterable

from pipeline.matching.folding import FOLDINGS, Folding, trimmed
from pipeline.matching.registry import Form
from pipeline.matching.variants import fold, spellings

Spelled = dict[Folding, tuple[list[str], list[int]]]


def spelled(forms: Iterable[Form]) -> Spelled:
    """For each folding that forms ask for: their spellings, not yet folded, and the number of each spelling's form.

    In the order in which they go before one another where they fold to the same: foldings as in FOLDINGS, the forms as
    written before other spellings of any form, then the first form.
    """
    written: Spelled = {folding: ([], []) for folding in FOLDINGS}
    variants: Spelled = {folding: ([], []) for folding in FOLDINGS}
    for number, form in enumerate(forms):
        folding = _FOLDINGS[form.case == "any", form.folded]
        text = fold(form.text)
        text = text.strip(" ") if text.isascii() else trimmed(text, folding)
        texts, numbers = written[folding]
        texts.append(text)
        numbers.append(number)
        if form.case == "capitals" or not text.istitle():  # in title case there are no acronyms to put points in
            texts, numbers = variants[folding]
            before = len(texts)
            texts += spellings(text, form.case)
            del texts[before]  # as written
            numbers += [number] * (len(texts) - before)
    return {
        folding: (texts + variants[folding][0], numbers + variants[folding][1])
        for folding, (texts, numbers) in written.items()
        if texts
    }


_FOLDINGS = {(folding.case, folding.diacritics): folding for folding in FOLDINGS}
