"""The scanner against other libraries: `make bench`. Writes results-scan.md beside this file.

Twenty million code points of prose (`prose`), registries of 5 thousand, 100 thousand and a million names; matching as
written, and with neither case nor diacritics. What each finds is compared with the reference first. Then rounds in
which all take their turn, in processor time, and the median counts. Ours is timed from texts to arrays of matches and
to `Match` objects; where folding is on it folds, while the others get texts and names that are folded already.
"""

import functools
import gc
import json
import multiprocessing
import os
import platform
import statistics
import subprocess
import sys
import time
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

import pytest

from pipeline.matching import Form, Match, cache
from pipeline.matching.folding import Folding, fold
from tests.benchmarks.peers import EXACT, PEERS
from tests.benchmarks.prose import documents, names
from tests.matching import reference

SIZE = int(os.environ.get("BENCH_SIZE", 20_000_000))
ROUNDS = 5
RESULTS = Path(__file__).with_name("results-scan.md")
OURS = "rapporteur, arrays"
OBJECTS = "rapporteur, Match objects"

rows: list[str] = []
costs: dict[int, dict[str, float]] = {}


@functools.cache
def registry(count: int, folded: bool) -> list[Form]:
    return [Form(name, ("x",), "name", case="any" if folded else "written", folded=folded) for name in names(count)]


@functools.cache
def prose(count: int) -> list[str]:
    return list(documents(names(count), SIZE))


def timed(function: Callable[[], object]) -> float:
    started = time.process_time()
    function()
    return time.process_time() - started


def objects(forms: Sequence[Form], found: list[list[int]]) -> list[Match]:
    return [Match(start, end, forms[form]) for _, start, end, form in found]


@pytest.mark.parametrize("folded", [False, True], ids=["written", "folded"])
@pytest.mark.parametrize("count", [5_000, 100_000, 1_000_000])
def test_scan(benchmark: Any, tmp_path: Path, count: int, folded: bool) -> None:
    forms = registry(count, folded)
    texts = prose(count)
    compiled = cache.compiled(forms, tmp_path)
    expected = reference.scan_many(forms, texts)
    found: list[list[tuple[int, int, str]]] = [[] for _ in texts]
    for number, start, end, form in compiled.find(texts).tolist():
        found[number].append((start, end, forms[form].text))
    assert found == expected

    # The others know no folding: they get what is folded, and names that fold alike once. Their work on the way back
    # to the text's own offsets is not counted.
    folding = Folding(folded, folded)
    plain = [fold(text, folding) for text in texts]
    keys = {fold(form.text, folding).text: form.text for form in reversed(forms)}
    wanted = {(n, *match[:2], match[2]) for n, matches in enumerate(expected) for match in matches}
    originals = list(keys.values())
    finders = {}
    differences = {OURS: (0, 0), OBJECTS: (0, 0)}
    for name, make in PEERS.items():
        if name == "flashtext" and count == 1_000_000:  # takes gigabytes
            continue
        find = finders[name] = make(list(keys))
        got = {
            (n, *text.span(start, end), originals[number])
            for n, text in enumerate(plain)
            for start, end, number in find(text.text)
        }
        differences[name] = (len(wanted - got), len(got - wanted))
        assert name not in EXACT or got == wanted
        del got

    gc.collect()
    gc.freeze()  # a million names and their finders are not to be looked through while others are timed
    times: dict[str, list[float]] = {name: [] for name in (*finders, OBJECTS)}

    def others() -> None:
        for name, find in finders.items():
            times[name].append(timed(lambda find=find: [find(text.text) for text in plain]))  # type: ignore[misc]
        times[OBJECTS].append(timed(lambda: objects(forms, compiled.find(texts).tolist())))

    benchmark.pedantic(compiled.find, (texts,), setup=others, rounds=ROUNDS)
    times[OURS] = list(benchmark.stats.stats.data)
    medians = {name: statistics.median(times[name]) for name in (OURS, OBJECTS, *finders)}
    best = min(medians[name] for name in EXACT)
    for name, seconds in medians.items():
        lost, false = differences[name]
        rows.append(
            f"| {count:,} | {'case, diacritics' if folded else 'none'} | {name} | {SIZE / seconds / 1e6:.0f} "
            f"| {len(wanted) / seconds:,.0f} | {best / seconds:.2f} | {lost} | {false} |"
        )
    report()


# In a process of its own, as memory that was in use once is not given back.
_COST = """
import json, resource, sys, time
from pathlib import Path
from pipeline.matching import Form, cache
from pipeline.matching.compiled import Compiled
from tests.benchmarks.prose import names
def resident(): return int(Path("/proc/self/statm").read_text().split()[1]) * resource.getpagesize() / 1e6
folder = Path(sys.argv[1])
if sys.argv[2] == "build":
    Compiled.build([Form("x", ("x",), "name")]).find(["x"])
    forms = [Form(name, ("x",), "name", case="written") for name in names(int(sys.argv[3]))]
    started = time.process_time(); Compiled.build(forms); print(json.dumps({"build": time.process_time() - started}))
    cache.compiled(forms, folder)
    started = time.process_time(); cache.compiled(forms, folder)
    print(json.dumps({"load": time.process_time() - started}))
else:
    (path,) = folder.iterdir()
    compiled = cache._read(path)
    compiled.find(["x é 😀", "x"] * 1000)
    print(json.dumps({"resident": resident(), "file": path.stat().st_size / 1e6}))
"""


@pytest.mark.parametrize("count", [5_000, 100_000, 1_000_000])
def test_cost(tmp_path: Path, count: int) -> None:
    cost: dict[str, float] = {}
    for step in ("build", "use"):
        command = [sys.executable, "-c", _COST, str(tmp_path), step, str(count)]
        lines = subprocess.run(command, check=True, capture_output=True, text=True).stdout.splitlines()
        cost.update(item for line in lines for item in json.loads(line).items())
    costs.setdefault(count, {}).update(cost)
    report()


@pytest.mark.parametrize("count", [5_000, 100_000, 1_000_000])
def test_workers(tmp_path: Path, count: int) -> None:
    """Two processes over half of the texts each, at the same time, against one over all.

    By the processor time of the slower one: with a core for each that is what passes, and it does not count what other
    programs take.
    """
    cache.compiled(registry(count, False), tmp_path)
    texts = prose(count)
    context = multiprocessing.get_context("fork")

    def work(part: Sequence[str], barrier: Any, spent: Any) -> None:
        compiled = cache.compiled(registry(count, False), tmp_path)
        compiled.find(part)
        barrier.wait()
        started = time.process_time()
        for _ in range(5):
            compiled.find(part)
        spent.put(time.process_time() - started)

    def slowest(workers: int) -> float:
        barrier, spent = context.Barrier(workers), context.Queue()
        parts = [texts[n::workers] for n in range(workers)]
        started = [context.Process(target=work, args=(part, barrier, spent)) for part in parts]
        for process in started:
            process.start()
        longest = max(spent.get() for _ in started)
        for process in started:
            process.join()
        return longest

    ratios = [slowest(1) / slowest(2) for _ in range(3)]
    costs.setdefault(count, {})["workers"] = statistics.median(ratios)
    report()


def report() -> None:
    """The tables, of what has been measured so far."""
    lines = [
        "# Scanning: figures",
        "",
        f"`make bench`, {platform.machine()}, {_processor()}, Python {platform.python_version()}; "
        f"{SIZE / 1e6:.0f} million code points of prose, median of {ROUNDS} interleaved rounds, processor time, one "
        "core. Ratio: to the best exact peer of the same run. Lost and false: mentions, against the reference. With "
        "folding, the peers' texts were folded for them beforehand.",
        "",
        "| names | folding | engine | MB/s | mentions/s | ratio | lost | false |",
        "| --- | --- | --- | --- | --- | --- | --- | --- |",
        *rows,
    ]
    if costs:
        lines += [
            "",
            "Building from `Form`s and loading from the cache (the digest of the forms counted), processor time; "
            "memory of a process that has loaded the compiled registry and scanned, Python and numba included; two "
            "workers: processor time of one process over all texts, to that of the slower of two over half each at the "
            "same time, median of three.",
            "",
            "| names | build, s | load, s | resident, MB | file, MB | two workers |",
            "| --- | --- | --- | --- | --- | --- |",
            *(
                f"| {count:,} | "
                + " | ".join(
                    f"{cost[key]:.2f}" if key in cost else ""
                    for key in ("build", "load", "resident", "file", "workers")
                )
                + " |"
                for count, cost in costs.items()
            ),
        ]
    RESULTS.write_text("\n".join(lines) + "\n", "utf-8")


def _processor() -> str:
    try:
        lines = Path("/proc/cpuinfo").read_text().splitlines()
    except OSError:
        return platform.processor()
    return next((line.split(":")[1].strip() for line in lines if line.startswith("model name")), platform.processor())
