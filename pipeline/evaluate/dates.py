"""Dates: found at all, and with the right value.

dates found   one wording inside the other, at the same place; then, for those left over, equal or nested wordings
              anywhere. Pairs of the same value go first.
dates value   of those found: 1 for an equal value; 1/2 for a partial one that the right one agrees with
              (XXXX-06-22 for 2020-06-22), 1 where no word of the text gives the missing part ("outside")
"""

from collections.abc import Callable, Iterator

from pipeline.evaluate.counts import Count, Share
from pipeline.evaluate.gold import Gold, GoldDate
from pipeline.evaluate.mistakes import Mistake
from pipeline.evaluate.surfaces import FoldedText, edtf_key, fold
from pipeline.record import Date, Record

VALUE = "date value"


def dates(gold: Gold, record: Record, text: FoldedText) -> Iterator[tuple[str, Count | Share] | Mistake]:
    """text: the folded text of the record."""
    at = [text.nth(fold(one.text), one.nth) for one in gold.dates]
    pairs = _pairs(gold, record, at, text)
    credits = {i: value_credit(gold.dates[i], record.dates[j]) for i, j in pairs}
    total = sum(credits.values())
    yield "dates found", Count(len(pairs), len(gold.dates), len(record.dates))
    yield "dates value", Count(total, len(gold.dates), len(record.dates))
    yield VALUE, Share(total, len(pairs))
    for i, wanted in enumerate(gold.dates):
        if i not in credits:
            place = at[i]
            span = text.original(*place) if place else None
            yield Mistake("dates found", "missed", wanted.type, f"{wanted.text} = {wanted.edtf}", span, ("dates", i))
    for i, j in pairs:
        if credits[i] < 1:
            found = record.dates[j]
            what = f"{found.text} = {found.edtf}, right is {gold.dates[i].edtf}"
            cause = f"{gold.dates[i].type}, {found.basis}"
            yield Mistake("dates value", "wrong", cause, what, (found.start, found.end), ("dates", i))
    for j, found in enumerate(record.dates):
        if j not in {j for _, j in pairs}:
            cause = f"{found.type}, {found.basis}"
            yield Mistake("dates found", "false", cause, f"{found.text} = {found.edtf}", (found.start, found.end))


def value_credit(gold: GoldDate, found: Date) -> float:
    """How right the value is: 1, 1/2 or 0."""
    want, have = edtf_key(gold.edtf), edtf_key(found.edtf)
    if want == have:
        return 1.0
    return (1.0 if gold.outside else 0.5) if _agrees(want, have) else 0.0


def _agrees(want: str, have: str) -> bool:
    """Whether the value found is a less specified one that the right one agrees with."""
    want, have = want.rstrip("~%"), have.rstrip("~%")
    if want == have or "/" in want + have or want.startswith("P") or have.startswith("P"):
        return False
    wanted, parts = want.split("-"), have.split("-")
    return len(parts) <= len(wanted) and all(
        len(part) == len(right) and all(one in ("X", other) for one, other in zip(part, right, strict=True))
        for part, right in zip(parts, wanted, strict=False)
    )


def _pairs(gold: Gold, record: Record, at: list[tuple[int, int] | None], text: FoldedText) -> list[tuple[int, int]]:
    def value(i: int, j: int) -> bool:
        return edtf_key(gold.dates[i].edtf) == edtf_key(record.dates[j].edtf)

    def equal(i: int, j: int) -> bool:
        return fold(gold.dates[i].text) == fold(record.dates[j].text)

    def nested(i: int, j: int) -> bool:
        one, other = fold(gold.dates[i].text), fold(record.dates[j].text)
        return one in other or other in one

    def here(i: int, j: int) -> bool:
        place = at[i]
        start, end = text.span(record.dates[j].start, record.dates[j].end)
        return place is not None and nested(i, j) and start < place[1] and place[0] < end

    tests: tuple[Callable[[int, int], bool], ...] = (
        lambda i, j: here(i, j) and value(i, j),
        here,
        lambda i, j: equal(i, j) and value(i, j),
        lambda i, j: nested(i, j) and value(i, j),
        equal,
        nested,
    )
    # In text order, so that the order of the files does not matter.
    todo = sorted(range(len(gold.dates)), key=lambda i: (at[i] or (-1, -1), gold.dates[i].text, gold.dates[i].edtf))
    left = sorted(range(len(record.dates)), key=lambda j: (record.dates[j].start, record.dates[j].end))
    pairs = []
    for test in tests:
        for i in list(todo):
            j = next((j for j in left if test(i, j)), None)
            if j is not None:
                todo.remove(i)
                left.remove(j)
                pairs.append((i, j))
    return sorted(pairs)
