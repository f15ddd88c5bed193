"""Figures by kind of text."""

from dataclasses import replace
from pathlib import Path

import pytest

from pipeline.errors import UsageError
from pipeline.evaluate.corpus import EMPTY, Evaluated
from pipeline.evaluate.counts import Count
from pipeline.evaluate.gold import GoldFile
from pipeline.evaluate.kinds import MAIN_LAYERS, by_kind, read
from pipeline.evaluate.statement import LAYERS, score
from tests.evaluate.golds import sample_gold


def evaluated(doc: str, people: Count) -> Evaluated:
    scores = score(sample_gold(), EMPTY)
    file = GoldFile(Path(doc), {"doc": doc}, {})
    return Evaluated(file, None, replace(scores, counts={**scores.counts, "people": people}))


def test_counts_are_added_up_and_the_largest_kind_is_first() -> None:
    results = [
        evaluated("a.txt", Count(1, 4, 2)),
        evaluated("b.txt", Count(3, 3, 3)),
        evaluated("c.txt", Count(2, 2, 4)),
    ]
    one, other = by_kind(results, {"a.txt": "tribute", "b.txt": "op-ed", "c.txt": "tribute", "d.txt": "digest"})
    assert (one.kind, one.statements, one.counts["people"]) == ("tribute", 2, Count(3, 6, 6))
    assert (other.kind, other.statements, other.counts["people"]) == ("op-ed", 1, Count(3, 3, 3))


def test_main_layers_are_layers() -> None:
    assert set(MAIN_LAYERS) < set(LAYERS)


def test_other_columns_and_a_byte_order_mark_do_not_matter(tmp_path: Path) -> None:
    path = tmp_path / "list.csv"
    path.write_text("file,split,kind\na.txt,dev,op-ed\nb.txt,,\n", encoding="utf-8-sig")
    assert read(path) == {"a.txt": "op-ed", "b.txt": ""}


@pytest.mark.parametrize(
    ("data", "message"),
    [
        (b"file,split\na.txt,dev\n", 'the columns "file" and "kind" are needed'),
        (b"", 'the columns "file" and "kind" are needed'),
        (b"file,kind\na.txt,caf\xe9\n", "no CSV in UTF-8"),
        (b'file,kind\na.txt,"op-ed\n', "no CSV in UTF-8"),
    ],
)
def test_another_file_is_refused(tmp_path: Path, data: bytes, message: str) -> None:
    path = tmp_path / "list.csv"
    path.write_bytes(data)
    with pytest.raises(UsageError, match=message):
        read(path)
