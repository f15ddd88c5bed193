"""Resolving mentions with registries of 100,000 and 1,000,000 names: how right and how fast, beside two peers.

    python -m tests.benchmarks.resolve [NAMES...] > tests/benchmarks/results-resolve.md

Mentions: 10,000 of which a fifth are corrupted (an edit, lost diacritics, last part first, a part dropped, a title),
with 1,000 strangers among them; and 2,000 hard ones, half with two edits, half in another romanisation. Peers:
rapidfuzz's `cdist` over every name (token sort ratio, the best first), and TF-IDF of letter trigrams as a sparse
product; as both are slow they get every tenth mention. All run in turns, in one process on one core; times are
processor times, the median of the rounds. Recall@1: the right entry is the first. Decided: the share of mentions with
an answer; precision: how many of these answers are right, strangers among them (the peers answer from a score on, which
is given).
"""

import os

# One core: the libraries beneath numpy must not start threads. Before they are imported.
os.environ.update(dict.fromkeys(("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS"), "1"))

import gc
import platform
import random
import re
import resource
import statistics
import sys
import time
from collections.abc import Callable, Sequence
from pathlib import Path

import numpy as np
from rapidfuzz import fuzz
from rapidfuzz.process import cdist
from scipy.sparse import csr_array

from pipeline.matching.keys import fold
from pipeline.matching.resolve import Known, Resolver, settled
from tests.benchmarks.names import Mention, hard_mentions, mentions, registry

ROUNDS = 3
STRANGERS = 1000
SAMPLE = 10  # the peers get every so-manieth mention
SIZES = (100_000, 1_000_000)
_ENOUGH_RATIO, _ENOUGH_COSINE = 90.0, 0.8  # from here on the peers' first is an answer

Answer = tuple[int | None, bool]  # the first entry, and whether it is decided
Method = Callable[[Sequence[str]], list[Answer]]


def ours(names: Sequence[str]) -> Method:
    resolver = Resolver(Known(str(at), (name,)) for at, name in enumerate(names))

    def resolve(texts: Sequence[str]) -> list[Answer]:
        found = resolver.resolve(texts)
        return [(int(one[0].entry) if one else None, settled(one) is not None) for one in found]

    return resolve


def brute_force(names: Sequence[str]) -> Method:
    """Both sides folded and their words sorted beforehand."""
    choices = [" ".join(sorted(name.replace("-", " ").split())) for name in fold(names)]

    def resolve(texts: Sequence[str]) -> list[Answer]:
        asked = [" ".join(sorted(name.replace("-", " ").split())) for name in fold(texts)]
        answers: list[Answer] = []
        for start in range(0, len(asked), 10):
            scores = cdist(asked[start : start + 10], choices, scorer=fuzz.ratio, dtype=np.float32, workers=1)
            best = scores.argmax(axis=1)
            answers += [(int(at), bool(row[at] >= _ENOUGH_RATIO)) for at, row in zip(best, scores, strict=True)]
        return answers

    return resolve


def tfidf(names: Sequence[str]) -> Method:
    grams: dict[str, int] = {}

    def trigrams(texts: Sequence[str], learn: bool) -> csr_array:
        rows, columns = [], []
        for at, name in enumerate(fold(texts)):
            for word in re.findall(r"\w+", name):
                padded = f" {word} "
                for start in range(len(padded) - 2):
                    gram = padded[start : start + 3]
                    column = grams.setdefault(gram, len(grams)) if learn else grams.get(gram)
                    if column is not None:
                        rows.append(at)
                        columns.append(column)
        ones = np.ones(len(rows), np.float32)
        return csr_array((ones, (rows, columns)), shape=(len(texts), len(grams)), dtype=np.float32)

    def normal(matrix: csr_array) -> csr_array:
        matrix = csr_array(matrix.multiply(weights))
        lengths = np.sqrt(np.asarray(matrix.multiply(matrix).sum(axis=1))).ravel()
        return csr_array(matrix.multiply(1 / np.maximum(lengths, 1e-9)[:, None]))

    known = trigrams(names, learn=True)
    frequency = np.bincount(known.indices, minlength=len(grams))
    weights = np.log(len(names) / frequency)[None, :].astype(np.float32)
    table = csr_array(normal(known).T)

    def resolve(texts: Sequence[str]) -> list[Answer]:
        answers: list[Answer] = []
        for start in range(0, len(texts), 20):
            scores = csr_array(normal(trigrams(texts[start : start + 20], learn=False)) @ table)
            for row in range(scores.shape[0]):
                low, high = scores.indptr[row], scores.indptr[row + 1]
                if low == high:
                    answers.append((None, False))
                    continue
                best = low + int(scores.data[low:high].argmax())
                answers.append((int(scores.indices[best]), bool(scores.data[best] >= _ENOUGH_COSINE)))
        return answers

    return resolve


def measured(methods: dict[str, Method], asked: dict[str, list[Mention]]) -> dict[str, tuple[float, list[Answer]]]:
    """Mentions a second of processor time, and the answers."""
    times: dict[str, list[float]] = {name: [] for name in methods}
    answers = {}
    for _ in range(ROUNDS):
        for name, method in methods.items():
            texts = [mention.text for mention in asked[name]]
            started = time.process_time()
            answers[name] = method(texts)
            times[name].append(time.process_time() - started)
    return {name: (len(asked[name]) / statistics.median(times[name]), answers[name]) for name in methods}


def quality(asked: list[Mention], answers: list[Answer]) -> tuple[float, float, float, int]:
    """Recall@1, share decided, precision of what is decided, and how many mentions have an entry."""
    known = [(mention, first) for mention, (first, _) in zip(asked, answers, strict=True) if mention.entry is not None]
    decided = [mention.entry == first for mention, (first, sure) in zip(asked, answers, strict=True) if sure]
    return (
        sum(mention.entry == first for mention, first in known) / max(1, len(known)),
        len(decided) / len(asked),
        sum(decided) / max(1, len(decided)),
        len(known),
    )


def table(size: int) -> None:
    names, strangers = registry(size, STRANGERS)
    mixed = mentions(names, 10_000) + [Mention(one.text, None, "stranger") for one in strangers]
    random.Random(1).shuffle(mixed)
    hard = hard_mentions(names, 2_000)
    texts = [name.text for name in names]
    methods, built = {}, {}
    for label, build in (("rapporteur", ours), ("rapidfuzz cdist", brute_force), ("TF-IDF, sparse", tfidf)):
        started = time.process_time()
        methods[label] = build(texts)
        built[label] = time.process_time() - started
        if label == "rapporteur":
            memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    gc.collect()
    gc.freeze()  # what the generator made is no part of anybody's work
    for kind, asked in (("mixed", mixed), ("hard", hard)):
        given = {name: asked if name == "rapporteur" else asked[::SAMPLE] for name in methods}
        results = measured(methods, given)
        slowest = results["rapidfuzz cdist"][0]
        for name, (speed, answers) in results.items():
            recall, decided, precision, _ = quality(given[name], answers)
            print(
                f"| {size:,} | {kind} | {name} | {recall:.3f} | {decided:.3f} | {precision:.3f} | {speed:,.0f} "
                f"| {speed / slowest:,.1f} | {built[name]:.1f} |",
                flush=True,
            )
        answers = results["rapporteur"][1]
        parts = sorted({mention.kind for mention in asked})
        told = []
        for part in parts:
            chosen = [at for at, mention in enumerate(asked) if mention.kind == part]
            recall, decided, precision, count = quality([asked[at] for at in chosen], [answers[at] for at in chosen])
            told.append(f"{part} {recall:.3f} of {count}" if count else f"{part}: {decided:.3f} answered")
        notes.append(f"{size:,} names, {kind}: recall@1 of rapporteur by kind: " + "; ".join(told))
    notes.append(
        f"{size:,} names: peak memory with the resolver built, the generator's names included: {memory:.0f} MB."
    )


notes: list[str] = []

if __name__ == "__main__":
    model = next((line for line in Path("/proc/cpuinfo").read_text().splitlines() if "model name" in line), ":")
    print("# Resolving: figures\n")
    machine = f"{platform.machine()},{model.partition(':')[2]}, Python {platform.python_version()}"
    print(
        f"`python -m tests.benchmarks.resolve`, {machine}; processor time on one core, median of {ROUNDS} interleaved"
    )
    print(
        f"rounds. Peers: every {SAMPLE}th mention; they answer from ratio {_ENOUGH_RATIO:.0f}, cosine {_ENOUGH_COSINE}."
    )
    print("Ratio: to brute force of the same run.\n")
    print("| names | mentions | method | recall@1 | decided | precision | mentions/s | ratio | build, s |")
    print("| --- | --- | --- | --- | --- | --- | --- | --- | --- |")
    for number in map(int, sys.argv[1:] or SIZES):
        table(number)
    print("\n" + "\n".join(f"- {note}" for note in notes))
