"""Fuzzy dates as intervals, moved by months, put in sentences."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from maillage.kernel import fuzzy

PRECISIONS = [fuzzy.DAY, fuzzy.MONTH, fuzzy.QUARTER, fuzzy.SEASON, fuzzy.HALF, fuzzy.YEAR]
DAYS = st.dates(date(2000, 1, 1), date(2100, 12, 31))


@pytest.mark.parametrize(
    ("words", "first", "last"),
    [
        ("12 mars 2026", "2026-03-12", "2026-03-12"),
        ("février 2028", "2028-02-01", "2028-02-29"),
        ("T2 2026", "2026-04-01", "2026-06-30"),
        ("S2 2026", "2026-07-01", "2026-12-31"),
        ("automne 2026", "2026-10-01", "2026-11-30"),
        ("début 2026", "2026-01-01", "2026-03-31"),
        ("2026", "2026-01-01", "2026-12-31"),
    ],
)
@pytest.mark.parametrize("end", [False, True])
def test_a_date_in_words_spans_all_the_days_it_may_mean(words: str, first: str, last: str, end: bool) -> None:
    moment = fuzzy.parse(words, end=end)
    assert moment is not None
    assert fuzzy.span(moment.on, moment.precision) == (date.fromisoformat(first), date.fromisoformat(last))


@given(DAYS, st.sampled_from(PRECISIONS))
def test_a_date_is_within_its_own_span(on: date, precision: str) -> None:
    first, last = fuzzy.span(on, precision)
    assert first <= on <= last


@given(DAYS, st.sampled_from(PRECISIONS), st.integers(-60, 60))
def test_a_date_moved_forth_and_back_says_the_same_months(on: date, precision: str, months: int) -> None:
    there = fuzzy.shift(fuzzy.FuzzyDate(on, precision), months)
    back = fuzzy.months_later(there.on, -months)
    assert (back.year, back.month) == (on.year, on.month)


@pytest.mark.parametrize(
    ("words", "months", "shown"),
    [
        ("2026", 12, "2027"),
        ("2026", 1, "février 2026"),
        ("T2 2026", 3, "T3 2026"),
        ("T2 2026", 4, "août 2026"),
        ("automne 2026", 12, "automne 2027"),
        ("automne 2026", -1, "septembre 2026"),
        ("31 janvier 2026", 1, "28\u00a0février 2026"),
    ],
)
def test_a_date_moved_stays_as_vague_as_it_can(words: str, months: int, shown: str) -> None:
    moment = fuzzy.parse(words)
    assert moment is not None
    moved = fuzzy.shift(moment, months)
    assert fuzzy.show(moved.on, moved.precision) == shown


def test_a_date_does_not_leave_the_years_that_dates_have() -> None:
    with pytest.raises(ValueError, match="out of reach"):
        fuzzy.months_later(date(2200, 12, 1), 1)


@pytest.mark.parametrize(
    ("words", "at", "about", "since", "until"),
    [
        ("3 mars 2026", "le 3 mars 2026", "3 mars 2026", "dès le 3 mars 2026", "jusqu’au 3 mars 2026"),
        ("mars 2026", "en mars 2026", "vers mars 2026", "dès mars 2026", "jusqu’en mars 2026"),
        ("T2 2026", "au T2 2026", "vers le T2 2026", "dès le T2 2026", "jusqu’au T2 2026"),
        ("été 2026", "à l’été 2026", "vers l’été 2026", "dès l’été 2026", "jusqu’à l’été 2026"),
        ("rentrée 2026", "à la rentrée 2026", "vers la rentrée 2026", "dès la rentrée 2026",
         "jusqu’à la rentrée 2026"),
        ("fin 2026", "fin 2026", "vers la fin de 2026", "dès la fin de 2026", "jusqu’à la fin de 2026"),
        ("2026", "en 2026", "vers 2026", "dès 2026", "jusqu’en 2026"),
    ],
)  # fmt: skip
def test_a_date_takes_its_preposition(words: str, at: str, about: str, since: str, until: str) -> None:
    moment = fuzzy.parse(words)
    assert moment is not None
    said = [say(moment.on, moment.precision) for say in (fuzzy.at, fuzzy.about, fuzzy.since, fuzzy.until)]
    assert [one.replace("\u00a0", " ") for one in said] == [at, about, since, until]
