"""Numbers that count something: people, recommendations, votes, money, a share of a hundred.

No counts are dates, durations, ages, the numbers of articles and laws, and what belongs to a name.
"""

import tomllib
from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from pipeline.relate.numerals import Numeral, numerals
from pipeline.relate.syntax import Tree
from pipeline.statement import Name

_LISTS = Path(__file__).with_name("quantities.toml")
_MAX_AGE = 110
_IN_ROWS = frozenset((",", ")", "and", "or", "to", "-", "–"))  # "Articles 19(2), 20 and 21"
_NO_NOUN_BEHIND = frozenset(("against", "in", "of"))  # "4 against and 2 abstentions": the four are no abstentions
_DESCRIBING = frozenset(("JJ", "JJR", "JJS", "HYPH", "VBN", "``", "$"))


@dataclass(slots=True)
class Count:
    """A number that counts something. The last three are for who relates parts and wholes to fill in."""

    value: float
    start: int  # half-open offsets; the end is behind the whole where that follows: "212 of the 340"
    end: int
    first: int  # tokens, both inclusive
    last: int
    noun: int  # the token of what it counts, -1 where it stands alone: "six abstained"
    of: float | None = None  # the whole that it is a part of
    part: bool = False  # the words around it say so: "31 of them"
    absorbed: bool = False  # it is the whole of the number before, as "340" in "212 of the 340"


@cache
def words() -> dict[str, frozenset[str]]:
    """The lists of `quantities.toml`."""
    return {name: frozenset(one) for name, one in tomllib.loads(_LISTS.read_text("utf-8")).items()}


def find_counts(
    tree: Tree, start: int, end: int, dated: Sequence[tuple[int, int]], name_at: dict[int, Name]
) -> list[Count]:
    """The numbers among half-open tokens that count something, in order.

    dated: half-open offsets of dates and durations.
    """
    found = []
    for numeral in numerals(tree.text, tree.idx[start], tree.end_of(end - 1)):
        if numeral.value == 0 or any(a < numeral.end and numeral.start < b for a, b in dated):
            continue
        first = bisect_right(tree.idx, numeral.start) - 1
        last = bisect_right(tree.idx, numeral.end - 1) - 1
        noun = _counted(tree, first, last)
        if not (
            _is_year(tree, first, numeral)
            or _is_named(tree, first, last, name_at)
            or _is_time(tree, last, noun)
            or (noun < 0 and (_is_in_row(tree, first) or _is_age(tree, first, last, numeral.value)))
            or (noun >= 0 and tree.lemmas[noun] in words()["fractions"])
        ):
            found.append(Count(numeral.value, numeral.start, numeral.end, first, last, noun))
    return found


def is_currency(tree: Tree, token: int) -> bool:
    """Whether a token is a sign or a word for money."""
    return tree.tags[token] == "$" or "$" in tree.words[token] or tree.lemmas[token] in words()["currencies"]


def is_inexact(tree: Tree, token: int) -> bool:
    """Whether a token makes the number behind it inexact: "about", the "than" of "more than"."""
    return tree.lower[token] in words()["inexact"]


def _counted(tree: Tree, first: int, last: int) -> int:
    """The token of what a number counts, or -1."""
    head = tree.heads[last]
    if tree.deps[last] == "nummod" and last < head <= last + 8:
        return head if _NO_NOUN_BEHIND.isdisjoint(tree.lower[last + 1 : head]) else -1
    if first and is_currency(tree, first - 1):
        return first - 1
    noun = -1
    for token in range(last + 1, min(last + 7, len(tree.words))):
        if tree.tags[token].startswith("NN"):
            noun = token
        elif noun >= 0 or tree.tags[token] not in _DESCRIBING:
            break
    return noun


def _is_year(tree: Tree, first: int, numeral: Numeral) -> bool:
    """Whether four figures are a year that stands in no date, as that of a law."""
    four = numeral.end - numeral.start == 4 and 1900 <= numeral.value <= 2100
    return four and not (first and is_inexact(tree, first - 1))


def _is_named(tree: Tree, first: int, last: int, name_at: dict[int, Name]) -> bool:
    """Whether a number is a name's, or that of one thing: "Article 110", "Law No. 13", "87 bis", "LBD 40"."""
    if first in name_at and not is_currency(tree, first):
        return True
    if tree.lower[last + 1 : last + 2] in (["bis"], ["ter"]) or _is_label(tree, first - 1):
        return True
    head = tree.heads[last]
    behind = head == first - 1 and tree.deps[last] in ("flat", "nummod")
    return behind and tree.pos[head] == "PROPN" and not is_currency(tree, head)


def _is_label(tree: Tree, token: int) -> bool:
    """Whether the number behind a token is that of an article, a section, a page."""
    if token > 0 and tree.words[token] == "." and tree.lower[token - 1] in words()["abbreviated"]:
        return True
    return token >= 0 and tree.lower[token] in words()["labels"]


def _is_in_row(tree: Tree, first: int) -> bool:
    """Whether a number stands in a row of articles or of ages: "sections 12, 13 and 14", "aged 17 to 23"."""
    before = first - 1
    while before > 0 and (tree.words[before] in _IN_ROWS or tree.words[before][0].isdigit()):
        before -= 1
    return _is_label(tree, before) or (before >= 0 and tree.lower[before] in words()["ages"])


def _is_age(tree: Tree, first: int, last: int, value: float) -> bool:
    """Whether a number that counts no noun is an age: "Asel, 34, a singer", "a boy of 15", "He was ten"."""
    if value > _MAX_AGE:
        return False
    before = tree.lower[max(0, first - 2) : first]
    after = "".join(tree.lower[last + 1 : last + 2])
    if before == ["young", "as"]:
        return True
    if len(before) == 2 and before[1] in (",", "(") and after in (",", ")", ".", ";"):
        return tree.pos[first - 2] == "PROPN"
    if len(before) == 2 and before[1] == "of" and after not in ("of", "out"):
        return tree.lemmas[first - 2] in words()["persons"]
    subject = tree.child(last, "nsubj")
    return subject >= 0 and tree.child(last, "cop") >= 0 and tree.lower[subject] in ("i", "he", "she")


def _is_time(tree: Tree, last: int, noun: int) -> bool:
    """Whether a number is a time of day or counts hours, days, years."""
    after = tree.lower[last + 1 : last + 4]
    if after == ["and", "a", "half"] or (after and after[0] in words()["clock"]) or tree.lower[last - 1] == "past":
        return True
    return noun >= 0 and tree.lemmas[noun] in words()["time"]
