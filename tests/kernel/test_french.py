"""Numbers, dates and plurals as French people write them."""

from __future__ import annotations

from datetime import UTC, date, datetime
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from maillage.kernel.french import NBSP, THIN, day, month, number, plural, typeset


@pytest.mark.parametrize(
    ("value", "shown"),
    [
        (0, "0"),
        (999, "999"),
        (1200, f"1{THIN}200"),
        (1234567, f"1{THIN}234{THIN}567"),
        (45.5, "45,5"),
        (Decimal("1200.5000"), f"1{THIN}200,5"),
        (Decimal("45.0000"), "45"),
        (Decimal("1E+3"), f"1{THIN}000"),
        (-1200, f"-1{THIN}200"),
    ],
)
def test_numbers_have_thin_spaces_and_a_comma(value: int | float | Decimal, shown: str) -> None:
    assert number(value) == shown


@given(st.decimals(allow_nan=False, allow_infinity=False, places=4, min_value=-(10**9), max_value=10**9))
def test_a_number_can_be_read_back(value: Decimal) -> None:
    assert Decimal(number(value).replace(THIN, "").replace(",", ".")) == value


@pytest.mark.parametrize(
    ("count", "shown"), [(0, "0 action"), (1, "1 action"), (2, "2 actions"), (1200, f"1{THIN}200 actions")]
)
def test_plural_starts_at_two(count: int, shown: str) -> None:
    assert plural(count, "action") == shown.replace(" ", NBSP)


def test_a_word_may_have_its_own_plural() -> None:
    assert plural(2, "niveau", "niveaux") == f"2{NBSP}niveaux"


def test_the_first_of_the_month_is_premier() -> None:
    assert day(date(2026, 5, 1)) == f"1er{NBSP}mai 2026"
    assert day(date(2026, 3, 3)) == f"3{NBSP}mars 2026"
    assert month(date(2026, 8, 1)) == "août 2026"


def test_a_moment_is_told_at_paris_time() -> None:
    assert day(datetime(2026, 6, 30, 23, 30, tzinfo=UTC)) == f"1er{NBSP}juillet 2026"


def test_signs_stay_with_their_word() -> None:
    assert typeset("Dit « oui » : non ?") == f"Dit «{NBSP}oui{NBSP}»{NBSP}: non{NBSP}?"
