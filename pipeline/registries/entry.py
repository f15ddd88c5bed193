"""The form in which `run` takes a registry: JSON Lines, a header and then an entry a line.

{"rapporteur_registry":"1","entries":2}
{"id":"d-1","kind":"person","names":["Asel Nurbekova"],"states":["KGZ"],"left_out":{"Asel":"a given name"}}
"""

import re
import unicodedata
from typing import Literal, get_args

import msgspec

from pipeline.matching.registry import EntryKind
from pipeline.matching.variants import fold

VERSION = "1"

Kind = Literal["person", "organisation"] | EntryKind
KINDS: tuple[str, ...] = tuple(dict.fromkeys(kind for part in get_args(Kind) for kind in get_args(part) or (part,)))
STATE_KINDS = ("state", "region")

Case = Literal["capitals", "written", "any"]
CASES: tuple[str, ...] = get_args(Case)

_CONTROL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u200b-\u200f\u202a-\u202e\u2066-\u2069\ufeff\ufffd]")


class Header(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """The first line."""

    rapporteur_registry: str  # version of the form
    entries: int  # how many lines follow


class Entry(msgspec.Struct, frozen=True, omit_defaults=True, forbid_unknown_fields=True):
    """Somebody or something with the names that mean it."""

    id: str
    kind: Kind
    names: tuple[str, ...]  # to be found in texts; the first one is the name of the entry
    states: tuple[str, ...] = ()  # ids of the built-in registry, for a person or body those that it belongs to
    roles: tuple[str, ...] = ()
    organisations: tuple[str, ...] = ()
    dates: tuple[str, ...] = ()  # EDTF: of birth, of founding
    case: Case = "capitals"  # as `Form.case`
    left_out: dict[str, str] = {}  # names that are not looked for, and why

    def case_of(self, name: str) -> Case:
        """The case rule of one name: what a registry has in capitals ("Jane DOE") says nothing of its case."""
        words = name.split()
        capitals = [word.isupper() and len(word) > 2 for word in words]
        shouted = len(words) > 1 and (any(capitals) if self.kind == "person" else all(capitals))
        return "any" if self.case == "capitals" and shouted else self.case

    @property
    def title(self) -> str:
        """The name of the entry, whether it is looked for or not."""
        return next(iter((*self.names, *self.left_out)))


def tidy(name: str) -> str:
    """A name as registries write it: composed characters, straight apostrophes and hyphens, single blanks."""
    return " ".join(fold(_CONTROL.sub("", unicodedata.normalize("NFC", name))).split())


def plain(name: str) -> str:
    """A name without diacritics and in small letters: what names must differ in to be told apart in texts."""
    if name.isascii():
        return name.lower()
    return "".join(ch for ch in unicodedata.normalize("NFKD", name) if not unicodedata.combining(ch)).casefold()
