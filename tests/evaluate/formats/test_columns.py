"""Column files of every scheme and layout."""

import gzip
from pathlib import Path

import pytest

from pipeline.errors import UsageError
from pipeline.evaluate import formats
from pipeline.evaluate.formats import columns

LABELS = ("PER", "ORG", "LOC")


@pytest.mark.parametrize(
    ("tags", "expected"),
    [
        ("O I-PER I-PER O I-LOC", [(1, 2, "PER"), (4, 4, "LOC")]),  # IOB1
        ("I-PER B-PER I-PER", [(0, 0, "PER"), (1, 2, "PER")]),
        ("B-PER I-PER O B-PER B-PER", [(0, 1, "PER"), (3, 3, "PER"), (4, 4, "PER")]),  # IOB2
        ("S-LOC B-PER I-PER E-PER S-LOC S-LOC", [(0, 0, "LOC"), (1, 3, "PER"), (4, 4, "LOC"), (5, 5, "LOC")]),
        ("U-LOC B-PER L-PER U-PER", [(0, 0, "LOC"), (1, 2, "PER"), (3, 3, "PER")]),  # BILOU
        ("B-PER M-PER E-PER", [(0, 2, "PER")]),  # BMES
        ("B-PER I-LOC", [(0, 0, "PER"), (1, 1, "LOC")]),
        ("E-PER I-PER", [(0, 0, "PER"), (1, 1, "PER")]),
        ("O O", []),
    ],
)
def test_schemes(tags: str, expected: list[tuple[int, int, str]]) -> None:
    assert list(columns.entities(tags.split())) == expected


def marked(content: str, labels: tuple[str, ...] = LABELS) -> list[tuple[str, list[tuple[str, str]]]]:
    texts = columns.read(content.encode(), labels)
    return [(one.text, [(one.text[n.start : n.end], n.label) for n in one.names]) for one in texts]


CONLL_2003 = """-DOCSTART- -X- O O

U.N. NNP I-NP I-ORG
official NN I-NP O
Rolf NNP I-NP I-PER
Ekeus NNP I-NP I-PER
left VBD I-VP O
" " O O
Baghdad NNP I-NP I-LOC
" " O O
( ( O O
today NN I-NP O
) ) O O
. . O O

It PRP I-NP O
's VBZ I-VP O
so RB I-ADVP O
. . O O

-DOCSTART- -X- O O

Paris NNP I-NP I-LOC
"""


def test_conll_2003() -> None:
    assert marked(CONLL_2003) == [
        (
            'U.N. official Rolf Ekeus left "Baghdad" (today). It\'s so.',
            [("U.N.", "ORG"), ("Rolf Ekeus", "PER"), ("Baghdad", "LOC")],
        ),
        ("Paris", [("Paris", "LOC")]),
    ]


def test_conll_u_with_names_in_misc() -> None:
    content = """# newdoc id = a
# sent_id = 1
# text = Novak didn't leave Paris.
1\tNovak\t_\t_\t_\t_\t_\t_\t_\tNER=B-PER
2-3\tdidn't\t_\t_\t_\t_\t_\t_\t_\t_
2\tdid\t_\t_\t_\t_\t_\t_\t_\t_
3\tn't\t_\t_\t_\t_\t_\t_\t_\t_
3.1\tnever\t_\t_\t_\t_\t_\t_\t_\t_
4\tleave\t_\t_\t_\t_\t_\t_\t_\t_
5\tParis\t_\t_\t_\t_\t_\t_\t_\tSpaceAfter=No|NER=B-LOC
6\t.\t_\t_\t_\t_\t_\t_\t_\t_

# newdoc id = b
1\t#\t_\t_\t_\t_\t_\t_\t_\tSpaceAfter=No
2\tOslo\t_\t_\t_\t_\t_\t_\t_\tNER=B-LOC
"""
    assert marked(content) == [
        ("Novak didn't leave Paris.", [("Novak", "PER"), ("Paris", "LOC")]),
        ("#Oslo", [("Oslo", "LOC")]),
    ]


def test_index_before_the_word_and_columns_after_the_tags() -> None:
    content = "# id x\n1\tNew\tB-LOC\t-\t-\n2\tYork\tI-LOC\t-\t-\n\n1\tNovak\tB-PER\t-\t-\n"
    assert marked(content) == [("New York", [("New York", "LOC")]), ("Novak", [("Novak", "PER")])]


def test_the_column_of_tags_is_the_one_with_labels_of_interest() -> None:
    content = "Novak\tB-PER\tB-NP\nleft\tO\tB-VP\n"
    assert marked(content) == [("Novak left", [("Novak", "PER")])]
    assert marked(content, ("NP",)) == [("Novak left", [("Novak", "NP"), ("left", "VP")])]


@pytest.mark.parametrize(
    ("content", "message"),
    [
        ("Novak B-PER\nalone\n", "line 2: a token and its tag are expected"),
        ("Novak NNP\n", "no column with tags such as B-PER"),
        ("\n\n", "no tokens in it"),
    ],
)
def test_files_that_are_none(content: str, message: str, tmp_path: Path) -> None:
    path = tmp_path / "a.conll"
    path.write_text(content)
    with pytest.raises(UsageError, match=rf"a\.conll: {message}"):
        formats.read(path, LABELS)


def test_compressed_files(tmp_path: Path) -> None:
    path = tmp_path / "a.conll.gz"
    path.write_bytes(gzip.compress(CONLL_2003.encode()))
    assert formats.is_corpus(path)
    assert len(formats.read(path, LABELS)) == 2


def test_records_are_no_corpus_of_names(tmp_path: Path) -> None:
    (tmp_path / "records.jsonl").touch()
    assert not formats.is_corpus(tmp_path / "records.jsonl")
    assert not formats.is_corpus(tmp_path)
