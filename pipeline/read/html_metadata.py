"""What an HTML page says of itself: meta elements (Open Graph, Dublin Core, Highwire), schema.org data, <time>."""

import json
from collections.abc import Iterator
from typing import Any

from pipeline.read.calendar import edtf
from pipeline.read.extract import Metadata
from pipeline.read.html_blocks import Page
from pipeline.read.html_rules import rules

_NEAR = 6  # blocks from the headline within which a <time> is the page's date
_MOST_ITEMS = 1_000  # of linked data that are looked at
_TITLE_ENDS = (" | ", " - ", " – ", " — ", " :: ", " » ")


def metadata(page: Page) -> Metadata:
    """What the page says; None for what it does not."""
    article = _article(page)
    return Metadata(
        title=_first(page, "title") or _text(article.get("headline")) or _page_title(page),
        author=_author(page, article),
        publisher=_first(page, "publisher") or _name(article.get("publisher")),
        published=_published(page, article),
        url=next((url for url in (page.canonical, page.meta.get("og:url", "")) if url.startswith("http")), None),
    )


def _first(page: Page, field: str) -> str | None:
    return next((page.meta[name] for name in rules().meta[field] if page.meta.get(name)), None)


def _page_title(page: Page) -> str | None:
    """The title without the site's name behind it, where a headline on the page shows what that is."""
    for block in page.blocks:
        headline = " ".join(block.text.text.split())
        if block.kind == "headline" and any(page.title.startswith(headline + end) for end in _TITLE_ENDS):
            return headline
    return " ".join(page.title.split()) or None


def _author(page: Page, article: dict[str, Any]) -> str | None:
    author = _first(page, "author") or _name(article.get("author"))
    return author if author and "://" not in author else None


def _published(page: Page, article: dict[str, Any]) -> str | None:
    given = [
        _text(article.get("datePublished")) or "",
        *(page.meta.get(name, "") for name in rules().meta["published"]),
    ]
    headline = next((i for i, block in enumerate(page.blocks) if block.kind == "headline"), 0)
    given += [value for at, value in page.times if headline - 1 <= at <= headline + _NEAR]
    return next((date for date in map(edtf, filter(None, given)) if date), None)


def _article(page: Page) -> dict[str, Any]:
    """The schema.org object with a date of publication, else the first that has a headline."""
    items = [item for text in page.linked_data for item in _objects(text)]
    for name in ("datePublished", "headline"):
        for item in items:
            if item.get(name):
                return item
    return {}


def _objects(text: str) -> Iterator[dict[str, Any]]:
    """The objects of a piece of JSON-LD, outer before inner; nothing where it is broken."""
    try:
        queue = [json.loads(text)]
    except (ValueError, RecursionError):
        return
    for value in queue:  # grows while it is walked
        if isinstance(value, dict):
            yield value
            queue += value.values()
        elif isinstance(value, list):
            queue += value
        if len(queue) > _MOST_ITEMS:
            return


def _name(value: object) -> str | None:
    """A name given as a string, as an object with a name, or as the first of a list of these."""
    if isinstance(value, list):
        value = value[0] if value else None
    return _text(value.get("name") if isinstance(value, dict) else value)


def _text(value: object) -> str | None:
    return value.strip() or None if isinstance(value, str) else None
