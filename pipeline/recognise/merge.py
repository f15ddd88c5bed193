"""The one rule that merges the names that the model, the registry, the patterns and the sections found.

1. Nothing stands inside a protected span (a law, a prize, a document, an e-mail address): all that touches one goes,
   but who signs ("Institute for Press and Law" in a list of signatories is no law).
2. A state keeps its place against a span that merely describes it ("Chinese government", "northern Mali").
3. Of what overlaps, the longest stays: a state inside a body's name is part of that name.
4. Of equal spans the surest finder stays: section, registry, pattern, model, in this order; where several agree on
   span and label, their confidences add up as independent evidence.
"""

from collections.abc import Iterable, Sequence
from dataclasses import replace

from pipeline.statement import Name

_RANK = {"section": 0, "registry": 1, "pattern": 2, "model": 3}
# Words that, added to a state's name, still mean the state and no body of its own.
_DESCRIBING = frozenset(
    """
    government governments authorities authority regime state states officials official leaders leadership
    president republic people citizens delegation delegations side mission embassy foreign northern southern
    eastern western central north south east west the of and its ’s 's former mainland occupied lower upper
    """.split()
)


def merge(text: str, found: Iterable[Name], protected: Sequence[tuple[int, int]]) -> tuple[Name, ...]:
    """Names that do not overlap, in text order.

    found: any names, in any order; offsets into `text`. protected: half-open stretches that hold no name.
    """
    hidden = _cover(text, protected)
    names = sorted(
        (n for n in found if n.by == "section" or not any(hidden[n.start : n.end])), key=lambda n: (n.start, n.end)
    )
    states = [n for n in names if n.label == "STATE"]
    names = [n for n in names if n.label == "STATE" or not _describes_a_state(text, n, states)]
    agreed: dict[tuple[int, int], Name] = {}
    for name in sorted(names, key=lambda n: (_RANK[n.by], n.label)):
        key = (name.start, name.end)
        best = agreed.get(key)
        if best is None:
            agreed[key] = name
        elif best.label == name.label and best.by != name.by:
            both = round(1 - (1 - best.confidence) * (1 - name.confidence), 3)
            agreed[key] = replace(best, confidence=min(both, 0.99))
    kept: list[Name] = []
    taken = _cover(text, ())
    for name in sorted(agreed.values(), key=lambda n: (n.start - n.end, _RANK[n.by], n.start)):
        if not any(taken[name.start : name.end]):
            kept.append(name)
            taken[name.start : name.end] = b"\1" * (name.end - name.start)
    return tuple(sorted(kept, key=lambda n: n.start))


def _cover(text: str, spans: Iterable[tuple[int, int]]) -> bytearray:
    """A byte for each character of the text, 1 where a span covers it."""
    cover = bytearray(len(text))
    for start, end in spans:
        cover[start:end] = b"\1" * (end - start)
    return cover


def _describes_a_state(text: str, name: Name, states: Sequence[Name]) -> bool:
    """Whether a name by the model is a state's name and describing words, or a state alone under another label."""
    if name.by != "model":
        return False
    inside = [s for s in states if name.start <= s.start and s.end <= name.end]
    if not inside:
        return False
    rest = text[name.start : name.end]
    for state in reversed(inside):
        rest = rest[: state.start - name.start] + " " + rest[state.end - name.start :]
    words = rest.lower().split()
    if all(w in _DESCRIBING for w in words):
        return True
    # "Mali’s north": the model takes lower-case words into places; bodies and persons keep theirs
    return name.label == "LOC"
