"""Other libraries that find many names in texts, made to follow the scanner's definition as far as they can."""

from collections.abc import Callable, Iterable, Sequence
from typing import Any

Found = list[tuple[int, int, int]]  # start, end (code points), number of the name
Find = Callable[[str], Found]


def bounded(text: str, matches: Iterable[tuple[int, int, int]]) -> Found:
    """Of all matches, overlapping ones too, those at boundaries of tokens, leftmost first, then longest."""
    length = len(text)
    longest: dict[int, tuple[int, int, int]] = {}
    for match in matches:
        start, end, _ = match
        if start and text[start].isalnum() and text[start - 1].isalnum():
            continue
        if end < length and text[end].isalnum() and text[end - 1].isalnum():
            continue
        known = longest.get(start)
        if known is None or known[1] < end:
            longest[start] = match
    kept: Found = []
    done = 0
    for start in sorted(longest):
        if start >= done:
            kept.append(longest[start])
            done = longest[start][1]
    return kept


def daachorse(names: Sequence[str]) -> Find:
    from daachorse import CharwiseDoubleArrayAhoCorasick

    find = CharwiseDoubleArrayAhoCorasick(names).find_overlapping
    return lambda text: bounded(text, find(text))


def ahocorasick_rs(names: Sequence[str]) -> Find:
    from ahocorasick_rs import AhoCorasick

    find = AhoCorasick(names).find_matches_as_indexes
    return lambda text: bounded(text, ((start, end, number) for number, start, end in find(text, overlapping=True)))


def daachorse_longest(names: Sequence[str]) -> Find:
    """The automaton's own leftmost-longest search, and no filter: fast, and wrong inside words."""
    from daachorse import MATCH_KIND_LEFTMOST_LONGEST, CharwiseDoubleArrayAhoCorasick

    return CharwiseDoubleArrayAhoCorasick(names, MATCH_KIND_LEFTMOST_LONGEST).find  # type: ignore[no-any-return]


def pyahocorasick(names: Sequence[str]) -> Find:
    from ahocorasick import Automaton

    automaton = Automaton()
    for number, name in enumerate(names):
        automaton.add_word(name, (number, len(name)))
    automaton.make_automaton()
    find = automaton.iter
    return lambda text: bounded(text, ((end + 1 - length, end + 1, number) for end, (number, length) in find(text)))


def flashtext(names: Sequence[str]) -> Find:
    from flashtext import KeywordProcessor

    processor: Any = KeywordProcessor(case_sensitive=True)
    for number, name in enumerate(names):
        processor.add_keyword(name, str(number))
    find = processor.extract_keywords
    return lambda text: [(start, end, int(number)) for number, start, end in find(text, span_info=True)]


PEERS: dict[str, Callable[[Sequence[str]], Find]] = {
    "daachorse, boundary filter": daachorse,
    "ahocorasick-rs, boundary filter": ahocorasick_rs,
    "pyahocorasick, boundary filter": pyahocorasick,
    "daachorse, leftmost-longest": daachorse_longest,
    "flashtext": flashtext,
}
EXACT = ("daachorse, boundary filter", "ahocorasick-rs, boundary filter", "pyahocorasick, boundary filter")
