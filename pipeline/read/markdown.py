"""Markdown: CommonMark, tables and footnotes as far as statements use them, and front matter."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

import numpy as np

from pipeline.mapped import Edit, MappedText
from pipeline.read.calendar import edtf
from pipeline.read.encoding import decode
from pipeline.read.extract import Extract, Metadata
from pipeline.statement import Hint

_FRONT_MATTER = re.compile(r"(---|\+\+\+) *\r?\n(?:[^\n]*\n){0,100}?\1 *(?:\r?\n|\Z)")
_FIELD = re.compile(r"^([A-Za-z_-]+) *[:=] *([^\r\n]*?) *\r?$", re.MULTILINE)
_FIELDS = {"title": "title", "author": "author", "publisher": "publisher", "date": "published"}
_FIELDS |= {"published": "published", "url": "url", "canonical_url": "url"}

# What marks a line.
_LINE = re.compile(r"[^\r\n]*(?:\r\n|\r|\n|\Z)")
_HEADING = re.compile(r" {0,3}(#{1,6})(?: +|$)")
_HEADING_END = re.compile(r" +#+ *$")
_UNDERLINE = re.compile(r" {0,3}(?:(=)=+|--+) *$")
_FENCE = re.compile(r" {0,3}(?:```|~~~)")
_QUOTE = re.compile(r" {0,3}(?:> ?)+")
_ITEM = re.compile(r" *(?:[-*+] +(?:\[[ xX]\] )?|(?=\d{1,3}[.)] ))")
_STARTS_BLOCK = re.compile(r" *(?:[-*+] |\d{1,3}[.)] | {0,3}#{1,6} |\[\^)")
_TABLE_RULE = re.compile(r" {0,3}\|? *:?-+:? *(?:\| *:?-+:? *)+\|? *$")
_TABLE_ROW = re.compile(r" {0,3}\|.*\| *$")
_TABLE_BAR = re.compile(r" *\| *")
_LINK_DEFINITION = re.compile(r" {0,3}\[[^\]^\n]+\]: *<?(?:https?:|mailto:|[/#.])\S*(?: +[\"'(].*)?$")
_FOOTNOTE = re.compile(r" {0,3}\[\^[^\]\n]+\]: *")

# Inline markup, in the order in which it is taken off. What stands in the group stays. Lengths are bounded, so that
# text that only looks like markup costs linear time.
_INLINE = tuple(
    re.compile(pattern)
    for pattern in (
        r"<!--(?s:.){0,5000}?-->",
        r"\[\^[^\]\n]{1,30}\]",  # mark of a footnote
        r"!\[(?:[^\[\]\n]|\n(?!\n)){0,1000}\](?:\((?:[^()\s]|\([^()\s]{0,200}\)){0,2000}(?:\s+[\"'][^\n]{0,300}?[\"'])?\)|\[[^\]\n]{0,100}\])",
        r"\[((?:[^\[\]\n]|\n(?!\n)){0,1000})\](?:\((?:[^()\s]|\([^()\s]{0,200}\)){0,2000}(?:\s+[\"'][^\n]{0,300}?[\"'])?\)|\[[^\]\n]{0,100}\])",
        r"<((?:https?|mailto):[^>\s]{1,2000}|[^<>\s@]{1,100}@[^<>\s]{1,200})>",
        r"</?[a-zA-Z][^<>\n]{0,300}>",
        r"(?<!`)`{1,3}([^`\n]{1,1000})`{1,3}",
        r"(?<!\\)(?:\*\*|__|~~)(?=\S)((?:[^*_~\n]|[*_](?![*_])|\n(?!\n)){1,2000}?)(?<=\S)(?:\*\*|__|~~)",
        r"(?<![\\*\w])\*(?=[^\s*])((?:[^*\n]|\n(?!\n)){1,2000}?)(?<=[^\s*])\*(?!\w)",
        r"(?<![\\_\w])_(?=[^\s_])((?:[^_\n]|(?<=\w)_(?=\w)|\n(?!\n)){1,2000}?)(?<=[^\s_])_(?!\w)",
        r"\\(?=[!-/:-@\[-`{-~\r\n])",
    )
)


def read(data: bytes) -> Extract:
    """A .md. Raises StatementError where the bytes are no text."""
    source = decode(data)
    front = _FRONT_MATTER.match(source)
    marks = _line_marks(source, front.end() if front else 0)
    text = MappedText.of(source).edit(marks.edits)
    for pattern in _INLINE:
        text = text.edit(_without_markup(pattern, text.text))
    starts = np.searchsorted(text.offsets, [hint.start for hint in marks.hints]).tolist()
    ends = np.searchsorted(text.offsets, [hint.end for hint in marks.hints]).tolist()
    hints = tuple(
        Hint(hint.kind, start, end) for hint, start, end in zip(marks.hints, starts, ends, strict=True) if start < end
    )
    return Extract(text.text, text.offsets, hints, metadata=_metadata(front[0] if front else ""))


@dataclass(slots=True)
class _LineMarks:
    """edits: what takes the marks of the lines off; hints: what they said, in offsets of the source."""

    edits: list[Edit] = field(default_factory=list)
    hints: list[Hint] = field(default_factory=list)


def _line_marks(source: str, begin: int) -> _LineMarks:
    marks = _LineMarks()
    if begin:
        marks.edits.append((0, begin, ""))
    before = (begin, begin)  # the line before, where an underline may make a heading of it
    in_item = False
    for found in _LINE.finditer(source, begin):
        start, line = found.start(), found[0].rstrip("\r\n")
        end = start + len(line)
        quote = _QUOTE.match(line)
        if quote:
            marks.edits.append((start, start + quote.end(), ""))
            start, line = start + quote.end(), line[quote.end() :]
        underline = _UNDERLINE.match(line)
        if underline and before[0] < before[1]:
            marks.hints.append(Hint("headline" if underline[1] else "heading", *before))
            marks.edits.append((start, end, ""))
        elif _FENCE.match(line) or _TABLE_RULE.match(line) or _LINK_DEFINITION.match(line):
            marks.edits.append((start, end, ""))
        elif _TABLE_ROW.match(line):
            marks.hints.append(Hint("row", start, end))
            marks.edits += _row(line, start)
        elif in_item and not quote and line.strip() and not _STARTS_BLOCK.match(line):
            indent = len(line) - len(line.lstrip())
            marks.edits.append((before[1], start + indent, " "))
        else:
            _mark_line(marks, line, start, end)
        in_item = bool(_ITEM.match(line)) or (in_item and bool(line.strip()))
        before = (start, end) if line.strip() and not in_item else (end, end)
    return marks


def _mark_line(marks: _LineMarks, line: str, start: int, end: int) -> None:
    """Headings, list items and footnotes: a line of their own after a blank one."""
    heading, item, footnote = _HEADING.match(line), _ITEM.match(line), _FOOTNOTE.match(line)
    if heading:
        closing = _HEADING_END.search(line, heading.end())
        marks.hints.append(Hint("headline" if len(heading[1]) == 1 else "heading", start, end))
        marks.edits.append((start, start + heading.end(), "\n"))
        marks.edits.append((start + closing.start() if closing else end, end, "\n"))
    elif item:
        marks.hints.append(Hint("item", start, end))
        marks.edits.append((start, start + item.end(), "\n"))
    elif footnote:
        marks.edits.append((start, start + footnote.end(), "\n"))


def _row(line: str, start: int) -> Iterator[Edit]:
    bars = list(_TABLE_BAR.finditer(line))
    for bar in bars:
        outer = bar is bars[0] or bar is bars[-1]
        yield start + bar.start(), start + bar.end(), "\n" if outer else ", "


def _without_markup(pattern: re.Pattern[str], text: str) -> Iterator[Edit]:
    for found in pattern.finditer(text):
        if pattern.groups:
            yield found.start(), found.start(1), ""
            yield found.end(1), found.end(), ""
        else:
            yield found.start(), found.end(), ""


def _metadata(front: str) -> Metadata:
    """Front matter's plain `key: value` lines; nested values are not read."""
    values: dict[str, str] = {}
    for key, value in _FIELD.findall(front):
        name = _FIELDS.get(key.lower())
        value = value.strip().strip("\"'").strip()
        if name and value:
            values.setdefault(name, value)
    published = values.pop("published", None)
    return Metadata(**values, published=edtf(published) if published else None)
