import unicodedata

import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st

from pipeline.clean import RULES, clean, source_map
from pipeline.mapped import MappedText
from pipeline.record import Source
from pipeline.statement import CleanText, Failure, Statement

# What statements are made of, and what breaks cleaning.
PIECES = st.sampled_from(
    [
        *(
            "Police ",
            "the ",
            "lawyers",
            "China",
            "The ",
            "“",
            "”",
            "’",
            ".",
            ",",
            "-\n",
            "\n",
            "\n\n",
            "\r\n",
            " ",
            "\xa0",
        ),
        *("â€™", "Ã©", "ﬁ", "e\u0301", "\u200b", "\xad", "\x00", "\t", "• ", "[1]", "¹", "12", "Signatories:\n", "😀"),
        *(
            "Back to Top\n",
            "GENEVA (12 March 2024) – ",
            "a@b.example ",
            "About Us\n",
            "\ud800",
            "中文",
            "العربية",
            "1. ",
        ),
    ]
)
TEXTS = st.lists(PIECES | st.text(max_size=5), max_size=40).map("".join)


def statement(text: str, offsets: list[int] | None = None, page_starts: tuple[int, ...] = ()) -> Statement:
    return Statement(
        id="0" * 16,
        key="a.txt",
        source=Source(path="a.txt", sha256="0" * 64, media_type="text/plain"),
        text=text,
        offsets=np.array(range(len(text)) if offsets is None else offsets, dtype=np.int32),
        page_starts=page_starts,
    )


def cleaned(text: str) -> CleanText:
    [result] = clean([statement(text)])
    assert isinstance(result, CleanText)
    return result


def test_a_text_with_everything() -> None:
    raw = "Uganda:  Free Lawyer\r\n\r\n• Chinaâ€™s\xa0courts[1] deﬁed\u200b the govern-\nment.The end\r\n"
    text = cleaned(raw)
    assert text.text == "Uganda: Free Lawyer\nChina’s courts defied the government. The end"
    assert [text.offsets[text.text.index(words)] for words in ("Free", "China", "government")] == [9, 26, 57]


def test_a_statement_without_words_is_a_failure_in_its_place() -> None:
    first, second, third = clean([statement("Free him."), statement(" \n*** \u200b"), statement("Free her.")])
    assert isinstance(first, CleanText)
    assert isinstance(second, Failure) and second.stage == "clean"
    assert isinstance(third, CleanText)


def test_no_statements() -> None:
    assert clean([]) == []


@settings(max_examples=300, deadline=None)
@given(TEXTS)
def test_the_text_has_its_form_and_leads_back(raw: str) -> None:
    [result] = clean([statement(raw)])
    if isinstance(result, Failure):
        return
    text = result.text
    assert text == text.strip()
    assert not any(pair in text for pair in ("  ", "\n\n", " \n", "\n ", "\r", "\t", "\xa0", "\x00", "\u200b"))
    assert all(character in " \n" or not character.isspace() for character in text)
    assert len(result.offsets) == len(text)
    kept = result.offsets[result.offsets >= 0]
    assert (np.diff(kept) > 0).all()
    for start, offset, length in source_map(result):
        for i in range(length):
            if raw[offset + i].isascii() and raw[offset + i].isalnum() and text[start + i].isascii():
                assert text[start + i] == raw[offset + i]


@settings(max_examples=300, deadline=None)
@given(TEXTS)
def test_sections_cover_the_text_in_order(raw: str) -> None:
    [result] = clean([statement(raw)])
    if isinstance(result, Failure):
        return
    at = 0
    for section in result.sections:
        assert not result.text[at : section.start].strip()
        assert section.start < section.end
        at = section.end
    assert at == len(result.text)


@settings(max_examples=200, deadline=None)
@given(TEXTS)
def test_no_rule_puts_a_letter_where_another_stood(raw: str) -> None:
    for rule in RULES:
        after = rule(MappedText.of(raw))
        for character, at in zip(after.text, after.offsets.tolist(), strict=True):
            if at >= 0 and character.isalpha() and raw[at].isascii() and raw[at].isalpha():
                assert unicodedata.normalize("NFD", character)[0] == raw[at]


def test_the_source_map_leads_through_the_reader_to_the_file() -> None:
    [result] = clean([statement("Free  him", offsets=[10, 11, 12, 13, -1, 20, 30, 31, 32])])
    assert isinstance(result, CleanText)
    assert result.text == "Free him"
    assert source_map(result) == [[0, 10, 4], [5, 30, 3]]


def test_the_source_map_of_a_paged_file_names_page_and_offset_in_it() -> None:
    [result] = clean([statement("abcd efgh", offsets=[*range(3, 12)], page_starts=(0, 5, 9))])
    assert isinstance(result, CleanText)
    assert source_map(result) == [[0, 3, 2, 1], [2, 0, 4, 2], [6, 0, 3, 3]]
