"""The scanner against small cases, and against a slow and obvious twin."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.matching import Form, Match, Scanner
from pipeline.matching.variants import fold, spellings


def form(text: str) -> Form:
    return Form(text, (text,), "name")


FORMS = [
    form(text)
    for text in (
        "Congo",
        "DR Congo",
        "Republic of the Congo",
        "Democratic Republic of the Congo",
        "Guinea",
        "Guinea-Bissau",
        "Niger",
        "Nigeria",
        "India",
        "Sudan",
        "South Sudan",
        "UN",
        "UN Women",
        "US",
        "Côte d'Ivoire",
        "Hong Kong",
        "People's Republic of China",
        "China",
        "+972 Magazine",
    )
]
SCANNER = Scanner(FORMS)


def found(text: str) -> list[str]:
    (matches,) = SCANNER.scan([text])
    return [f"{text[match.start : match.end]} = {match.form.text}" for match in matches]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Indiana and Indian, Nigerian and Sudanese", []),
        ("Niger, Nigeria.", ["Niger = Niger", "Nigeria = Nigeria"]),
        ("South Sudan and Sudan", ["South Sudan = South Sudan", "Sudan = Sudan"]),
        ("the Republic of the Congo", ["Republic of the Congo = Republic of the Congo"]),
        # The longer form fails at its last token: the shorter one must not be lost.
        ("the Democratic Republic of the Congolese; UN Womenfolk", ["UN = UN"]),
        ("Guinea–Bissau, Guinea - Bissau", ["Guinea–Bissau = Guinea-Bissau", "Guinea = Guinea"]),
        ("Côte d’Ivoire; CÔTE D’IVOIRE", ["Côte d’Ivoire = Côte d'Ivoire", "CÔTE D’IVOIRE = Côte d'Ivoire"]),
        ("Hong\nKong", ["Hong\nKong = Hong Kong"]),
        ("Hong  Kong", []),
        ("tell us, the U.S. and the U.N.", ["U.S. = US", "U.N. = UN"]),
        ("the U.S, U.S.-led", ["U.S = US", "U.S. = US"]),
        ("U.N. Women; UN women", ["U.N. Women = UN Women", "UN = UN"]),
        ("china, CHINA", ["CHINA = China"]),
        ("PEOPLE’S REPUBLIC OF CHINA", ["PEOPLE’S REPUBLIC OF CHINA = People's Republic of China"]),
        ("+972 Magazine in Niger", ["+972 Magazine = +972 Magazine", "Niger = Niger"]),
        ("😀 China’s", ["China = China"]),
        ("", []),
    ],
)
def test_mentions(text: str, expected: list[str]) -> None:
    assert found(text) == expected


def test_an_empty_batch_gives_an_empty_list() -> None:
    assert SCANNER.scan([]) == []


def test_each_text_has_its_own_list_and_offsets() -> None:
    assert [[(m.start, m.end) for m in matches] for matches in SCANNER.scan(["", "in Niger", "UN"])] == [
        [],
        [(3, 8)],
        [(0, 2)],
    ]


def test_a_form_as_written_goes_before_a_variant_of_another() -> None:
    (matches,) = Scanner([form("Dawn"), form("DAWN")]).scan(["DAWN Dawn"])
    assert [match.form.text for match in matches] == ["DAWN", "Dawn"]


@pytest.mark.parametrize("forms", [[form("Niger"), form("Niger")], [form("")]])
def test_forms_that_cannot_be_told_apart_are_refused(forms: list[Form]) -> None:
    with pytest.raises(ValueError, match="distinct"):
        Scanner(forms)


def slow_scan(forms: list[Form], text: str) -> list[Match]:
    """The definition, word for word: at each token the longest spelling that ends at a token's end."""
    folded = fold(text)
    tokens = [match.span() for match in re.finditer(r"\w+|\W", folded)]
    ends = {end for _, end in tokens}
    table = {fold(form.text): form for form in forms}
    for one in forms:
        for spelling in spellings(fold(one.text)):
            table.setdefault(spelling, one)
    matches = []
    done = 0
    for start, _ in tokens:
        if start < done:
            continue
        here = [s for s in table if folded.startswith(s, start) and start + len(s) in ends]
        if here:
            longest = max(here, key=len)
            done = start + len(longest)
            matches.append(Match(start, done, table[longest]))
    return matches


PIECES = st.sampled_from(["UN", "U", ".", "N", " ", "\n", "-", "–", "’", "'", "Hong", "Kong", "a", "A", "é", "😀", "1"])
TEXTS = st.lists(PIECES, max_size=30).map("".join)


@given(st.lists(TEXTS.filter(bool), max_size=8), st.lists(TEXTS, max_size=3))
def test_the_scanner_equals_its_slow_twin(names: list[str], texts: list[str]) -> None:
    forms = [form(name) for name in dict.fromkeys(map(fold, names))]
    assert Scanner(forms).scan(texts) == [slow_scan(forms, text) for text in texts]
