"""What users bring, row by row; every fault names row and cell."""

import json
from pathlib import Path

import pytest

from pipeline.errors import UsageError
from pipeline.matching.registry import load
from pipeline.registries.sources import Draft, Fault, Row, Skipped, column_map, read, state_id
from pipeline.resources import registry_path

REGISTRY = load(registry_path())


def rows(folder: Path, name: str, content: str | bytes, *columns: str, kind: str | None = None) -> list[Row]:
    path = folder / name
    path.write_bytes(content if isinstance(content, bytes) else content.encode())
    return list(read(path, column_map(columns), kind, REGISTRY))


def draft(row: Row) -> Draft:
    assert isinstance(row, Draft), row
    return row


def test_lines_of_json(tmp_path: Path) -> None:
    (row,) = rows(
        tmp_path,
        "people.jsonl",
        '{"id": "d-1", "kind": "person", "names": ["Asel  Nurbekova", "Асель Нурбекова"], "state": "Kyrgyzstan",'
        ' "role": ["lawyer"], "organisation": "Free Rivers Forum", "dates": "1980-05", "case": "written"}\n\n',
    )
    assert row == Draft(
        place="people.jsonl, row 1",
        id="d-1",
        kind="person",
        names=("Asel Nurbekova", "Асель Нурбекова"),
        weak=(),
        states=("KGZ",),
        roles=("lawyer",),
        organisations=("Free Rivers Forum",),
        dates=("1980-05",),
        case="written",
    )


@pytest.mark.parametrize("delimiter", [",", ";", "\t"])
def test_a_table_with_columns_of_its_own(tmp_path: Path, delimiter: str) -> None:
    lines = [["No", "Full Name", "AKA", "Country"], ["7", '"Doe, Jane"', "J. D. Doe | Dee Doe", "us"]]
    content = "\ufeff" + "\r\n".join(delimiter.join(line) for line in lines)
    columns = ("id=No", "name=Full Name", "alias=AKA", "state=Country")
    (row,) = rows(tmp_path, "people.csv", content, *columns, kind="person")
    assert draft(row).place == "people.csv, row 2"
    assert draft(row).names == ("Doe, Jane", "Jane Doe", "J. D. Doe", "Dee Doe")
    assert draft(row).states == ("USA",)


def test_columns_called_as_the_fields_need_no_map(tmp_path: Path) -> None:
    (row,) = rows(tmp_path, "bodies.csv", "name,id,kind,note\nFree Rivers Forum,7,ngo,x\n")
    assert (draft(row).id, draft(row).kind, draft(row).names) == ("7", "ngo", ("Free Rivers Forum",))


def entity(schema: str, **properties: list[str]) -> str:
    return json.dumps({"id": "NK-1", "schema": schema, "properties": properties, "datasets": ["x"]})


def test_entities_of_follow_the_money(tmp_path: Path) -> None:
    person = entity(
        "Person", name=["Asel Nurbekova"], alias=["A. Nurbekova"], weakAlias=["Aselka"], country=["kg", "suhh"],
        position=["lawyer"], birthDate=["1980", "about 1980"],
    )  # fmt: skip
    found = rows(
        tmp_path, "x.ftm.json", f"{person}\n{entity('PublicBody', name=['Osh City Court'])}\n{entity('Vessel')}"
    )
    assert draft(found[0]).names == ("Asel Nurbekova", "A. Nurbekova")
    assert draft(found[0]).weak == ("Aselka",)
    assert (draft(found[0]).states, draft(found[0]).roles, draft(found[0]).dates) == (("KGZ",), ("lawyer",), ("1980",))
    assert draft(found[1]).kind == "government"
    assert found[2] == Skipped(
        "x.ftm.json, row 3", "schema Vessel; taken are Person, Organization, Company, PublicBody"
    )


def test_a_built_registry_can_be_built_again(tmp_path: Path) -> None:
    content = '{"rapporteur_registry":"1","entries":1}\n{"id":"1","kind":"person","names":["A B"],"left_out":{"A":"x"}}'
    (row,) = rows(tmp_path, "built.jsonl", content)
    assert (draft(row).names, draft(row).weak) == (("A B",), ("A",))


@pytest.mark.parametrize(
    ("name", "content", "message"),
    [
        ("a.csv", "id,name,kind\n,X Y,person\n", "a.csv, row 2, column id: empty; every entry needs an id"),
        ("a.csv", "id,name,kind\n1,,person\n", "a.csv, row 2, column name: empty; give at least one name"),
        ("a.csv", "id,name,kind\n1,X Y,man\n", "a.csv, row 2, column kind: 'man' is unknown; use one of person, "),
        ("a.csv", "id,name\n1,X Y\n", "a.csv, row 2, column kind: empty; give one of person, "),
        ("a.csv", "id,name,kind\n1,X Y\n", "a.csv, row 2: 2 cells instead of 3; a cell with ',' must stand in double"),
        ("a.csv", "id,name,kind,state\n1,X Y,person,Oz\n", "column state: 'Oz' is no state; use an ISO 3166 code or"),
        ("a.csv", "id,name,kind,dates\n1,X Y,person,May\n", "column dates: 'May' is no date such as 1980"),
        (
            "a.csv",
            "id,name,kind,case\n1,X Y,person,up\n",
            "column case: 'up' is unknown; use one of capitals, written,",
        ),
        ("a.csv", "id,name,kind\nx-1,Artsakh,state\n", "column id: 'x-1' is no ISO 3166 or Wikidata id, which a state"),
        ("a.jsonl", "{\n", "a.jsonl, row 1: Input data was truncated; an object of JSON in UTF-8 is expected"),
        ("a.jsonl", "[]\n", "a.jsonl, row 1: no object; an object of JSON is expected on every line"),
        ("a.jsonl", '{"id":"1","label":"X"}\n', "a.jsonl, row 1, field label: unknown; known are id, name"),
        ("a.jsonl", '{"id":7,"names":["X Y"]}\n', "a.jsonl, row 1, field id: 7 is no text; put it in quotes"),
        ("a.jsonl", b'{"id":"\xff"}\n', "a.jsonl, row 1: "),
        ("a.json", entity("Person", name=[]), "a.json, row 1, property name: empty; give at least one name"),
    ],
)
def test_a_fault_names_row_and_cell_and_the_remedy(
    tmp_path: Path, name: str, content: str | bytes, message: str
) -> None:
    (fault,) = rows(tmp_path, name, content)
    assert isinstance(fault, Fault)
    assert message in fault.message


@pytest.mark.parametrize(
    ("name", "content", "columns", "message"),
    [
        ("a.txt", "", (), r"a\.txt: a file \.csv, \.tsv, \.jsonl"),
        ("a.csv", "id,name\n", ("alias=AKA",), r"a\.csv: no column 'AKA' for alias; there are: id, name"),
        ("a.csv", "id,title\n", (), r"a\.csv: no column name; name it with --map name=COLUMN; there are: id, title"),
        ("a.csv", b"id,name\n1,\xe9\n", (), r"a\.csv, after row 1: not UTF-8; save the file as UTF-8"),
        ("a.csv", 'id,name\n1,"x\n', (), r"a\.csv, after row 1: .*; mend the quotes"),
        ("a.jsonl", "", ("name=x",), r"a\.jsonl: --map is for \.csv"),
        ("a.csv", "", ("title=x",), r"--map title=x: FIELD=COLUMN is expected, FIELD being one of id, name"),
        ("a.csv", "", ("name=x", "name=y"), r"--map name=y: name has a column already, x"),
    ],
)
def test_files_that_cannot_be_read(
    tmp_path: Path, name: str, content: str | bytes, columns: tuple[str, ...], message: str
) -> None:
    with pytest.raises(UsageError, match=message):
        rows(tmp_path, name, content, *columns)


def test_a_file_that_is_not_there(tmp_path: Path) -> None:
    for name in ("no.csv", "no.jsonl"):
        with pytest.raises(UsageError, match=f"{name}: cannot be read: No such file"):
            list(read(tmp_path / name, {}, None, REGISTRY))


@pytest.mark.parametrize(
    ("value", "id_"),
    [("CHN", "CHN"), ("cn", "CHN"), ("China", "CHN"), ("china", "CHN"), ("XK", "XKX"), ("Tibet", "CN-XZ"),
     ("Congo", None), ("Atlantis", None), ("Amnesty International", None)],
)  # fmt: skip
def test_states_by_code_and_name(value: str, id_: str | None) -> None:
    assert state_id(value, REGISTRY) == id_
