"""A line in words, for the history and for whoever hears it read."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import TYPE_CHECKING

from maillage.conventions.means.kinds import BUDGET, MONEY, POST, RATE
from maillage.kernel.french import NBSP, day, number

if TYPE_CHECKING:
    from maillage.conventions.means.kinds import Line

_MONEY = dict(zip(MONEY, ("prévu", "demandé", "obtenu", "dépensé"), strict=True))


def euros(value: Decimal) -> str:
    """« 18 000 € », « 6 080,50 € »: cents only where there are some."""
    said = number(value)
    whole, comma, cents = said.partition(",")
    return f"{whole}{comma}{cents.ljust(2, '0') if comma else ''}{NBSP}€"


def etp(value: Decimal) -> str:
    """« 0,4 ETP »."""
    return f"{number(value)}{NBSP}ETP"


def period_words(start: date | None, end: date | None) -> str:
    """« du 1er septembre 2025 au 31 août 2026 », « depuis… », « jusqu’au… », or nothing."""
    if start and end:
        return f"du {day(start)} au {day(end)}"
    if start:
        return f"depuis le {day(start)}"
    return f"jusqu’au {day(end)}" if end else ""


def line_words(kind: str, line: Line) -> str:
    """The whole line, what is missing left out."""
    start, end = (date.fromisoformat(line[key]) if line.get(key) else None for key in ("start_on", "end_on"))
    if kind == BUDGET:
        said = [
            f"{word} {euros(Decimal(line[key]))}" for key, word in _MONEY.items() if line[key] is not None
        ]
        return _joined(f"{line['funder']} {line['year']}", [*said, line["note"]])
    if kind == RATE:
        amount = f"{number(Decimal(line['amount']))} {line['unit']}".strip()
        return _joined(line["name"], [amount, period_words(start, end), line["source"]])
    name = line["title"] if kind == POST else line["function"]
    share = etp(Decimal(line["etp"])) if line["etp"] is not None else ""
    return _joined(name, [line.get("employer", ""), share, period_words(start, end), line["note"]])


def _joined(name: str, said: list[str]) -> str:
    told = ", ".join(part for part in said if part)
    return f"{name} : {told}" if told else name
