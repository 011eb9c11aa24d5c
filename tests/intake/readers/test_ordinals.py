"""Numbers as lists print them."""

from __future__ import annotations

import pytest

from maillage.intake.readers.ordinals import letters, roman


@pytest.mark.parametrize(
    ("value", "letter", "numeral"),
    [
        (1, "a", "i"),
        (4, "d", "iv"),
        (27, "aa", "xxvii"),
        (0, "0", "0"),
        (10**12, "1" + "0" * 12, "1" + "0" * 12),
    ],
)
def test_a_number_is_printed_as_lists_do_and_in_figures_where_that_is_of_no_use(
    value: int, letter: str, numeral: str
) -> None:
    assert (letters(value), roman(value)) == (letter, numeral)
