"""Which state a name means, where several states or other things bear it.

For a form that several states bear ("Congo", "Korean"), in this order:
1. A list does not name the same state twice: in "Congo, Democratic Republic of the Congo, Gabon" the first is the other
   Congo (so the United Nations print their lists).
2. Where the text has signs of one candidate only (its certain names, its capital, words such as "Goma"): that one.
3. Where it has signs of several: the one of the nearest sign before, else of the nearest after.
4. Without a sign: the default of states.toml, which gives the reason.
"""

import re
from collections.abc import Sequence

from pipeline.matching import Match
from pipeline.normalise.state_words import Homonym, state_words

_NEARBY = 60  # characters before and after
# What stands between the names of a list: "Chad, Congo and Gabon", "Chad; the Congo", one a line.
_BETWEEN = re.compile(r"\s*(?:[,;/|&\n]|\b(?:and|or)\b)(?:[,;\s/|&]|\b(?:and|or|the)\b)*")


class Homonyms:
    """The names of states of one text, told apart.

    text: the clean text. names: its names of states, in text order. persons: surfaces of its names of persons.
    """

    def __init__(self, text: str, names: Sequence[Match], persons: Sequence[str]) -> None:
        self._text = text
        self._names = names
        self._words_of_persons = frozenset(word for person in persons for word in person.split())
        self._signs: dict[tuple[str, ...], list[tuple[int, str]]] = {}
        self._about_the_state: dict[str, bool] = {}

    def state(self, index: int) -> str | None:
        """Id of the state that names[index] means; None where it is no state, or nobody can tell."""
        name = self._names[index]
        text = name.form.text
        if len(name.form.entries) > 1:
            return self._candidate(index)
        homonym = state_words().homonyms.get(text)
        if homonym is not None and not self._is_state(name, homonym):
            return None
        if self._is_person(name) or state_words().in_the_usa.match(self._text, name.end):
            return None
        return name.form.entries[0]

    def _is_state(self, name: Match, homonym: Homonym) -> bool:
        around = self._text[max(0, name.start - _NEARBY) : name.end + _NEARBY]
        if homonym.nearby and homonym.nearby.search(around):
            return False
        form = name.form.text
        if form not in self._about_the_state:
            has_sign = bool(homonym.state and homonym.state.search(self._text))
            has_other = homonym.needs_sign or bool(homonym.other and homonym.other.search(self._text))
            self._about_the_state[form] = has_sign or not has_other
        return self._about_the_state[form]

    def _is_person(self, name: Match) -> bool:
        """As "Jordan" in a text about Vernon Jordan, unless a preposition makes a place of it."""
        if name.form.kind not in ("name", "short", "capital") or name.form.text not in self._words_of_persons:
            return False
        before = self._text[max(0, name.start - 12) : name.start].split()
        return not before or before[-1].lower() not in ("in", "to", "from", "across", "within", "outside", "throughout")

    def _candidate(self, index: int) -> str | None:
        name = self._names[index]
        listed = self._listed_with(index)
        candidates = tuple(entry for entry in name.form.entries if entry not in listed)
        if len(candidates) == 1:
            return candidates[0]
        signs = self._signs_of(candidates)
        pointed_to = {entry for _, entry in signs}
        if len(pointed_to) == 1:
            return pointed_to.pop()
        if not pointed_to:
            default = state_words().ambiguous[name.form.text].default
            return default if default in candidates else None
        before = [sign for sign in signs if sign[0] < name.start]
        return max(before)[1] if before else min(signs)[1]

    def _listed_with(self, index: int) -> set[str]:
        """Ids of the certain names in the list that a name stands in."""
        listed: set[str] = set()
        for step in (-1, 1):
            here = index
            while 0 <= here + step < len(self._names):
                left, right = self._names[min(here, here + step)], self._names[max(here, here + step)]
                # "Brazzaville, Congo" is one place.
                if "capital" in (left.form.kind, right.form.kind) or not _BETWEEN.fullmatch(
                    self._text, left.end, right.start
                ):
                    break
                here += step
                if len(self._names[here].form.entries) == 1:
                    listed.add(self._names[here].form.entries[0])
        return listed

    def _signs_of(self, candidates: tuple[str, ...]) -> list[tuple[int, str]]:
        """Where the text has signs of the candidates: (offset, id)."""
        if candidates not in self._signs:
            signs = [
                (name.start, name.form.entries[0])
                for name in self._names
                if len(name.form.entries) == 1 and name.form.entries[0] in candidates
            ]
            patterns = {
                (entry, pattern)
                for name in self._names
                if len(name.form.entries) > 1
                for entry, pattern in state_words().ambiguous[name.form.text].signs.items()
                if entry in candidates
            }
            signs += [(found.start(), entry) for entry, pattern in patterns for found in pattern.finditer(self._text)]
            self._signs[candidates] = sorted(signs)
        return self._signs[candidates]
