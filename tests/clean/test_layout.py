import textwrap

import pytest

from pipeline.clean.layout import drop_bullets, drop_page_numbers, drop_rules, join_broken_words, join_wrapped_lines
from pipeline.mapped import MappedText

PARAGRAPHS = [
    "Police in Gulu arrested the lawyer Peter Okot on 28 April and held him incommunicado for three days, his family "
    "told Rights Watch Africa. A magistrate remanded him to Luzira prison on charges that carry ten years in prison.",
    "The arrest follows a pattern of harassment of lawyers who defend members of the opposition, the organization "
    "said, and comes weeks before the general election. The Law Society has called for his release.",
    "The government should drop the charges, and the parliament should repeal the law under which they were brought.",
]
SIGNATORIES = "Signatories:\nCentre for Justice, Kenya\nLawyers for Lawyers, Netherlands\nWomen in Exile\nal-Haq"


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("the govern-\nment said", "the government said"),
        ("detain-\nees", "detainees"),
        ("a long-\nterm plan", "a long-term plan"),
        ("the state-\nrun radio", "the state-run radio"),
        ("Jean-\nPaul", "Jean-Paul"),
        ("a vice-\nchair", "a vice-chair"),
        ("cross-check … cross-\ncheck", "cross-check … cross-check"),
        ("remand … re-\nmand", "remand … remand"),
        ("for 2023-\n2024", "for 2023-\n2024"),
        ("a list -\nof names", "a list -\nof names"),
        ("up-to-\ndate", "up-to-\ndate"),
    ],
)
def test_broken_words(before: str, after: str) -> None:
    assert join_broken_words(MappedText.of(before)).text == after


@pytest.mark.parametrize("width", [60, 72, 100])
@pytest.mark.parametrize("gap", ["\n\n", "\n"])
def test_wrapped_paragraphs_are_joined_and_the_list_after_them_stays(width: int, gap: str) -> None:
    wrapped = gap.join(textwrap.fill(paragraph, width) for paragraph in PARAGRAPHS)
    joined = join_wrapped_lines(MappedText.of(f"{wrapped}\n\n{SIGNATORIES}")).text
    assert joined == gap.join(PARAGRAPHS) + "\n\n" + SIGNATORIES


@pytest.mark.parametrize(
    "text",
    [
        "\n".join(PARAGRAPHS),
        SIGNATORIES,
        "Geneva\nSwitzerland\nTel: +41 22 000 00 00",
        "Free the lawyers now\nStatement of the Nairobi Bar\n3 May 2024",
        "The government must:\n- release the four women who were detained in March;\n- pay them damages",
        "(a) the right to life of all those who were detained;\n(b) the right to a fair trial",
        "Amnesty International Kenya Section, Nairobi\nCentre for Human Rights, Pretoria, South Africa\n"
        "Defenders of Justice Network, Kampala, Uganda\nInternational Commission of Jurists, Geneva",
    ],
)
def test_lines_that_are_whole_stay(text: str) -> None:
    assert join_wrapped_lines(MappedText.of(text)).text == text


@pytest.mark.parametrize(
    ("before", "after"),
    [
        (
            "as the Universal Declaration of Human Rights\n(UDHR) and the treaties affirm.",
            "as the Universal Declaration of Human Rights (UDHR) and the treaties affirm.",
        ),
        (
            "Court Acquits Head of the\nBar Association",
            "Court Acquits Head of the Bar Association",
        ),
        (
            "- investigate the Special Forces\n  Command; and\n- respect the law",
            "- investigate the Special Forces Command; and\n- respect the law",
        ),
    ],
)
def test_broken_sentences_are_joined_in_any_text(before: str, after: str) -> None:
    assert join_wrapped_lines(MappedText.of(before)).text == after


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("• Release them\n• Drop it", "Release them\nDrop it"),
        ("  - Release them\n* Drop it", "Release them\nDrop it"),
        ("– Release them\n– Drop it", "Release them\nDrop it"),
        ("“It is unjust.”\n— Grace Amony", "“It is unjust.”\n— Grace Amony"),
        ("*The experts: Mary Field", "*The experts: Mary Field"),
        ("-5 degrees", "-5 degrees"),
        ("-- and he left", "-- and he left"),
    ],
)
def test_bullets(before: str, after: str) -> None:
    assert drop_bullets(MappedText.of(before)).text == after


@pytest.mark.parametrize(
    ("before", "after"),
    [("a\n-----\nb", "a\n\nb"), ("a\n* * *\nb", "a\n\nb"), ("a\n###\nb", "a\n###\nb"), ("a -- b", "a -- b")],
)
def test_drawn_lines(before: str, after: str) -> None:
    assert drop_rules(MappedText.of(before)).text == after


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("held by the\n1\n\npolice of Gulu.\n\n- 2 -\nThe court", "held by the\npolice of Gulu.\n\nThe court"),
        ("a\nPage 1 of 2\nb\nPage 2 of 2", "a\nb\n"),
        ("Votes:\n23\n16\n8", "Votes:\n23\n16\n8"),
        ("a\n1\nb", "a\n1\nb"),
        ("in\n2019\nand\n2020\nthey", "in\n2019\nand\n2020\nthey"),
    ],
)
def test_page_numbers(before: str, after: str) -> None:
    assert drop_page_numbers(MappedText.of(before)).text == after
