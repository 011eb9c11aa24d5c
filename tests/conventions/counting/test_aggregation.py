"""Totals that are honest: sums of parts, gaps said, secrets kept."""

from __future__ import annotations

from decimal import Decimal

from hypothesis import given
from hypothesis import strategies as st

from maillage.conventions.counting.aggregation import masked, to_mask, total
from maillage.conventions.counting.gauge import Gauge
from maillage.conventions.counting.values import Reading
from maillage.conventions.enums import MeasureType, ValueStatus

SECRET = Reading(ValueStatus.SECRET)
counts = st.integers(0, 10_000)
pairs = st.tuples(counts, st.integers(1, 10_000))


def count(number: int) -> Reading:
    """A count."""
    return Reading(number=Decimal(number))


def rate(over: int, under: int) -> Reading:
    """A rate with its two numbers."""
    return Reading(
        number=Decimal(over) / Decimal(under) * 100, numerator=Decimal(over), denominator=Decimal(under)
    )


def test_a_rate_over_two_communes_is_no_mean_of_rates() -> None:
    found = total({"a": rate(1, 10), "b": rate(90, 100)}, Gauge(MeasureType.RATE))
    assert found.reading is not None
    assert round(found.reading.number or 0, 2) == Decimal("82.73")


def test_a_rate_without_its_two_numbers_is_left_out_and_said() -> None:
    found = total({"a": rate(1, 10), "b": Reading(number=Decimal(50))}, Gauge(MeasureType.RATE))
    assert (found.counted, found.halves, found.over("commune")) == (
        1, 1, "1\u00a0commune sur 2, 1\u00a0sans leurs deux nombres"
    )  # fmt: skip


def test_a_partial_total_says_over_what() -> None:
    parts = {str(n): count(n) for n in range(7)} | {"x": None, "y": SECRET}
    found = total(parts, Gauge(MeasureType.NUMBER))
    assert found.over("commune") == "7\u00a0communes sur 9, 1\u00a0sous secret"
    assert total({"a": count(1)}, Gauge(MeasureType.NUMBER)).over("commune") == ""


def test_per_thousand_rates_add_up_by_their_two_numbers_and_stay_per_thousand() -> None:
    found = total({"a": rate(2, 100), "b": rate(4, 300)}, Gauge(MeasureType.RATE, "‰"))
    assert found.reading is not None
    assert found.reading.number == 15


def test_an_index_and_bare_percentages_have_no_sum() -> None:
    parts = {"a": count(101), "b": count(99)}
    assert total(parts, Gauge(unit="points", index=True)).reading is None
    assert total(parts, Gauge(unit="%")).reading is None
    assert total(parts, Gauge(unit="points")).reading is not None


def test_notes_and_nothing_at_all_have_no_total() -> None:
    assert total({"a": count(3)}, Gauge(MeasureType.APPRECIATION)).reading is None
    assert total({"a": None, "b": SECRET}, Gauge(MeasureType.NUMBER)).reading is None
    assert total({}, Gauge(MeasureType.RATE)).reading is None


def test_an_estimate_makes_an_estimated_total() -> None:
    found = total({"a": count(3), "b": Reading(ValueStatus.ESTIMATED, Decimal(2))}, Gauge(MeasureType.NUMBER))
    assert found.reading == Reading(ValueStatus.ESTIMATED, Decimal(5))


@given(st.dictionaries(st.text(max_size=3), pairs, min_size=1))
def test_a_rate_is_the_sum_of_what_is_counted_over_the_sum_of_what_it_is_counted_in(
    parts: dict[str, tuple[int, int]],
) -> None:
    found = total({name: rate(*pair) for name, pair in parts.items()}, Gauge(MeasureType.RATE)).reading
    assert found is not None
    assert found.numerator == sum(over for over, _ in parts.values())
    assert found.denominator == sum(under for _, under in parts.values())


def test_a_secret_total_is_not_the_sum_of_what_is_shown() -> None:
    assert to_mask(SECRET, {"f": count(3), "h": count(9)}) == {"f"}
    assert to_mask(SECRET, {"f": count(3), "h": None}) == frozenset()
    assert to_mask(SECRET, {"f": count(3), "h": SECRET}) == {"h"}


@given(st.dictionaries(st.text(max_size=3), st.none() | counts.map(count) | st.just(SECRET), min_size=1))
def test_no_secret_can_be_worked_out_from_what_is_shown(parts: dict[str, Reading | None]) -> None:
    whole = count(1_000_000)
    shown = masked(whole, parts)
    hidden = [name for name, one in shown.items() if one == SECRET]
    unknown = [name for name, one in shown.items() if one is None]
    assert all(shown[name] == SECRET for name, one in parts.items() if one == SECRET)
    if any(one == SECRET for one in parts.values()) and len(parts) > 1:
        assert len(hidden) + len(unknown) >= 2


def test_the_smallest_other_part_is_masked_with_a_secret_that_stands_alone() -> None:
    parts = {"a": count(40), "b": SECRET, "c": count(7)}
    assert to_mask(count(50), parts) == {"b", "c"}
    assert to_mask(None, parts) == {"b"}
    assert to_mask(count(50), {**parts, "d": SECRET}) == {"b", "d"}
