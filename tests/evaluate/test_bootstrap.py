"""Intervals and differences by drawing statements anew."""

import pytest

from pipeline.evaluate.bootstrap import Interval, f1_difference, f1_interval
from pipeline.evaluate.counts import Count

MIXED = [Count(1, 1, 1), Count(0, 1, 1)] * 10


def test_statements_that_are_alike_leave_no_doubt() -> None:
    assert f1_interval([Count(1, 2, 2)] * 5) == Interval(0.5, 0.5)


def test_interval_is_that_of_a_proportion() -> None:
    """F1 is the share of the right ones here: 1/2, with a standard error of sqrt(0.25 / 20) = 0.112."""
    one = f1_interval(MIXED)
    assert one.low == pytest.approx(0.5 - 1.96 * 0.112, abs=0.04)
    assert one.high == pytest.approx(0.5 + 1.96 * 0.112, abs=0.04)


def test_it_is_the_same_in_every_run() -> None:
    assert f1_interval([Count(1, 1, 1), Count(0, 1, 1), Count(1, 1, 2)]) == Interval(0.0, 1.0)
    assert f1_interval(MIXED) == f1_interval(list(MIXED))


def test_draws_with_nothing_in_them_are_left_out() -> None:
    assert f1_interval([Count(0, 1, 1), Count()]) == Interval(0, 0)
    assert f1_interval([Count(), Count()]) == Interval(1, 1)


def test_what_is_better_everywhere_is_really_better() -> None:
    better = f1_difference([Count(1, 2, 2)] * 10, [Count(2, 2, 2)] * 10)
    assert (better.f1, better.interval) == (0.5, Interval(0.5, 0.5))
    assert better.is_real


def test_what_is_better_in_one_of_many_is_not() -> None:
    worse, same = Count(0, 1, 1), [Count(1, 1, 1)] * 9
    better = f1_difference([worse, *same], [Count(1, 1, 1), *same])
    assert better.f1 == pytest.approx(0.1)
    assert not better.is_real


def test_no_difference_is_none() -> None:
    none = f1_difference(MIXED, MIXED)
    assert (none.f1, none.p, none.is_real) == (0, 1, False)
