"""A registry of two bodies for the tests of normalise."""

from functools import cache

from pipeline.matching.registry import Entry, Form, Registry, by_spelling


@cache
def registry() -> Registry:
    entries = (
        Entry("un-hrc", "un", "Human Rights Council", "HRC"),
        Entry("un", "un", "United Nations", "UN"),
        Entry("KEN", "state", "Kenya"),
    )
    forms = (Form("Human Rights Council", ("un-hrc",), "name"), Form("UN", ("un",), "acronym"))
    return Registry({entry.id: entry for entry in entries}, forms, "0" * 64, by_spelling(forms))
