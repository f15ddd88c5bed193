"""A run from beginning to end."""

import os
import platform
import time
from collections.abc import Callable
from dataclasses import asdict, dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

from pipeline.errors import UsageError
from pipeline.run.batches import batches
from pipeline.run.folder import claim, settle, write_manifest
from pipeline.run.inputs import count, find, items
from pipeline.run.output import Output
from pipeline.run.processor import LoadStages, load_stages
from pipeline.run.workers import Pool
from pipeline.statement import Failure

if TYPE_CHECKING:
    from pipeline.read import ReadOptions

_ITEMS_A_WORKER = 50  # fewer are done before another worker would have loaded the model


@dataclass(frozen=True, slots=True, kw_only=True)
class Job:
    """What a run is to do."""

    arguments: tuple[str, ...]  # files, folders, patterns, or "-"
    options: "ReadOptions"
    output: Path | None = None  # None: outputs/<name of the input>
    workers: int | None = None  # processes; None: by the number of cores and items
    fresh: bool = False  # throw away what earlier runs left in the folder
    load: LoadStages = load_stages  # can be pickled: every worker calls it


@dataclass(frozen=True, slots=True)
class Summary:
    """What a run did."""

    folder: Path
    counts: dict[str, int]  # as in the manifest
    seconds: float


Report = Callable[[int, int, int], None]  # items done, items in all, statements failed


def run(job: Job, report: Report) -> Summary:
    """Do the job. What lies in the folder afterwards depends on the statements and options, on nothing else.

    Killed at any moment and called again, it goes on where it was. Raises UsageError before anything is changed where
    inputs, folder and options do not go together, RapporteurError where the stages cannot be loaded.
    """
    began, started = time.monotonic(), datetime.now(UTC)
    if job.workers is not None and job.workers < 1:
        raise UsageError(f"--workers {job.workers}: at least one is needed")
    found = find(job.arguments)
    folder = job.output or Path("outputs") / found.name
    if folder.absolute() in found.paths:
        raise UsageError(f"{folder}: input and output cannot be the same folder; name another with -o")
    with claim(folder), Pool(job.load, job.options) as pool:
        made_by = pool.identity() | asdict(job.options)
        loaded = time.monotonic()
        settle(folder, made_by, job.fresh)
        total = count(found)
        workers = job.workers or _workers(total)
        manifest: dict[str, Any] = {
            "status": "under way",
            "made_by": made_by,
            "inputs": job.arguments,
            "workers": workers,
            "python": platform.python_version(),
            "system": f"{platform.system()} {platform.machine()}",
            "started": started.isoformat(timespec="seconds"),
        }
        write_manifest(folder, manifest)
        with Output(folder) as output:
            done = 0
            report(0, total, 0)
            to_do = (item if isinstance(item, Failure) else output.earlier.find(item) or item for item in items(found))
            for outcomes in pool.map(batches(to_do), workers):
                output.add(outcome for of_item in outcomes for outcome in of_item)
                done += len(outcomes)
                report(done, total, output.counts["errors"])
            output.finish()
        ended = time.monotonic()
        counts = output.counts
        timings = {
            "loading": round(loaded - began, 2),
            "seconds": round(ended - began, 2),
            "words_per_second": round(output.words / (ended - loaded)),  # of new records
        }
        write_manifest(folder, manifest | {"status": "finished", "counts": counts, "timings": timings})
    return Summary(folder, counts, ended - began)


def _workers(total: int) -> int:
    cores = len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1
    return max(1, min(cores, total // _ITEMS_A_WORKER))
