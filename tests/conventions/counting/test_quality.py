"""Odd figures are asked about, and right ones are not."""

from __future__ import annotations

from decimal import Decimal

from hypothesis import given
from hypothesis import strategies as st

from maillage.conventions.counting.gauge import Gauge, Point, Series
from maillage.conventions.counting.periods import Period
from maillage.conventions.counting.quality import questions
from maillage.conventions.counting.values import Reading


def points(*values: str | None) -> tuple[Point, ...]:
    """The values of years, from 2021."""
    return tuple(
        Point(Period(2021 + n), Reading(number=Decimal(value)))
        for n, value in enumerate(values)
        if value is not None
    )


def codes(series: Series) -> list[tuple[str, int]]:
    """What is asked, and of which year."""
    return [(one.code, one.period.year) for one in questions(series)]


NUMBER, RATE = Gauge(unit="places"), Gauge(measure="taux", unit="%")


def test_a_value_far_from_the_others_is_asked_about() -> None:
    series = Series(NUMBER, points("70", "72", "71", "74", "690"))
    assert codes(series) == [("unusual", 2025)]
    [question] = questions(series)
    assert question.text.startswith("690\u00a0places, loin des autres périodes, autour de 71,5\u00a0places.")


def test_a_steady_climb_and_a_short_series_are_not_asked_about() -> None:
    assert codes(Series(NUMBER, points("10", "14", "19", "25", "31"))) == []
    assert codes(Series(NUMBER, points("1", "90"))) == []


def test_a_total_that_its_categories_do_not_make_is_asked_about() -> None:
    parts = {"a": points("5"), "b": points("6")}
    assert codes(Series(NUMBER, points("12"), parts)) == [("total", 2021)]
    assert codes(Series(NUMBER, points("11"), parts)) == []


def test_a_total_smaller_than_the_categories_known_is_asked_about_and_a_larger_one_is_not() -> None:
    names = {"a": "Nord", "b": "Sud"}
    for whole, asked in (("4", 1), ("9", 0)):
        assert len(questions(Series(NUMBER, points(whole), {"a": points("5")}), names)) == asked


def test_a_rate_written_as_a_decimal_is_asked_about() -> None:
    [question] = questions(Series(RATE, points("0.52")))
    assert question.text == "0,5\u00a0%\u00a0: est-ce 52\u00a0%, écrit en décimales\u00a0?"


def test_a_share_among_counts_is_asked_about() -> None:
    assert codes(Series(NUMBER, points("12", "14", "0.15"))) == [("share", 2023)]
    assert codes(Series(NUMBER, points("0.5", "0.7", "0.6"))) == []


def test_a_numerator_over_its_denominator_is_asked_about_unless_the_definition_allows_it() -> None:
    turned = (
        Point(Period(2025), Reading(number=Decimal(120), numerator=Decimal(36), denominator=Decimal(30))),
    )
    assert codes(Series(RATE, turned)) == [("ratio", 2025)]
    assert codes(Series(Gauge(measure="taux", unlimited=True), turned)) == []


def test_a_total_since_the_start_that_falls_is_asked_about() -> None:
    falling = points("10", "25", "12")
    assert codes(Series(Gauge(cumulative=True), falling)) == [("cumulative", 2023)]
    assert codes(Series(Gauge(), falling)) == []


@given(st.lists(st.integers(1, 10**6), max_size=8), st.sampled_from([NUMBER, RATE, Gauge(cumulative=True)]))
def test_asking_changes_nothing_and_never_fails(values: list[int], gauge: Gauge) -> None:
    series = Series(gauge, points(*map(str, values)), {"a": points(*map(str, values))})
    before = repr(series)
    questions(series)
    assert repr(series) == before


@given(st.integers(1, 10**6), st.integers(1, 12))
def test_a_value_that_does_not_move_is_never_asked_about(value: int, years: int) -> None:
    assert codes(Series(NUMBER, points(*[str(value)] * years))) == []
