"""Who signs: lists behind a heading, in one line, or at the end of a joint letter."""

import re

from pipeline.clean.section_lines import (
    ABOUT,
    LONGEST_HEADLINE,
    LONGEST_ITEM,
    NAMES,
    Line,
    capital_share,
    is_contact,
    is_name_like,
    is_sentence,
    tables,
)

_UNHEADED_LIST = 4  # lines that make a list of signatories where no heading says so
_JOINT = re.compile(
    r"(?i:undersigned|signator|joint (?:statement|letter|appeal|call|submission)|open letter|co-?signed)"
)


def mark_signatories(lines: list[Line], text: str) -> None:
    """Mark the lines of a clean text that name who signs it. Marked lines are left as they are."""
    heading = tables()["signatories"]
    for i, line in enumerate(lines):
        if line.kind or len(line.text) > LONGEST_HEADLINE:
            continue
        if heading.fullmatch(line.heading):
            items = _listed(lines, i + 1)
            _mark([line, *items] if items else [])
        elif _heads_inline(line):
            _mark([line])
    if not any(line.kind == "signatories" for line in lines) and _JOINT.search(text):
        _mark(_last_names(lines))


def _mark(lines: list[Line]) -> None:
    for line in lines:
        line.kind = "signatories"


def _heads_inline(line: Line) -> bool:
    """Whether the line is a heading and its list in one: "Signed by: A, B and C"."""
    heading, colon, names = line.text.partition(":")
    return bool(colon) and tables()["signatories"].fullmatch(heading) is not None and capital_share(names) >= NAMES


def _listed(lines: list[Line], start: int) -> list[Line]:
    """The lines of a list of signatories that begins at `start`; empty: there is none."""
    groups, headings, others, contact = (tables()[name] for name in ("groups", "signatories", "others", "contact"))
    items: list[Line] = []
    for i in range(start, len(lines)):
        line = lines[i]
        heading = line.heading
        if line.kind or others.fullmatch(heading) or contact.fullmatch(heading) or ABOUT.fullmatch(heading):
            break
        short = len(line.text) <= LONGEST_ITEM and not is_sentence(line)
        heads = short and (groups.fullmatch(heading) or headings.fullmatch(heading))
        if not (heads or is_name_like(line) or (items and short)):
            break
        items.append(line)
    while items and "heading" in items[-1].hints:
        items.pop()
    return items


def _last_names(lines: list[Line]) -> list[Line]:
    """The names that a joint letter ends with, without a heading; empty: too few to be sure."""
    names: list[Line] = []
    for line in reversed(lines):
        if line.kind == "boilerplate" or (not names and is_contact(line)):
            continue
        if line.kind or not is_name_like(line):
            break
        names.append(line)
    return names if _UNHEADED_LIST <= len(names) < len(lines) - 1 else []
