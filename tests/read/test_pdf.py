import pytest

from pipeline.read.pdf import read
from tests.read.files import ENGLISH, pdf, reason

LEFT = [
    "The police arrested four women",
    "and two men in the capital and",
    "held them without any charge",
    "for three weeks until a judge",
]
RIGHT = [
    "ordered that they be released",
    "on bail, which the government",
    "has since refused to carry out",
    "in spite of many appeals.",
]


def column(x: float, lines: list[str], top: float = 700, leading: float = 14) -> list[tuple[float, float, str]]:
    return [(x, top - leading * i, line) for i, line in enumerate(lines)]


def test_lines_keep_together_and_a_gap_ends_a_paragraph() -> None:
    page = column(72, LEFT) + column(72, RIGHT, top=600)
    assert read(pdf([page])).text == "\n".join(LEFT) + "\n\n" + "\n".join(RIGHT)


def test_columns_are_read_one_after_the_other_however_they_were_drawn() -> None:
    rows = [item for pair in zip(column(72, LEFT), column(320, RIGHT), strict=True) for item in pair]
    assert read(
        pdf([[(72.0, 740.0, "A headline that goes over the two columns of the page and more"), *rows]])
    ).text == ("A headline that goes over the two columns of the page and more\n\n" + "\n".join(LEFT + RIGHT))


def test_cells_of_a_row_stay_together() -> None:
    names = column(72, ["Centre", "Lawyers for Lawyers", "Darfur Network for Human Rights", "Women"])
    places = column(340, ["Kenya", "Netherlands", "Sudan", "Tunisia"])
    assert read(pdf([names + places])).text.splitlines()[:2] == ["Centre, Kenya", "Lawyers for Lawyers, Netherlands"]


def test_what_runs_along_the_margins_stands_once_behind_the_text() -> None:
    pages = [
        [
            (72.0, 820.0, "Rights Watch Briefing"),
            *column(72, [f"Part {word} of the story", *LEFT]),
            (290.0, 20.0, f"Page {i} of 3"),
        ]
        for i, word in enumerate(("one", "two", "three"), start=1)
    ]
    extract = read(pdf(pages))
    assert extract.text.count("Rights Watch Briefing") == 1
    assert "Page" not in extract.text
    [hint] = extract.hints
    assert (hint.kind, extract.text[hint.start : hint.end]) == ("boilerplate", "Rights Watch Briefing")
    assert extract.text.endswith("Rights Watch Briefing")


def test_a_sentence_goes_on_over_the_page_break() -> None:
    text = read(pdf([column(72, LEFT), column(72, RIGHT)])).text
    assert "until a judge\nordered that" in text


def test_offsets_count_in_the_pages_one_after_the_other() -> None:
    extract = read(pdf([column(72, LEFT), column(72, RIGHT)]))
    first, second = extract.page_starts
    assert first == 0
    assert extract.offsets[extract.text.index("ordered")] == second
    assert extract.offsets[extract.text.index("arrested")] == LEFT[0].index("arrested")


def test_metadata_is_the_information_dictionary() -> None:
    known = read(pdf([column(72, LEFT)], title="Free Lawyers", author="RWA")).metadata
    assert (known.title, known.author) == ("Free Lawyers", "RWA")
    assert known.published == "2000-01-01"  # what the library that makes these files says where it may not say today
    assert read(pdf([column(72, LEFT)], title="Microsoft Word - a.docx")).metadata.title is None


def test_too_many_pages() -> None:
    assert "1,001 pages" in reason(pdf([[(72, 700, "a")]] * 1001), "a.pdf")


@pytest.mark.parametrize("cut", [0.3, 0.6, 0.95])
def test_a_cut_off_file_gives_a_statement_or_a_reason(cut: float) -> None:
    from tests.read.files import read_all

    data = pdf([column(72, [ENGLISH])])
    [item] = read_all(data[: int(len(data) * cut)], "a.pdf")
    assert "PDF" in getattr(item, "reason", "PDF")
