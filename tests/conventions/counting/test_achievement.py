"""How far the way to a target is done, and what is never said."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from maillage.conventions.counting.achievement import Achievement, achieve, achieve_over
from maillage.conventions.counting.gauge import Gauge, Point, Series, Target
from maillage.conventions.counting.periods import Period
from maillage.conventions.counting.values import Reading
from maillage.conventions.enums import Frequency, ValueStatus

numbers = st.decimals(min_value=-10_000, max_value=10_000, places=2)


def gauge(op: str, value: int | str, *, start: int | None = None, **more: object) -> Gauge:
    """A gauge with a target."""
    top = more.pop("top", None)
    per, relative = str(more.pop("per", "")), bool(more.pop("relative", False))
    high = Decimal(str(top)) if top is not None else None
    target = Target(op, Decimal(value), high, per, relative=relative)
    return Gauge(target=target, baseline=None if start is None else Decimal(start), **more)  # type: ignore[arg-type]  # its fields


def done(one: Gauge, value: int | str) -> Achievement:
    """How far a plain value is."""
    return achieve(one, Reading(number=Decimal(value)))


@pytest.mark.parametrize(
    ("one", "value", "percent", "words"),
    [
        (gauge(">=", 20, start=0), 5, 25, "25\u00a0% du chemin"),
        (gauge("<=", 20, start=57), 38, 51, "51\u00a0% du chemin"),
        (gauge("=", 20, start=57), 44, 35, "35\u00a0% du chemin"),
        (gauge(">=", 90, measure="taux"), 74, 82, "82\u00a0% de la cible"),
        (gauge(">=", 300), 312, 100, "cible dépassée"),
        (gauge("<=", 20), 12, 100, "cible tenue"),
        (gauge("between", 10, top=12), 11, 100, "cible atteinte"),
        (gauge("change", 20, start=50, relative=True), 55, 50, "50\u00a0% du chemin"),
        (gauge("change", 10, start=50, measure="taux"), 55, 50, "50\u00a0% du chemin"),
        (gauge(">=", 80, start=74), 69, None, "s’éloigne, 5 de moins"),
        (gauge(">=", 60, start=41, measure="taux"), 40, None, "s’éloigne, 1\u00a0point de moins"),
        (gauge("<=", 20), 38, None, "18 de trop pour la cible"),
        (gauge("change", 20), 55, None, "sans valeur de départ"),
        (Gauge(), 55, None, "sans cible"),
        (gauge(">=", 1, measure="jalon"), 0, 0, "pas encore"),
        (Gauge(measure="jalon"), 1, 100, "fait"),
    ],
)
def test_the_way_done_is_said_in_words(one: Gauge, value: int, percent: int | None, words: str) -> None:
    found = done(one, value)
    assert (found.percent, found.words) == (percent, words)


def test_nearly_there_is_not_there() -> None:
    assert done(gauge(">=", 1000, start=0), 999).percent == 99


def test_a_direction_that_was_chosen_wins_over_the_comparison() -> None:
    fewer = gauge("=", 20, start=57, direction="baisse")
    assert done(fewer, 12).reached
    assert not done(gauge("=", 20, start=57, direction="hausse"), 12).reached


@pytest.mark.parametrize("status", [ValueStatus.SECRET, ValueStatus.UNAVAILABLE])
def test_nothing_is_said_over_what_is_masked_or_missing(status: ValueStatus) -> None:
    one = gauge(">=", 20, start=0)
    for reading in (None, Reading(status)):
        found = achieve(one, reading)
        assert (found.share, found.reached, found.away) == (None, None, False)


def test_an_estimate_gives_an_estimated_share() -> None:
    assert achieve(gauge(">=", 20, start=0), Reading(ValueStatus.ESTIMATED, Decimal(10))).estimated


def test_the_target_of_a_year_is_asked_for_by_name_and_the_final_one_otherwise() -> None:
    one = Gauge(target=Target(">=", Decimal(40)), by_year={2025: Decimal(10)}, baseline=Decimal(0))
    assert achieve(one, Reading(number=Decimal(10)), year=2025).reached
    assert achieve(one, Reading(number=Decimal(10)), year=2026).percent == 25
    assert achieve(one, Reading(number=Decimal(10))).percent == 25


@given(st.sampled_from([">=", "<=", "=", "change"]), numbers, numbers, numbers)
def test_a_share_stays_between_nothing_and_all_and_is_all_only_when_reached(
    op: str, target: Decimal, start: Decimal, value: Decimal
) -> None:
    found = achieve(Gauge(target=Target(op, target), baseline=start), Reading(number=value))
    assert found.share is None or 0 <= found.share <= 1
    assert (found.percent == 100) == bool(found.reached)
    assert not (found.away and found.reached)


@given(st.lists(numbers, min_size=4, max_size=4, unique=True))
def test_a_value_closer_to_the_target_is_never_less_far_on_the_way(four: list[Decimal]) -> None:
    start, one, two, target = sorted(four)
    rising = Gauge(target=Target(">=", target), baseline=start)
    less, more = (achieve(rising, Reading(number=each)).share for each in (one, two))
    assert less is not None
    assert more is not None
    assert less <= more


def quarters(*values: int | None, cumulative: bool = False) -> Series:
    """The quarters of 2025."""
    points = [
        Point(Period(2025, Frequency.QUARTER, n), Reading(number=Decimal(value)))
        for n, value in enumerate(values, 1)
        if value is not None
    ]
    return Series(gauge(">=", 40, per="an", frequency="trimestre", cumulative=cumulative), tuple(points))


def test_a_target_by_year_adds_the_quarters_up_and_says_how_many() -> None:
    found = achieve_over(quarters(10, 10, None), Period(2025, Frequency.QUARTER, 2))
    assert (found.percent, found.over) == (50, "2\u00a0périodes sur 4")
    whole = achieve_over(quarters(10, 10, 10, 10), Period(2025, Frequency.QUARTER, 4))
    assert (whole.reached, whole.over) == (True, "")


def test_values_that_are_totals_already_are_not_added_up() -> None:
    found = achieve_over(quarters(10, 20, cumulative=True), Period(2025, Frequency.QUARTER, 2))
    assert (found.percent, found.over) == (50, "")
