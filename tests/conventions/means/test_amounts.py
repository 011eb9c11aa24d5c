"""Reading euros, times of work and days as people type them; adding up what is known."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from maillage.conventions.errors import InvalidValueError
from maillage.conventions.means.amounts import plain, read_day, read_etp, read_euros, read_rate, read_year
from maillage.conventions.means.sums import days_of, over_year, total
from maillage.conventions.means.words import euros


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("18 000 €", "18000"),
        ("18\u202f000\u00a0€", "18000"),
        ("18000,50", "18000.50"),
        ("18.000", "18000"),
        ("40 k€", "40000"),
        ("1,5 k€", "1500"),
        ("0", "0"),
    ],
)
def test_euros_are_read_as_people_write_them(typed: str, meant: str) -> None:
    assert read_euros(typed) == Decimal(meant)


@pytest.mark.parametrize("typed", ["", "  ", None, "€"])
def test_nothing_typed_is_nothing_and_not_zero(typed: str | None) -> None:
    assert read_euros(typed) is None


@pytest.mark.parametrize("typed", ["beaucoup", "-5", "12,345", "1e9", "10000000000", "١٢", "18 00"])
def test_what_is_no_amount_is_refused_with_what_to_write(typed: str) -> None:
    with pytest.raises(InvalidValueError, match=r"n’est pas un montant|décimales"):
        read_euros(typed)


@pytest.mark.parametrize(
    ("typed", "meant"), [("0,4", "0.4"), ("40 %", "0.4"), ("0.4 ETP", "0.4"), ("mi-temps", "0.5")]
)
def test_times_of_work_are_read_as_people_write_them(typed: str, meant: str) -> None:
    assert read_etp(typed) == Decimal(meant)


@pytest.mark.parametrize("typed", ["% ETP", "un peu", "0,333", "-1", "5000"])
def test_a_time_of_work_without_a_number_is_refused(typed: str) -> None:
    with pytest.raises(InvalidValueError):
        read_etp(typed)


def test_a_year_is_its_first_day_or_its_last() -> None:
    assert read_day("2025") == date(2025, 1, 1)
    assert read_day("2025", end=True) == date(2025, 12, 31)
    assert read_day("1/9/2025") == date(2025, 9, 1)
    assert read_year("2026") == 2026
    assert read_rate("0,0475 %") == Decimal("0.0475")


@pytest.mark.parametrize("typed", ["demain", "1999", "31/02/2025"])
def test_a_day_that_is_none_is_refused(typed: str) -> None:
    with pytest.raises(InvalidValueError):
        read_day(typed)


@settings(deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.decimals(min_value=0, max_value=9_999_999, places=2))
def test_an_amount_shown_is_read_back_the_same(amount: Decimal) -> None:
    assert read_euros(euros(amount)) == amount
    assert Decimal(plain(amount) or 0) == amount


def test_a_total_says_how_many_lines_it_rests_on() -> None:
    found = total([Decimal(5), None, Decimal(0)])
    assert (found.amount, found.known, found.lines, found.whole) == (Decimal(5), 2, 3, False)


def test_a_total_of_nothing_known_is_not_zero() -> None:
    assert total([None, None]).amount is None


def test_a_time_counts_for_the_days_worked() -> None:
    half = over_year(Decimal(1), 2025, date(2025, 7, 1), None)
    assert half is not None
    assert round(half, 4) == round(Decimal(184) / 365, 4)
    assert over_year(Decimal("0.4"), 2024, None, None) == Decimal("0.4")
    assert over_year(Decimal(1), 2026, None, date(2025, 12, 31)) == 0
    assert over_year(None, 2025, None, None) is None


@settings(deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.dates(date(2020, 1, 1), date(2030, 12, 31)), st.integers(0, 2000))
def test_the_days_of_a_period_are_those_of_its_years(start: date, length: int) -> None:
    end = date.fromordinal(start.toordinal() + length)
    counted = [over_year(Decimal(1), year, start, end) for year in range(2020, 2038)]
    days = sum(
        (part or Decimal(0)) * days_of(year) for part, year in zip(counted, range(2020, 2038), strict=True)
    )
    assert round(days) == length + 1
