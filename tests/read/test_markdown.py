import pytest

from pipeline.read.markdown import read


def text_of(source: str) -> str:
    return read(source.encode()).text


@pytest.mark.parametrize(
    ("source", "text"),
    [
        ("**Free** the *four* __women__ and _men_", "Free the four women and men"),
        ("***Free*** them, ~~not~~ now", "Free them, not now"),
        (
            "UN experts* said 2*3*4 and snake_case_name, 5 * 3 * 2",
            "UN experts* said 2*3*4 and snake_case_name, 5 * 3 * 2",
        ),
        ('see [the report](https://a.example/x_(y) "t") now', "see the report now"),
        ("see [the report][1] or [HRC] now", "see the report or [HRC] now"),
        ("a ![photo](a.png) b", "a  b"),
        ("write to <a@b.example> or <https://a.example>", "write to a@b.example or https://a.example"),
        ("the `held` <b>four</b><br>", "the held four"),
        ("charged.[^1] Then", "charged. Then"),
        (r"5 \* 3 and \[sic\]", "5 * 3 and [sic]"),
        ("> “It is unjust.”", "“It is unjust.”"),
        ("a <!-- hidden\nnote --> b", "a  b"),
        ("**over\ntwo lines**", "over\ntwo lines"),
        ("a\n\n[1]: https://a.example", "a\n\n"),
        ("| Name | Age |\n|---|--:|\n| Okot | 34 |", "\nName, Age\n\n\n\nOkot, 34\n"),
    ],
)
def test_markup_is_taken_off(source: str, text: str) -> None:
    assert text_of(source) == text


def test_headings_items_and_rows_are_hinted() -> None:
    extract = read(b"# Free the *lawyers* #\n\nBackground\n---\n\n- Release them\n  now\n- Drop it\n\n| a | b |\n")
    assert [(hint.kind, extract.text[hint.start : hint.end].strip()) for hint in extract.hints] == [
        ("headline", "Free the lawyers"),
        ("heading", "Background"),
        ("item", "Release them"),
        ("item", "Drop it"),
        ("row", "a, b"),
    ]
    assert "Release them now" in extract.text


def test_front_matter_is_metadata() -> None:
    extract = read(
        b"---\ntitle: \"Free: the lawyers\"\ndate: 2024-05-03 10:00\nauthor: 'A'\ntags:\n  - x\n---\nText of it"
    )
    assert (extract.metadata.title, extract.metadata.published, extract.metadata.author) == (
        "Free: the lawyers",
        "2024-05-03",
        "A",
    )
    assert extract.text == "Text of it"


def test_a_rule_at_the_top_is_no_front_matter() -> None:
    assert "Text of it" in text_of("---\n\nText of it")


def test_every_character_leads_to_its_place() -> None:
    source = "# A *b*\n\n- c [d](e)\n> f `g`\n"
    extract = read(source.encode())
    assert all(
        character == source[at] or character == "\n"
        for character, at in zip(extract.text, extract.offsets.tolist(), strict=True)
        if at >= 0
    )
