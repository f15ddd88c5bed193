"""White space as `CleanText` has it."""

import re

from pipeline.clean.mapped import MappedText

_EDGE = re.compile(r"\A\s+|\s+\Z")
_AROUND_LINE_END = re.compile(r" *\n\s*")
_BLANKS = re.compile(" {2,}")


def normalise_spaces(text: MappedText) -> MappedText:
    """Single blanks between words, single line feeds between blocks, none at the ends. The last rule."""
    text = text.sub(_EDGE, "")
    text = text.sub(_AROUND_LINE_END, "\n")
    return text.sub(_BLANKS, " ")
