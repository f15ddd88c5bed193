"""Work spread over processes: results in the order of the work, whoever is quicker.

A worker that dies, because a file crashed a library or the system ran out of memory, is replaced. What it had in hand
is tried again one item at a time with no other worker busy; an item that ends a worker then too is a `Failure`.
"""

import multiprocessing
import os
import signal
from collections import deque
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from multiprocessing import resource_tracker
from multiprocessing.connection import Connection, wait
from multiprocessing.process import BaseProcess
from types import TracebackType
from typing import TYPE_CHECKING, Self

from pipeline.errors import RapporteurError
from pipeline.run.inputs import Item
from pipeline.run.outcome import Outcome
from pipeline.run.processor import LoadStages, Processor
from pipeline.statement import Failure

if TYPE_CHECKING:
    from pipeline.read import ReadOptions

# One process a core: threads of the numerical libraries would only get in each other's way. They read this when they
# are imported, so it must be set before a worker starts.
_ONE_THREAD = {"OMP_NUM_THREADS": "1", "OPENBLAS_NUM_THREADS": "1", "MKL_NUM_THREADS": "1", "BLIS_NUM_THREADS": "1"}
_AHEAD = 4  # batches a worker that may be under way or wait for an earlier one: bounds the memory
_DIED = "the worker process died twice on this one: out of memory, or the file crashes a library"
_SPAWN = multiprocessing.get_context("spawn")  # the same on every system, and safe beside threads


@dataclass(slots=True, eq=False)
class _Batch:
    items: Sequence[Item | Outcome]
    outcomes: list[list[Outcome] | None]  # one list an item; None: still to come

    def missing(self) -> list[int]:
        return [index for index, outcomes in enumerate(self.outcomes) if outcomes is None]


@dataclass(frozen=True, slots=True)
class _Task:
    batch: _Batch
    indices: Sequence[int]  # of the items to work on
    last_try: bool = False

    def items(self) -> list[Item]:
        return [item for index in self.indices if isinstance(item := self.batch.items[index], Item)]


@dataclass(slots=True, eq=False)
class _Worker:
    process: BaseProcess
    connection: Connection
    loading: bool = True
    task: _Task | None = None


class Pool:
    """Worker processes, each with the stages loaded. A context manager: leaving it ends them."""

    def __init__(self, load: LoadStages, options: "ReadOptions") -> None:
        self._load = load
        self._options = options
        self._workers: list[_Worker] = []
        self._again: deque[_Task] = deque()  # what dead workers had in hand, item by item

    def __enter__(self) -> Self:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        for worker in self._workers:
            worker.process.terminate()
        for worker in self._workers:
            worker.process.join()
            worker.connection.close()

    def identity(self) -> dict[str, str]:
        """`Stages.identity`, from a first worker. Raises RapporteurError where the stages cannot be loaded."""
        worker = self._start()
        self._workers.append(worker)
        return self._loaded(worker)

    def map(self, batches: Iterable[Sequence[Item | Outcome]], workers: int) -> Iterator[list[list[Outcome]]]:
        """For every batch, in order: for every item, in order, its outcomes. An outcome stands for itself.

        Batches are taken only as fast as they are worked off. Raises RapporteurError where a worker cannot load the
        stages.
        """
        while len(self._workers) < workers:
            self._workers.append(self._start())
        source = iter(batches)
        window: deque[_Batch] = deque()
        exhausted = False
        while window or not exhausted:
            if self._again:
                if self._idle() and not self._busy():
                    self._give(self._again.popleft())
            else:
                while not exhausted and self._idle() and len(window) < _AHEAD * len(self._workers):
                    if (items := next(source, None)) is None:
                        exhausted = True
                    else:
                        window.append(self._begin(items))
            if window and not window[0].missing():
                yield [outcomes for outcomes in window.popleft().outcomes if outcomes is not None]
            elif window or not exhausted:
                self._collect()

    def _idle(self) -> list[_Worker]:
        return [worker for worker in self._workers if not worker.loading and worker.task is None]

    def _busy(self) -> list[_Worker]:
        return [worker for worker in self._workers if worker.task is not None]

    def _begin(self, items: Sequence[Item | Outcome]) -> _Batch:
        batch = _Batch(items, [None if isinstance(item, Item) else [item] for item in items])
        if missing := batch.missing():
            self._give(_Task(batch, missing))
        return batch

    def _give(self, task: _Task) -> None:
        worker = self._idle()[0]
        worker.task = task
        with suppress(OSError):  # it died while it waited: the next look at its connection tells
            worker.connection.send(task.items())

    def _collect(self) -> None:
        """Wait until a worker has something to say, and take it."""
        speaking = {worker.connection: worker for worker in self._workers if worker.loading or worker.task}
        for connection in wait(list(speaking)):
            worker = speaking[connection]  # type: ignore[index]
            if worker.loading:
                self._loaded(worker)
            else:
                self._worked(worker)

    def _loaded(self, worker: _Worker) -> dict[str, str]:
        try:
            identity, problem = worker.connection.recv()
        except (EOFError, OSError):
            worker.process.join()
            identity, problem = {}, f"the process ended with exit code {worker.process.exitcode}"
        if problem:
            raise RapporteurError(f"a worker cannot load the stages: {problem}")
        worker.loading = False
        return dict(identity)

    def _worked(self, worker: _Worker) -> None:
        task, worker.task = worker.task, None
        assert task is not None
        try:
            results: list[list[Outcome]] = worker.connection.recv()
        except (EOFError, OSError):
            self._replace(worker)
            if not task.last_try:
                self._again.extend(_Task(task.batch, [index], last_try=True) for index in task.indices)
                return
            results = [[Failure(item.name, "run", _DIED, line=item.line)] for item in task.items()]
        for index, outcomes in zip(task.indices, results, strict=True):
            task.batch.outcomes[index] = outcomes

    def _replace(self, worker: _Worker) -> None:
        worker.process.join()
        worker.connection.close()
        self._workers[self._workers.index(worker)] = self._start()

    def _start(self) -> _Worker:
        ours, theirs = _SPAWN.Pipe()
        process = _SPAWN.Process(target=_serve, args=(theirs, self._load, self._options), daemon=True)
        with _inherited():
            process.start()
        theirs.close()  # so that nobody but the worker holds it, and its death ends the connection
        return _Worker(process, ours)


@contextmanager
def _inherited() -> Iterator[None]:
    """What workers take over from this process: one thread, and no ear for Ctrl-C, which a terminal sends to them too.

    They must not hear it from their first moment on, so it is held back here while one starts.
    """
    resource_tracker.ensure_running()  # which the first start would do, and let Ctrl-C through again
    held_back = signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGINT})
    before = dict(os.environ)
    os.environ.update(_ONE_THREAD)
    try:
        yield
    finally:
        os.environ.clear()
        os.environ.update(before)
        signal.pthread_sigmask(signal.SIG_SETMASK, held_back)


def _serve(connection: Connection, load: LoadStages, options: "ReadOptions") -> None:
    """A worker's life: load, say so, then lists of items in, lists of outcomes out, until the other side is gone."""
    with suppress(EOFError, OSError):
        try:
            processor = Processor(load, options)
            identity = processor.identity()
        except Exception as error:
            what = "" if isinstance(error, RapporteurError) else f"{type(error).__name__}: "
            connection.send(({}, f"{what}{error}"))
            return
        connection.send((identity, None))
        while True:
            connection.send(processor.outcomes(connection.recv()))
