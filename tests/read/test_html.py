import time

import pytest

from pipeline.read.html import read

STORY = (
    "Police in Nairobi arrested three lawyers on Monday, and a court held that they were to be released at once. " * 4
)


def page(body: str, head: str = "") -> bytes:
    return f"<!DOCTYPE html><html><head>{head}</head><body>{body}</body></html>".encode()


def text_of(body: str) -> str:
    return read(page(body)).text


@pytest.mark.parametrize(
    ("body", "text"),
    [
        ("<p>Free the<b> four</b>\n  lawyers</p><p>Now", "Free the four lawyers\n\nNow"),
        ("one<br>two<br/> three", "one\ntwo\nthree"),
        ("<ul><li>Release them<li>Drop it</ul>", "Release them\n\nDrop it"),
        ("<table><tr><th>Name<th>Age<tr><td>Okot</td><td>34</td></tr></table>", "Name, Age\n\nOkot, 34"),
        ("<table><tr><td><p>" + "a " * 200 + "</p></td><td>b</td></tr></table>", "a " * 199 + "a\n\nb"),
        ("<blockquote>“Unjust.”</blockquote><dl><dt>A<dd>B</dl>", "“Unjust.”\n\nA\n\nB"),
        ("<figure><img alt=x><figcaption>A march</figcaption></figure>", "A march"),
        (
            "&ldquo;3&nbsp;men&#8221; &amp; 4 &euro; &#x4e2d; AT&T &unknown; &#0;",
            "“3\xa0men” & 4 € 中 AT&T &unknown; \ufffd",
        ),
        ("<pre>one\n  two</pre>", "one\ntwo"),
        ("a<script>var b = '<p>c</p>'</script><style>p{}</style><!-- d <p> --><noscript>e</noscript>f", "af"),
        ("a<svg><text>b</text></svg><template>c</template><select><option>d</select>e", "ae"),
        ("a < b and c > d", "a < b and c > d"),
        ("<p>open <a href='x'>link<p>next", "open link\n\nnext"),
        ("<b><p>crossed</b></p>tags", "crossed\n\ntags"),
    ],
)
def test_what_a_page_shows_is_its_text(body: str, text: str) -> None:
    assert text_of(body) == text


def test_every_character_leads_to_its_place_in_the_source() -> None:
    source = "<html><body><p>Fr&eacute;e the\n <b>fo</b>ur&hellip; €</p><table><tr><td>a<td>b</table></body></html>"
    extract = read(source.encode())
    led = {
        character: source[at] for character, at in zip(extract.text, extract.offsets.tolist(), strict=True) if at >= 0
    }
    assert {character: start for character, start in led.items() if character != start} == {"é": "&", "…": "&"}
    assert [i for i, at in enumerate(extract.offsets.tolist()) if at < 0] == [
        i for i, character in enumerate(extract.text) if character in "\n,"
    ] + [extract.text.index(", ") + 1]


@pytest.mark.parametrize(
    "wrapper", ["<article>{}</article>", "<main>{}</main>", "<div role=main>{}</div>", "<div>{}</div>"]
)
def test_furniture_is_left_out(wrapper: str) -> None:
    story = wrapper.format(f"<h1>Kenya: Free Lawyers</h1><div class='share-links'>Tweet</div><p>{STORY}</p>")
    body = (
        "<header><h2>Rights Watch</h2></header><nav><ul><li><a href=/>Home</a></ul></nav>"
        f"<div id='cookie-banner'>We use cookies.</div>{story}"
        "<aside><h3>Related</h3><a href=1>Uganda jails activist</a></aside><form>Search</form><footer>Imprint</footer>"
    )
    assert text_of(body) == f"Kenya: Free Lawyers\n\n{STORY.strip()}"


def test_prose_beside_the_text_is_kept_as_boilerplate() -> None:
    beside = "Rights Watch documents abuses in twelve countries and has worked in Kenya since 1999. " * 3
    extract = read(page(f"<article><p>{STORY * 3}</p></article><footer><p>{beside}</p></footer>"))
    [hint] = extract.hints
    assert (hint.kind, extract.text[hint.start : hint.end]) == ("boilerplate", beside.strip())


@pytest.mark.parametrize(
    "body",
    [
        f"<form><p>{STORY}</p></form>",
        f"<div class='page with sidebar'><p>{STORY}</p></div>",
        f"<div style='visibility: hidden'><p>{STORY}</p></div>",
        f"<svg><p>{STORY}</p>",
        f"<noscript><div>{STORY}",
        f"<p>{STORY}<article><h2>Related</h2></article>",
    ],
)
def test_the_text_is_kept_whatever_stands_around_it(body: str) -> None:
    assert STORY.strip() in text_of(body)


def test_the_headline_is_found_outside_the_article() -> None:
    body = f"<header><h1>Kenya: Free Lawyers</h1></header><article><p>{STORY}</p></article>"
    extract = read(page(body, "<title>Kenya: Free Lawyers | Rights Watch</title>"))
    assert extract.text.startswith("Kenya: Free Lawyers\n\n")
    assert extract.hints[0].kind == "headline"
    assert read(page(body, "<title>News | Rights Watch</title>")).text == STORY.strip()


def test_headings_items_rows_and_captions_are_hinted() -> None:
    extract = read(
        page("<h1>A</h1><h2>B</h2><ul><li><p>C</p></ul><table><tr><td>D<td>E</table><figcaption>F</figcaption>")
    )
    assert [(hint.kind, extract.text[hint.start : hint.end]) for hint in extract.hints] == [
        ("headline", "A"),
        ("heading", "B"),
        ("item", "C"),
        ("row", "D, E"),
        ("boilerplate", "F"),
    ]


@pytest.mark.parametrize(
    ("head", "published"),
    [
        ('<meta property="article:published_time" content="2024-05-03T09:00:00+03:00">', "2024-05-03"),
        ('<meta name="DC.date.issued" content="2024-05">', "2024-05"),
        ('<meta name=citation_publication_date content="2024/05/03">', "2024-05-03"),
        ('<script type="application/ld+json">{"@graph": [{"datePublished": "2024-05-03"}]}</script>', "2024-05-03"),
        ('<script type="application/ld+json">{broken</script><meta name=date content=2024-05-03>', "2024-05-03"),
        ('<meta property="article:modified_time" content="2024-05-03">', None),
        ('<meta name=date content="soon">', None),
    ],
)
def test_date_of_publication(head: str, published: str | None) -> None:
    assert read(page("<h1>A</h1><p>b", head)).metadata.published == published


def test_a_time_near_the_headline_is_the_date_of_publication() -> None:
    near = '<h1>A</h1><time datetime="2024-05-03">May 3</time><p>b'
    far = "<h1>A</h1>" + "<p>b" * 20 + '<time datetime="2024-05-03">May 3</time>'
    assert read(page(near)).metadata.published == "2024-05-03"
    assert read(page(far)).metadata.published is None


def test_metadata() -> None:
    head = (
        '<title>Kenya: Free Lawyers | Rights Watch</title><meta property="og:site_name" content="Rights Watch">'
        '<link rel=canonical href="https://rights.example/1">'
        '<script type="application/ld+json">{"headline": "x", "author": [{"name": "Jane Doe"}]}</script>'
    )
    known = read(page("<h1>Kenya: Free Lawyers</h1><p>b", head)).metadata
    assert (known.publisher, known.author, known.url) == ("Rights Watch", "Jane Doe", "https://rights.example/1")
    assert read(page("<h1>Kenya: Free Lawyers</h1>", "<title>Kenya: Free Lawyers - RW</title>")).metadata.title == (
        "Kenya: Free Lawyers"
    )


def test_the_declared_encoding_is_used() -> None:
    source = "<html><head><meta charset='windows-1251'></head><body><p>Статья of the law</p></body></html>"
    assert read(source.encode("cp1251")).text == "Статья of the law"


@pytest.mark.parametrize(
    "source",
    [
        "<div>" * 100_000 + "text",
        "<p>a" * 50_000,
        "<" * 300_000,
        "<a " * 200_000,
        "<a b='" * 100_000,
        "<a b=c " * 100_000 + ">",
        "<!--" * 200_000,
        "&#" * 200_000 + ";",
        "</div>" * 100_000,
        "<div><b>" * 30_000 + "</i></div>" * 30_000,
        "<table><tr><td>" * 20_000,
        "<script>" * 100_000,
        "<p>" + "word " * 400_000,
    ],
    ids=lambda source: source[:12],
)
def test_hostile_pages_cost_linear_time(source: str) -> None:
    started = time.process_time()
    read(source.encode())
    assert time.process_time() - started < 10  # seconds; quadratic cost would be minutes
