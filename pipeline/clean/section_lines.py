"""The lines of a clean text, and what can be told of one by itself."""

import re
import tomllib
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path

from pipeline.clean.words import lists
from pipeline.record import SectionKind

LONGEST_HEADLINE = 250  # code points
LONGEST_ITEM = 150  # code points of one signatory; a longer line is one only if it is a list in itself
NAMES = 0.6  # share of words with a capital above which a line is made of names
_LIST_DENSITY = 60  # code points a separator in a line that is a list of names
_SHORT_SENTENCE = 4  # words; fewer with a full stop may be a name ("Jane Doe, Rights Inc.")

_EMAIL = re.compile(r"[\w.+-]+ ?(?:@|\[at\]|\(at\)) ?[\w-]+\.\w")
_PHONE = re.compile(
    r"(?:\+|\b00|\b(?:tel|phone|telephone|mobile|cell|mob|fax|whatsapp)\b[.: ]*)\(?\d[\d ().-]{6,}", re.IGNORECASE
)
ABOUT = re.compile(r"About (?:us|(?:the )?(?!Case|Report|Law|Bill|Trial|Arrest|Prison|Situation)[A-Z0-9][^.!?]{0,80})")
_ENUMERATOR = re.compile(r"\(?(?:\d{1,3}|[a-z]|[ivx]{1,5})[.)] *")
_SEPARATORS = re.compile(r"[;,]")


@dataclass(slots=True)
class Line:
    """A line of a clean text, or a part of one, while its section is looked for: half-open code points."""

    start: int
    end: int
    text: str
    after_gap: bool  # a blank line stood before it
    kind: SectionKind | None = None  # None: not yet known, in the end body
    hints: set[str] = field(default_factory=set)

    @property
    def heading(self) -> str:
        """Its words as the tables of headings have them."""
        return self.text.rstrip(" :;,*–—-").lstrip("*# ")


def is_name_like(line: Line) -> bool:
    """Whether the line names somebody, or lists names."""
    words = _ENUMERATOR.sub("", line.text, count=1)
    if is_sentence(line) or line.text.endswith((":", "?")):
        return False
    return capital_share(words) >= NAMES and (
        len(words) <= LONGEST_ITEM or len(_SEPARATORS.findall(words)) * _LIST_DENSITY > len(words)
    )


def is_sentence(line: Line) -> bool:
    """Whether the line ends like a sentence, and is not made of names."""
    ended = line.text.endswith((".", "!", "?", ".”"))
    return ended and len(line.text.split()) > _SHORT_SENTENCE and capital_share(line.text) < NAMES


def capital_share(text: str) -> float:
    """Share of words with a capital letter, function words aside."""
    words = [word for word in text.split() if word.lower() not in lists().continuing and word[0].isalpha()]
    return sum(not word.islower() for word in words) / len(words) if words else 0.0


def is_contact(line: Line) -> bool:
    """Whether the line gives an address or telephone number and says little else."""
    return len(line.text) <= 2 * LONGEST_ITEM and bool(_EMAIL.search(line.text) or _PHONE.search(line.text))


@cache
def tables() -> dict[str, re.Pattern[str]]:
    """sections.toml, each table as one pattern."""
    data = tomllib.loads((Path(__file__).parent / "sections.toml").read_text("utf-8"))
    return {name: re.compile("|".join(f"(?:{line})" for line in rows), re.IGNORECASE) for name, rows in data.items()}
