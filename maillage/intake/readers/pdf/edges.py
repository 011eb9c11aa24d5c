"""What repeats from page to page: running heads and feet, set apart from the text between them."""

from __future__ import annotations

import re
from collections.abc import Sequence

from maillage.intake.readers.pdf.lines import Line
from maillage.intake.readers.pdf.pages import PageUnit

_SAME_PLACE = 3.0
_FIGURES = re.compile(r"\d+")


def mark_repeated(pages: Sequence[list[PageUnit]]) -> None:
    """Set apart the lines that come back at one place of many pages, figures aside."""
    places: dict[tuple[int, str], list[Line]] = {}
    for units in pages:
        for unit in units:
            if isinstance(unit, Line):
                key = (round(unit.base / _SAME_PLACE), _FIGURES.sub("0", unit.text))
                places.setdefault(key, []).append(unit)
    for lines in places.values():
        if len(lines) >= max(3, 0.4 * len(pages)):
            for line in lines:
                line.alone = True


def parted(units: Sequence[PageUnit]) -> tuple[list[PageUnit], list[PageUnit], list[PageUnit]]:
    """The units of a page as its running head, its text and its running foot.

    Only lines that repeat, and stand above or below everything else, are head or foot: a
    label printed at one place of every slide is text.
    """
    text = [unit for unit in units if not (isinstance(unit, Line) and unit.alone)]
    if not text:
        return [], list(units), []
    top, bottom = min(unit.top for unit in text), max(unit.bottom for unit in text)
    head: list[PageUnit] = []
    body: list[PageUnit] = []
    foot: list[PageUnit] = []
    for unit in units:
        repeats = isinstance(unit, Line) and unit.alone
        if repeats and unit.bottom <= top:
            head.append(unit)
        elif repeats and unit.top >= bottom:
            foot.append(unit)
        else:
            body.append(unit)
    return head, body, foot
