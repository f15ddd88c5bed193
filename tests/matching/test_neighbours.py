import random

from hypothesis import given
from hypothesis import strategies as st
from rapidfuzz.distance import OSA

from pipeline.matching.neighbours import Neighbours

words = st.lists(st.text("abcé", min_size=3, max_size=9), min_size=1, max_size=20, unique=True)


@given(words, words, st.sampled_from([1, 2]))
def test_every_word_within_reach_is_proposed(known: list[str], asked: list[str], edits: int) -> None:
    query, word = Neighbours(known, edits).proposed(asked)
    proposed = set(zip(query.tolist(), word.tolist(), strict=True))
    within = {
        (at, there)
        for at, one in enumerate(asked)
        for there, other in enumerate(known)
        if OSA.distance(one, other) <= edits
    }
    assert within <= proposed


def test_little_else_is_proposed() -> None:
    rng = random.Random(3)
    known = sorted({"".join(rng.choices("abcdefgh", k=8)) for _ in range(500)})
    query, word = Neighbours(known, 1).proposed(known)
    far = sum(OSA.distance(known[at], known[there]) > 2 for at, there in zip(query, word, strict=True))
    assert far == 0


def test_nothing_is_proposed_for_nothing() -> None:
    assert [len(part) for part in Neighbours([], 2).proposed(["abc"])] == [0, 0]
    assert [len(part) for part in Neighbours(["abc"], 2).proposed([])] == [0, 0]
