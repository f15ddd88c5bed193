"""html.toml, read once."""

import re
import tomllib
from dataclasses import dataclass
from functools import cache
from pathlib import Path


@dataclass(frozen=True, slots=True)
class Rules:
    """The tables of html.toml; what they are for stands there."""

    blocks: frozenset[str]
    void: frozenset[str]
    skipped: frozenset[str]
    furniture: frozenset[str]
    furniture_roles: frozenset[str]
    furniture_names: re.Pattern[str]
    ends: dict[str, frozenset[str]]
    meta: dict[str, tuple[str, ...]]


@cache
def rules() -> Rules:
    """The rules of the HTML reader."""
    data = tomllib.loads((Path(__file__).parent / "html.toml").read_text("utf-8"))
    names = "|".join(map(re.escape, data["furniture_names"].split()))
    return Rules(
        blocks=frozenset(data["blocks"].split()),
        void=frozenset(data["void"].split()),
        skipped=frozenset(data["skipped"].split()),
        furniture=frozenset(data["furniture"].split()),
        furniture_roles=frozenset(data["furniture_roles"].split()),
        furniture_names=re.compile(rf"(?:^|[\s_-])(?:{names})(?:$|[\s_-])", re.IGNORECASE),
        ends={tag: frozenset(ended.split()) for tag, ended in data["ends"].items()},
        meta={field: tuple(names.split()) for field, names in data["meta"].items()},
    )
