"""The encoder's scores as names and trees.

Sizes in shapes: B sentences, W words (of the longest), C classes of names.
"""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from pipeline.recognise.encoder_features import Floats, Ints

FAR = np.float32(-1e4)


@dataclass(frozen=True, slots=True)
class Span:
    """A name: words from start to end (exclusive) of a sentence, and the probability that it is right."""

    start: int
    end: int
    label: str
    confidence: float


class NameDecoder:
    """Finds the best names under a linear-chain CRF over BIOES tags, and how sure each is.

    tags: "O", "B-LOC" and so on, in the order of the classes. transitions: [C, C] learnt scores from a tag to the next.
    temperature: divides all scores when probabilities are made, so that they agree with how often names are right.
    """

    def __init__(self, tags: Sequence[str], transitions: Floats, temperature: float) -> None:
        self._tags = list(tags)
        opens = np.array([tag[0] in "BI" for tag in tags])
        goes_on = np.array([tag[0] in "IE" for tag in tags])
        same = np.array([[a[2:] == b[2:] for b in tags] for a in tags])
        possible = np.where(opens[:, None], goes_on[None, :] & same, ~goes_on[None, :])
        self._transitions = np.where(possible, transitions, FAR).astype(np.float32)
        self._first = np.where(goes_on, FAR, 0).astype(np.float32)
        self._last = np.where(opens, FAR, 0).astype(np.float32)
        self._temperature = temperature

    def decode(self, scores: Floats, lengths: Sequence[int]) -> list[list[Span]]:
        """The names of each sentence, in order. scores: [B, W, C]; lengths: words a sentence."""
        scores = scores.copy()
        scores[:, 0] += self._first
        for row, length in enumerate(lengths):
            scores[row, length - 1] += self._last
        paths = self._best_paths(scores, lengths)
        found = [self._spans(path) for path in paths]
        rows = [row for row, spans in enumerate(found) if spans]
        if rows:
            confidences = self._confidences(scores[rows], [lengths[r] for r in rows], [found[r] for r in rows])
            for row, values in zip(rows, confidences, strict=True):
                found[row] = [(a, b, label, p) for (a, b, label, _), p in zip(found[row], values, strict=True)]
        return [[Span(*span) for span in spans] for spans in found]

    def _best_paths(self, scores: Floats, lengths: Sequence[int]) -> list[list[int]]:
        """Viterbi's algorithm. -> the classes of each sentence's words"""
        best = scores[:, 0]
        froms, bests = [], [best]
        for i in range(1, scores.shape[1]):
            through = best[:, :, None] + self._transitions
            froms.append(through.argmax(1))
            best = through.max(1) + scores[:, i]
            bests.append(best)
        paths = []
        for row, length in enumerate(lengths):
            path = [int(bests[length - 1][row].argmax())]
            for i in range(length - 2, -1, -1):
                path.append(int(froms[i][row, path[-1]]))
            paths.append(path[::-1])
        return paths

    def _spans(self, path: Sequence[int]) -> list[tuple[int, int, str, float]]:
        spans, start = [], 0
        for i, c in enumerate(path):
            place, _, label = self._tags[c].partition("-")
            if place in ("B", "S"):
                start = i
            if place in ("E", "S"):
                spans.append((start, i + 1, label, 0.0))
        return spans

    def _confidences(
        self, scores: Floats, lengths: Sequence[int], spans: Sequence[Sequence[tuple[int, int, str, float]]]
    ) -> list[list[float]]:
        """The marginal probability of each span, by the forward-backward algorithm scaled at each word."""
        scaled = scores.astype(np.float64) / self._temperature
        scaled -= scaled.max(2, keepdims=True)
        weights = np.exp(scaled)
        moves = np.exp(self._transitions.astype(np.float64) / self._temperature)
        batch, width, _ = weights.shape
        valid = np.arange(width)[None, :] < np.array(lengths)[:, None]
        forward, norms = np.empty_like(weights), np.ones((batch, width))
        for i in range(width):
            step = weights[:, i] if i == 0 else (forward[:, i - 1] @ moves) * weights[:, i]
            norms[:, i] = np.where(valid[:, i], step.sum(1), 1.0)
            forward[:, i] = step / norms[:, i, None]
        backward = np.ones_like(weights)
        for i in range(width - 2, -1, -1):
            step = (backward[:, i + 1] * weights[:, i + 1]) @ moves.T / norms[:, i + 1, None]
            backward[:, i] = np.where(valid[:, i + 1, None], step, 1.0)
        ids = {tag: c for c, tag in enumerate(self._tags)}
        found = []
        for row, row_spans in enumerate(spans):
            values = []
            for start, end, label, _ in row_spans:
                last = end - 1 - start
                path = [
                    ids[f"{'S' if not last else 'B' if k == 0 else 'E' if k == last else 'I'}-{label}"]
                    for k in range(last + 1)
                ]
                p = forward[row, start, path[0]] * backward[row, end - 1, path[-1]]
                for k in range(1, last + 1):
                    p *= moves[path[k - 1], path[k]] * weights[row, start + k, path[k]] / norms[row, start + k]
                values.append(round(float(p), 4))
            found.append(values)
        return found


def tree(scores: Floats) -> Ints:
    """The best tree with one root, nearly always each word's best head.

    scores: [n, n + 1] of each word's heads, column 0 the root's. -> [n] heads, 0 for the root, else the word from 1.
    """
    n = len(scores)
    scores = scores.astype(np.float64)
    scores[np.arange(n), np.arange(n) + 1] = -np.inf
    heads: Ints = scores.argmax(1)
    if (heads == 0).sum() == 1 and not _cycle(heads):
        return heads
    root = int(scores[:, 0].argmax())
    full = np.full((n + 1, n + 1), -np.inf)
    full[1:] = scores
    full[1:, 0] = -np.inf
    full[root + 1] = -np.inf
    full[root + 1, 0] = 0.0
    return np.array(_arborescence(full)[1:], np.int64)


def _cycle(heads: Sequence[int] | Ints) -> list[int]:
    """Some cycle of words (counted from 1) under heads (of the words, in order), or nothing."""
    state = [0] * (len(heads) + 1)
    for word in range(1, len(heads) + 1):
        path = []
        at = word
        while at and not state[at]:
            state[at] = word
            path.append(at)
            at = int(heads[at - 1])
        if at and state[at] == word and at in path:
            return path[path.index(at) :]
    return []


def _arborescence(scores: Floats) -> list[int]:
    """Chu-Liu/Edmonds: the maximum spanning arborescence from node 0. scores: [n, n] of child, head. -> heads"""
    n = len(scores)
    heads = [0, *(int(h) for h in scores[1:].argmax(1))]
    cycle = _cycle(heads[1:])
    if not cycle:
        return heads
    inside = set(cycle)
    rest = [i for i in range(n) if i not in inside]
    kept = sum(scores[i, heads[i]] for i in cycle)
    merged = len(rest)  # the cycle as one node
    small = np.full((merged + 1, merged + 1), -np.inf)
    small[:merged, :merged] = scores[np.ix_(rest, rest)]
    into, out_of = {}, {}
    for k, node in enumerate(rest):
        gains = [kept - scores[c, heads[c]] + scores[c, node] for c in cycle]
        into[k] = cycle[int(np.argmax(gains))]
        small[merged, k] = max(gains)
        if node:
            leaving = [scores[node, c] for c in cycle]
            out_of[k] = cycle[int(np.argmax(leaving))]
            small[k, merged] = max(leaving)
    solved = _arborescence(small)
    for k, node in enumerate(rest):
        if node:
            heads[node] = out_of[k] if solved[k] == merged else rest[solved[k]]
    entry = solved[merged]
    heads[into[entry]] = rest[entry]
    return heads
