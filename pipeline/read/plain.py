"""Plain text: the decoded source as it stands."""

from pipeline.read.encoding import decode
from pipeline.read.extract import Extract, identity


def read(data: bytes) -> Extract:
    """A .txt. Raises StatementError where the bytes are no text."""
    text = decode(data)
    return Extract(text, identity(text))
