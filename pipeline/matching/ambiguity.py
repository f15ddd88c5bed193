"""Forms that do not tell their entity by themselves, settled by the rest of the text."""

from collections.abc import Sequence
from dataclasses import replace

from pipeline.matching.scanner import Match


def settled(matches: Sequence[Match]) -> list[Match]:
    """The matches of one text whose entity is certain, and those that the others make certain, with one entry left.

    A form with several entries, or a shared one, means the entry of which the text also has a certain form: "ICJ" is
    the court in a text that names the International Court of Justice, and the commission in one that names the
    International Commission of Jurists. Where the text names both, or neither, the match is dropped: nobody is
    mentioned rather than the wrong one. A short form of a UN office ("the High Commissioner") is also certain in a text
    that names the UN or one of its bodies. Ambiguous forms of states ("Congo") stay as they are: what tells those apart
    is more than names (`pipeline.normalise.states`).
    """
    named = {match.form.entries[0] for match in matches if match.form.certain}
    result = []
    for match in matches:
        form = match.form
        if form.certain or (form.of_states and len(form.entries) > 1):
            result.append(match)
            continue
        candidates = tuple(entry for entry in form.entries if entry in named)
        if not candidates and form.kind == "short" and _is_un(form.entries[0]) and any(map(_is_un, named)):
            candidates = form.entries
        if len(candidates) == 1:
            result.append(replace(match, form=replace(form, entries=candidates, shared=False)))
    return result


def _is_un(entry: str) -> bool:
    """Whether an entry of the registry is the UN or one of its bodies, by its id."""
    return entry == "un" or entry.startswith("un-")
