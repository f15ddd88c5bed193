"""The date that a statement's relative expressions are resolved against."""

import re
from collections.abc import Sequence

from pipeline.normalise.dates.context import Context
from pipeline.normalise.dates.edtf import Point, parse
from pipeline.normalise.dates.values import Calendar, Expression, Numeric, Range
from pipeline.record import ReferenceDate
from pipeline.statement import CleanText

_SMALL = frozenset(
    ["of", "for", "and", "the", "at", "in", "on", "de", "la", "du", "des", "by", "to", "immediate", "release"]
)  # in names and labels
_HEAD = 900  # characters at the beginning where a dateline may stand
_FOOT = 250  # characters at the end where a text may say when it was adopted
_TAIL = 1500  # characters at the end where a letter's place and date may stand
_PUBLISHED = re.compile(
    r"(?:published|posted|released|issued|dated?|publication date|release date)(?: on)?", re.IGNORECASE
)
_LABEL = re.compile(
    r"(?:updated|last updated|press release|news release|media release|statement|public statement|joint statement|news"
    r"|for immediate release|done|done on|embargoed until|on)",
    re.IGNORECASE,
)
# "GENEVA (", "New York/Kuala Lumpur, ", "(Chinese Human Rights Defenders, ": a few capitalised words
_PLACE = re.compile(r"\(?(?:[^\W\d_][\w.'’&/-]*[,.:]? ){1,10}[(–—-]? ?")
_CLOSING = re.compile(r" ?(?:[)\-–—|:\n]|\Z)|\)?[.,]? ?(?:[-–—|\n]|\Z)| Comments? (?:Off|Closed)")
# "By the Asia desk | Posted 12.06.2025 | Reading time: 2 min": a part of a byline between bars, dots or dashes
_BYLINE_LEFT = re.compile(
    r"(?:\A|[|·•©(]|\s[–—-]\s)\s*(?:(?:posted|published|updated|date|dated)(?: on)?:? )?\Z", re.IGNORECASE
)
_BYLINE_RIGHT = re.compile(r"\s*(?:\Z|[|·•)]|[–—-]\s|\.(?:\s|\Z)|,? (?:at )?\d{1,2}[:.]\d\d)")
_ADOPTED = re.compile(r"\b(?:adopted|agreed|done|given|signed|issued|read out|delivered)\b", re.IGNORECASE)
_AFTER_HEADLINE = re.compile(r"(?:[,|]|\s[–—-]) ?\Z")
_HEADLINE = 500  # characters at the beginning where a headline may end in the date


def reference_date(expressions: Sequence[Expression], clean: CleanText) -> ReferenceDate:
    """The reference date of a statement, and where it comes from.

    In this order: the file's metadata; a date printed as a dateline, at the head or, in a letter, at the foot; the
    year that the dates in the text point to; none. A printed day is preferred to metadata that know no day but agree,
    and to those of a PDF.
    """
    published = parse(clean.statement.source.published)
    printed = _printed(expressions, clean)
    made = clean.statement.source.media_type == "application/pdf"  # a PDF's metadata say when the file was made
    if published and not (printed and (made or _refines(printed[1], published))):
        return ReferenceDate(edtf=published.edtf, basis="metadata")
    if printed:
        expression, point = printed
        return ReferenceDate(edtf=point.edtf, basis="printed", start=expression.start, end=expression.end)
    year = _inferred(expressions, clean.text)
    if year is not None:
        return ReferenceDate(edtf=Point(year).edtf, basis="inferred")
    return ReferenceDate(edtf=None, basis="none")


def _refines(printed: Point, published: Point) -> bool:
    return not published.day and printed.edtf.startswith(published.edtf + "-")


def _printed(expressions: Sequence[Expression], clean: CleanText) -> tuple[Expression, Point] | None:
    text = clean.text
    datelines = [section for section in clean.sections if section.kind == "dateline"]
    months: list[tuple[Expression, Point]] = []
    for expression in expressions:
        value = _day_of(expression.value) if isinstance(expression.value, Numeric) else expression.value
        if not (isinstance(value, Calendar) and isinstance(value.year, int) and value.month and value.exact):
            continue
        in_dateline = any(section.start <= expression.start < section.end for section in datelines)
        if not in_dateline and not _stands_as_dateline(text, expression):
            continue
        found = expression, Point(value.year, value.month, value.day)
        if value.day:
            return found
        months.append(found)
    return months[0] if months else None


def _day_of(value: Numeric) -> Calendar | None:
    """The day that a numeric date can only mean; None where either number may be the month."""
    if value.dotted or value.first > 12:
        return Calendar(value.year, value.second, value.first)
    return Calendar(value.year, value.first, value.second) if value.second > 12 else None


def _stands_as_dateline(text: str, expression: Expression) -> bool:
    """Whether a date is alone in its line, or with nothing but a place or label before a dash, bracket or line end."""
    if _HEAD < expression.start < len(text) - _TAIL:
        return False
    line = text.rfind("\n", 0, expression.start) + 1
    before = text[line : expression.start].strip(" :|–—-")
    if _PUBLISHED.fullmatch(before):
        return True
    line_end = text.find("\n", expression.end)
    after = text[expression.end : line_end if line_end >= 0 else len(text)]
    in_head = expression.start < _HEAD
    if in_head and _BYLINE_LEFT.search(text[line : expression.start]) and _BYLINE_RIGHT.match(after):
        return True
    in_foot = len(text) - expression.end < _FOOT and not after.strip(" .")
    if in_foot and (_ADOPTED.search(text, line, expression.start) or text[line] == "©"):
        return True
    if not _CLOSING.match(text, expression.end):
        return False
    if not before or before == "(" or _LABEL.fullmatch(before):
        return True
    ends_line = text[expression.end : expression.end + 1] in ("\n", "")
    if ends_line and expression.start < _HEADLINE and _AFTER_HEADLINE.search(text, line, expression.start):
        return True
    if expression.start - line > 90:
        return False
    place = _PLACE.fullmatch(text, line, expression.start)
    # Only names and labels: a sentence has lower-case verbs.
    return place is not None and not any(w[:1].islower() and w.strip(",.:") not in _SMALL for w in place[0].split())


def _inferred(expressions: Sequence[Expression], text: str) -> int | None:
    """The year in which the text was most likely written.

    The latest day with a year that the text tells in the past, if no later year is told in the past either; such a
    day is news. Months and years alone are too often history, and a day in December may have been told in January.
    """
    context = Context(text)
    latest_day: tuple[int, int, int] | None = None
    latest_year = 0
    planned = 0
    for expression in expressions:
        value = expression.value.last if isinstance(expression.value, Range) else expression.value
        if not isinstance(value, Calendar) or not isinstance(value.year, int):
            continue
        ahead = context.direction(expression.start, expression.end) > 0
        if value.month and value.day:
            day = value.year, value.month, value.day
            if ahead:
                planned = max(planned, value.year)
            elif latest_day is None or day > latest_day:
                latest_day = day
        if not ahead:
            latest_year = max(latest_year, value.year)
    if latest_day is None or latest_day[0] < latest_year:
        return None
    if latest_day[1] == 12 and planned != latest_day[0]:
        return None
    return latest_day[0]
