import pytest

from pipeline.matching.registry import load
from pipeline.registries.caution import danger
from pipeline.resources import registry_path

REGISTRY = load(registry_path())


@pytest.mark.parametrize(
    ("name", "kind", "why"),
    [
        ("May", "person", "is a common English word"),
        ("Will", "person", "is a common English word"),
        ("Memorial", "ngo", "is a common English word"),
        ("Fatima", "person", "is a given name alone"),
        ("Nguyen", "person", "is a family name alone"),
        ("Xi", "person", "is a"),
        ("FR", "ngo", "is too short: 2 of at least 3 letters"),
        ("L. O.", "person", "has no word of two letters"),
        ("7", "other", "has no word of two letters"),
        ("Jordan", "person", "is a name of JOR in the built-in registry"),
        ("China", "ngo", "is a name of CHN in the built-in registry"),
        ("Ministry of Justice", "government", "is what such a body is called in many states"),
        ("Supreme Court", "government", "is what such a body is called in many states"),
    ],
)
def test_names_that_are_not_safe(name: str, kind: str, why: str) -> None:
    found = danger(name, kind, "capitals", REGISTRY)
    assert found is not None
    assert found.startswith(why)


@pytest.mark.parametrize(
    ("name", "kind"),
    [
        ("Asel Nurbekova", "person"),
        ("Sukarno", "person"),
        ("習近平", "person"),
        ("Li Na", "person"),
        ("FRF", "ngo"),
        ("Viasna", "ngo"),
        ("Access Now", "ngo"),
        ("Human Rights Watch", "organisation"),  # the built-in body
        ("European Court of Human Rights", "igo"),
        ("Ministry of Justice of Ruritania", "government"),
        ("Aotearoa", "state"),
    ],
)
def test_names_that_are_safe(name: str, kind: str) -> None:
    assert danger(name, kind, "capitals", REGISTRY) is None


def test_common_words_are_no_name_in_small_letters() -> None:
    assert danger("Access Now", "ngo", "written", REGISTRY) is None
    assert danger("Access Now", "ngo", "any", REGISTRY) is not None
