"""Stages that need no model, and do on request what real ones do by mischance.

Words of the text ask for it: RAISE, REFUSE, DIE (end the process), SLOW (take 0.2 seconds).
"""

import os
import signal
import time
from collections.abc import Sequence
from dataclasses import dataclass

from pipeline.errors import StatementError
from pipeline.record import Record, ReferenceDate
from pipeline.statement import Failure, Statement


@dataclass(frozen=True)
class FakeStages:
    model: str = "a"

    def identity(self) -> dict[str, str]:
        return {"version": "0", "model": self.model, "registry": "r"}

    def process(self, statements: Sequence[Statement]) -> list[Record | Failure]:
        return [self._one(statement) for statement in statements]

    def _one(self, statement: Statement) -> Record | Failure:
        words = statement.text.split()
        if "RAISE" in words:
            raise ValueError(f"secret: {statement.text}")
        if "REFUSE" in words:
            raise StatementError("clean", "nothing but a menu")
        if "DIE" in words:
            os.kill(os.getpid(), signal.SIGKILL)
        if "SLOW" in words:
            time.sleep(0.2)
        return record(statement)


def record(statement: Statement) -> Record:
    return Record(
        id=statement.id,
        key=statement.key,
        source=statement.source,
        reference_date=ReferenceDate(edtf=None, basis="none"),
        text=statement.text,
        source_map=[],
        sections=[],
        people=[],
        states=[],
        organisations=[],
        dates=[],
        claims=[],
    )


def broken_load() -> FakeStages:
    raise OSError("no model there")


def deadly_load() -> FakeStages:
    os._exit(3)


class EnvironmentStages(FakeStages):
    """Tells what the environment was when the stages were loaded."""

    def identity(self) -> dict[str, str]:
        return {"OMP_NUM_THREADS": os.environ.get("OMP_NUM_THREADS", "")}
