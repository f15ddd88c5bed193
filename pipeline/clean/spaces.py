"""White space as `CleanText` has it."""

import re

from pipeline.mapped import MappedText

_SPACES = re.compile("[ \n]{2,}")


def normalise_spaces(text: MappedText) -> MappedText:
    """Single blanks between words, single line feeds between blocks, none at the ends. The last rule."""
    start = len(text) - len(text.text.lstrip())
    text = text[start : max(start, len(text.text.rstrip()))]
    return text.sub(_SPACES, lambda found: "\n" if "\n" in found[0] else " ")
