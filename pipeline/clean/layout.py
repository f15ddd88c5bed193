"""Lines put right: hyphens at line ends, wrapped paragraphs, bullets, rules."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise

from pipeline.clean.words import Vocabulary, lists
from pipeline.mapped import Edit, MappedText

_BROKEN_WORD = re.compile(r"[-\u2010\u00ac] *\n *(?=([^\W\d_]+))")
_LAST_WORD = re.compile(r"(?<![\w-])[^\W\d_]+\Z")
_WORD_LENGTH = 40  # code points before a hyphen that are looked at for the word
# Marks of list items. A long dash is one only where several lines begin so: alone it introduces who said a quote.
_BULLET = re.compile(r"^[ ]*[-*•‣⁃▪▫●○◦■□◆◇►▶➢➤➔→✓✔✗❖·∙§»] +", re.MULTILINE)
_DASH_BULLET = re.compile(r"^[ ]*[–—] *(?=\S)", re.MULTILINE)
_RULE = re.compile(r"^[ ]*(?:[-–—_=~*+.•·] *){3,}$", re.MULTILINE)  # a line drawn with characters; "###" ends a release
_PAGE_NUMBER = re.compile(r"\n[ \n]*(?:[-–—] ?|[Pp]age )?(\d{1,3})(?: ?[-–—]| (?:of|/) \d{1,3})?[ ]*(?:\n[ \n]*|\Z)")
_ITEM_START = re.compile(r"[-–—*•‣⁃▪▫●○◦■□◆◇►▶➢➤➔→✓✔✗❖·∙»]|\(?(?:\d{1,3}|[a-z]|[ivx]{1,5})[.)] ")
_LINE = re.compile(r"[^ \n][^\n]*")
_ACRONYM = re.compile(r"\([A-Z][A-Za-z-]*[A-Z]\)")  # a line that begins with one defines the name before it
_FIRST_WORD = re.compile(r"\S+")
_ENDS_SENTENCE = (".", "!", "?", ":", ";", "”", '"')

_MIN_WIDTH, _MAX_WIDTH = 30, 130  # code points; lines longer than the widest page column are whole paragraphs
_RAGGED = 0.15  # share of the width by which lines of proportional type differ
_MOSTLY_FULL = 0.6  # share of line breaks that wrapping explains, in a wrapped text
_MOSTLY_PROSE = 0.5  # share of those after which the line goes on in lower case; lists of names have none
_LONG_LINE = 40  # code points; only longer lines are taken for broken sentences in a text that is not wrapped


@dataclass(frozen=True, slots=True)
class _Line:
    start: int
    end: int
    text: str
    indent: int  # blanks before it

    @property
    def goes_on(self) -> bool:
        """Whether it begins like the rest of a sentence."""
        return self.text[0].islower() and not _ITEM_START.match(self.text)


def join_broken_words(text: MappedText) -> MappedText:
    """Words broken over two lines are whole again: "govern-⏎ment", but "long-⏎term" keeps its hyphen."""
    if not _BROKEN_WORD.search(text.text):
        return text
    vocabulary = Vocabulary(text.text)

    def joint(found: re.Match[str]) -> str:
        first = _LAST_WORD.search(found.string[max(0, found.start() - _WORD_LENGTH) : found.start()])
        if first is None:
            return found[0]
        return "-" if _keeps_hyphen(first[0], found[1], vocabulary) else ""

    return text.sub(_BROKEN_WORD, joint)


def join_wrapped_lines(text: MappedText) -> MappedText:
    """Paragraphs that were wrapped are one line each; lists and headings keep their lines.

    Whether a text is wrapped shows in its lines as a whole: they are full, in that the next line's first word had no
    room, and the next line goes on in lower case.
    """
    if "\n" not in text.text:
        return text
    return text.edit(_joints(text.text))


def drop_rules(text: MappedText) -> MappedText:
    """Without lines that are drawn: "-----", "* * *"."""
    return text.sub(_RULE, "")


def drop_page_numbers(text: MappedText) -> MappedText:
    """Without numbers alone on their lines that count the pages: 1, 2, 3, …; the sentence around one goes on."""
    numbers = list(_PAGE_NUMBER.finditer(text.text))
    counted = [int(found[1]) for found in numbers]
    if len(counted) < 2 or any(after != before + 1 for before, after in pairwise(counted)):
        return text
    return text.edit(
        (
            found.start(),
            found.end(),
            "\n\n" if text.text[max(0, found.start() - 4) : found.start()].rstrip().endswith(_ENDS_SENTENCE) else "\n",
        )
        for found in numbers
    )


def drop_bullets(text: MappedText) -> MappedText:
    """List items without their bullets."""
    text = text.sub(_BULLET, "")
    if len(_DASH_BULLET.findall(text.text)) > 1:
        text = text.sub(_DASH_BULLET, "")
    return text


def _keeps_hyphen(first: str, second: str, vocabulary: Vocabulary) -> bool:
    whole = first + second
    if not second[0].islower():
        return True
    if vocabulary.counts[whole] or whole.lower() in lists().frequent:
        return False
    if vocabulary.in_text(f"{first}-{second}") or first.lower() in lists().hyphen_prefixes:
        return True
    # Broken once and nowhere whole: two words of their own are a compound, else it is the typesetter's hyphen.
    return len(first) > 2 and len(second) > 3 and first.lower() in lists().frequent and second in lists().frequent


def _joints(text: str) -> Iterator[Edit]:
    width = _wrapping_width(text)
    for paragraph in _paragraphs(text):
        prose = any(line.goes_on for line in paragraph[1:]) or paragraph[-1].text.endswith((".", "!", "?", "”", '"'))
        item: _Line | None = None
        for line, following in pairwise(paragraph):
            item = line if _ITEM_START.match(line.text) else item
            if _ITEM_START.match(following.text):
                continue
            wrapped = width is not None and prose and _is_full(line, following, width)
            hanging = item is not None and following.indent > item.indent
            if wrapped or hanging or _is_broken(line, following):
                yield line.end, following.start, " "


def _is_full(line: _Line, following: _Line, width: float) -> bool:
    return len(line.text) + 1 + _first_word(following) > width


def _is_broken(line: _Line, following: _Line) -> bool:
    """Whether a sentence goes on in the next line, however the text is set."""
    words = line.text.rsplit(None, 2)
    if len(words) == 3 and words[-1] in lists().continuing and not words[-2].endswith((";", ",")):
        return True
    if len(line.text) < _LONG_LINE or line.text.endswith(_ENDS_SENTENCE):
        return False
    return following.goes_on or (line.text[-1].isalnum() and _ACRONYM.match(following.text) is not None)


def _wrapping_width(text: str) -> float | None:
    """Code points that a line and the next line's first word exceed where the text was wrapped; None: it is not."""
    breaks = [pair for paragraph in _paragraphs(text) for pair in pairwise(paragraph)]
    if len(breaks) < 3:
        return None
    lengths = sorted(len(line.text) for line, _ in breaks)
    width = lengths[len(lengths) * 9 // 10]
    if not _MIN_WIDTH <= width <= _MAX_WIDTH:
        return None
    ragged = width * (1 - _RAGGED)
    full = [(line, following) for line, following in breaks if _is_full(line, following, ragged)]
    broken = [(line, following) for line, following in full if following.goes_on]
    if not broken or len(full) < _MOSTLY_FULL * len(breaks) or len(broken) < _MOSTLY_PROSE * len(full):
        return None
    # Where every broken sentence fits one exact width, so do the paragraphs' ends.
    exact = max(len(line.text) for line, _ in broken)
    return exact if all(_is_full(line, following, exact) for line, following in broken) else ragged


def _first_word(line: _Line) -> int:
    found = _FIRST_WORD.match(line.text)
    return len(found[0]) if found else 0


def _paragraphs(text: str) -> Iterator[list[_Line]]:
    """The lines that stand together, without the blanks around them."""
    paragraph: list[_Line] = []
    for found in _LINE.finditer(text):
        start = found.start()
        stripped = found[0].rstrip(" ")
        line = _Line(start, start + len(stripped), stripped, start - 1 - text.rfind("\n", 0, start))
        if paragraph and text.count("\n", paragraph[-1].end, start) > 1:
            yield paragraph
            paragraph = []
        paragraph.append(line)
    if paragraph:
        yield paragraph
