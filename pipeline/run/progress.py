"""How far a run is: a bar on a terminal, a line now and then elsewhere."""

import time
from collections.abc import Iterator
from contextlib import contextmanager

from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, ProgressColumn, Task, TextColumn, TimeRemainingColumn
from rich.text import Text

from pipeline.run.job import Report

_EVERY = 10.0  # seconds between lines


class _Rate(ProgressColumn):
    def render(self, task: Task) -> Text:
        return Text(f"{task.speed:.1f}/s" if task.speed else "", style="progress.data.speed")


@contextmanager
def shown(console: Console) -> Iterator[Report]:
    """What to give `run` so that its progress shows on the console."""
    if not console.is_terminal:
        yield _lines(console)
        return
    columns = (
        TextColumn("statements"),
        BarColumn(),
        MofNCompleteColumn(),
        _Rate(),
        TimeRemainingColumn(),
        TextColumn("{task.fields[failed]}"),
    )
    with Progress(*columns, console=console, transient=True) as bar:
        task = bar.add_task("", total=None, failed="")

        def report(done: int, total: int, failed: int) -> None:
            bar.update(task, completed=done, total=total, failed=f"{failed} failed" if failed else "")

        yield report


def _lines(console: Console) -> Report:
    began = last = time.monotonic()

    def report(done: int, total: int, failed: int) -> None:
        nonlocal last
        now = time.monotonic()
        if now - last < _EVERY or not done:
            return
        last = now
        rate = done / (now - began)
        console.print(
            f"{done:,} of {total:,} statements, {failed:,} failed, {rate:.1f} a second, "
            f"{(total - done) / rate:,.0f} seconds left",
            highlight=False,
        )

    return report
