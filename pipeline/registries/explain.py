"""Why names of the registries are found in a text, or are not.

    >>> list(explain_text("May met Asel Nurbekova.", (Path("people.jsonl"),)))
    ["0-3 'May': not d-2 (person, people.jsonl): left out, it is a common English word",
     "8-22 'Asel Nurbekova': d-1 (person, people.jsonl)"]

It tells what the registries say. In a run the other recognisers have a word, too: a longer name by one of them takes
the place of a shorter one, and nothing is looked for in names of laws and prizes (`pipeline.recognise.merge`).
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from pipeline.matching import registry as registries
from pipeline.matching.ambiguity import settled
from pipeline.matching.registry import Registry
from pipeline.matching.scanner import Scanner
from pipeline.registries import file
from pipeline.registries.brought import Brought, bring
from pipeline.registries.entry import STATE_KINDS, plain
from pipeline.registries.search import BUILT_IN, Listed, listed
from pipeline.resources import registry_path

_WORD = re.compile(r"\w+")

Span = tuple[int, int]


@dataclass(frozen=True, slots=True)
class _Occurrence:
    """Where a text has the words of a name, whether it counts as found or not."""

    start: int  # code points
    end: int  # exclusive
    name: str
    entry: Listed


def explain_text(text: str, paths: Sequence[Path]) -> Iterator[str]:
    """A line for every name and place in the text, in text order. Raises UsageError where a file is no registry."""
    builtin = registries.load(registry_path())
    files = [file.read(path) for path in paths]
    verdicts = _Verdicts(text, *bring(builtin, paths))
    entries = list(listed(builtin, files))
    lines = [verdicts.line(one) for one in _occurrences(text, entries, verdicts)]
    yield from dict.fromkeys(lines) or ["no name of a registry stands in this text"]


class _Verdicts:
    """What the matching of a run makes of a text."""

    def __init__(self, text: str, registry: Registry, brought: Brought) -> None:
        self._text = text
        matches = Scanner(registry.forms).scan([text])[0]
        self._written = {(match.start, match.end) for match in matches}  # names of the built-in registry
        self.ours = {(match.start, match.end): match.form.entries for match in settled(matches)}
        self._own = {(name.start, name.end): name.entry for name in brought.names([text])[0]}
        self._kept = _longest([*self._own, *self.ours])

    def line(self, one: _Occurrence) -> str:
        """What becomes of an entry at a place."""
        entry = one.entry
        who = f"{entry.id} ({entry.kind}, {entry.source})"
        why = self._why_not(one)
        surface = self._text[one.start : one.end]
        return f"{one.start}-{one.end} {surface!r}: " + (f"not {who}: {why}" if why else who)

    def _why_not(self, one: _Occurrence) -> str | None:
        span, entry = (one.start, one.end), one.entry
        is_ours = entry.source == BUILT_IN or entry.kind in STATE_KINDS
        if why := entry.left_out.get(one.name):
            return f"left out, it {why}"
        longer = next((kept for kept in self._kept if kept != span and kept[0] < one.end and one.start < kept[1]), None)
        if longer is not None:
            return f"hidden by the longer {self._text[slice(*longer)]!r}"
        if span not in (self._written if is_ours else self._own):
            return f"the entry has {one.name!r}, and its case rule is {entry.names[one.name]!r}"
        if is_ours and span in self._own:
            return "a registry of yours has the name, and goes first" if self._own[span] != entry.id else None
        if is_ours and span not in self.ours:
            return "the name means other things, too, and no other name of the entry stands in the text"
        if not is_ours and self._own[span] is None:
            return "several entries bear the name, and nothing tells which is meant"
        return None


def _longest(spans: Sequence[Span]) -> list[Span]:
    """The spans that stay where several overlap, as in `merge`."""
    kept: list[Span] = []
    for start, end in sorted(set(spans), key=lambda span: (span[0] - span[1], span)):
        if all(end <= first or last <= start for first, last in kept):
            kept.append((start, end))
    return kept


def _occurrences(text: str, entries: Sequence[Listed], verdicts: _Verdicts) -> list[_Occurrence]:
    """Every place where the words of a name stand in the text, but for case and diacritics, or where it is found."""
    words = [(plain(match[0]), match.start(), match.end()) for match in _WORD.finditer(text)]
    present = {word for word, _, _ in words}
    found: dict[tuple[int, int, str, str], _Occurrence] = {}
    for entry in entries:
        for name in (*entry.names, *entry.left_out):
            parts = [plain(part) for part in _WORD.findall(name)]
            if parts and present.issuperset(parts):
                for at in range(len(words) - len(parts) + 1):
                    if [word for word, _, _ in words[at : at + len(parts)]] == parts:
                        start, end = words[at][1], words[at + len(parts) - 1][2]
                        found.setdefault((start, end, entry.source, entry.id), _Occurrence(start, end, name, entry))
        if entry.source == BUILT_IN:
            for (start, end), ids in verdicts.ours.items():  # with points, "U.N.": other words than the name's
                if entry.id in ids:
                    found.setdefault((start, end, entry.source, entry.id), _Occurrence(start, end, entry.title, entry))
    return sorted(found.values(), key=lambda one: (one.start, one.end, one.entry.source != BUILT_IN))
