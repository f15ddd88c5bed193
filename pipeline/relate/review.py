"""Recommendations in the lines of a review: "72.9 Consider acceding to the Covenant (Norway); ratify it (Kenya);".

The form is that of the reports of the Working Group on the Universal Periodic Review: a paragraph number, what is
recommended, and in brackets the states that recommend it. Statements quote such lines in running text, too.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from pipeline.relate.attribution import Voice
from pipeline.relate.context import Context, RawClaim
from pipeline.relate.syntax import Phrase

_NUMBER = re.compile(r"(\d{1,3}\.\d{1,3})[.)]?\s")
# What may stand in the brackets beside the names: joints, and parts of names that the registry's forms leave over.
_BESIDE = frozenset(", ; and & the of ( ) kingdom".split())
_BETWEEN = frozenset((",", "and", ";"))
_OPENING = 4  # words at the start of a line among which its verb stands


@dataclass(frozen=True, slots=True)
class _Group:
    """States in brackets: half-open tokens with the brackets, and the names in their order."""

    start: int
    end: int
    states: list[Phrase]


def from_review_lines(c: Context) -> Iterator[RawClaim]:
    """A recommendation for each state in brackets behind it: in numbered lines, and in all of a text about a review."""
    tree = c.tree
    for start, end in _lines(c):
        number = _NUMBER.match(tree.text, tree.idx[start])
        if number is None and not c.is_review:
            continue
        begin = start
        while number is not None and begin < end and tree.idx[begin] < number.end():
            begin += 1
        for group in _merged(tree.words, list(_groups(c, begin, end))):
            first = _segment_start(c, begin, group.start, number is not None)
            verb = _verb(c, first, group.start, number is not None)
            if verb >= 0:
                yield from _claims(c, first if number else verb, verb, group, number.group(1) if number else None)
            begin = group.end


def _verb(c: Context, first: int, end: int, numbered: bool) -> int:
    """The verb that is recommended, or -1: a line begins with it, at times behind "not" and the like."""
    tree = c.tree
    if numbered:
        opening = range(first, min(first + _OPENING, end))
        return next((i for i in opening if tree.is_verb(i)), first if first < end else -1)
    return next((i for i in range(first, end) if tree.tags[i] == "VB" and i not in c.name_at), -1)


def _claims(c: Context, first: int, verb: int, group: _Group, paragraph: str | None) -> Iterator[RawClaim]:
    tree = c.tree
    head = next((k for k in tree.children[verb] if k > verb and tree.deps[k] in ("obj", "xcomp", "ccomp", "obl")), -1)
    target = tree.phrase(head) if verb < head < group.start else None
    if target is not None and target.end > group.start:
        target = Phrase(target.start, group.start, head)
    for state in group.states:
        yield c.claim(
            "recommendation",
            verb,
            target=target or -1,
            action=tree.lemma(verb).lower(),
            rule="recommendation/review-line",
            confidence=0.95 if paragraph else 0.8,
            voice=Voice(state, "indirect"),
            clause=Phrase(first, group.end, verb),
            status="asserted",
            paragraph=paragraph,
        )


def _lines(c: Context) -> Iterator[tuple[int, int]]:
    """Half-open tokens of each line of the text."""
    tree = c.tree
    start = 0
    for i in range(1, len(tree.words) + 1):
        if i == len(tree.words) or "\n" in tree.text[tree.end_of(i - 1) : tree.idx[i]]:
            yield start, i
            start = i


def _groups(c: Context, start: int, end: int) -> Iterator[_Group]:
    """The brackets in [start, end) that hold states and nothing else."""
    words = c.tree.words
    i = start
    while i < end:
        if words[i] != "(" or i in c.name_at:
            i += 1
            continue
        close, depth = i, 0
        while close < end:
            depth += (words[close] == "(") - (words[close] == ")")
            close += 1
            if depth == 0:
                break
        inside = range(i + 1, close - 1)
        other = [k for k in inside if _state_at(c, k) is None and words[k].lower() not in _BESIDE]
        states = _names(c, inside)
        if depth == 0 and states and not other:
            yield _Group(i, close, states)
            i = close
        else:
            i += 1


def _state_at(c: Context, i: int) -> object | None:
    name = c.name_at.get(i)
    return name if name is not None and name.label == "STATE" else None


def _names(c: Context, tokens: Sequence[int]) -> list[Phrase]:
    """The names of states among the tokens, each headed by its first word."""
    found: list[Phrase] = []
    for i in tokens:
        name = _state_at(c, i)
        if name is not None and (not found or c.name_at.get(found[-1].head) is not name):
            last = next(k for k in reversed(tokens) if c.name_at.get(k) is name)
            found.append(Phrase(i, last + 1, i))
    return found


def _merged(words: Sequence[str], groups: Sequence[_Group]) -> list[_Group]:
    """Groups with nothing but a joint between them as one: "(Chile) (Honduras)"."""
    merged: list[_Group] = []
    for group in groups:
        if merged and all(word in _BETWEEN for word in words[merged[-1].end : group.start]):
            merged[-1] = _Group(merged[-1].start, group.end, merged[-1].states + group.states)
        else:
            merged.append(group)
    return merged


def _segment_start(c: Context, begin: int, end: int, numbered: bool) -> int:
    """Where what is recommended begins: behind the group before, and in running text in the last sentence."""
    tree = c.tree
    if not numbered:
        begin = max(begin, tree.sentences[tree.sentence_of[end]][0])
    while begin < end and not tree.words[begin][0].isalnum():
        begin += 1
    return begin
