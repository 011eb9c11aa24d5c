"""Values made to be read for hours: a refusal at once, in words."""

from __future__ import annotations

import time

import pytest

from maillage.conventions.counting.values import Asked, read_value
from maillage.conventions.enums import MeasureType
from maillage.conventions.errors import InvalidValueError
from maillage.conventions.means import amounts

ENDLESS = ("1" + " " * 200_000 + "x", "1 " * 100_000, "1 sur " * 30_000, "1." * 100_000, "~" * 200_000)
NUMBERS = (MeasureType.NUMBER, MeasureType.RATE, MeasureType.MILESTONE)
READERS = (amounts.read_euros, amounts.read_rate, amounts.read_etp, amounts.read_day, amounts.read_year)


def test_no_amount_is_read_for_long() -> None:
    start = time.process_time()
    for text in ENDLESS:
        for read in READERS:
            with pytest.raises(InvalidValueError):
                read(text, "x")
    assert time.process_time() - start < 5


def test_no_figure_is_read_for_long() -> None:
    start = time.process_time()
    for text in ENDLESS:
        for measure in NUMBERS:
            with pytest.raises(InvalidValueError):
                read_value(text, Asked(measure, "places"))
    assert time.process_time() - start < 5
