"""What can go wrong, as a user meets it."""


class RapporteurError(Exception):
    """Base of every error of this project. The message says what was wrong, where, and what to do."""


class UsageError(RapporteurError):
    """Wrong use: a path that does not exist, options that contradict each other. Exit code 2."""


class StatementError(RapporteurError):
    """One statement cannot be processed. It ends in errors.jsonl and never stops a batch.

    stage: name of the stage that gave up ("read", "clean", "recognise", ...).
    reason: one sentence without personal data from the text.
    """

    def __init__(self, stage: str, reason: str) -> None:
        super().__init__(reason)
        self.stage = stage
        self.reason = reason
