"""Dates as people say them."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from maillage.kernel.fuzzy import DAY, HALF, MONTH, QUARTER, SEASON, YEAR, FuzzyDate, parse, show

PRECISIONS = (YEAR, HALF, QUARTER, SEASON, MONTH, DAY)
DATES = st.dates(min_value=date(1900, 1, 1), max_value=date(2200, 12, 31))
SAID = [
    ("2026", "2026-01-01", "2026-12-31", YEAR),
    ("en 2026", "2026-01-01", "2026-12-31", YEAR),
    ("S2 2026", "2026-07-01", "2026-12-31", HALF),
    ("1er semestre 2026", "2026-01-01", "2026-06-30", HALF),
    ("T2 2026", "2026-04-01", "2026-06-30", QUARTER),
    ("2026-T2", "2026-04-01", "2026-06-30", QUARTER),
    ("deuxième trimestre de 2026", "2026-04-01", "2026-06-30", QUARTER),
    ("Printemps 2024", "2024-04-01", "2024-06-30", SEASON),
    ("rentrée 2024", "2024-09-01", "2024-09-30", SEASON),
    ("fin 2025", "2025-12-01", "2025-12-31", SEASON),
    ("début de l’année 2025", "2025-01-01", "2025-03-31", SEASON),
    ("hiver 2024", "2024-02-01", "2024-02-29", SEASON),
    ("avril 2026", "2026-04-01", "2026-04-30", MONTH),
    ("Févr. 2024", "2024-02-01", "2024-02-29", MONTH),
    ("04/2026", "2026-04-01", "2026-04-30", MONTH),
    ("3 mars 2026", "2026-03-03", "2026-03-03", DAY),
    ("1er\u00a0mai 2026", "2026-05-01", "2026-05-01", DAY),
    ("03/12/2026", "2026-12-03", "2026-12-03", DAY),
    ("2026-12-03", "2026-12-03", "2026-12-03", DAY),
]
NOT_DATES = [
    "", "bientôt", "13/2026", "31/02/2026", "2026-13-01", "T5 2026", "S3 2026", "5e trimestre 2026",
    "3 marsembre 2026", "1850", "2301", "3 mars 0026", "26", "2024-2028", "avril", "fin", "2026 environ",
]  # fmt: skip


@pytest.mark.parametrize(("text", "first", "last", "precision"), SAID)
def test_what_people_say_is_read(text: str, first: str, last: str, precision: str) -> None:
    assert parse(text) == FuzzyDate(date.fromisoformat(first), precision)
    assert parse(text, end=True) == FuzzyDate(date.fromisoformat(last), precision)


@pytest.mark.parametrize("text", NOT_DATES)
def test_what_is_not_a_date_is_left_alone(text: str) -> None:
    assert parse(text) is None


@given(DATES, st.sampled_from(PRECISIONS))
def test_every_day_can_be_shown_and_read_back_within_what_is_known(on: date, precision: str) -> None:
    words = show(on, precision)
    first, last = parse(words), parse(words, end=True)
    assert first is not None
    assert last is not None
    assert first.precision == last.precision == precision
    # « début » runs over « hiver », which is February alone
    assert first.on <= on <= last.on


@given(DATES, st.sampled_from(PRECISIONS), st.booleans())
def test_what_was_read_is_shown_in_words_that_read_the_same(on: date, precision: str, end: bool) -> None:
    read = parse(show(on, precision), end=end)
    assert read is not None
    assert parse(show(read.on, read.precision), end=end) == read


@given(st.text(max_size=40))
def test_no_text_breaks_the_parser(text: str) -> None:
    read = parse(text)
    assert read is None or parse(show(read.on, read.precision)) == read
