"""Roles and affiliations; the persons and bodies are invented, the names in the sentences given."""

import pytest

from pipeline.record import SectionKind
from pipeline.relate.roles import find_roles
from tests.texts import clean_text, names, recognised


def roles(text: str, *marks: str, kind: SectionKind = "body") -> list[tuple[str, str | None, str | None]]:
    """(person, role, organisation) of each fact."""
    found = names(text, *marks)
    facts = find_roles(recognised(clean_text(text, kind), found))

    def words(index: int | None) -> str | None:
        return None if index is None else text[found[index].start : found[index].end]

    return [
        (str(words(f.person)), None if f.start is None else text[f.start : f.end], words(f.organisation)) for f in facts
    ]


P = ("P Ana Ruiz", "P Li Po", "P Jo Do", "O Clear Rivers", "S Kenyan=KEN/demonym", "S Hong Kong=HKG/name")


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("The human rights lawyer Ana Ruiz left.", [("Ana Ruiz", "human rights lawyer", None)]),
        ("Lawyer and activist Ana Ruiz left.", [("Ana Ruiz", "Lawyer and activist", None)]),
        ("the wrongfully detained Hong Kong lawyer Li Po", [("Li Po", "lawyer", None)]),
        ("Kenyan opposition leader Ana Ruiz left.", [("Ana Ruiz", "Kenyan opposition leader", None)]),
        ("Clear Rivers’ director Ana Ruiz left.", [("Ana Ruiz", "director", None)]),
        ("Clear Rivers director Ana Ruiz left.", [("Ana Ruiz", "Clear Rivers director", "Clear Rivers")]),
        ("Minister of Justice Ana Ruiz left.", [("Ana Ruiz", "Minister of Justice", None)]),
        ("Her lawyer, Ana Ruiz, left.", [("Ana Ruiz", "lawyer", None)]),
        ("The head of Clear Rivers, Ana Ruiz, left.", [("Ana Ruiz", "head of Clear Rivers", "Clear Rivers")]),
        ("One is a retired baker from Sfax, Ana Ruiz, who left.", [("Ana Ruiz", "retired baker", None)]),
        ("Li Po’s lawyer Ana Ruiz left.", [("Ana Ruiz", "Li Po’s lawyer", None)]),
        ("Activists Ana Ruiz, Li Po and Jo Do left.",
         [("Ana Ruiz", "Activists", None), ("Li Po", "Activists", None), ("Jo Do", "Activists", None)]),
        ("Mr. Li Po and Prof. Ana Ruiz left.", [("Ana Ruiz", "Prof.", None)]),
    ],
)  # fmt: skip
def test_roles_before_a_name(text: str, wanted: list[tuple[str, str | None, str | None]]) -> None:
    assert roles(text, *P) == wanted


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("Ana Ruiz, a prominent human rights lawyer, left.", [("Ana Ruiz", "human rights lawyer", None)]),
        ("Ana Ruiz (34), mother of three, left.", [("Ana Ruiz", "mother of three", None)]),
        ("said Ana Ruiz, Clear Rivers’ Kenya director.", [("Ana Ruiz", "Kenya director", "Clear Rivers")]),
        ("Ana Ruiz, the head of Clear Rivers and a member of parliament, left.",
         [("Ana Ruiz", "head of Clear Rivers", "Clear Rivers"), ("Ana Ruiz", "member of parliament", None)]),
        ("Ana Ruiz, Executive Director, Clear Rivers.",
         [("Ana Ruiz", "Executive Director, Clear Rivers", "Clear Rivers")]),
        ("Ana Ruiz (Chair-Rapporteur) left.", [("Ana Ruiz", "Chair-Rapporteur", None)]),
        ("Ana Ruiz (Clear Rivers) left.", [("Ana Ruiz", None, "Clear Rivers")]),
        ("Ana Ruiz, a lawyer who left in 2010, spoke.", [("Ana Ruiz", "lawyer", None)]),
        ("Ana Ruiz, lawyer Li Po and others left.", [("Li Po", "lawyer", None)]),
        ("Ana Ruiz’s lawyer left.", []),
        ("Ana Ruiz and Jo Do, both members of Clear Rivers, left.",
         [("Jo Do", "members of Clear Rivers", "Clear Rivers"),
          ("Ana Ruiz", "members of Clear Rivers", "Clear Rivers")]),
        ("Ana Ruiz, arrested in May, left.", []),
    ],
)  # fmt: skip
def test_roles_after_a_name(text: str, wanted: list[tuple[str, str | None, str | None]]) -> None:
    assert roles(text, *P) == wanted


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("Ana Ruiz is director of Clear Rivers", [("Ana Ruiz", "director of Clear Rivers", "Clear Rivers")]),
        ("Ana Ruiz, who had been Li Po’s lawyer, left.", [("Ana Ruiz", "Li Po’s lawyer", None)]),
        ("Ana Ruiz and Jo Do, who had been Li Po’s lawyer and colleague, respectively, left.",
         [("Ana Ruiz", "Li Po’s lawyer", None), ("Jo Do", "colleague", None)]),
        ("Ana Ruiz works as a nurse at Clear Rivers.", [("Ana Ruiz", "nurse at Clear Rivers", "Clear Rivers")]),
        ("Ana Ruiz was elected president in 2010.", [("Ana Ruiz", "president", None)]),
        ("Ana Ruiz was arrested. Li Po is not a lawyer. Jo Do was told.", []),
    ],
)  # fmt: skip
def test_roles_behind_a_copula(text: str, wanted: list[tuple[str, str | None, str | None]]) -> None:
    assert roles(text, *P) == wanted


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("Ana Ruiz, Researcher, Clear Rivers, at a@example.org",
         [("Ana Ruiz", "Researcher, Clear Rivers", "Clear Rivers")]),
        ("Ana Ruiz – Media Officer – +254 7", [("Ana Ruiz", "Media Officer", None)]),
        ("Ana Ruiz\nExecutive Director\nClear Rivers", [("Ana Ruiz", "Executive Director", "Clear Rivers")]),
        ("Head of the Judiciary\nAna Ruiz", [("Ana Ruiz", "Head of the Judiciary", None)]),
        ("Ana Ruiz (f), 26, drama student", [("Ana Ruiz", "drama student", None)]),
        ("Ana Ruiz, Chair\nClear Rivers", [("Ana Ruiz", "Chair", "Clear Rivers")]),
    ],
)  # fmt: skip
def test_roles_in_contact_and_signature_lines(text: str, wanted: list[tuple[str, str | None, str | None]]) -> None:
    assert roles(text, *P, kind="contact") == wanted


def test_no_person_no_roles() -> None:
    assert roles("The lawyer of Clear Rivers left.", "O Clear Rivers") == []
