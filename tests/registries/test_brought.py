"""What names of a user's registries mean in texts, beside the built-in registry."""

import stat
from pathlib import Path

import pytest

from pipeline.errors import UsageError
from pipeline.matching.registry import Registry, load
from pipeline.registries.brought import Brought, bring
from pipeline.registries.entry import Entry
from pipeline.registries.file import write
from pipeline.resources import registry_path

BUILTIN = load(registry_path())


@pytest.fixture(autouse=True, params=["few", "many"])
def folder(request: pytest.FixtureRequest, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Registries lie here. Few names and many, which are found by other means, mean the same."""
    monkeypatch.chdir(tmp_path)
    if request.param == "many":
        monkeypatch.setattr("pipeline.registries.brought._FEW", 0)


def entry(id_: str, kind: str, *names: str, **more: object) -> Entry:
    return Entry(id=id_, kind=kind, names=names, **more)  # type: ignore[arg-type]


def brought(*entries: Entry) -> tuple[Registry, Brought]:
    write(Path("a.jsonl"), entries)
    return bring(BUILTIN, [Path("a.jsonl")], Path("cache"))


def found(text: str, *entries: Entry) -> list[tuple[str, str, str | None]]:
    (names,) = brought(*entries)[1].names([text])
    return [(text[name.start : name.end], name.label, name.entry) for name in names]


ASEL = entry("d-1", "person", "Asel Nurbekova")


def test_persons_and_bodies() -> None:
    bodies = entry("o-1", "ngo", "Free Rivers Forum", "FRF"), entry("o-2", "other", "Osh Brigade")
    text = "Free Rivers Forum (F.R.F.) wrote to ASEL NURBEKOVA’s mother and the Osh Brigade."
    assert found(text, ASEL, *bodies) == [
        ("Free Rivers Forum", "ORG", "o-1"),
        ("F.R.F.", "ORG", "o-1"),
        ("ASEL NURBEKOVA", "PERSON", "d-1"),
        ("Osh Brigade", "ORG", "o-2"),
    ]


@pytest.mark.parametrize(
    ("case", "expected"),
    [
        ("capitals", ["Free Rivers Forum", "FREE RIVERS FORUM"]),
        ("written", ["Free Rivers Forum"]),
        ("any", ["Free Rivers Forum", "FREE RIVERS FORUM", "free rivers forum"]),
    ],
)
def test_the_case_rule(case: str, expected: list[str]) -> None:
    text = "İn Free Rivers Forum, FREE RIVERS FORUM, free rivers forum."
    assert [one[0] for one in found(text, entry("1", "ngo", "Free Rivers Forum", case=case))] == expected


def test_a_name_in_capitals_is_found_in_any_case() -> None:
    assert found("Jane Doe spoke.", entry("1", "person", "Jane DOE")) == [("Jane Doe", "PERSON", "1")]


def test_a_name_of_several_entries_means_none() -> None:
    two = entry("1", "person", "Wang Wei"), entry("2", "person", "Wang WEI"), entry("3", "person", "Li Na")
    assert found("Wang Wei met Li Na.", *two) == [("Wang Wei", "PERSON", None), ("Li Na", "PERSON", "3")]
    assert found("Wang Wei", entry("1", "person", "Wang Wei"), entry("2", "ngo", "Wang Wei")) == []


def test_diacritics_do_not_count() -> None:
    assert found("Jose Pérez spoke.", entry("1", "person", "José Pérez")) == [("Jose Pérez", "PERSON", "1")]
    assert found("Jose Pérez", entry("1", "person", "José Pérez", case="written")) == []
    two = entry("1", "person", "José Pérez"), entry("2", "person", "Jose Perez")
    assert found("José Pérez", *two) == [("José Pérez", "PERSON", None)]


def test_the_longest_name_counts() -> None:
    two = entry("1", "ngo", "Free Rivers"), entry("2", "ngo", "FREE RIVERS FORUM")
    assert found("Free Rivers Forum", *two) == [("Free Rivers Forum", "ORG", "2")]


def test_a_body_of_the_built_in_registry_has_the_users_id() -> None:
    registry, names = brought(entry("o-7", "organisation", "Human Rights Watch", "Watch of Rights"))
    assert registry.known_as == {"hrw": "o-7"}
    assert names.names(["Watch of Rights"])[0][0].entry == "hrw"
    assert registry.entries["hrw"].kind == "ngo"


def test_a_body_that_two_entries_claim_stays_itself() -> None:
    two = entry("1", "ngo", "Human Rights Watch"), entry("2", "ngo", "Human Rights Watch")
    assert brought(*two)[0].known_as == {}
    assert found("Human Rights Watch", *two) == []


def test_an_id_of_the_built_in_registry_is_that_entry() -> None:
    registry, names = brought(entry("hrw", "organisation", "Watch of Rights"))
    assert registry.known_as == {}
    assert names.names(["Watch of Rights"])[0][0].entry == "hrw"


def test_states_get_names_and_new_ones_are_known() -> None:
    registry, names = brought(
        entry("NZL", "state", "Aotearoa", "China", states=("NZL",)),
        entry("Q1", "region", "Ruritania", states=("Q1",)),
        entry("x", "state", "Oz", states=("AUS",)),
    )
    meant = {name: registry.lookup(name) for name in ("Aotearoa", "RURITANIA", "Oz", "China")}
    assert {name: form and form.entries for name, form in meant.items()} == {
        "Aotearoa": ("NZL",),
        "RURITANIA": ("Q1",),
        "Oz": ("AUS",),
        "China": ("CHN",),
    }
    assert registry.entries["Q1"].kind == "region"
    assert names.names(["Aotearoa"]) == [[]]


def test_kinds_of_bodies_where_the_user_tells_them() -> None:
    registry, _ = brought(entry("1", "government", "Osh City Court"), entry("2", "organisation", "Osh Circle"), ASEL)
    assert registry.entries["1"].kind == "government"
    assert "2" not in registry.entries
    assert "d-1" not in registry.entries


def test_without_states_and_bodies_the_built_in_registry_stays_the_same() -> None:
    registry, _ = brought(ASEL)
    assert registry.entries == BUILTIN.entries
    assert registry.forms == BUILTIN.forms


def test_one_id_in_two_files_is_refused() -> None:
    paths = [Path("a.jsonl"), Path("b.jsonl")]
    for path in paths:
        write(path, [ASEL])
    with pytest.raises(UsageError, match=r"id 'd-1' stands in a\.jsonl and in b\.jsonl\. .* --prefix"):
        bring(BUILTIN, paths, Path("cache"))


@pytest.mark.parametrize(
    "wrong", [entry("hrw", "person", "Jane Doe"), entry("hrw", "state", "Oz"), entry("CHN", "ngo", "Oz")]
)
def test_an_id_of_another_kind_is_refused(wrong: Entry) -> None:
    with pytest.raises(UsageError, match="in the built-in registry; build the file again with --prefix"):
        brought(wrong)


def test_the_digest_tells_the_files() -> None:
    _, one = brought(ASEL)
    _, other = brought(ASEL, entry("2", "ngo", "Osh Forum"))
    assert [digest.split()[0] for digest in (one.digest, other.digest)] == ["a.jsonl"] * 2
    assert one.digest == brought(ASEL)[1].digest != other.digest


@pytest.mark.parametrize("folder", ["many"], indirect=True)
def test_what_is_made_of_many_names_is_kept_and_made_anew_where_it_is_damaged(monkeypatch: pytest.MonkeyPatch) -> None:
    people = [entry("hr-1", "ngo", "Human Rights Watch"), entry("NZL", "state", "Aotearoa", states=("NZL",)), ASEL]
    write(Path("a.jsonl"), people)
    paths, text = [Path("a.jsonl")], ["Asel Nurbekova of Human Rights Watch"]
    registry, names = bring(BUILTIN, paths, Path("cache"))
    (kept,) = Path("cache").iterdir()
    assert stat.S_IMODE(kept.stat().st_mode) == 0o700
    with monkeypatch.context() as reading:
        reading.setattr("pipeline.registries.file.read", None)  # is not called again
        again, mapped = bring(BUILTIN, paths, Path("cache"))
    assert mapped.names(text) == names.names(text)
    assert [name.entry for name in mapped.names(text)[0]] == ["d-1", "hrw"]
    assert again.known_as == registry.known_as == {"hrw": "hr-1"}
    assert again.lookup("Aotearoa") == registry.lookup("Aotearoa")
    (kept / "persons" / "ids.npy").unlink()  # the file itself is mapped
    (kept / "persons" / "ids.npy").touch()
    assert bring(BUILTIN, paths, Path("cache"))[1].names(text) == names.names(text)
    assert (kept / "persons" / "ids.npy").stat().st_size


@pytest.mark.parametrize("folder", ["many"], indirect=True)
def test_where_nothing_can_be_kept_names_are_found_all_the_same() -> None:
    write(Path("a.jsonl"), [ASEL])
    Path("cache").touch()
    _, names = bring(BUILTIN, [Path("a.jsonl")], Path("cache"))
    assert len(names.names(["Asel Nurbekova"])[0]) == 1
