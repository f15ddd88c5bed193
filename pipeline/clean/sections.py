"""Which part of a clean text has which function.

A wrong "boilerplate" or "signatories" costs the claims in it, so whatever is not certain is body.
"""

import re
import tomllib
from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence, Set
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path

from pipeline.clean.words import lists
from pipeline.record import Section, SectionKind
from pipeline.statement import Hint

_MONTH = (
    r"(?i:january|february|march|april|may|june|july|august|september|october|november|december"
    r"|(?:jan|feb|mar|apr|jun|jul|aug|sept?|oct|nov|dec)\b\.?)"
)
_DAY = r"\d{1,2}(?:st|nd|rd|th)?"
_DATE = (
    rf"(?:(?i:mon|tues|wednes|thurs|fri|satur|sun)(?i:day),? )?(?:(?:the )?{_DAY}(?: of)? {_MONTH},? \d{{4}}"
    rf"|{_MONTH} {_DAY},? \d{{4}}|{_MONTH},? \d{{4}}|\d{{4}}-\d\d-\d\d|\d{{1,2}}[/.]\d{{1,2}}[/.]\d{{4}})"
)
# The places, or the body, that a dateline names: "GENEVA", "New York / Nairobi", "Washington, D.C.".
_PLACE = r"[A-Z][\w.’'&-]*(?:(?:,? | ?/ ?| - |,? and | of | for | of the )\(?[A-Z][\w.’'&-]*\)?){0,9}"
_DATE_LINE = re.compile(
    rf"(?:(?i:published|posted|issued|date|dated|released|(?:last )?updated)(?: on)?:? )?"
    rf"(?:\(?{_PLACE}\)?[,:|]? ?(?:[–—|-] ?)?)?[(\[]?{_DATE}[)\]]?"
    rf"(?:[,|]? (?:at )?\d{{1,2}}[:.]\d\d(?: ?[AaPp]\.?[Mm]\b\.?)?)?(?: ?[,|–-]? {_PLACE})?\.?"
)
_DASH = rf" ?(?:[–—―]|--|-(?= )|:(?= ))[–—― -]*+(?!\d|{_MONTH})"  # no range of dates: "Liu (28 December 1955 – 13 July"
_DATELINE = re.compile(
    rf"[(\[]?(?:{_PLACE}[,:|]? ?[(|/–—-]? ?)?{_DATE}[)\].]*{_DASH}"  # "GENEVA (12 March 2024) –", "(X, May 3, 2024)—"
    rf"|[(\[]{_PLACE}[)\]]{_DASH}"  # "(Nairobi) –"
    r"|[A-Z]{3,}[A-Z .,/-]*(?:, [A-Z][a-z]+)?(?: \([A-Za-z .]+\))?" + _DASH  # "NAIROBI, Kenya —"
)
_DATE_CRUMB = re.compile(rf"({_DATE}) (?=Comments Off\b)", re.IGNORECASE)
_LETTER_HEAD = re.compile(
    r"(?:dear|to|re|subject|attn|attention|cc|by|via)\b[:. ]|h\.? ?e\.? |(?:his|her|your) ", re.IGNORECASE
)
_SENTENCE_END = re.compile(r"[.!?][”\")]?(?: [A-Z“]|\Z)")
_EMAIL = re.compile(r"[\w.+-]+ ?(?:@|\[at\]|\(at\)) ?[\w-]+\.\w")
_PHONE = re.compile(
    r"(?:\+|\b00|\b(?:tel|phone|telephone|mobile|cell|mob|fax|whatsapp)\b[.: ]*)\(?\d[\d ().-]{6,}", re.IGNORECASE
)
_ABOUT = re.compile(r"About (?:us|(?:the )?(?!Case|Report|Law|Bill|Trial|Arrest|Prison|Situation)[A-Z0-9][^.!?]{0,80})")
_JOINT = re.compile(
    r"(?i:undersigned|signator|joint (?:statement|letter|appeal|call|submission)|open letter|co-?signed)"
)
_ENUMERATOR = re.compile(r"\(?(?:\d{1,3}|[a-z]|[ivx]{1,5})[.)] *")
_SEPARATORS = re.compile(r"[;,]")

_LONGEST_HEADLINE = 250  # code points
_LONGEST_ITEM = 150  # code points of one signatory; a longer line is one only if it is a list in itself
_LONGEST_CONTACT_NAME = 10  # words
_MOST_HEADLINES = 4  # lines: a headline, its repetition and their second lines
_TOP, _END = 12, 6  # lines at either end where a date alone on its line is a dateline
_UNHEADED_LIST = 4  # lines that make a list of signatories where no heading says so
_LATE = 0.6  # share of the text behind which addresses and standing descriptions are looked for


@dataclass(slots=True)
class _Line:
    start: int
    end: int
    text: str
    after_gap: bool  # a blank line stood before it
    kind: SectionKind | None = None
    hints: set[str] = field(default_factory=set)

    @property
    def heading(self) -> str:
        """Its words as the tables of headings have them."""
        return self.text.rstrip(" :;,*–—-").lstrip("*# ")


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
    _mark_signatories(lines, text)
    _mark_contact(lines, len(text))
    _mark_standing(lines, len(text))
    _mark_top(lines, title)
    if all(line.kind for line in lines):
        _give_body(lines)
    return tuple(_merged(lines))


def _lines(text: str, hints: Sequence[Hint], gaps: Set[int]) -> list[_Line]:
    lines = []
    at = 0
    for line in text.split("\n"):
        end = at + len(line)
        crumb = _DATE_CRUMB.match(line)
        if crumb:
            lines.append(_Line(at, at + crumb.end(1), crumb[1], at in gaps, "dateline"))
            at, line = at + crumb.end(), line[crumb.end() :]
        lines.append(_Line(at, end, line, at in gaps))
        at = end + 1
    starts = [line.start for line in lines]
    for hint in hints:
        for touched in lines[max(0, bisect_right(starts, hint.start) - 1) : bisect_left(starts, hint.end)]:
            if 2 * (min(touched.end, hint.end) - max(touched.start, hint.start)) >= len(touched.text):
                touched.hints.add(hint.kind)
    return lines


def _mark_crumbs(lines: list[_Line]) -> None:
    crumbs = _tables()["crumbs"]
    for line in lines:
        if len(line.text) <= _LONGEST_HEADLINE and "headline" not in line.hints:
            crumb = crumbs.fullmatch(line.heading) or crumbs.fullmatch(line.text)
        else:
            crumb = None
        if crumb or "boilerplate" in line.hints:
            line.kind = "boilerplate"


def _mark_listings(lines: list[_Line]) -> None:
    """Headlines of other pages behind "Related posts", where nothing but such follows."""
    listings = _tables()["listings"]
    for i, line in enumerate(lines):
        if listings.fullmatch(line.heading):
            rest = lines[i + 1 :]
            if all(len(other.text) <= _LONGEST_ITEM and not other.text.endswith(".") for other in rest):
                for other in (line, *rest):
                    other.kind = "boilerplate"
                return


def _mark_signatories(lines: list[_Line], text: str) -> None:
    tables = _tables()
    for i, line in enumerate(lines):
        if line.kind or len(line.text) > _LONGEST_HEADLINE:
            continue
        if tables["signatories"].fullmatch(line.heading):
            items = _listed(lines, i + 1)
            if items:
                for item in (line, *items):
                    item.kind = "signatories"
        elif _heads_inline(line):
            line.kind = "signatories"
    if any(line.kind == "signatories" for line in lines) or not _JOINT.search(text):
        return
    items = []
    for line in reversed(lines):
        if line.kind == "boilerplate" or (not items and _is_contact(line)):
            continue
        if line.kind or not _is_name_like(line):
            break
        items.append(line)
    if len(items) >= _UNHEADED_LIST and len(items) < len(lines) - 1:
        for item in items:
            item.kind = "signatories"


def _heads_inline(line: _Line) -> bool:
    """ "Signed by: A, B and C" in one line."""
    heading, colon, names = line.text.partition(":")
    return bool(colon and names.strip() and _tables()["signatories"].fullmatch(heading) and _capitals(names) >= _NAMES)


def _listed(lines: list[_Line], start: int) -> list[_Line]:
    """The lines of a list of signatories that begins at `start`; empty: there is none."""
    tables = _tables()
    items: list[_Line] = []
    for line in lines[start:]:
        if line.kind or _ABOUT.fullmatch(line.heading) or tables["others"].fullmatch(line.heading):
            break
        if tables["contact"].fullmatch(line.heading):
            break
        heads = tables["groups"].fullmatch(line.heading) or tables["signatories"].fullmatch(line.heading)
        short = len(line.text) <= _LONGEST_ITEM and not _is_sentence(line)
        if not (heads or _is_name_like(line) or (items and short)):
            break
        items.append(line)
    while items and "heading" in items[-1].hints:
        items.pop()
    return items


_NAMES = 0.6  # share of words with a capital above which a line is made of names


def _is_name_like(line: _Line) -> bool:
    """Whether the line names somebody, or lists names."""
    words = _ENUMERATOR.sub("", line.text, count=1)
    if _is_sentence(line) or line.text.endswith((":", "?")):
        return False
    return _capitals(words) >= _NAMES and (
        len(words) <= _LONGEST_ITEM or len(_SEPARATORS.findall(words)) * 60 > len(words)
    )


def _is_sentence(line: _Line) -> bool:
    return line.text.endswith((".", "!", "?", ".”")) and len(line.text.split()) > 4 and _capitals(line.text) < _NAMES


def _capitals(text: str) -> float:
    """Share of words with a capital letter, function words aside."""
    words = [word for word in text.split() if word.lower() not in lists().continuing and word[0].isalpha()]
    return sum(not word.islower() for word in words) / len(words) if words else 0.0


def _mark_contact(lines: list[_Line], length: int) -> None:
    contact = _tables()["contact"]
    body = next((i for i, line in enumerate(lines) if len(line.text) > _LONGEST_HEADLINE), len(lines))
    inside = False
    for i, line in enumerate(lines):
        if line.kind:
            inside = False
            continue
        addressed = _is_contact(line)
        if contact.match(line.text) and (addressed or contact.fullmatch(line.heading)) and not _is_reference(line):
            inside = i < body or line.start > length * (1 - _LATE) / 2
            line.kind = "contact" if inside else None
        elif addressed and line.start > length * _LATE:
            line.kind, inside = "contact", True
        elif inside and (addressed or (not line.after_gap and _is_contact_name(line))):
            line.kind = "contact"
        else:
            inside = False


def _is_contact(line: _Line) -> bool:
    """Whether the line gives an address or telephone number and says little else."""
    return len(line.text) <= 2 * _LONGEST_ITEM and bool(_EMAIL.search(line.text) or _PHONE.search(line.text))


def _is_contact_name(line: _Line) -> bool:
    """Whether it may be the name, office or place that stands before an address."""
    return len(line.text.split()) <= _LONGEST_CONTACT_NAME and _is_name_like(line)


def _is_reference(line: _Line) -> bool:
    """ "For more information on the case, see …": it may say something, and names nobody to call."""
    return len(line.text) > _LONGEST_ITEM // 2 and not _is_contact(line)


def _mark_standing(lines: list[_Line], length: int) -> None:
    standing = _tables()["standing"]
    about = False
    for line in lines:
        late = line.start > length * _LATE
        if line.kind:
            about = False
        elif late and _ABOUT.fullmatch(line.heading):
            line.kind, about = "boilerplate", True
        elif about or standing.fullmatch(line.text):
            line.kind = "boilerplate"


def _mark_top(lines: list[_Line], title: str | None) -> None:
    """Headlines and datelines: at the top, a date alone on one of the last lines, and before the first sentence."""
    headlines: list[str] = []
    open_to_headlines = True
    first_body = None
    for i, line in enumerate(lines):
        if line.kind:
            continue
        if (i < _TOP or i >= len(lines) - _END) and _DATE_LINE.fullmatch(line.text):
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
            if len(line.text) > _LONGEST_ITEM or _SENTENCE_END.search(line.text) or _DATELINE.match(line.text):
                first_body = i
    if first_body is not None:
        _split_dateline(lines, first_body)


def _is_headline(line: _Line, *, first: bool) -> bool:
    words = len(line.text.split())
    if len(line.text) > _LONGEST_HEADLINE or line.text.endswith((".", ",", ";", ":")) or _LETTER_HEAD.match(line.text):
        return False
    if _DATELINE.match(line.text) or (re.search(r"[.!?] [A-Z]", line.text) and line.text.count(". ") > 1):
        return False
    return first or words > 3


def _split_dateline(lines: list[_Line], at: int) -> None:
    """The dateline that a paragraph begins with is a line of its own."""
    line = lines[at]
    found = _DATELINE.match(line.text)
    if found and found.end() < len(line.text):
        end = line.start + len(found[0].rstrip())
        dateline = _Line(line.start, end, line.text[: end - line.start], line.after_gap, "dateline")
        rest = _Line(line.start + found.end(), line.end, line.text[found.end() :], False)
        lines[at : at + 1] = [dateline, rest]


def _give_body(lines: list[_Line]) -> None:
    """A text has a body: failing all else, what comes after its first headline."""
    headlines = [line for line in lines if line.kind == "headline"]
    for line in headlines[1:] or headlines or lines:
        line.kind = "body"


def _merged(lines: Sequence[_Line]) -> Iterator[Section]:
    start, end, kind = lines[0].start, lines[0].end, lines[0].kind or "body"
    for line in lines[1:]:
        if (line.kind or "body") != kind:
            yield Section(kind=kind, start=start, end=end)
            start, kind = line.start, line.kind or "body"
        end = line.end
    yield Section(kind=kind, start=start, end=end)


@cache
def _tables() -> dict[str, re.Pattern[str]]:
    """sections.toml, each table as one pattern."""
    data = tomllib.loads((Path(__file__).parent / "sections.toml").read_text("utf-8"))
    return {name: re.compile("|".join(f"(?:{line})" for line in rows), re.IGNORECASE) for name, rows in data.items()}
