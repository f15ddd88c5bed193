"""Matching: the registry of known entities, and finding their names in batches of texts.

In: texts (`CleanText.text`) and the registry's files. Out: a list of `Match`es a text, in text order, not overlapping.

    registry = load(registry_path())
    scanner = Scanner(registry.forms)
    [settled(matches) for matches in scanner.scan(texts)]
"""

from pipeline.matching.ambiguity import settled
from pipeline.matching.registry import Entry, Form, Registry, RegistryError, load
from pipeline.matching.scanner import Match, Scanner

__all__ = ["Entry", "Form", "Match", "Registry", "RegistryError", "Scanner", "load", "settled"]
