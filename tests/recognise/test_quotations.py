import pytest

from pipeline.recognise.quotations import find_quotations


def kinds(text: str) -> list[tuple[str, str]]:
    return [(q.kind, text[q.inner_start : q.inner_end]) for q in find_quotations(text)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("“They came at night,” said Asel Nurbekova.", [("speech", "They came at night,")]),
        ('"They came at night," said Asel Nurbekova.', [("speech", "They came at night,")]),
        ("Asel said: “They came at night.”", [("speech", "They came at night.")]),
        ("Asel said, “They came at night and took him.”", [("speech", "They came at night and took him.")]),
        ("‘They came at night,’ said Asel Nurbekova.", [("speech", "They came at night,")]),
        ("The minister called the report “a pack of lies”.", [("phrase", "a pack of lies")]),
        ("They call for “renewed attention” to it.", [("phrase", "renewed attention")]),
        ("“Win-win” and “harmony” are empty words.", [("phrase", "Win-win"), ("phrase", "harmony")]),
        (
            "“We are alarmed,” said Tadesse, “and we ask for his release.”",
            [("speech", "We are alarmed,"), ("speech", "and we ask for his release.")],
        ),
        ("The lawyers’ office and the judge's chamber.", []),
        ("She told the ‘people’s court’ nothing.", [("phrase", "people’s court")]),
        ("No marks at all.", []),
        ("", []),
    ],
)
def test_kind_and_extent(text, expected):
    assert kinds(text) == expected


def test_a_quotation_left_open_ends_with_its_paragraph_and_goes_on_in_the_next():
    text = "“The first part of it was never closed.\n“The second part was,” said Amina."
    first, second = find_quotations(text)
    assert text[first.start : first.end] == "“The first part of it was never closed."
    assert (first.kind, second.kind) == ("speech", "speech")
    assert (first.continues, second.continues) == (False, True)


def test_spans_hold_their_marks():
    text = "He said “no comment” twice."
    (q,) = find_quotations(text)
    assert text[q.start : q.end] == "“no comment”"
