"""The word lists of relate, read from the TOML files in `lexicon/`.

A list is asked for by file and dotted path: `lexicon.words("violation", "verbs.strong")`. An unknown path raises
KeyError at once, so a list cannot be missed silently.
"""

import tomllib
from functools import cache, cached_property
from pathlib import Path
from typing import Any

Words = frozenset[str]
Table = dict[str, Words]

FILES = ("violation", "criticism", "demand", "response", "vote", "commitment", "speech")
# Those who act for a state, or hold power over others.
POWER = frozenset(
    """
    government authority police army military force soldier officer official court judge prosecutor regime state
    party minister ministry president parliament security agent guard militia gunman policeman troop leader
    leadership administration junta municipality governor mayor service intelligence prison jailer warden
    commander paramilitary insurgent rebel group militant legislature senate congress company employer settler
    cartel gang mob delegation
    """.split()
)

_FOLDER = Path(__file__).with_name("lexicon")


class Lexicon:
    """All lists of one folder."""

    def __init__(self, folder: Path) -> None:
        names = (*FILES, "kinds")
        self._files = {name: tomllib.loads((folder / f"{name}.toml").read_text("utf-8")) for name in names}
        self._words: dict[tuple[str, str], Words] = {}  # lists asked for before: some are asked for at every predicate

    def words(self, file: str, path: str) -> Words:
        """The words of a list."""
        found = self._words.get((file, path))
        if found is None:
            value: Any = self._files[file]
            for key in path.split("."):
                value = value[key]
            found = self._words[file, path] = frozenset(value)
        return found

    def table(self, file: str, path: str) -> Table:
        """A table from words to lists of words."""
        value: Any = self._files[file]
        for key in path.split("."):
            value = value[key]
        return {word: frozenset(words) for word, words in value.items()}

    def file(self, file: str) -> dict[str, Any]:
        """A whole file, as TOML has it."""
        return self._files[file]

    @cached_property
    def vocabulary(self) -> Words:
        """Every single word of the lists by which claims are found."""
        found: set[str] = set()
        stack: list[Any] = [self._files[name] for name in FILES]
        while stack:
            value = stack.pop()
            if isinstance(value, str):
                found.add(value.split()[0])
            elif isinstance(value, dict):
                found.update(key for key in value if value and isinstance(value[key], list))
                stack += value.values()
            else:
                stack += value
        return frozenset(found)

    @cached_property
    def neutral_speech(self) -> Words:
        """Verbs that give somebody's words without judging them."""
        return self.words("speech", "verbs.neutral")

    @cached_property
    def intentions(self) -> Words:
        """Verbs under which an act is not yet done: "plan to", "threaten to"."""
        return self.words("speech", "verbs.intention") | self.words("speech", "status.hypothetical_verbs")

    @cached_property
    def attribution_verbs(self) -> Words:
        """Verbs that may stand beside a quotation and name its speaker."""
        demands = self.words("demand", "verbs.that_clause") | {"urge", "call", "appeal"}
        return self.neutral_speech | self.words("speech", "verbs.distancing") | demands | {"ask", "begin", "continue"}

    @cached_property
    def reporting_verbs(self) -> Words:
        """Verbs whose clausal complement is somebody's proposition."""
        groups = ("neutral", "finding", "distancing", "cognitive", "addressee_object")
        words = frozenset().union(*(self.words("speech", f"verbs.{g}") for g in groups))
        return words | self.words("criticism", "verbs.attitude") | self.words("demand", "verbs.that_clause")

    @cached_property
    def reporting_with_object(self) -> Words:
        """Verbs that report what their plain object names: "condemned the arrest of …", "documented cases of …"."""
        return self.words("criticism", "verbs.attitude") | frozenset(
            (
                "document",
                "record",
                "report",
                "find",
                "express",
                "raise",
                "voice",
                "highlight",
                "describe",
                "detail",
                "reveal",
                "expose",
            )
        )

    @cached_property
    def speakers(self) -> Words:
        """Nouns for those who can stand behind a proposition: people, bodies, powers, publications."""
        return self.words("violation", "objects.person_nouns") | self.words("speech", "nouns.publication") | POWER

    @cached_property
    def speech_nouns(self) -> Words:
        """Nouns with a clause of what is said: "the statement that …"."""
        return self.words("speech", "nouns.speech")


@cache
def default_lexicon() -> Lexicon:
    """The lists that come with the package."""
    return Lexicon(_FOLDER)
