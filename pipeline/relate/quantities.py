"""Counts and amounts: "212 of the 340 recommendations", "at least 47 people", "27 governments", "200,000 CNY"."""

import re

from pipeline.record import Quantity
from pipeline.relate.syntax import Phrase, Tree
from pipeline.statement import Name

_ONES = """
    zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen
    seventeen eighteen nineteen
    """.split()
_TENS = {
    w: 10 * n
    for n, w in enumerate(
        """
    twenty thirty forty fifty sixty seventy eighty ninety
    """.split(),
        2,
    )
}
_WORDS = {w: n for n, w in enumerate(_ONES)} | _TENS | {"dozen": 12}
_SCALE = {"hundred": 100, "thousand": 1_000, "million": 1_000_000, "billion": 1_000_000_000}
_NUMBER = re.compile(r"\d{1,3}(?:[,\u202f ]\d{3})+(?:\.\d+)?|\d+(?:\.\d+)?")
_CURRENCIES = frozenset(
    """
    usd eur gbp cny chf cad aud dollars euros pounds yuan rubles roubles rupees pesos naira
    """.split()
)
# Units of calendar time belong to the dates of a record; "years" in a row of reports is counted there too.
_TIME = frozenset(
    """
    year month week day hour minute january february march april may june july august september october november
    december
    """.split()
)
_NOT_COUNTED = frozenset(
    """
    article resolution section paragraph no. number chapter rule item page law act chapter
    """.split()
)


def number_of(words: list[str]) -> float | None:
    """The value of number words or digits: ["two", "hundred"] → 200; None where they are no number."""
    total, current = 0.0, 0.0
    for word in words:
        lowered = word.lower()
        match = _NUMBER.fullmatch(word)
        if match:
            current += float(re.sub(r"[,\u202f ]", "", word))
        elif lowered in _WORDS:
            current += _WORDS[lowered]
        elif lowered in _SCALE:
            scale = _SCALE[lowered]
            current = (current or 1) * scale
            if scale >= 1000:
                total, current = total + current, 0.0
        elif lowered not in ("and", "-"):
            return None
    return total + current if words else None


def find_quantities(
    tree: Tree, clause: Phrase, dated: list[tuple[int, int]], name_at: dict[int, Name]
) -> list[Quantity]:
    """The quantities inside a clause, in order.

    dated: half-open offsets of dates and durations; the numbers there count no things.
    """
    found: list[Quantity] = []
    i = clause.start
    while i < clause.end:
        if tree.tags[i] != "CD" or i in name_at or any(a <= tree.idx[i] < b for a, b in dated):
            i += 1
            continue
        end = i + 1
        while end < clause.end and (
            tree.tags[end] == "CD" or (tree.words[end] == "-" and tree.tags[end + 1 : end + 2] == ["CD"])
        ):
            end += 1
        quantity = _quantity(tree, i, end, clause)
        if quantity is not None:
            found.append(quantity)
        i = end
    merged: list[Quantity] = []
    for quantity in found:
        # the total of "212 of 340" is no quantity of its own
        if merged and merged[-1].of == quantity.value and merged[-1].end > quantity.start:
            continue
        merged.append(quantity)
    return merged


def _quantity(tree: Tree, start: int, end: int, clause: Phrase) -> Quantity | None:
    value = number_of(tree.words[start:end])
    if value is None or (start > 0 and tree.lower[start - 1] in _NOT_COUNTED):
        return None
    if value >= 1900 and value <= 2100 and value == int(value) and tree.deps[start] not in ("nummod",):
        return None
    of: float | None = None
    counted = tree.heads[end - 1] if tree.deps[end - 1] == "nummod" else -1
    last = end
    # "212 of the 340 recommendations", "16 states out of the 47 members"
    k = end
    if (k < clause.end and tree.lower[k] == "of") or tree.lower[k : k + 2] == ["out", "of"]:
        k += 2 if tree.lower[k] == "out" else 1
        while k < clause.end and tree.lower[k] in ("the", "its", "a", "total", "these", "those"):
            k += 1
        stop = k
        while stop < clause.end and tree.tags[stop] == "CD":
            stop += 1
        of = number_of(tree.words[k:stop]) if stop > k else None
        last = stop if of is not None else end
        noun = next((m for m in range(stop, min(stop + 4, clause.end)) if tree.pos[m] in ("NOUN", "PROPN")), -1)
        counted = noun if noun >= 0 else counted
    if counted < 0:
        after = tree.words[end] if end < clause.end else ""
        counted = end if after.lower() in _CURRENCIES or after in ("%",) or after.lower() == "percent" else counted
    if counted < 0 and tree.words[start - 1 : start] in (["$"], ["€"], ["£"], ["US$"]):
        counted = start - 1
    if counted < 0 or tree.lemmas[counted] in _TIME:
        return None
    unit = tree.words[counted]
    if tree.pos[counted] == "NOUN":
        left = counted
        while left - 1 >= last and tree.heads[left - 1] == counted and tree.deps[left - 1] in ("amod", "compound"):
            left -= 1
        unit = tree.text[tree.idx[left] : tree.end_of(counted)]
    return Quantity(
        value=value, of=of, unit=unit, start=tree.idx[start], end=max(tree.end_of(last - 1), tree.end_of(end - 1))
    )
