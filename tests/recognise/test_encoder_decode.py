"""Names and trees from scores, against every possibility tried."""

from itertools import pairwise, product

import numpy as np
import pytest

from pipeline.recognise.encoder_decode import NameDecoder, tree

TAGS = ("O", "B-LOC", "I-LOC", "E-LOC", "S-LOC", "B-ORG", "I-ORG", "E-ORG", "S-ORG")


def _allowed(path: tuple[int, ...]) -> bool:
    inside = ""
    for c in path:
        place, _, label = TAGS[c].partition("-")
        if (place in ("I", "E")) != bool(inside) or (inside and label != inside):
            return False
        inside = label if place in ("B", "I") else ""
    return not inside


def _every_path(scores: np.ndarray, transitions: np.ndarray) -> dict[tuple[int, ...], float]:
    n = len(scores)
    return {
        path: sum(scores[i, c] for i, c in enumerate(path)) + sum(transitions[a, b] for a, b in pairwise(path))
        for path in product(range(len(TAGS)), repeat=n)
        if _allowed(path)
    }


@pytest.mark.parametrize("seed", range(6))
@pytest.mark.parametrize("temperature", [1.0, 2.0])
def test_names_are_the_best_path_with_their_share_of_all_paths(seed: int, temperature: float) -> None:
    rng = np.random.default_rng(seed)
    scores = rng.normal(size=(2, 4, len(TAGS))).astype(np.float32) * 2
    transitions = rng.normal(size=(len(TAGS), len(TAGS))).astype(np.float32)
    lengths = [4, 3]
    found = NameDecoder(TAGS, transitions, temperature).decode(scores, lengths)
    for row, length in enumerate(lengths):
        paths = _every_path(scores[row, :length], transitions)
        best = max(paths, key=lambda p: paths[p])
        weights = {path: np.exp(score / temperature) for path, score in paths.items()}
        total = sum(weights.values())
        tagged = [i for s in found[row] for i in range(s.start, s.end)]
        assert tagged == [i for i, c in enumerate(best) if c]
        for span in found[row]:
            inside = best[span.start : span.end]
            assert {TAGS[c].partition("-")[2] for c in inside} == {span.label}
            share = sum(w for path, w in weights.items() if path[span.start : span.end] == inside) / total
            assert span.confidence == pytest.approx(share, abs=1e-4)


def test_what_stands_beside_a_sentence_changes_nothing() -> None:
    rng = np.random.default_rng(1)
    scores = rng.normal(size=(3, 6, len(TAGS))).astype(np.float32) * 3
    decoder = NameDecoder(TAGS, np.zeros((len(TAGS), len(TAGS)), np.float32), 1.0)
    together = decoder.decode(scores, [6, 2, 4])
    assert [decoder.decode(scores[i : i + 1, :n], [n])[0] for i, n in enumerate([6, 2, 4])] == together


def _is_tree(heads: tuple[int, ...]) -> bool:
    if heads.count(0) != 1:
        return False
    for word in range(1, len(heads) + 1):
        seen, at = set(), word
        while at:
            if at in seen:
                return False
            seen.add(at)
            at = heads[at - 1]
    return True


@pytest.mark.parametrize("seed", range(30))
def test_tree_is_the_best_one_of_its_root(seed: int) -> None:
    scores = np.random.default_rng(seed).normal(size=(5, 6)).astype(np.float32) * 3
    found = tuple(int(h) for h in tree(scores))
    assert _is_tree(found)
    root = found.index(0)
    total = {
        heads: sum(scores[i, h] for i, h in enumerate(heads))
        for heads in product(range(6), repeat=5)
        if _is_tree(heads) and heads[root] == 0
    }
    assert total[found] == pytest.approx(max(total.values()), rel=1e-5)


def test_one_word_is_its_own_root() -> None:
    assert tree(np.zeros((1, 2), np.float32)).tolist() == [0]
