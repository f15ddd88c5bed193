"""A text with the spans that somebody, or something, marked in it."""

from dataclasses import dataclass

from pipeline.evaluate.spans import LabelledSpan


@dataclass(frozen=True, slots=True)
class MarkedText:
    """names: half-open code points into `text`. They do not overlap where the format cannot say so."""

    text: str
    names: tuple[LabelledSpan, ...]
    claims: tuple[LabelledSpan, ...] = ()
