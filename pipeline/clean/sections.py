"""Which part of a clean text has which function.

A wrong "boilerplate" or "signatories" costs the claims in it, so whatever is not certain is body.
"""

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence, Set

from pipeline.clean.datelines import DATE_CRUMB, DATE_LINE, DATELINE
from pipeline.clean.section_lines import ABOUT, LONGEST_HEADLINE, LONGEST_ITEM, Line, is_contact, is_name_like, tables
from pipeline.clean.signatories import mark_signatories
from pipeline.record import Section
from pipeline.statement import Hint

_LETTER_HEAD = re.compile(
    r"(?:dear|to|re|subject|attn|attention|cc|by|via)\b[:. ]|h\.? ?e\.? |(?:his|her|your) ", re.IGNORECASE
)
_SENTENCE_END = re.compile(r"[.!?][”\")]?(?: [A-Z“]|\Z)")
_NEXT_SENTENCE = re.compile(r"\w[.!?] [A-Z“]")
_LONGEST_CONTACT_NAME = 10  # words
_MOST_HEADLINES = 4  # lines: a headline, its repetition and their second lines
_TOP, _END = 12, 6  # lines at either end where a date alone on its line is a dateline
_LATE = 0.6  # share of the text behind which addresses and standing descriptions are looked for


def sections(
    text: str, hints: Sequence[Hint] = (), gaps: Set[int] = frozenset(), title: str | None = None
) -> tuple[Section, ...]:
    """Sections of a clean text: they cover it in order, but for the white space between them.

    hints: what the markup said, in offsets of this text. gaps: starts of the lines that a blank line stood before in
    the source. title: from the metadata.
    """
    lines = _lines(text, hints, gaps)
    _mark_crumbs(lines)
    _mark_listings(lines)
    mark_signatories(lines, text)
    _mark_contact(lines, len(text))
    _mark_standing(lines, len(text))
    _mark_top(lines, title)
    if all(line.kind for line in lines):
        _give_body(lines)
    return tuple(_merged(lines))


def _lines(text: str, hints: Sequence[Hint], gaps: Set[int]) -> list[Line]:
    lines = []
    at = 0
    for line in text.split("\n"):
        end = at + len(line)
        crumb = DATE_CRUMB.match(line)
        if crumb:
            lines.append(Line(at, at + crumb.end(1), crumb[1], at in gaps, "dateline"))
            at, line = at + crumb.end(), line[crumb.end() :]
        lines.append(Line(at, end, line, at in gaps))
        at = end + 1
    starts = [line.start for line in lines]
    for hint in hints:
        for touched in lines[max(0, bisect_right(starts, hint.start) - 1) : bisect_left(starts, hint.end)]:
            if 2 * (min(touched.end, hint.end) - max(touched.start, hint.start)) >= len(touched.text):
                touched.hints.add(hint.kind)
    return lines


def _mark_crumbs(lines: list[Line]) -> None:
    crumbs = tables()["crumbs"]
    for line in lines:
        if len(line.text) <= LONGEST_HEADLINE and "headline" not in line.hints:
            crumb = crumbs.fullmatch(line.heading) or crumbs.fullmatch(line.text)
        else:
            crumb = None
        if crumb or "boilerplate" in line.hints:
            line.kind = "boilerplate"


def _mark_listings(lines: list[Line]) -> None:
    """Headlines of other pages behind "Related posts", where nothing but such follows to the end."""
    listings = tables()["listings"]
    first = len(lines)
    for i in range(len(lines) - 1, -1, -1):
        if len(lines[i].text) > LONGEST_ITEM or lines[i].text.endswith("."):
            break
        if listings.fullmatch(lines[i].heading):
            first = i
    for line in lines[first:]:
        line.kind = "boilerplate"


def _mark_contact(lines: list[Line], length: int) -> None:
    contact = tables()["contact"]
    body = next((i for i, line in enumerate(lines) if len(line.text) > LONGEST_HEADLINE), len(lines))
    inside = False
    for i, line in enumerate(lines):
        if line.kind:
            inside = False
            continue
        addressed = is_contact(line)
        if contact.match(line.text) and (addressed or contact.fullmatch(line.heading)) and not _is_reference(line):
            inside = i < body or line.start > length * (1 - _LATE) / 2
            line.kind = "contact" if inside else None
        elif addressed and line.start > length * _LATE:
            line.kind, inside = "contact", True
        elif inside and (addressed or (not line.after_gap and _is_contact_name(line))):
            line.kind = "contact"
        else:
            inside = False


def _is_contact_name(line: Line) -> bool:
    """Whether it may be the name, office or place that stands before an address."""
    return len(line.text.split()) <= _LONGEST_CONTACT_NAME and is_name_like(line)


def _is_reference(line: Line) -> bool:
    """Whether it may say something, and names nobody to call: "For more information on the case, see …"."""
    return len(line.text) > LONGEST_ITEM // 2 and not is_contact(line)


def _mark_standing(lines: list[Line], length: int) -> None:
    standing = tables()["standing"]
    about = False
    for line in lines:
        late = line.start > length * _LATE
        if line.kind:
            about = False
        elif late and ABOUT.fullmatch(line.heading):
            line.kind, about = "boilerplate", True
        elif about or standing.fullmatch(line.text):
            line.kind = "boilerplate"


def _mark_top(lines: list[Line], title: str | None) -> None:
    """Headlines and datelines: at the top, a date alone on one of the last lines, and before the first sentence."""
    headlines: list[str] = []
    open_to_headlines = True
    first_body = None
    for i, line in enumerate(lines):
        if line.kind:
            continue
        if (i < _TOP or i >= len(lines) - _END) and DATE_LINE.fullmatch(line.text):
            line.kind = "dateline"
        elif "headline" in line.hints or (i < _TOP and line.text in {title, *headlines}):
            line.kind = "headline"
            headlines.append(line.text)
        elif first_body is None:
            if open_to_headlines and len(headlines) < _MOST_HEADLINES and _is_headline(line, first=not headlines):
                line.kind = "headline"
                headlines.append(line.text)
                continue
            open_to_headlines = False
            if len(line.text) > LONGEST_ITEM or _SENTENCE_END.search(line.text) or DATELINE.match(line.text):
                first_body = i
    if first_body is not None:
        _split_dateline(lines, first_body)


def _is_headline(line: Line, *, first: bool) -> bool:
    words = len(line.text.split())
    if len(line.text) > LONGEST_HEADLINE or line.text.endswith((".", ",", ";", ":")) or _LETTER_HEAD.match(line.text):
        return False
    if DATELINE.match(line.text) or len(_NEXT_SENTENCE.findall(line.text)) > 1:
        return False
    return first or words > 3


def _split_dateline(lines: list[Line], at: int) -> None:
    """The dateline that a paragraph begins with is a line of its own."""
    line = lines[at]
    found = DATELINE.match(line.text)
    if found and found.end() < len(line.text):
        end = line.start + len(found[0].rstrip())
        dateline = Line(line.start, end, line.text[: end - line.start], line.after_gap, "dateline")
        rest = Line(line.start + found.end(), line.end, line.text[found.end() :], False)
        lines[at : at + 1] = [dateline, rest]


def _give_body(lines: list[Line]) -> None:
    """A text has a body: failing all else, what comes after its first headline."""
    headlines = [line for line in lines if line.kind == "headline"]
    for line in headlines[1:] or headlines or lines:
        line.kind = "body"


def _merged(lines: Sequence[Line]) -> Iterator[Section]:
    start, end, kind = lines[0].start, lines[0].end, lines[0].kind or "body"
    for line in lines[1:]:
        if (line.kind or "body") != kind:
            yield Section(kind=kind, start=start, end=end)
            start, kind = line.start, line.kind or "body"
        end = line.end
    yield Section(kind=kind, start=start, end=end)
