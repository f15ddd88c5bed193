"""Which part of the text has which function."""

from pipeline.record import Section


def sections(text: str) -> tuple[Section, ...]:
    """Sections of a clean text: they cover it in order, but for the white space between them."""
    headline, _, body = text.partition("\n")
    if not body:
        return (Section(kind="body", start=0, end=len(text)),)
    return (
        Section(kind="headline", start=0, end=len(headline)),
        Section(kind="body", start=len(headline) + 1, end=len(text)),
    )
