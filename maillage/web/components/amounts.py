"""Totals of money and time as cells: the amount, and how many lines it rests on when some say nothing."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from maillage.conventions.means.words import euros
from maillage.kernel.french import number, plural

if TYPE_CHECKING:
    from collections.abc import Callable
    from decimal import Decimal

    from maillage.conventions.means.sums import Sum


@dataclass(frozen=True, slots=True)
class Cell:
    """``text`` is empty where nothing is known; ``partly``: « 2 lignes sur 3 », or nothing.

    ``waiting``: asked and not answered yet; ``none``: there is no line at all to add up.
    """

    text: str
    partly: str = ""
    waiting: bool = False
    none: bool = False


def _cell(found: Sum, said: Callable[[Decimal], str]) -> Cell:
    if found.amount is None:
        return Cell("", none=found.lines == 0)
    partly = "" if found.whole else f"{plural(found.known, 'ligne')} sur {number(found.lines)}"
    return Cell(said(found.amount), partly)


def money_cell(found: Sum, *, asked: Sum | None = None) -> Cell:
    """Euros; « en attente » for what was asked and not answered yet."""
    waits = asked is not None and found.amount is None and asked.amount is not None
    return Cell("", waiting=True) if waits else _cell(found, euros)


def time_cell(found: Sum) -> Cell:
    """ETP with two decimals at most; the unit stands in the heading."""
    return _cell(found, lambda value: number(round(value, 2)))
