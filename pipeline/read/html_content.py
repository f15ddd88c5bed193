"""Which blocks of a page are its text."""

import re
from collections.abc import Iterable
from itertools import groupby

from pipeline.mapped import MappedText
from pipeline.read.html_blocks import Block, Page
from pipeline.statement import Hint

_MOST = 0.5  # share of the page's prose that an <article> or <main> must hold to be the text
_NOT_FURNITURE = 0.4  # share above which a part is text, whatever it is called: pages in one <form>, "with-sidebar"
_LONG_BLOCK = 150  # code points of prose above which a block beside the text is kept, as boilerplate
_MOSTLY_LINKS = 0.5
_LONG_ROW = 300  # code points; longer rows of tables are layout, their blocks stand alone
_LINE_END = re.compile("\n")
_SENTENCE_END = re.compile(r"[.!?][”\"’)]?\Z")
_HINTS = {"headline": "headline", "heading": "heading", "item": "item", "row": "row", "caption": "boilerplate"}


def content(page: Page) -> tuple[MappedText, list[Hint]]:
    """The page's text, blocks separated by blank lines, with hints on it.

    Navigation and the like are left out; prose that stands beside the text is kept with the hint "boilerplate".
    """
    beside = _beside(page, _furniture(page))
    has_headline = any(block.kind == "headline" and not beside[block.container] for block in page.blocks)
    blocks = list(_rows(page.blocks))
    begun = not any(map(_is_prose, blocks))
    kept: list[tuple[MappedText, str]] = []
    for block in blocks:
        prose = _is_prose(block)
        begun = begun or prose
        if block.kind == "headline" and not has_headline and _names_page(block, page):
            has_headline = True
            kept.append((block.text, "headline"))
        elif beside[block.container]:
            if prose:
                kept.append((block.text, "boilerplate"))
        elif begun or block.linked < _MOSTLY_LINKS * len(block.text):  # before any prose, links are a menu
            kept.append((block.text, _HINTS.get(block.kind, "")))
    hints = []
    at = 0
    for text, hint in kept:
        if hint:
            hints.append(Hint(hint, at, at + len(text)))
        at += len(text) + 2
    return MappedText.join([text for text, _ in kept], "\n\n"), hints


def _furniture(page: Page) -> list[bool]:
    """For each container whether it, or one around it, is navigation or the like."""
    mass = _mass(page, [False] * len(page.containers))
    marked: list[bool] = []
    for i, container in enumerate(page.containers):
        own = container.furniture and mass[i] < _NOT_FURNITURE * mass[0]
        marked.append(own or (i > 0 and marked[container.parent]))
    return marked


def _beside(page: Page, furniture: list[bool]) -> list[bool]:
    """For each container whether it stands beside the text. A page without <main> or <article> is text throughout."""
    mass = _mass(page, furniture)
    root = 0
    for i, container in enumerate(page.containers):  # the innermost that holds most; children come after parents
        if container.main and not furniture[i] and mass[i] >= max(1, _MOST * mass[0]):
            root = i
    beside: list[bool] = []
    for i, container in enumerate(page.containers):
        beside.append(furniture[i] or (i != root and (i == 0 or beside[container.parent])))
    return beside


def _mass(page: Page, without: list[bool]) -> list[int]:
    """For each container the code points of text in it that are no links."""
    mass = [0] * len(page.containers)
    for block in page.blocks:
        if not without[block.container]:
            mass[block.container] += max(0, len(block.text) - block.linked)
    for i in range(len(mass) - 1, 0, -1):
        mass[page.containers[i].parent] += mass[i]
    return mass


def _names_page(block: Block, page: Page) -> bool:
    """Whether a headline beside the text is the page's, not the site's."""
    titles = page.meta.get("og:title", ""), page.title
    return not any(titles) or any(title.casefold().startswith(block.text.text.casefold()) for title in titles)


def _is_prose(block: Block) -> bool:
    text = block.text.text
    return (
        len(text) - block.linked >= _LONG_BLOCK
        and block.linked < _MOSTLY_LINKS * len(text)
        and _SENTENCE_END.search(text) is not None
    )


def _rows(blocks: Iterable[Block]) -> Iterable[Block]:
    """The blocks, with the cells of each short table row joined to one line: "a, b"."""
    for row, group in groupby(blocks, key=lambda block: block.row):
        members = list(group)
        cells = [list(cell) for _, cell in groupby(members, key=lambda block: block.cell)]
        if row and len(cells) > 1 and sum(len(block.text) for block in members) <= _LONG_ROW:
            joined = [MappedText.join([block.text for block in cell], " ").sub(_LINE_END, " ") for cell in cells]
            yield Block(
                MappedText.join(joined, ", "),
                members[0].container,
                "row",
                sum(block.linked for block in members),
                row,
                0,
            )
        else:
            yield from members
