"""Lists of signatories: invented bodies and persons."""

import pytest

import pipeline.recognise.component  # noqa: F401  gives spans a confidence
from pipeline.recognise.signatories import find_signatories, signatory_names
from tests.texts import blank_doc, clean_text, names, recognised

STATES = ("S Kenya=KEN", "S Uganda=UGA", "S Ukraine=UKR", "S the Netherlands=NLD", "S Nicaragua=NIC", "S China=CHN")


def read(text: str) -> list[tuple[str, str, str | None, str | None]]:
    """(kind, name, acronym, country) of each signatory of a text that is all list."""
    found = find_signatories(recognised(clean_text(text, "signatories"), names(text, *STATES)))
    return [
        (s.kind[:3], text[s.start : s.end], text[slice(*s.acronym)] if s.acronym else None, s.country) for s in found
    ]


@pytest.mark.parametrize(
    ("line", "wanted"),
    [
        ("Clear Rivers Forum, Kenya", ("org", "Clear Rivers Forum", None, "KEN")),
        ("12. Clear Rivers Forum – Kenya", ("org", "Clear Rivers Forum", None, "KEN")),
        ("• Clear Rivers Forum (CRF) (Uganda)", ("org", "Clear Rivers Forum", "CRF", "UGA")),
        ("Clear Rivers Forum (CRF), Uganda", ("org", "Clear Rivers Forum", "CRF", "UGA")),
        ("Clear Rivers Forum | the Netherlands", ("org", "Clear Rivers Forum", None, "NLD")),
        ("Clear Rivers Forum, Lviv, Ukraine", ("org", "Clear Rivers Forum", None, "UKR")),
        ("Clear Rivers Forum, Nicaragua (in exile)", ("org", "Clear Rivers Forum", None, "NIC")),
        ("Forum for Economic, Social and Cultural Rights, International",
         ("org", "Forum for Economic, Social and Cultural Rights", None, None)),
        ("Open Courts in China (OCC)", ("org", "Open Courts in China", "OCC", None)),
        ("The Rivers Practice, Kenya/Uganda", ("org", "The Rivers Practice", None, None)),
        ("Mujeres Ribera Clara, Nicaragua", ("org", "Mujeres Ribera Clara", None, "NIC")),
        ("Prof. Han Seo-yeon, Gwangju", ("per", "Han Seo-yeon", None, None)),
        ("Wiryawan, editor, Yogyakarta", ("per", "Wiryawan", None, None)),
        ("Ingrid Sunde, former member of parliament, Kenya", ("per", "Ingrid Sunde", None, None)),
        ("Nomsa Dube, Clear Rivers Foundation", ("per", "Nomsa Dube", None, None)),
        ("Prof. em. Ilse Brandt, Uppsala", ("per", "Ilse Brandt", None, None)),
        ("Ir. Teodor Maluku", ("per", "Teodor Maluku", None, None)),
        ("Clear Rivers Forum – CRF (Uganda)", ("org", "Clear Rivers Forum", "CRF", "UGA")),
        ("Flussrecht e.V., Kenya", ("org", "Flussrecht e.V.", None, "KEN")),
    ],
)  # fmt: skip
def test_a_line_is_a_signatory_with_its_country(line: str, wanted: tuple[str, ...]) -> None:
    assert read(line) == [wanted]


@pytest.mark.parametrize("line", ["Signatories:", "Yours faithfully,", "International organisations", "cc: Nomsa Dube",
                                  "and eleven others whose names are known to us", "press@example.org",
                                  "c.c.: Ports Authority, Bregna", "With deep respect,"])  # fmt: skip
def test_other_lines_are_none(line: str) -> None:
    assert read(line) == []


def test_a_signature_over_several_lines() -> None:
    text = "Sincerely,\nNomsa Dube\nExecutive Director\nClear Rivers Forum"
    assert [(kind, name) for kind, name, _, _ in read(text)] == [("per", "Nomsa Dube"), ("org", "Clear Rivers Forum")]


def test_a_paragraph_of_semicolons() -> None:
    text = "Undersigned: Clear Rivers Forum (Kenya); Open Courts (OC); and Fair Ports Circle."
    assert [name for _, name, _, _ in read(text)] == ["Clear Rivers Forum", "Open Courts", "Fair Ports Circle"]


def signed(text: str, person: str, confidence: float) -> list[tuple[str, str]]:
    """(kind, name) of the signatories of a list in which the model found one person."""
    one = recognised(clean_text(text, "signatories"), names(text, *STATES))
    span = one.doc.char_span(text.index(person), text.index(person) + len(person), label="PERSON")
    span._.confidence = confidence
    one.doc.ents = (span,)
    return [(s.kind, text[s.start : s.end]) for s in find_signatories(one)]


@pytest.mark.parametrize(
    ("line", "person", "confidence"),
    [
        ("Yusra Tamm, Bregna", "Yusra Tamm", 0.6),
        ("Yusra Tamm, on behalf of 30 families", "Yusra Tamm", 0.9),
        ("Peter Tamm", "Peter Tamm", 0.3),
    ],
)
def test_whom_the_model_takes_for_a_person_signs_as_one(line: str, person: str, confidence: float) -> None:
    assert signed(line, person, confidence) == [("person", person)]


@pytest.mark.parametrize(
    ("line", "person", "confidence"),
    [
        ("Yusra Tamm, Bregna", "Yusra Tamm", 0.3),
        ("Jalan Terang, Kenya", "Jalan Terang", 0.9),
        ("Jalan Terang (JT), Bregna", "Jalan Terang", 0.9),
    ],
)
def test_a_country_or_an_acronym_says_more_than_the_model(line: str, person: str, confidence: float) -> None:
    assert [kind for kind, _ in signed(line, person, confidence)] == ["organisation"]


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("Submitted by: Jalan Terang Circle (JTC), Ports Desk and the Clear Rivers Union",
         ["Jalan Terang Circle", "Ports Desk", "Clear Rivers Union"]),
        ("Joint submission by: Open Courts and Ports Desk", ["Open Courts", "Ports Desk"]),
        ("Submitted by: Centre for Law, Democracy and Justice", ["Centre for Law, Democracy and Justice"]),
    ],
)  # fmt: skip
def test_a_label_before_the_names_is_none_of_them(text: str, wanted: list[str]) -> None:
    assert [name for _, name, _, _ in read(text)] == wanted


def test_a_paragraph_of_commas() -> None:
    text = (
        "Clear Rivers Forum, Open Courts, Fair Ports Circle, Lanterns Without Borders, Harbour Watch, "
        "Quiet Valleys Trust, Tall Trees Alliance, and Long Roads Collective"
    )
    assert len(read(text)) == 8


def test_only_the_list_is_read_and_names_carry_acronyms() -> None:
    text = "We met Clear Rivers, Kenya.\nOpen Courts Forum (OCF), Uganda"
    clean = clean_text(text, signatories_from="Open")
    found = [
        (n.label, text[n.start : n.end], n.by) for n in signatory_names(clean, blank_doc(text), names(text, *STATES))
    ]
    assert found == [("ORG", "Open Courts Forum", "section"), ("ORG", "OCF", "section")]
