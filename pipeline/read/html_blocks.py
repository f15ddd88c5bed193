"""An HTML page as blocks of text, and the containers that they stand in."""

import re
from collections import Counter
from dataclasses import dataclass, field

import numpy as np

from pipeline.mapped import MappedText
from pipeline.read.html_rules import Rules, rules
from pipeline.read.html_tokens import Tag, Text, resolve, tokens

_HIDDEN_STYLE = re.compile(r"display\s*:\s*none|visibility\s*:\s*hidden", re.IGNORECASE)
_MAIN = frozenset({"main", "article"})  # elements, and roles, that hold the text
_HEADING = re.compile(r"h[1-6]")
_SPACE = re.compile(r"[ \t\n\r\f]+")
_AROUND_LINE_END = re.compile(" *\n *")
_BLANKS = re.compile(" {2,}")
_LINE_END = MappedText("\n", np.full(1, -1, dtype=np.int32))


@dataclass(slots=True)
class Block:
    """A line of text, or several with line ends where the page has <br>."""

    text: MappedText
    container: int  # index of its element
    kind: str  # "headline", "heading", "item", "caption", "" (`statement.Hint` says what they are)
    linked: int  # code points of it that are links
    row: int  # number of the table row, 0: none
    cell: int  # number of the cell


@dataclass(slots=True)
class Container:
    """A block element. Parents have lower indices than their children; the page itself has 0."""

    parent: int
    tag: str
    main: bool = False  # <main>, <article> or marked so
    furniture: bool = False  # navigation and the like, by its tag, role, class or visibility


@dataclass(slots=True)
class Page:
    """What a page holds. meta: name or property in lower case to value, the first one of each."""

    blocks: list[Block] = field(default_factory=list)
    containers: list[Container] = field(default_factory=list)
    meta: dict[str, str] = field(default_factory=dict)
    title: str = ""
    canonical: str = ""
    linked_data: list[str] = field(default_factory=list)  # the texts of <script type="application/ld+json">
    times: list[tuple[int, str]] = field(default_factory=list)  # <time datetime>: number of blocks before it, value


def parse(source: str) -> Page:
    """The page as its source says; any source gives one."""
    skipped = rules().skipped
    while True:
        builder = _Builder(source, skipped)
        for token in tokens(source):
            if isinstance(token, Text):
                builder.text(token)
            elif token.closing:
                builder.end(token.name)
            else:
                builder.start(token)
        builder.flush()
        unclosed = builder.unclosed | ({element.tag for element in builder.stack} & skipped)
        if not unclosed:
            return builder.page
        skipped -= unclosed  # an end tag that is missing must not swallow the rest of the page


@dataclass(frozen=True, slots=True)
class _Element:
    tag: str
    container: int = 0
    kind: str = ""
    row: int = 0
    cell: int = 0


class _Builder:
    def __init__(self, source: str, skipped: frozenset[str]) -> None:
        self.source = MappedText.of(source)
        self.rules = rules()
        self.skipped = skipped
        self.page = Page(containers=[Container(parent=0, tag="html")])
        self.stack: list[_Element] = []  # open blocks and skipped elements; other inline elements do not matter
        self.open: Counter[str] = Counter()
        self.unclosed: set[str] = set()  # skipped elements without an end tag
        self.hidden = 0  # open elements that are skipped
        self.raw = ""  # what the text right behind this tag is: "title" or "linked data"
        self.in_link = False
        self.parts: list[MappedText] = []
        self.linked = 0
        self.rows = self.cells = 0

    def text(self, token: Text) -> None:
        if self.raw == "title":
            self.page.title = self.page.title or resolve(self.source[token.start : token.end]).text.strip()
        elif self.raw == "linked data":
            self.page.linked_data.append(self.source.text[token.start : token.end])
        elif not self.hidden:
            part = resolve(self.source[token.start : token.end])
            self.parts.append(part if self.open["pre"] else part.sub(_SPACE, " "))
            if self.in_link:
                self.linked += len(part)
        self.raw = ""

    def start(self, tag: Tag) -> None:
        name = tag.name
        if name in self.rules.blocks and not self.hidden:
            self.flush()
        while self.stack and self.stack[-1].tag in self.rules.ends.get(name, ()):
            self._pop()
        self._note(tag)
        if name == "br" and not self.hidden:
            self.parts.append(_LINE_END)
        elif name not in self.rules.void and (name in self.rules.blocks or name in self.skipped):
            self._push(tag)

    def end(self, name: str) -> None:
        self.raw = ""
        if name == "a":
            self.in_link = False
        if name in self.rules.blocks and not self.hidden:
            self.flush()
        if self.open[name]:
            while (ended := self._pop()) != name:
                if ended in self.skipped:
                    self.unclosed.add(ended)

    def flush(self) -> None:
        """End the block of text that is open."""
        text = MappedText.join(self.parts).sub(_AROUND_LINE_END, "\n").sub(_BLANKS, " ")
        start = len(text) - len(text.text.lstrip())
        text = text[start : max(start, len(text.text.rstrip()))]
        if text.text:
            top = self._top()
            self.page.blocks.append(Block(text, top.container, top.kind, self.linked, top.row, top.cell))
        self.parts, self.linked = [], 0

    def _top(self) -> _Element:
        return self.stack[-1] if self.stack else _Element("html")

    def _push(self, tag: Tag) -> None:
        name, top = tag.name, self._top()
        container, kind, row, cell = top.container, top.kind, top.row, top.cell
        if name in self.rules.blocks:
            in_text = bool(self.open["article"] or self.open["main"])
            self.page.containers.append(_container(tag, container, in_text, self.rules))
            container, kind = len(self.page.containers) - 1, _kind(name, kind)
        if name == "table":
            row = cell = 0
        elif name == "tr":
            row = self.rows = self.rows + 1
        elif name in {"td", "th"}:
            cell = self.cells = self.cells + 1
        self.stack.append(_Element(name, container, kind, row, cell))
        self.open[name] += 1
        self.hidden += name in self.skipped

    def _pop(self) -> str:
        name = self.stack.pop().tag
        self.open[name] -= 1
        self.hidden -= name in self.skipped
        return name

    def _note(self, tag: Tag) -> None:
        """Take down what the tag says of the page."""
        page, attributes = self.page, tag.attributes
        self.raw = ""
        if tag.name == "a":
            self.in_link = True
        elif tag.name == "title":
            self.raw = "title"
        elif tag.name == "script" and attributes.get("type", "").strip().lower() == "application/ld+json":
            self.raw = "linked data"
        elif tag.name == "meta" and "content" in attributes:
            name = attributes.get("property") or attributes.get("name") or attributes.get("itemprop") or ""
            page.meta.setdefault(name.strip().lower(), attributes["content"].strip())
        elif tag.name == "link" and attributes.get("rel", "").lower() == "canonical":
            page.canonical = page.canonical or attributes.get("href", "").strip()
        elif tag.name == "time" and attributes.get("datetime"):
            page.times.append((len(page.blocks), attributes["datetime"]))


def _kind(tag: str, outer: str) -> str:
    if _HEADING.fullmatch(tag):
        return "headline" if tag == "h1" else "heading"
    return {"li": "item", "figcaption": "caption", "caption": "caption"}.get(tag, outer)


def _container(tag: Tag, parent: int, in_text: bool, known: Rules) -> Container:
    name, attributes = tag.name, tag.attributes
    furniture = name in known.furniture or (name == "header" and not in_text)
    if not attributes:
        return Container(parent, name, name in _MAIN, furniture)
    role = attributes.get("role", "").lower()
    return Container(
        parent,
        name,
        main=name in _MAIN or role in _MAIN,
        furniture=furniture
        or role in known.furniture_roles
        or "hidden" in attributes
        or bool(_HIDDEN_STYLE.search(attributes.get("style", "")))
        or bool(known.furniture_names.search(f"{attributes.get('class', '')} {attributes.get('id', '')}")),
    )
