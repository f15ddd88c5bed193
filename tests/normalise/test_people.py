"""Joining of persons' mentions; private persons are invented, and so is what is said of public names."""

import pytest

from pipeline.normalise.organisations import join_organisations
from pipeline.normalise.people import join_people
from pipeline.record import Person
from pipeline.relate.roles import find_roles
from pipeline.statement import Recognised
from tests.normalise.registries import registry
from tests.texts import clean_text, names, recognised


def people(text: str, *marks: str) -> list[Person]:
    found: Recognised = recognised(clean_text(text), names(text, *marks))
    bodies = join_organisations(found, [], registry())
    return join_people(found, find_roles(found), bodies)


def joined(text: str, *marks: str) -> list[tuple[str, list[str]]]:
    return [(p.name, [m.text for m in p.mentions]) for p in people(text, *marks)]


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("Asel Nur left. Nur is free.", [("Asel Nur", ["Asel Nur", "Nur"])]),
        ("Xi left. Xi Jinping spoke.", [("Xi Jinping", ["Xi", "Xi Jinping"])]),
        ("Chow Hang Tung left. Chow Hang-tung, or Hang-tung, or Chow.",
         [("Chow Hang Tung", ["Chow Hang Tung", "Chow Hang-tung", "Hang-tung", "Chow"])]),
        ("Berta Ríos Flores fell. Ríos and Berta Ríos.",
         [("Berta Ríos Flores", ["Berta Ríos Flores", "Ríos", "Berta Ríos"])]),
        ("Aung San Suu Kyi spoke. Suu Kyi left.", [("Aung San Suu Kyi", ["Aung San Suu Kyi", "Suu Kyi"])]),
        ("Ahmed Mansoor and Ahmed Mansour", [("Ahmed Mansoor", ["Ahmed Mansoor", "Ahmed Mansour"])]),
        ("Mona al-Khatib spoke. Al-Khatib left.", [("Mona al-Khatib", ["Mona al-Khatib", "Al-Khatib"])]),
        ("Aleksei Ivanovich Petrov and Aleksei Petrov",
         [("Aleksei Ivanovich Petrov", ["Aleksei Ivanovich Petrov", "Aleksei Petrov"])]),
        ("J. Velde and John Velde", [("John Velde", ["J. Velde", "John Velde"])]),
        ("Eskinder Nega wrote. Eskinder left.", [("Eskinder Nega", ["Eskinder Nega", "Eskinder"])]),
        ("ASEL NUR FREED. Asel Nur left.", [("Asel Nur", ["ASEL NUR", "Asel Nur"])]),
        ("Xi said no.", [("Xi", ["Xi"])]),
        ("Nguyen Van Dai spoke. Dai left.", [("Nguyen Van Dai", ["Nguyen Van Dai", "Dai"])]),
        ("Ana Ruiz, known as “Nita”, left. Nita is free.", [("Ana Ruiz", ["Ana Ruiz", "Nita", "Nita"])]),
    ],
)  # fmt: skip
def test_forms_of_one_name_are_one_person(text: str, wanted: list[tuple[str, list[str]]]) -> None:
    marks = {f"P {form}" for _, forms in wanted for form in forms}
    assert joined(text, *sorted(marks)) == wanted


@pytest.mark.parametrize(
    "text",
    ["Wang Yu and Wang Lan", "Asel Nur and Daniyar Nur", "Ali Hassan and Ali Hussein Karimi", "Li Po and Lu Po",
     "Maryam al-Khatib and Zainab al-Khatib", "Mohammed Ali and Mahdi Ali"],
)  # fmt: skip
def test_people_who_share_a_part_stay_apart(text: str) -> None:
    first, second = text.split(" and ")
    assert [name for name, _ in joined(text, f"P {first}", f"P {second}")] == [first, second]


def test_a_shared_surname_goes_to_the_nearest_before_and_is_less_sure() -> None:
    found = people("Asel Nur and Daniyar Nur left. Nur is free.", "P Asel Nur", "P Daniyar Nur", "P Nur")
    assert [(p.name, len(p.mentions)) for p in found] == [("Asel Nur", 1), ("Daniyar Nur", 2)]
    assert found[1].mentions[1].confidence < found[1].mentions[0].confidence


def test_a_title_tells_who_is_meant() -> None:
    text = "Ms. Asel Nur and Mr. Daniyar Nur left. Ms. Nur is free. Mr. Nur is not."
    found = people(text, "P Asel Nur", "P Daniyar Nur", "P Nur")
    assert [[m.text for m in p.mentions] for p in found] == [["Asel Nur", "Nur"], ["Daniyar Nur", "Nur"]]


def test_roles_are_worded_once_and_the_fuller_wording_stays() -> None:
    text = "Kenyan President Ana Ruiz met President Ruiz, lawyer Ana Ruiz, and Lawyer Ruiz, head of Clear Rivers."
    found = people(text, "P Ana Ruiz", "P Ruiz", "O Clear Rivers", "S Kenyan=KEN/demonym")
    assert found[0].roles == ["Kenyan President", "lawyer", "head of Clear Rivers"]
    assert [text[start:end] for start, end in found[0].role_spans] == found[0].roles
    assert found[0].affiliations == ["o1"]


def test_kinds_of_mentions() -> None:
    found = people("Asel Nur, known as “Ani”, left. Nur spoke.", "P Asel Nur", "P Ani", "P Nur")
    assert [m.kind for m in found[0].mentions] == ["full", "alias", "short"]


def test_no_names_no_people() -> None:
    assert people("Nobody is named.") == []


@pytest.mark.parametrize(
    ("text", "marks", "wanted"),
    [
        ("Asel Nur, called Zarya Kyzy. Asel and Kyzy left.", ["P Asel Nur=d-1", "P Zarya Kyzy=d-1", "P Asel", "P Kyzy"],
         [("d-1", ["Asel Nur", "Zarya Kyzy", "Asel", "Kyzy"])]),
        ("Wang Wei left. Wang W. spoke.", ["P Wang Wei=w-1", "P Wang W.=w-2"],
         [("w-1", ["Wang Wei"]), ("w-2", ["Wang W."])]),
        ("Wang Wei left. Wang Wei Ming spoke.", ["P Wang Wei Ming", "P Wang Wei=w-1"],
         [("w-1", ["Wang Wei", "Wang Wei Ming"])]),
        ("Megawati Sukarno met Sukarno.", ["P Megawati Sukarno=d-1", "P Sukarno=d-2"],
         [("d-1", ["Megawati Sukarno"]), ("d-2", ["Sukarno"])]),
        ("Sukarno, Bung Karno, Sukarno.", ["P Bung Karno=d-2", "P Sukarno=d-2"],
         [("d-2", ["Sukarno", "Bung Karno", "Sukarno"])]),
    ],
)  # fmt: skip
def test_names_of_one_entry_are_one_person(text: str, marks: list[str], wanted: list[tuple[str, list[str]]]) -> None:
    assert [(p.registry, [m.text for m in p.mentions]) for p in people(text, *marks)] == wanted
