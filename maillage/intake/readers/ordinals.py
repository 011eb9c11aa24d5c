"""Numbers as lists print them: figures, letters, Roman numerals."""

from __future__ import annotations

_ROMAN = (
    (1000, "m"), (900, "cm"), (500, "d"), (400, "cd"), (100, "c"), (90, "xc"),
    (50, "l"), (40, "xl"), (10, "x"), (9, "ix"), (5, "v"), (4, "iv"), (1, "i"),
)  # fmt: skip
_MOST_ROMAN = 4000
_MOST_LETTERS = 260


def letters(value: int) -> str:
    """« a » for 1, « aa » for 27; figures where letters are of no use."""
    if not 0 < value <= _MOST_LETTERS:
        return str(value)
    return chr(ord("a") + (value - 1) % 26) * ((value - 1) // 26 + 1)


def roman(value: int) -> str:
    """« iv » for 4; figures where no Roman numeral is of use."""
    if not 0 < value < _MOST_ROMAN:
        return str(value)
    text = ""
    for weight, signs in _ROMAN:
        while value >= weight:
            text += signs
            value -= weight
    return text
