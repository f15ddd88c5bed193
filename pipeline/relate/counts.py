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
_IN_DURATIONS = _IN_ROWS | {"a", "half"}  # "six, four, and three and a half years"
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
            or _is_item(tree, first, numeral)
            or _is_named(tree, first, last, name_at)
            or _is_time(tree, last, noun)
            or _is_household(tree, first)
            or (noun < 0 and (_is_in_row(tree, first) or _is_age(tree, first, last, numeral.value, name_at)))
            or (noun >= 0 and tree.lemmas[noun] in words()["fractions"])
        ):
            found.append(Count(numeral.value, numeral.start, numeral.end, first, last, noun))
    return found


def word_at(tree: Tree, token: int) -> str:
    """A token in lower case, "" where the text has none."""
    return tree.lower[token] if 0 <= token < len(tree.lower) else ""


def is_currency(tree: Tree, token: int) -> bool:
    """Whether a token is a sign or a word for money."""
    return tree.tags[token] == "$" or "$" in tree.words[token] or tree.lemmas[token] in words()["currencies"]


def is_inexact(tree: Tree, token: int) -> bool:
    """Whether a token makes the number behind it inexact: "about", the "than" of "more than"."""
    return word_at(tree, token) in words()["inexact"]


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
    return four and not is_inexact(tree, first - 1)


def _is_item(tree: Tree, first: int, numeral: Numeral) -> bool:
    """Whether a number stands before an item of a list or a paragraph: "4. Ask that …", "2.1 Officers refused …"."""
    if word_at(tree, first - 1) not in (".", ";", "") and tree.text[numeral.start - 1] != "\n":
        return False
    behind = tree.text[numeral.end : numeral.end + 2]
    return behind[:1] in (".", ")") or (numeral.value % 1 > 0 and behind[1:].isupper())


def _is_named(tree: Tree, first: int, last: int, name_at: dict[int, Name]) -> bool:
    """Whether a number is a name's, or that of one thing: "Article 110", "Law No. 13", "87 bis", "LBD 40"."""
    if first in name_at and not is_currency(tree, first):
        return True
    if word_at(tree, last + 1) in ("bis", "ter") or _is_label(tree, first - 1):
        return True
    head = tree.heads[last]
    behind = head == first - 1 and tree.deps[last] in ("flat", "nummod")
    return behind and tree.pos[head] == "PROPN" and not is_currency(tree, head)


def _is_label(tree: Tree, token: int) -> bool:
    """Whether the number behind a token is that of an article, a section, a page."""
    if word_at(tree, token) == "." and word_at(tree, token - 1) in words()["abbreviated"]:
        return True
    return word_at(tree, token) in words()["labels"]


def _is_in_row(tree: Tree, first: int) -> bool:
    """Whether a number stands in a row of articles or of ages: "sections 12, 13 and 14", "aged 17 to 23"."""
    before = first - 1
    while before >= 0 and (tree.words[before] in _IN_ROWS or _is_numeral(tree, before)):
        before -= 1
    return word_at(tree, before) in words()["ages"] or (_is_label(tree, before) and _is_numeral(tree, before + 1))


def _is_numeral(tree: Tree, token: int) -> bool:
    return tree.tags[token] == "CD" or tree.words[token][0].isdigit()


def _is_age(tree: Tree, first: int, last: int, value: float, name_at: dict[int, Name]) -> bool:
    """Whether a number that counts no noun is an age: "Asel, 34, a singer", "as young as seven", "He was ten"."""
    if value > _MAX_AGE:
        return False
    before = word_at(tree, first - 1)
    if before == "as" and word_at(tree, first - 2) == "young":
        return True
    if before in (",", "(") and word_at(tree, last + 1) in (",", ")", ".", ";"):
        name = name_at.get(first - 2)
        return name.label == "PERSON" if name else first >= 2 and tree.pos[first - 2] == "PROPN"
    subject = tree.child(last, "nsubj")
    return subject >= 0 and tree.child(last, "cop") >= 0 and tree.lower[subject] in ("i", "he", "she")


def _is_household(tree: Tree, first: int) -> bool:
    """Whether a number tells of one person's age or children: "a boy of 15", "mother of three"."""
    return word_at(tree, first - 1) == "of" and first >= 2 and tree.lemmas[first - 2] in words()["persons"]


def _is_time(tree: Tree, last: int, noun: int) -> bool:
    """Whether a number is a time of day, or counts hours, days, years, alone or in a row: "six, four and two years"."""
    behind = [word_at(tree, last + k) for k in (1, 2, 3)]
    if behind[0] in words()["clock"] or (behind[:2] == ["in", "the"] and behind[2] in words()["clock"]):
        return True
    if behind == ["and", "a", "half"] or word_at(tree, last - 1) == "past":
        return True
    if noun < 0:
        noun = last + 1
        while noun < len(tree.words) and (tree.tags[noun] == "CD" or tree.lower[noun] in _IN_DURATIONS):
            noun += 1
    return noun < len(tree.words) and tree.lemmas[noun] in words()["time"]
