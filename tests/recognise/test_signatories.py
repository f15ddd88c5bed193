"""Lists of signatories: invented bodies and persons."""

import pytest

from pipeline.recognise.signatories import find_signatories, signatory_names
from tests.texts import clean_text, names, recognised

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
    ],
)  # fmt: skip
def test_a_line_is_a_signatory_with_its_country(line: str, wanted: tuple[str, ...]) -> None:
    assert read(line) == [wanted]


@pytest.mark.parametrize("line", ["Signatories:", "Yours faithfully,", "International organisations", "cc: Nomsa Dube",
                                  "and eleven others whose names are known to us", "press@example.org"])  # fmt: skip
def test_other_lines_are_none(line: str) -> None:
    assert read(line) == []


def test_a_signature_over_several_lines() -> None:
    text = "Sincerely,\nNomsa Dube\nExecutive Director\nClear Rivers Forum"
    assert [(kind, name) for kind, name, _, _ in read(text)] == [("per", "Nomsa Dube"), ("org", "Clear Rivers Forum")]


def test_a_paragraph_of_semicolons() -> None:
    text = "Undersigned: Clear Rivers Forum (Kenya); Open Courts (OC); and Fair Ports Circle."
    assert [name for _, name, _, _ in read(text)] == ["Clear Rivers Forum", "Open Courts", "Fair Ports Circle"]


def test_a_paragraph_of_commas() -> None:
    text = (
        "Clear Rivers Forum, Open Courts, Fair Ports Circle, Lanterns Without Borders, Harbour Watch, "
        "Quiet Valleys Trust, Tall Trees Alliance, and Long Roads Collective"
    )
    assert len(read(text)) == 8


def test_only_the_list_is_read_and_names_carry_acronyms() -> None:
    text = "We met Clear Rivers, Kenya.\nOpen Courts Forum (OCF), Uganda"
    clean = clean_text(text, signatories_from="Open")
    found = [(n.label, text[n.start : n.end], n.by) for n in signatory_names(clean, names(text, *STATES))]
    assert found == [("ORG", "Open Courts Forum", "section"), ("ORG", "OCF", "section")]
