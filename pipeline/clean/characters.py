"""Single characters put right: mojibake, line ends, blanks, what is invisible, compatibility forms, composition."""

import html
import re
import unicodedata
from collections.abc import Iterator

from ftfy import fix_encoding
from ftfy.badness import is_bad

from pipeline.mapped import Edit, MappedText

# UTF-8 read as Windows-1252, Windows-1251 or Mac Roman begins with one of these. Most matches are harmless (the
# "é”" of a quoted "café"): ftfy judges the line.
_SUSPICIOUS = re.compile(
    "[\u00c2-\u00f4][\u0080-\u00bf\u20ac\u201a\u0192\u201e\u2026\u2020\u2021\u02c6\u2030\u0160\u2039\u0152\u017d"
    "\u2018\u2019\u201c\u201d\u2022\u2013\u2014\u02dc\u2122\u0161\u203a\u0153\u017e\u0178 ]"
    "|\u0432\u0402|\u201a\u00c4|\u221a[^\u0000-\u007f]"
)
_LINE = re.compile(r"[^\r\n]{1,4000}")  # a line is judged in pieces, so that one long line stays linear
_BEYOND_ASCII = re.compile("([^\x00-\x7f]+)")

_REFERENCE = re.compile(
    r"&(?:#[0-9]{2,6}|#[xX][0-9a-fA-F]{2,5}|amp|nbsp|quot|apos|lt|gt|[lr][sd]quo|[nm]dash|hellip|shy|bull);"
)
_LINE_END = re.compile("\r\n?|[\x0b\x0c\x1c-\x1e\x85\u2028\u2029]")
# White space other than line ends, and the characters that are blank by their shape.
_BLANK = re.compile("[\t\x1f\xa0\u1680\u2000-\u200a\u202f\u205f\u2800\u3000\u3164\uffa0]")
# Control characters, soft hyphens, zero-width characters, directional marks, variation selectors, byte order marks,
# tags, the private use area that the symbol fonts of PDFs fill, and lone surrogates. Line feeds stay.
_INVISIBLE = re.compile(
    "[\x00-\x08\x0e-\x1b\x7f-\x84\x86-\x9f\xad\u034f\u061c\u115f\u1160\u180b-\u180e\u200b-\u200f\u202a-\u202e"
    "\u2060-\u206f\ud800-\udfff\ue000-\uf8ff\ufe00-\ufe0f\ufeff\ufff9-\ufffc\U000e0000-\U000e007f]"
)
# Typographic ligatures, letters of the mathematical alphabets (bold in social media posts), full-width forms.
_COMPATIBILITY = re.compile("[\ufb00-\ufb06\uff01-\uff5e\U0001d400-\U0001d7ff]")


def mend_mojibake(text: MappedText) -> MappedText:
    """UTF-8 that was once read in another encoding: "Chinaâ€™s" is "China’s" (ftfy's judgement, a line at a time)."""
    if text.text.isascii() or not _SUSPICIOUS.search(text.text):
        return text
    return text.edit(_mojibake(text.text))


def resolve_references(text: MappedText) -> MappedText:
    """Character references that a scraper left: "&amp;", "&#8217;", "&nbsp;"."""
    return text.sub(_REFERENCE, lambda found: html.unescape(found[0])) if "&" in text.text else text


def unify_line_ends(text: MappedText) -> MappedText:
    """Every line end is a line feed."""
    return text.sub(_LINE_END, "\n")


def unify_blanks(text: MappedText) -> MappedText:
    """Every white space other than a line end is a blank."""
    return text.sub(_BLANK, " ")


def drop_invisible(text: MappedText) -> MappedText:
    """Without control, zero-width and directional characters, soft hyphens and private characters."""
    return text.sub(_INVISIBLE, "")


def replace_compatibility_forms(text: MappedText) -> MappedText:
    """Ligatures as their letters ("ﬁ" is "fi"), letters in fancy shapes as letters (NFKC of these alone)."""
    return text.sub(_COMPATIBILITY, lambda found: unicodedata.normalize("NFKC", found[0]))


def compose(text: MappedText) -> MappedText:
    """Letters and their accents as one character (NFC)."""
    return text if unicodedata.is_normalized("NFC", text.text) else text.edit(_composed(text.text))


def _mojibake(text: str) -> Iterator[Edit]:
    for line in _LINE.finditer(text):
        if not _SUSPICIOUS.search(line[0]) or not is_bad(line[0]):
            continue
        mended = fix_encoding(line[0])
        if mended == line[0]:
            continue
        # Mending leaves ASCII alone, so the stretches between ASCII stand in the same order before and after.
        before, after = _BEYOND_ASCII.split(line[0]), _BEYOND_ASCII.split(mended)
        if before[::2] != after[::2]:
            yield line.start(), line.end(), mended
            continue
        at = line.start()
        for old, new in zip(before, after, strict=True):
            if old != new:
                yield at, at + len(old), new
            at += len(old)


def _composed(text: str) -> Iterator[Edit]:
    start = 0
    for end in range(1, len(text) + 1):
        if end < len(text) and _continues(text[end]):
            continue
        old = text[start:end]
        new = unicodedata.normalize("NFC", old)
        if new != old:
            yield start, end, new
        start = end


def _continues(character: str) -> bool:
    """Whether it may compose with the character before it: a combining mark, or a Hangul vowel or final."""
    return character > "\u02ff" and (unicodedata.combining(character) != 0 or "\u1160" <= character <= "\u11ff")
