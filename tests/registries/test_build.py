from pathlib import Path

import pytest

from pipeline.errors import UsageError
from pipeline.matching.registry import load
from pipeline.registries.build import Built, build
from pipeline.registries.entry import Entry
from pipeline.registries.sources import read
from pipeline.resources import registry_path

REGISTRY = load(registry_path())


def built(folder: Path, *lines: str, keep_unsafe: bool = False, prefix: str = "") -> Built:
    path = folder / "people.csv"
    path.write_text("\n".join(("id,name,alias,kind,state,role", *lines)), encoding="utf-8")
    return build(read(path, {}, None, REGISTRY), REGISTRY, keep_unsafe=keep_unsafe, prefix=prefix)


def notes(result: Built) -> list[str]:
    return [str(note) for note in result.notes]


def test_unsafe_names_are_left_out_and_told(tmp_path: Path) -> None:
    result = built(tmp_path, "1,Asel Nurbekova,Asel;Nurbekova,person,KG,lawyer", "2,May,,person,,")
    assert result.entries == (
        Entry(
            id="1",
            kind="person",
            names=("Asel Nurbekova",),
            states=("KGZ",),
            roles=("lawyer",),
            left_out={
                "Asel": "is a given name alone",
                "Nurbekova": "is one word of a person who has a full name, after which it is found anyway",
            },
        ),
        Entry(id="2", kind="person", names=(), left_out={"May": "is a common English word"}),
    )
    assert notes(result)[0] == "people.csv, row 2: 'Asel' of 1 is left out: it is a given name alone"
    assert [note.kind for note in result.notes] == ["left out"] * 3


def test_unsafe_names_are_kept_on_demand(tmp_path: Path) -> None:
    result = built(tmp_path, "2,May,,person,,", keep_unsafe=True)
    assert result.entries == (Entry(id="2", kind="person", names=("May",)),)
    assert result.notes == ()


def test_rows_of_one_id_are_one_entry(tmp_path: Path) -> None:
    result = built(tmp_path, "1,Asel Nurbekova,,person,KG,", "1,Aselya Nurbek-kyzy,,person,KG,lawyer")
    (entry,) = result.entries
    assert entry.names == ("Asel Nurbekova", "Aselya Nurbek-kyzy")
    assert (entry.states, entry.roles) == (("KGZ",), ("lawyer",))
    assert result.rows == 2
    assert notes(result) == []


def test_rows_that_say_nothing_new_and_names_of_several_are_told(tmp_path: Path) -> None:
    result = built(tmp_path, "1,Wang Wei,,person,,", "1,Wang Wei,,person,,", "2,Wang Wei,,person,,")
    assert notes(result) == [
        "people.csv, row 3: 'Wang Wei' of 1 stands in people.csv, row 2 already",
        "people.csv, row 4: 'Wang Wei' is borne by 2 entries, 1, 2: it is found, but means none of them",
    ]


def test_rows_of_weak_names_alone(tmp_path: Path) -> None:
    path = tmp_path / "x.jsonl"
    path.write_text('{"id":"NK-1","schema":"Person","properties":{"weakAlias":["The Boss"]}}\n' * 2)
    result = build(read(path, {}, None, REGISTRY), REGISTRY, keep_unsafe=False, prefix="")
    assert result.entries[0].left_out == {"The Boss": "is weak, says its source"}
    assert [note.kind for note in result.notes] == ["twice", "left out"]
    kept = build(read(path, {}, None, REGISTRY), REGISTRY, keep_unsafe=True, prefix="")
    assert kept.entries[0].names == ("The Boss",)


def test_a_prefix_stands_before_every_id(tmp_path: Path) -> None:
    assert built(tmp_path, "1,Asel Nurbekova,,person,,", prefix="kg-").entries[0].id == "kg-1"


def test_all_faults_are_told_at_once(tmp_path: Path) -> None:
    lines = [",Asel Nurbekova,,person,,", "2,Wang Wei,,person,,", "2,Wang Wei,,ngo,,"]
    with pytest.raises(UsageError) as error:
        built(tmp_path, *lines)
    assert str(error.value).splitlines()[1:] == [
        "people.csv, row 2, column id: empty; every entry needs an id that stays the same",
        "people.csv, row 4: id '2' is ngo, case capitals here, and person, case capitals in people.csv, row 3; "
        "make them agree",
    ]
    with pytest.raises(UsageError, match="and 5 rows more"):
        built(tmp_path, *[",X Y,,person,,"] * 25)


def test_nothing_is_no_registry(tmp_path: Path) -> None:
    with pytest.raises(UsageError, match="no entry"):
        built(tmp_path)
