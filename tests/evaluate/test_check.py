"""Faults of gold: found, with file, line and what to do."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from pipeline.evaluate import check, gold
from pipeline.evaluate.corpus import GoldError, check_corpus, evaluate, read_corpus
from pipeline.matching.registry import Registry, load
from pipeline.resources import registry_path
from tests.evaluate.golds import sample_value, write_gold
from tests.samples import TEXT, full_record


@pytest.fixture(scope="module")
def registry() -> Registry:
    return load(registry_path())


def faults(path: Path, registry: Registry, text: str | None = TEXT) -> list[str]:
    file = gold.read(path)
    found = [file] if isinstance(file, gold.Fault) else check.faults(file, text, registry)
    return [str(one).removeprefix(f"{path}, ") for one in found]


def test_right_gold_has_no_faults(tmp_path: Path, registry: Registry) -> None:
    assert faults(write_gold(tmp_path), registry) == []


@pytest.mark.parametrize(
    ("change", "fault"),
    [
        (lambda g: g["people"][0]["mentions"].append(["Odhiamba", 1]), "people[0].mentions[2]: 'Odhiamba' is not in"),
        (
            lambda g: g["people"][0]["mentions"].append(["Amina Otieno", 1]),
            "people[0].mentions[2]: 'Amina Otieno' is not in the text ('amina' is); write it as it stands there, or",
        ),
        (
            lambda g: g["people"][0]["mentions"][1].__setitem__(1, 4),
            "people[0].mentions[1]: 'Odhiambo' is 3 times in the text, not 4 times; correct the count",
        ),
        (lambda g: g["people"][0]["mentions"][1].__setitem__(1, 0), "people[0].mentions[1][1]: Expected `int` >= 1"),
        (lambda g: g["people"].append(g["people"][0]), "people[1]: the same as people[0]; join the two"),
        (lambda g: g["people"][0].update(role="x"), "people[0].role: Object contains unknown field `role`; known are"),
        (lambda g: g["people"][0].pop("name"), "people[0]: Object missing required field `name`; correct it"),
        (lambda g: g.update(peoples=[]), "peoples: Object contains unknown field `peoples`; known are"),
        (lambda g: g.pop("dates"), "Object missing required field `dates`; correct it"),
        (
            lambda g: g["states"][0].update(code="KEM"),
            "states[0].code: 'KEM' is no code of the registry; did you mean KEN",
        ),
        (lambda g: g["states"][0].update(kind="region"), "states[0].kind: KEN is a state in the registry; correct"),
        (
            lambda g: g["dates"][0].update(text="3 June 2024"),
            "dates[0].text: '3 June 2024' is not in the text ('3' is)",
        ),
        (lambda g: g["dates"][0].update(nth=2), "dates[0].nth: '3 May 2024' has no occurrence 2 in the text; correct"),
        (lambda g: g["dates"][0].update(edtf="2024-02-30"), "dates[0].edtf: '2024-02-30' is no EDTF value of the cal"),
        (lambda g: g["dates"][0].update(edtf="P3D"), "dates[0].edtf: 'P3D' is no EDTF value of the calendar"),
        (
            lambda g: g["dates"][0].update(type="set"),
            "dates[0].edtf: '2024-05-03' is no ISO 8601 duration, which a set",
        ),
        (lambda g: g["dates"].append(g["dates"][0]), "dates[0].text: occurrence 1 of '3 May 2024' stands twice"),
        (
            lambda g: g["claims"][0].update(text="police beat"),
            "claims[0].text: 'police beat' is not in the text ('police'",
        ),
        (lambda g: g["claims"][0].update(type="rumour"), "claims[0].type: Invalid enum value 'rumour'; correct it"),
        (lambda g: g["claims"][1].update(status="denied"), "claims[1].status: Invalid enum value 'denied'"),
        (lambda g: g.update(published="May 2024"), "published: 'May 2024' is no EDTF date; write it as 2024-06-26"),
    ],
)
def test_faults_say_where_and_what_to_do(
    change: Callable[[dict[str, Any]], object], fault: str, tmp_path: Path, registry: Registry
) -> None:
    value = sample_value()
    change(value)
    path = write_gold(tmp_path, value)
    found = faults(path, registry)
    assert fault in found[0]
    assert len(found) == (2 if "stands twice" in fault else 1)


def test_the_line_is_that_of_the_element(tmp_path: Path, registry: Registry) -> None:
    value = sample_value()
    value["claims"][1]["text"] = "The authorities kept silent"
    path = write_gold(tmp_path, value)
    line = next(n for n, one in enumerate(path.read_text().splitlines(), start=1) if "kept silent" in one)
    assert faults(path, registry)[0].startswith(f"line {line}: claims[1].text: ")


@pytest.mark.parametrize(
    ("content", "fault"),
    [
        ('{"doc": "a",\n}', "line 2: broken JSON at column 1"),
        ('{"doc": "a",\n"doc": "b"}', "line 2: doc: this key stands twice; delete one of the two"),
        ("\n\n\xe9", "line 3: not UTF-8; save the file as UTF-8"),
        ("[]", "line 1: a JSON object is expected"),
    ],
)
def test_files_that_are_no_gold(content: str, fault: str, tmp_path: Path, registry: Registry) -> None:
    path = tmp_path / "a.json"
    path.write_bytes(content.encode("latin-1"))
    assert any(fault in one for one in faults(path, registry))


def test_broken_gold_is_refused(tmp_path: Path, registry: Registry) -> None:
    value = sample_value()
    value["claims"][0]["text"] = "Nobody said that"
    path = write_gold(tmp_path, value)
    with pytest.raises(GoldError) as error:
        evaluate(read_corpus(tmp_path), [full_record()], registry)
    assert f"{path}, line " in str(error.value)
    assert "claims[0].text: 'Nobody said that' is not in the text" in str(error.value)


def test_gold_is_checked_against_the_files_themselves(tmp_path: Path, registry: Registry) -> None:
    write_gold(tmp_path / "gold")
    files = read_corpus(tmp_path / "gold")
    (missing,) = check_corpus(files, tmp_path, registry)
    assert missing.line == 2
    assert "release.txt: cannot be read: No such file or directory; correct the name or the file" in missing.what
    (tmp_path / "release.txt").write_text(TEXT)
    assert check_corpus(files, tmp_path, registry) == []
    (tmp_path / "release.txt").write_text(TEXT.replace("3 May 2024", "4 May 2024"))
    assert [one.what[:28] for one in check_corpus(files, tmp_path, registry)] == ["dates[0].text: '3 May 2024' "]
