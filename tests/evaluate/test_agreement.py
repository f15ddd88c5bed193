"""The agreement of two annotations: symmetric, by hand, and complete where they are the same."""

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

import pytest

from pipeline.errors import UsageError
from pipeline.evaluate.agreement import agreement, statements_near
from pipeline.evaluate.corpus import Evaluated, GoldError, read_corpus
from pipeline.evaluate.counts import Count, Share
from pipeline.evaluate.gold import GoldFile
from pipeline.evaluate.spans import Outcomes
from pipeline.evaluate.statement import LAYERS, Scores
from pipeline.evaluate.total import total
from pipeline.matching import load
from pipeline.resources import registry_path
from tests.evaluate.golds import sample_value, write_gold
from tests.samples import TEXT

CORPUS = Path(__file__).parents[2] / "corpus"
Change = Callable[[dict[str, Any]], object]


@pytest.fixture(autouse=True)
def statements(tmp_path: Path) -> Path:
    (tmp_path / "statements").mkdir()
    (tmp_path / "statements" / "release.txt").write_text(TEXT)
    return tmp_path / "statements"


def annotation(folder: Path, change: Change = lambda value: None, doc: str = "release.txt") -> list[GoldFile]:
    value = sample_value() | {"doc": doc}
    change(value)
    write_gold(folder, value, f"{doc}.json")
    return read_corpus(folder)


def compared(first: Sequence[GoldFile], second: Sequence[GoldFile], statements: Path) -> Sequence[Evaluated]:
    return agreement(first, second, statements, load(registry_path())).results


def scored(tmp_path: Path, first: Change, second: Change) -> Scores:
    one, other = annotation(tmp_path / "a", first), annotation(tmp_path / "b", second)
    (result,) = compared(one, other, tmp_path / "statements")
    return result.scores


def exchanged(scores: Scores) -> tuple[Any, ...]:
    """The figures seen from the other side."""
    return (
        {row: Count(one.right, one.found, one.gold) for row, one in scores.counts.items()},
        scores.shares,
        *(
            {
                label: {
                    scheme: Outcomes(one.correct, one.incorrect, one.partial, one.spurious, one.missed)
                    for scheme, one in row.items()
                }
                for label, row in table.items()
            }
            for table in (scores.names, scores.claims)
        ),
    )


def figures(scores: Scores) -> tuple[Any, ...]:
    return scores.counts, scores.shares, scores.names, scores.claims


def test_an_annotation_agrees_with_itself(tmp_path: Path) -> None:
    scores = scored(tmp_path, lambda v: None, lambda v: None)
    assert {layer: scores.counts[layer].f1 for layer in LAYERS} == dict.fromkeys(LAYERS, 1.0)
    assert (scores.counts["people mentions"], scores.counts["claims full"]) == (Count(3, 3, 3), Count(2, 2, 2))
    assert (list(scores.mistakes), list(scores.unsound)) == ([], [])
    assert (list(scores.people_evidence), list(scores.claim_evidence)) == ([], [])  # an annotator tells no confidence


def test_gold_of_the_corpus_agrees_with_itself() -> None:
    files = read_corpus(CORPUS / "gold" / "train")
    whole = total(compared(files, files, CORPUS / "statements"))
    assert {row: one.f1 for row, one in whole.counts.items()} == dict.fromkeys(whole.counts, 1.0)
    assert {name: one.accuracy for name, one in whole.shares.items()} == dict.fromkeys(whole.shares, 1.0)
    outcomes = [one for row in whole.schemes.values() for one in row.values()]
    assert all(one.f1 == 1 for one in outcomes)
    assert whole.statements == len(files)
    assert whole.unsound == []


def test_readings_of_the_corpus_agree_alike_from_both_sides() -> None:
    first, second = (read_corpus(CORPUS / "annotations" / one)[::6] for one in ("first", "second"))
    there, back = compared(first, second, CORPUS / "statements"), compared(second, first, CORPUS / "statements")
    assert [figures(one.scores) for one in there] == [exchanged(one.scores) for one in back]
    assert 0 < total(there).counts["claims full"].f1 == total(back).counts["claims full"].f1 < 1


@pytest.mark.parametrize(
    ("first", "second", "row", "expected"),
    [
        # What one of them alone has.
        (lambda v: None, lambda v: v["people"].clear(), "people", Count(0, 1, 0)),
        (lambda v: v["people"].clear(), lambda v: None, "people mentions", Count(0, 0, 3)),
        (lambda v: None, lambda v: v["states"][0]["mentions"].pop(), "state mentions", Count(2, 3, 2)),
        (lambda v: None, lambda v: v["organisations"][0].update(signatory=False), "signatories", Count(0, 1, 0)),
        # The fewer words are right for the more, not the other way round: the mean is one half.
        (
            lambda v: v["people"][0].update(roles=["lawyer of the town council of Kisumu"]),
            lambda v: v["people"][0].update(roles=["lawyer"]),
            "people roles",
            Count(0.5, 1, 1),
        ),
        # A partial value is half right for the full one, and the full one is wrong for it: 1/2 and 0.
        (lambda v: None, lambda v: v["dates"][0].update(edtf="XXXX-05-03"), "dates value", Count(0.25, 1, 1)),
        (lambda v: None, lambda v: v["dates"][0].update(text="May 2024"), "dates found", Count(1, 1, 1)),
        (lambda v: None, lambda v: v["claims"][0].update(type="statement"), "claims typed", Count(1, 2, 2)),
        (lambda v: None, lambda v: v["claims"][0].update(type="statement"), "claims untyped", Count(2, 2, 2)),
        (
            lambda v: None,
            lambda v: v["claims"][0].update(type="statement"),
            "claims typed, violation",
            Count(0, 1, 0),
        ),
        # Five of six slots of the one, all of the other.
        (lambda v: None, lambda v: v["claims"][0].update(quote="direct"), "claims full", Count(11 / 6, 2, 2)),
        # An entity may be called by another of its names.
        (lambda v: None, lambda v: v["claims"][0].update(target="Odhiambo"), "claims full", Count(2, 2, 2)),
        (lambda v: None, lambda v: v["claims"][0].update(quantities=[]), "quantities", Count(0, 1, 0)),
    ],
)
def test_figures_by_hand(tmp_path: Path, first: Change, second: Change, row: str, expected: Count) -> None:
    forth = scored(tmp_path, first, second)
    count = forth.counts[row]
    assert (count.right, count.gold, count.found) == pytest.approx((expected.right, expected.gold, expected.found))
    assert figures(forth) == exchanged(scored(tmp_path, second, first))


def optional(number: int) -> Change:
    return lambda value: value["claims"][number].update(optional=True)


@pytest.mark.parametrize(
    ("first", "second", "expected"),
    [
        (optional(0), lambda v: None, Count(1, 1, 1)),
        (optional(0), optional(0), Count(1, 1, 1)),
        (optional(0), optional(1), Count(0, 0, 0)),
        (optional(0), lambda v: v["claims"].pop(0), Count(1, 1, 1)),  # the second does not file it
        (optional(0), lambda v: v["claims"].pop(1), Count(0, 1, 0)),
    ],
)
def test_what_is_optional_in_either_counts_neither_for_nor_against(
    tmp_path: Path, first: Change, second: Change, expected: Count
) -> None:
    forth = scored(tmp_path, first, second)
    for row in ("claims untyped", "claims typed", "claims full"):
        assert forth.counts[row] == expected
    strict = sum((row["strict"] for row in forth.claims.values()), Outcomes())
    assert (strict.correct, strict.possible, strict.actual) == (expected.right, expected.gold, expected.found)
    missed = {one.kind for one in forth.mistakes if one.layer == "claims typed"}
    assert missed == ({"missed"} if expected.gold > expected.right else set())
    assert figures(forth) == exchanged(scored(tmp_path, second, first))


def test_of_two_the_required_claim_is_paired_first(tmp_path: Path) -> None:
    """The second files the same clause twice, once as optional, which fits better."""

    def twice(value: dict[str, Any]) -> None:
        value["claims"].append(value["claims"][0] | {"optional": True})
        value["claims"][0]["quote"] = "direct"

    assert scored(tmp_path, lambda v: None, twice).counts["claims typed"] == Count(2, 2, 2)


def test_accuracies_are_of_both_ways(tmp_path: Path) -> None:
    scores = scored(tmp_path, lambda v: None, lambda v: v["dates"][0].update(edtf="XXXX-05-03"))
    assert scores.shares["date value"] == Share(0.25, 1)


def test_mistakes_are_those_of_the_second(tmp_path: Path) -> None:
    scores = scored(tmp_path, lambda v: v["states"].clear(), lambda v: v["people"].clear())
    told = {(one.layer, one.kind) for one in scores.mistakes}
    assert told >= {("people", "missed"), ("states", "false")}
    assert not told & {("people", "false"), ("states", "missed")}


def test_statements_that_one_alone_annotated_are_left_out(tmp_path: Path) -> None:
    annotation(tmp_path / "a", doc="only-a.txt")
    first = annotation(tmp_path / "a")
    annotation(tmp_path / "b", doc="only-b.txt")
    second = annotation(tmp_path / "b")
    found = agreement(first, second, tmp_path / "statements", load(registry_path()))
    assert [one.file.value["doc"] for one in found.results] == ["release.txt"]
    assert found.left_out == ["only-a.txt", "only-b.txt"]


def test_nothing_in_common_is_an_error(tmp_path: Path) -> None:
    first, second = annotation(tmp_path / "a", doc="x.txt"), annotation(tmp_path / "b", doc="y.txt")
    with pytest.raises(UsageError, match="no statement is annotated in both folders"):
        compared(first, second, tmp_path / "statements")


def test_two_annotations_on_one_side_are_an_error(tmp_path: Path) -> None:
    twice = [*annotation(tmp_path / "a"), *annotation(tmp_path / "b")]
    with pytest.raises(UsageError, match=r"two annotations of release\.txt on one side"):
        compared(twice, twice[:1], tmp_path / "statements")


@pytest.mark.parametrize("side", ["a", "b"])
def test_faults_of_either_are_told_with_file_and_line(tmp_path: Path, side: str) -> None:
    sides = {one: annotation(tmp_path / one) for one in ("a", "b")}
    sides[side] = annotation(tmp_path / side, lambda v: v["dates"][0].update(text="4 May 2024"))
    with pytest.raises(GoldError, match=rf"{side}/release\.txt\.json, line 60: .*'4 May 2024' is not in the text"):
        compared(sides["a"], sides["b"], tmp_path / "statements")


def test_a_statement_that_cannot_be_read_is_told(tmp_path: Path, statements: Path) -> None:
    files = annotation(tmp_path / "a")
    (statements / "release.txt").unlink()
    with pytest.raises(GoldError, match=r"release\.txt: cannot be read"):
        compared(files, files, statements)


def test_statements_are_beside_the_annotations_or_above(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "annotations" / "first").mkdir(parents=True)
    monkeypatch.chdir(tmp_path / "annotations")
    assert statements_near(Path("first")) == (tmp_path / "statements").resolve()
    assert statements_near(tmp_path / "annotations") == (tmp_path / "statements").resolve()
