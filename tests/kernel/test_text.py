"""Text as people search and sort it."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from maillage.kernel.text import fold, lines_of, sort_key


@pytest.mark.parametrize(
    ("written", "folded"),
    [
        ("  Petite\u00a0Enfance ", "petite enfance"),
        ("L’accès aux Œuvres", "l'acces aux oeuvres"),
        ("ÉTÉ\n2024", "ete 2024"),
        ("Ægir", "aegir"),
    ],
)
def test_spellings_of_the_same_word_fold_together(written: str, folded: str) -> None:
    assert fold(written) == folded


@given(st.text())
def test_folding_twice_changes_nothing(text: str) -> None:
    assert fold(fold(text)) == fold(text)


@given(st.text(max_size=20), st.text(max_size=20))
def test_any_two_texts_can_be_put_in_order(one: str, other: str) -> None:
    assert (sort_key(one) < sort_key(other)) == (not sort_key(one) >= sort_key(other))


def test_numbers_sort_by_value_and_accents_do_not_count() -> None:
    assert sorted(["Axe 10", "axe 2", "Étape", "Zoo", "Eau"], key=sort_key) == [
        "axe 2", "Axe 10", "Eau", "Étape", "Zoo",
    ]  # fmt: skip


def test_figures_that_are_not_decimal_do_not_break_the_order() -> None:
    assert sorted(["፩", "②", "1"], key=sort_key)[0] == "1"


def test_lines_are_stripped_and_empty_ones_dropped() -> None:
    assert lines_of(" un \r\n\n\tdeux\n") == ["un", "deux"]
