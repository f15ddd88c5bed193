"""Processes that work side by side, and die."""

import os
import subprocess
import sys
from collections.abc import Iterator
from functools import partial
from pathlib import Path

import pytest

from pipeline.errors import RapporteurError
from pipeline.read import ReadOptions
from pipeline.run.inputs import Item
from pipeline.run.outcome import Done, Outcome
from pipeline.run.processor import LoadStages
from pipeline.run.workers import Pool
from pipeline.statement import Failure
from tests.run.fakes import EnvironmentStages, FakeStages, broken_load, deadly_load

pytestmark = pytest.mark.slow

FINE = "The government of Kenya must release the detained lawyers now."


def item(number: int, word: str = "") -> Item:
    return Item(f"{number:03}.txt", data=f"{FINE} {word} {number}".encode())


def outcomes(
    batches: list[list[Item | Outcome]], workers: int = 2, load: LoadStages = FakeStages
) -> list[list[list[Outcome]]]:
    with Pool(load, ReadOptions()) as pool:
        return list(pool.map(batches, workers))


def test_results_come_in_the_order_of_the_work_whoever_is_quicker() -> None:
    batches = [[item(0, "SLOW"), item(1)], [item(2)], [], [Failure("003.txt", "read", "empty"), item(4)]]
    results = outcomes(batches)
    assert [len(batch) for batch in results] == [2, 1, 0, 2]
    flat = [one for batch in results for of_item in batch for one in of_item]
    assert [one.path for one in flat] == [f"{number:03}.txt" for number in range(5)]
    assert [type(one) for one in flat] == [Done, Done, Done, Failure, Done]


def test_batches_are_taken_only_as_fast_as_they_are_worked_off() -> None:
    taken = 0

    def endless() -> Iterator[list[Item | Outcome]]:
        nonlocal taken
        while True:
            taken += 1
            yield [item(taken)]

    with Pool(FakeStages, ReadOptions()) as pool:
        results = pool.map(endless(), 2)
        for _ in range(5):
            next(results)
    assert taken <= 5 + 2 * 4


def test_what_ends_a_worker_is_a_failure_and_the_rest_is_not() -> None:
    results = outcomes([[item(0), item(1, "DIE"), item(2)], [item(3)], [item(4, "DIE")], [item(5)]])
    flat = [one for batch in results for of_item in batch for one in of_item]
    assert [one.path for one in flat] == [f"{number:03}.txt" for number in range(6)]
    failures = [one for one in flat if isinstance(one, Failure)]
    assert [(one.path, one.stage) for one in failures] == [("001.txt", "run"), ("004.txt", "run")]
    assert "worker process died" in failures[0].reason


@pytest.mark.parametrize(
    ("load", "message"),
    [(broken_load, "OSError: no model there"), (deadly_load, "the process ended with exit code 3")],
)
def test_stages_that_cannot_be_loaded_end_the_run(load: LoadStages, message: str) -> None:
    with Pool(load, ReadOptions()) as pool, pytest.raises(RapporteurError, match=message):
        pool.identity()
    with pytest.raises(RapporteurError, match=message):
        outcomes([[item(0)]], load=load)


def test_identity_is_that_of_the_stages() -> None:
    with Pool(partial(FakeStages, "b"), ReadOptions()) as pool:
        assert pool.identity() == {"version": "0", "model": "b", "registry": "r"}


def test_numerical_libraries_are_given_one_thread_in_workers_only(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("OMP_NUM_THREADS", raising=False)
    with Pool(EnvironmentStages, ReadOptions()) as pool:
        assert pool.identity()["OMP_NUM_THREADS"] == "1"
    assert "OMP_NUM_THREADS" not in os.environ


def test_workers_end_when_their_run_is_killed(tmp_path: Path) -> None:
    script = tmp_path / "orphan.py"
    script.write_text(
        "import os, signal\n"
        "from pipeline.read import ReadOptions\n"
        "from pipeline.run.workers import Pool\n"
        "from tests.run.fakes import FakeStages\n"
        "if __name__ == '__main__':\n"
        "    pool = Pool(FakeStages, ReadOptions())\n"
        "    pool.identity()\n"
        "    os.kill(os.getpid(), signal.SIGKILL)\n"
    )
    root = Path(__file__).parents[2]
    # The worker holds the pipe open as long as it lives, so that this returns only when it has ended.
    ended = subprocess.run(
        [sys.executable, script], env=os.environ | {"PYTHONPATH": str(root)}, stdout=subprocess.PIPE, timeout=60
    )
    assert ended.returncode == -9
