"""Persons and bodies of an invented release, from clean text to entities, with the shipped model and registry."""

import pytest

from pipeline.matching import registry as registries
from pipeline.matching.scanner import Scanner
from pipeline.normalise.organisations import join_organisations
from pipeline.normalise.people import join_people
from pipeline.recognise import recognise
from pipeline.recognise.model import load_model
from pipeline.recognise.signatories import find_signatories
from pipeline.relate.roles import find_roles
from pipeline.resources import model_path, registry_path
from tests.texts import clean_text

TEXT = """Kenya: Free Lawyer Held Over Protest Broadcast
(Nairobi, 3 June 2024) – The human rights lawyer Wanjiru Otieno, who represents Clear Rivers Forum (CRF), was arrested \
on Sunday, the UN Human Rights Council was told. Her brother, James Otieno, a nurse, was beaten.
“Ms. Otieno did nothing but her work,” said Tomas Velde, CRF director. The Council should speak, Velde added. CRF and \
the Law Society of Kenya demand her release.
Contact:
Nomsa Dube, Programme Officer, CRF, n.dube@example.org"""


@pytest.mark.slow
def test_a_release_from_text_to_entities() -> None:
    registry = registries.load(registry_path())
    clean = clean_text(TEXT)
    text = recognise([clean], load_model(model_path()), registry, Scanner(registry.forms))[0]
    organisations = join_organisations(text, find_signatories(text), registry)
    people = join_people(text, find_roles(text), organisations)

    assert [(p.name, p.roles) for p in people] == [
        ("Wanjiru Otieno", ["human rights lawyer"]),
        ("James Otieno", ["brother", "nurse"]),
        ("Tomas Velde", ["CRF director"]),
        ("Nomsa Dube", ["Programme Officer, CRF"]),
    ]
    assert [m.text for m in people[0].mentions] == ["Wanjiru Otieno", "Otieno"]  # Ms. Otieno is not her brother
    forms = {o.name: [m.text for m in o.mentions] for o in organisations}
    assert forms["Clear Rivers Forum"] == ["Clear Rivers Forum", "CRF", "CRF", "CRF", "CRF"]
    assert forms["UN Human Rights Council"] == ["UN Human Rights Council", "Council"]
    assert [p.affiliations for p in people[2:]] == [[organisations[0].id]] * 2
