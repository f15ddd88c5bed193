"""How fast statements become records, where the time goes, and how much memory it takes.

    python -m tests.benchmarks.throughput [STATEMENTS]

Makes STATEMENTS (500) plain-text statements of about 700 words from the corpus, with other names in each so that
nothing is merely remembered, and takes them from file to record in one process on one core. Prints words a second of
processor time, each stage's share, and the resident memory after the first and the last fifth.
"""

import os

# One core: the libraries beneath numpy must not start threads. Before they are imported.
os.environ.update(dict.fromkeys(("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS"), "1"))

import random
import re
import resource
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

from pipeline import stages
from pipeline.read import ReadOptions, read_file
from pipeline.statement import Statement

CORPUS = Path(__file__).parents[2] / "corpus/statements"
WORDS = 700
_NAME = re.compile(r"\b[A-Z][a-z]{4,}\b")
_SYLLABLES = [a + b for a in "bdgklmnrst" for b in "aeiou"]


def texts(count: int) -> Iterator[str]:
    """Statements of whole paragraphs, about WORDS words each; a fifth of the capitalised words are invented."""
    rng = random.Random(7)
    paragraphs = [p for f in sorted(CORPUS.glob("*.txt")) for p in f.read_text("utf-8", "replace").split("\n\n")]

    def renamed(match: re.Match[str]) -> str:
        return match[0] if rng.random() < 0.8 else "".join(rng.choices(_SYLLABLES, k=4)).capitalize()

    at = 0
    for _ in range(count):
        chosen: list[str] = []
        while sum(len(p.split()) for p in chosen) < WORDS:
            chosen.append(paragraphs[at % len(paragraphs)])
            at += 1
        yield _NAME.sub(renamed, "\n\n".join(chosen))


def memory() -> float:
    """Peak resident memory so far, in MB."""
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


def main(count: int) -> None:
    spent: Counter[str] = Counter()

    def timed(name: str) -> None:
        function = getattr(stages, name)

        def wrapper(*args: object) -> object:
            started = time.process_time()
            result = function(*args)
            spent[name] += time.process_time() - started
            return result

        setattr(stages, name, wrapper)

    for name in ("clean", "recognise", "normalise"):
        timed(name)
    loading = time.perf_counter()
    loaded = stages.Stages.load()
    print(f"load: {time.perf_counter() - loading:.1f} s")
    words = claims = 0
    early = 0.0
    with tempfile.TemporaryDirectory() as folder:
        files = []
        for n, text in enumerate(texts(count)):
            files.append(Path(folder) / f"{n:05}.txt")
            files[-1].write_text(text, "utf-8")
        began = time.process_time()
        for n, file in enumerate(files):
            started = time.process_time()
            statements = [s for s in read_file(file, file.name, ReadOptions()) if isinstance(s, Statement)]
            spent["read"] += time.process_time() - started
            for record in loaded.process(statements):
                words += len(record.text.split())
                claims += len(record.claims)
            if n == count // 5:
                early = memory()
        total = time.process_time() - began
    spent["relate"] = total - sum(spent.values())
    print(f"{count} statements, {words} words, {claims} claims in {total:.1f} s: {words / total:.0f} words a second")
    for name in ("read", "clean", "recognise", "relate", "normalise"):
        print(f"  {name:10} {spent[name] / total:6.1%}")
    print(f"peak memory: {early:.0f} MB after the first fifth, {memory():.0f} MB at the end")


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 500)
