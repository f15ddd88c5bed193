"""The scanner and its two engines against small cases, and against the slow reference."""

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

import pytest

from pipeline.matching import Form, Scanner, cache, scanner
from pipeline.matching.compiled import Compiled
from pipeline.matching.plain import Plain
from tests.matching.random_registries import differences

Engine = Callable[[Sequence[Form]], Any]


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


@pytest.mark.parametrize(
    ("options", "name", "text", "expected"),
    [
        ({"case": "written"}, "Chad", "CHAD Chad chad", ["Chad"]),
        ({"case": "capitals"}, "Chad", "CHAD Chad chad", ["CHAD", "Chad"]),
        ({"case": "any"}, "Chad", "CHAD Chad chad", ["CHAD", "Chad", "chad"]),
        ({"case": "any"}, "Straße", "die STRASSE, die STRAẞE", ["STRASSE", "STRAẞE"]),
        ({"case": "any"}, "İzmir", "izmir, IZMIR, İZMİR", ["izmir", "IZMIR", "İZMİR"]),
        ({"case": "any"}, "U.N.", "u.n. un", ["u.n."]),
        ({"case": "any"}, "UN", "u.n. un", ["u.n.", "un"]),
        ({}, "Orbán", "Orban, Orbán", ["Orbán"]),
        ({"folded": True}, "Orbán", "Orban, Orba\u0301n’s, ORBÁN", ["Orban", "Orba\u0301n", "ORBÁN"]),
        ({"folded": True}, "Orban", "Orbán Orbanova", ["Orbán"]),
        ({"folded": True}, "Lodz", "in Łódź.", ["Łódź"]),
        ({"folded": True}, "Fiona", "x ﬁona Ｆiona ﬂ Fiona", ["Ｆiona", "Fiona"]),
        ({"folded": True}, "محمد", "السيد مُحَمَّد قال", ["مُحَمَّد"]),
        ({}, "Orbán", "Orba\u0301n", ["Orba\u0301n"]),
        ({}, "Orba\u0301n", "Orbán", ["Orbán"]),
        ({}, "Orba", "Orba\u0301n", []),
        ({}, "한국", "\u1112\u1161\u11ab\u1100\u116e\u11a8 한국", ["\u1112\u1161\u11ab\u1100\u116e\u11a8", "한국"]),
        ({}, "刘晓波", "Liu Xiaobo (刘晓波) 刘晓波先生", ["刘晓波"]),
        ({}, "𠀋", "𠀋𠀋 😀𠀋😀", ["𠀋"]),
        ({}, "X", "X x ßX-X", ["X", "X"]),
        ({}, " UN ", "the UN.", ["UN"]),
        ({}, "UN Women", "UN\u00a0Women UN\u202fWOMEN UN WOMEN", ["UN\u00a0Women", "UN\u202fWOMEN", "UN WOMEN"]),
    ],
)
@pytest.mark.parametrize("engine", [Plain, Compiled.build])
def test_what_counts_as_the_same(engine: Engine, options: Any, name: str, text: str, expected: list[str]) -> None:
    found = engine([Form(name, ("x",), "name", **options)]).find([text])
    assert [text[start:end] for _, start, end, _ in found] == expected


@pytest.mark.parametrize("engine", [Plain, Compiled.build])
def test_the_stricter_form_goes_first_where_two_match_the_same(engine: Engine) -> None:
    forms = [Form("dawn", ("any",), "name", case="any"), Form("Dawn", ("written",), "name", case="written")]
    assert [form for *_, form in engine(forms).find(["dawn Dawn DAWN"])] == [0, 1, 0]


@pytest.mark.parametrize("engine", [Plain, Compiled.build])
@pytest.mark.parametrize("forms", [[], [form("X")], [form("\u0301")], [form(" ")]])
@pytest.mark.parametrize("texts", [[], [""], ["", " ", "\u0301", "\0"]])
def test_nothing_is_found_in_nothing(engine: Engine, forms: list[Form], texts: list[str]) -> None:
    matches = [tuple(match) for match in engine(forms).find(texts)]
    assert matches == ([(2, 0, 1, 0)] if forms == [form("\u0301")] and len(texts) > 1 else [])


@pytest.mark.parametrize("seed", range(300))
def test_both_engines_find_what_the_definition_says(seed: int) -> None:
    differences(seed)


def test_long_batches_are_scanned_in_pieces() -> None:
    texts = [f"{'x' * 999}{n} Niger {'y ' * (n % 700)}" for n in range(500)]
    expected = [(n, len(str(n)) + 1000, len(str(n)) + 1005, 0) for n in range(500)]
    assert [tuple(row) for row in Compiled.build([form("Niger")]).find(texts)] == expected


def test_many_forms_are_found_as_few_are(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setattr(scanner, "_FEW", 0)
    monkeypatch.setattr(cache, "default_folder", lambda: tmp_path)
    text = "DR Congo; the U.N. in Côte d’Ivoire"
    assert Scanner(FORMS).scan([text, text]) == SCANNER.scan([text, text])
