"""How commands end: exit codes, and errors told in one line without a traceback."""

import sys
from collections.abc import Iterator
from contextlib import contextmanager

import typer

from pipeline.errors import RapporteurError, UsageError

SOME_FAILED, WRONG_USE, INTERRUPTED = 1, 2, 130


@contextmanager
def errors_told() -> Iterator[None]:
    """Turns what a user can do something about into a message and an exit code."""
    try:
        yield
    except UsageError as error:
        raise _end(str(error), WRONG_USE) from error
    except RapporteurError as error:
        raise _end(str(error), SOME_FAILED) from error
    except OSError as error:  # the disk is full, or somebody took the folder away
        raise _end(f"{error.filename or 'writing'}: {error.strerror}", SOME_FAILED) from error
    except KeyboardInterrupt:
        raise _end("stopped; the same command goes on from here", INTERRUPTED) from None


def _end(message: str, code: int) -> typer.Exit:
    print(f"rapporteur: {message}", file=sys.stderr)
    return typer.Exit(code)
