"""The four schemes of SemEval-2013, against hand-computed outcomes."""

import itertools

import pytest

from pipeline.evaluate.spans import LabelledSpan, Outcomes, Scheme, outcomes

L = LabelledSpan


def by_label(gold: list[LabelledSpan], found: list[LabelledSpan]) -> dict[str, dict[Scheme, Outcomes]]:
    table: dict[str, dict[Scheme, Outcomes]] = {}
    for label, each in outcomes(gold, found):
        row = table.setdefault(label, dict.fromkeys(each, Outcomes()))
        for scheme, one in each.items():
            row[scheme] += one
    return table


@pytest.mark.parametrize(
    ("found", "strict", "exact", "partial", "type_"),
    [
        ([L(0, 5, "people")], (1, 0, 0, 0, 0), (1, 0, 0, 0, 0), (1, 0, 0, 0, 0), (1, 0, 0, 0, 0)),
        ([L(0, 5, "states")], (0, 1, 0, 0, 0), (1, 0, 0, 0, 0), (1, 0, 0, 0, 0), (0, 1, 0, 0, 0)),
        ([L(0, 9, "people")], (0, 1, 0, 0, 0), (0, 1, 0, 0, 0), (0, 0, 1, 0, 0), (1, 0, 0, 0, 0)),
        ([L(3, 9, "states")], (0, 1, 0, 0, 0), (0, 1, 0, 0, 0), (0, 0, 1, 0, 0), (0, 1, 0, 0, 0)),
        ([], (0, 0, 0, 1, 0), (0, 0, 0, 1, 0), (0, 0, 0, 1, 0), (0, 0, 0, 1, 0)),
        # A neighbour does not overlap: ends are exclusive.
        ([L(5, 9, "people")], (0, 0, 0, 1, 1), (0, 0, 0, 1, 1), (0, 0, 0, 1, 1), (0, 0, 0, 1, 1)),
        # The better of two goes first, the other is spurious.
        ([L(0, 2, "people"), L(0, 5, "people")], *[(1, 0, 0, 0, 1)] * 4),
    ],
)
def test_one_span_of_gold(
    found: list[LabelledSpan], strict: object, exact: object, partial: object, type_: object
) -> None:
    row = by_label([L(0, 5, "people")], found)["people"]
    assert {scheme: (o.correct, o.incorrect, o.partial, o.missed, o.spurious) for scheme, o in row.items()} == {
        "strict": strict,
        "exact": exact,
        "partial": partial,
        "type": type_,
    }


def test_figures_by_hand() -> None:
    gold = [L(0, 5, "a"), L(10, 15, "a"), L(20, 25, "a"), L(30, 35, "a")]
    found = [L(0, 5, "a"), L(10, 14, "a"), L(20, 25, "b"), L(40, 45, "a"), L(50, 55, "a")]
    row = by_label(gold, found)["a"]
    figures = {scheme: (one.precision, one.recall) for scheme, one in row.items()}
    assert figures == {  # possible 4, actual 5
        "strict": (1 / 5, 1 / 4),
        "exact": (2 / 5, 2 / 4),
        "partial": (2.5 / 5, 2.5 / 4),
        "type": (2 / 5, 2 / 4),
    }
    assert row["partial"].f1 == pytest.approx(2 * 0.5 * 0.625 / 1.125)


def test_order_does_not_matter() -> None:
    gold = [L(0, 9, "a"), L(4, 9, "b"), L(4, 12, "a")]
    found = [L(0, 4, "a"), L(4, 9, "a"), L(3, 12, "b")]
    expected = by_label(gold, found)
    for one, other in itertools.product(itertools.permutations(gold), itertools.permutations(found)):
        assert by_label(list(one), list(other)) == expected


def test_optional_spans_count_neither_for_nor_against() -> None:
    gold = [L(0, 5, "a", optional=True), L(10, 15, "a", optional=True)]
    assert by_label(gold, [L(0, 5, "a")]) == {}
    # In a second annotation there are such as well: they take what they are paired with out of the count.
    assert by_label([L(0, 5, "a")], gold) == {}
    assert by_label([L(0, 5, "a")], [*gold, L(0, 5, "a")])["a"]["strict"] == Outcomes(correct=1)


def test_spurious_spans_count_in_the_row_of_their_own_label() -> None:
    assert by_label([], [L(0, 5, "b")])["b"]["strict"] == Outcomes(spurious=1)
