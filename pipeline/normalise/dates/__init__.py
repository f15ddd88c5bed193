"""Dates: every expression of calendar time in a statement, with its EDTF value.

In: a clean text. Out: its reference date and its dates. Example: in a statement of 23 September 2024 "on September 26"
gives `2024-09-26`, "last year" `2023`, "ten years in prison" `P10Y`.

    find (grammar) → reference_date (reference) → resolve (resolve, against reference date, context and events)
"""

from pipeline.normalise.dates.grammar import find
from pipeline.normalise.dates.reference import reference_date
from pipeline.normalise.dates.resolve import resolve
from pipeline.normalise.dates.values import Calendar, Expression
from pipeline.record import Date, ReferenceDate
from pipeline.statement import CleanText

__all__ = ["Expression", "dates", "find", "reference_date", "resolve"]


def dates(clean: CleanText) -> tuple[ReferenceDate, list[Date]]:
    """The reference date of a statement and its dates.

    In contact blocks only whole days count: numbers there are addresses, telephones and registrations.
    """
    contacts = [section for section in clean.sections if section.kind == "contact"]
    found = [
        expression
        for expression in find(clean.text)
        if not any(section.start <= expression.start < section.end for section in contacts)
        or (isinstance(expression.value, Calendar) and expression.value.day)
    ]
    reference = reference_date(found, clean)
    return reference, resolve(clean.text, found, reference)
