"""A run in a process of its own, which tests can kill: python -m tests.run.killable OUTPUT WORKERS INPUT…"""

import sys
import time
from pathlib import Path

from pipeline.read import ReadOptions
from pipeline.run.job import Job, run
from tests.run.fakes import FakeStages


def main() -> None:
    output, workers, *arguments = sys.argv[1:]
    job = Job(
        arguments=tuple(arguments),
        options=ReadOptions(),
        output=Path(output),
        workers=int(workers),
        load=FakeStages,
    )
    # it tarries after every statement, so that it can be killed before its end on a busy machine too
    print(run(job, lambda done, total, failed: time.sleep(0.02)).counts)


if __name__ == "__main__":
    main()
