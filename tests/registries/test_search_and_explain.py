from pathlib import Path

import pytest

from pipeline.errors import UsageError
from pipeline.registries.entry import Entry
from pipeline.registries.explain import explain_text
from pipeline.registries.file import write
from pipeline.registries.search import search_registries


@pytest.fixture
def people(tmp_path: Path) -> Path:
    path = tmp_path / "people.jsonl"
    write(
        path,
        [
            Entry(id="d-1", kind="person", names=("Asel Nurbekova", "Ásel Nurbek kyzy"), states=("KGZ",)),
            Entry(id="d-2", kind="person", names=(), left_out={"May": "is a common English word", "Maymay": "is weak"}),
            Entry(id="w-1", kind="person", names=("Wang Wei",)),
            Entry(id="w-2", kind="person", names=("Wang Wei",)),
            Entry(id="o-1", kind="ngo", names=("Osh Forum",)),
            Entry(id="o-2", kind="ngo", names=("Osh Forum for Rivers",)),
        ],
    )
    return path


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("nurbekova asel", ["d-1  person  Asel Nurbekova  (KGZ)  people.jsonl", "1 entry"]),
        ("ÁSEL kyz", ["d-1  person  Asel Nurbekova  = Ásel Nurbek kyzy  (KGZ)  people.jsonl", "1 entry"]),
        ("maymay", ["d-2  person  May  = Maymay  people.jsonl", "1 entry"]),
        ("hrw", ["hrw  ngo  Human Rights Watch  = HRW  (USA)  built in", "2 entries"]),
        ("bekova", ["0 entries"]),
    ],
)
def test_search(people: Path, name: str, expected: list[str]) -> None:
    found = list(search_registries(name, (people,)))
    assert found[: len(expected) - 1] == expected[:-1]
    assert found[-1] == expected[-1]


def test_search_for_nothing() -> None:
    with pytest.raises(UsageError, match="at least one letter"):
        list(search_registries(" - ", ()))


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Asel Nurbekova spoke.", ["0-14 'Asel Nurbekova': d-1 (person, people.jsonl)"]),
        ("In May they left.",
         ["3-6 'May': not d-2 (person, people.jsonl): left out, it is a common English word"]),
        ("Wang Wei",
         ["0-8 'Wang Wei': not w-1 (person, people.jsonl): several entries bear the name, and nothing tells which is "
          "meant",
          "0-8 'Wang Wei': not w-2 (person, people.jsonl): several entries bear the name, and nothing tells which is "
          "meant"]),
        ("Osh Forum for Rivers",
         ["0-9 'Osh Forum': not o-1 (ngo, people.jsonl): hidden by the longer 'Osh Forum for Rivers'",
          "0-20 'Osh Forum for Rivers': o-2 (ngo, people.jsonl)"]),
        ("osh forum",
         ["0-9 'osh forum': not o-1 (ngo, people.jsonl): the entry has 'Osh Forum', and its case rule is 'capitals'"]),
        ("Asel Nurbek Kyzy",
         ["0-16 'Asel Nurbek Kyzy': not d-1 (person, people.jsonl): the entry has 'Ásel Nurbek kyzy', and its case "
          "rule is 'capitals'"]),
        ("Ásel Nurbekova", ["0-14 'Ásel Nurbekova': d-1 (person, people.jsonl)"]),
        ("the U.N. in Geneva", ["4-8 'U.N.': un (un, built in)"]),
        ("the CAT",
         ["4-7 'CAT': not un-cat (un, built in): the name means other things, too, and no other name of the entry "
          "stands in the text"]),
        ("China", ["0-5 'China': CHN (state, built in)"]),
        ("Nothing here.", ["no name of a registry stands in this text"]),
    ],
)  # fmt: skip
def test_explain(people: Path, text: str, expected: list[str]) -> None:
    assert list(explain_text(text, (people,))) == expected
