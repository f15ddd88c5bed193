"""HTML source as tags and text, each with its exact place.

The standard library's html.parser changes its mind about broken markup between releases, which would change records,
and is quadratic on some hostile input. These few rules follow the tokenizer of the HTML Living Standard (13.2.5) as far
as text needs it, in linear time.
"""

import html
import re
from collections.abc import Iterator
from dataclasses import dataclass

from pipeline.mapped import Edit, MappedText

_MARKUP = re.compile(r"<(?:(!--)|(/?)([a-zA-Z][^\s/>]*)|[!?])")
_ATTRIBUTE = re.compile(r"""[\s/]*([^\s/>=]+)(?:\s*=\s*(?:"([^"]*)"|'([^']*)'|([^\s>]*)))?""")
_CHARACTER = re.compile(r"&(?:#[0-9]{1,7}|#[xX][0-9a-fA-F]{1,6}|[A-Za-z][A-Za-z0-9]{1,31});?")
_RAW = {  # elements whose content is text up to their end tag, whatever is in it
    name: re.compile(rf"</{name}(?=[\s/>])", re.IGNORECASE) for name in ("script", "style", "textarea", "title", "xmp")
}


@dataclass(frozen=True, slots=True)
class Text:
    """A stretch of text: half-open offsets into the source. Character references are not resolved."""

    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Tag:
    """A start or end tag; name and the names of attributes in lower case, values with references resolved."""

    name: str
    closing: bool
    attributes: dict[str, str]


def tokens(source: str) -> Iterator[Tag | Text]:
    """The source's tags and stretches of text in order; comments and declarations are left out."""
    at = 0
    last = source.rfind(">")
    while at < len(source):
        found = _MARKUP.search(source, at)
        if found is None or found.start() > last:
            yield Text(at, len(source))
            return
        if found.start() > at:
            yield Text(at, found.start())
        if found[1]:
            end = source.find("-->", found.start() + 2)
            at = end + 3 if end >= 0 else len(source)
        elif not found[3]:
            at = source.find(">", found.end()) + 1
        else:
            tag, at = _tag(source, found)
            yield tag
            if not tag.closing and tag.name in _RAW:
                closing = _RAW[tag.name].search(source, at)
                end = closing.start() if closing else len(source)
                if end > at:
                    yield Text(at, end)
                at = end


def resolve(text: MappedText) -> MappedText:
    """With character references ("&amp;", "&#8217;") replaced by what they stand for."""
    return text.edit(_characters(text.text)) if "&" in text.text else text


def _tag(source: str, found: re.Match[str]) -> tuple[Tag, int]:
    """The tag that begins at the match, and the offset behind it."""
    attributes: dict[str, str] = {}
    at = found.end()
    while attribute := _ATTRIBUTE.match(source, at):
        value = attribute[2] or attribute[3] or attribute[4] or ""
        attributes.setdefault(attribute[1].lower(), html.unescape(value) if "&" in value else value)
        at = attribute.end()
    end = source.find(">", at)
    return Tag(found[3].lower(), bool(found[2]), attributes), end + 1 if end >= 0 else len(source)


def _characters(text: str) -> Iterator[Edit]:
    for found in _CHARACTER.finditer(text):
        character = html.unescape(found[0])
        if character != found[0]:
            yield found.start(), found.end(), character
