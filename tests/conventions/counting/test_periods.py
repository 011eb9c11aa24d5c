"""The stretches of time that values are noted for."""

from __future__ import annotations

from datetime import date, timedelta
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from maillage.conventions.counting.periods import Period, due, parse, sequence, years_of
from maillage.conventions.enums import Frequency

FREQUENCIES = st.sampled_from(["", *Frequency.values])


@pytest.mark.parametrize(
    ("code", "label", "first", "last"),
    [
        ("2025", "2025", date(2025, 1, 1), date(2025, 12, 31)),
        ("2025-S1", "1er\u00a0semestre 2025", date(2025, 1, 1), date(2025, 6, 30)),
        ("2025-T3", "3e\u00a0trimestre 2025", date(2025, 7, 1), date(2025, 9, 30)),
        ("2024-02", "février 2024", date(2024, 2, 1), date(2024, 2, 29)),
    ],
)
def test_a_code_is_a_period_with_its_name_and_days(code: str, label: str, first: date, last: date) -> None:
    period = parse(code)
    assert period is not None
    assert (period.code, period.label, period.first, period.last) == (code, label, first, last)


@pytest.mark.parametrize(
    "code", ["", "2025-S3", "2025-T5", "2025-13", "2025-00", "1999", "2101", "²025", None]
)
def test_anything_else_is_no_period(code: object) -> None:
    assert parse(code) is None


@given(FREQUENCIES, st.integers(2000, 2095), st.integers(0, 5))
def test_a_sequence_covers_its_years_without_gap_or_overlap(frequency: str, year: int, more: int) -> None:
    periods = sequence(frequency, year, year + more)
    assert periods[0].first == date(year, 1, 1)
    assert periods[-1].last == date(year + more, 12, 31)
    assert all(one.last + timedelta(days=1) == two.first for one, two in pairwise(periods))
    assert all(two.before() == one for one, two in pairwise(periods))
    assert [parse(one.code) for one in periods] == periods


@given(FREQUENCIES, st.integers(2000, 2099))
def test_the_parts_of_a_year_make_it_whole(frequency: str, year: int) -> None:
    parts = Period(year).parts(frequency)
    assert sum(part.months for part in parts) == 12


def test_a_month_has_no_shorter_part() -> None:
    month = Period(2025, Frequency.MONTH, 4)
    assert month.parts(Frequency.YEAR) == [month]
    assert month.parts(Frequency.MONTH) == [month]


def test_a_value_is_expected_once_its_period_is_over_or_its_year_runs() -> None:
    codes = [one.code for one in due(Frequency.QUARTER, 2024, 2026, date(2025, 7, 1))]
    assert codes == ["2024-T1", "2024-T2", "2024-T3", "2024-T4", "2025-T1", "2025-T2"]
    assert [one.code for one in due(Frequency.YEAR, 2024, 2026, date(2025, 7, 1))] == ["2024", "2025"]


def test_what_is_noted_once_is_expected_in_its_last_year() -> None:
    assert due(Frequency.ONCE, 2024, 2026, date(2025, 7, 1)) == []
    assert due(Frequency.ONCE, 2024, 2026, date(2026, 7, 1)) == [Period(2026)]


def test_a_convention_without_years_runs_this_year() -> None:
    assert years_of(None, None, date(2025, 5, 1)) == (2025, 2025)
    assert years_of(2022, None, date(2025, 5, 1)) == (2022, 2025)
    assert years_of(None, 2024, date(2025, 5, 1)) == (2024, 2024)
    assert years_of(2024, 2028, date(2025, 5, 1)) == (2024, 2028)
