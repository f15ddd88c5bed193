"""Expected calibration error, against hand-computed ones."""

import pytest

from pipeline.evaluate.calibration import Bin, calibration


def test_bins_and_error_by_hand() -> None:
    one = calibration([(0.9, True), (1.0, True), (0.95, False), (0.25, False)])
    assert one.bins == (
        Bin(0.2, 0.3, 0.25, 0.0, 1),
        Bin(0.9, 1.0, pytest.approx(0.95), pytest.approx(2 / 3), 3),
    )
    assert one.error == pytest.approx((1 * 0.25 + 3 * (0.95 - 2 / 3)) / 4)


def test_what_is_right_as_often_as_it_says_has_no_error() -> None:
    assert calibration([(0.5, True), (0.5, False)]).error == 0


def test_nothing_to_calibrate() -> None:
    assert calibration([]).error is None
