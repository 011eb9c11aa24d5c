"""The plan sorted by one of its columns, inside each branch; the order lives in the address (``?tri=``)."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from maillage.conventions.enums import Status
from maillage.kernel.text import sort_key

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from maillage.conventions.selectors import ActionRow

DOWN = "-"
STATES = list(Status)


def _by_due(row: ActionRow) -> tuple[Any, ...] | None:
    """Dated ones by their day, then the others by their words; nothing when nothing is said."""
    if row.end_on:
        return (0, row.end_on.toordinal(), ())
    return (1, 0, sort_key(row.due)) if row.due else None


COLUMNS: dict[str, tuple[str, Callable[[ActionRow], Any]]] = {
    "action": ("Action", lambda row: sort_key(row.title)),
    "etat": ("État", lambda row: STATES.index(row.status)),
    "pilote": ("Pilote", lambda row: sort_key(row.pilots[0]) if row.pilots else None),
    "echeance": ("Échéance", _by_due),
    "remplie": ("Fiche remplie", lambda row: row.filled),
}


@dataclass(frozen=True, slots=True)
class Order:
    """A column and a direction; without a column, the order of the plan."""

    column: str = ""
    down: bool = False

    @property
    def code(self) -> str:
        """As the address has it: « echeance », « -echeance », or nothing."""
        return f"{DOWN if self.down else ''}{self.column}"

    def sort(self, rows: Iterable[ActionRow]) -> list[ActionRow]:
        """``rows`` in order; those that say nothing there stay last, either way."""
        if not self.column:
            return list(rows)
        keyed = [(COLUMNS[self.column][1](row), row) for row in rows]
        said = [pair for pair in keyed if pair[0] is not None]
        said.sort(key=lambda pair: pair[0], reverse=self.down)
        return [row for _, row in said] + [row for key, row in keyed if key is None]

    def after(self, column: str) -> Order:
        """What a press on the header of ``column`` asks for: up, then down, then the plan's own order."""
        if column != self.column:
            return Order(column)
        return Order() if self.down else Order(column, down=True)


@dataclass(frozen=True, slots=True)
class Header:
    """The head of a column. ``sorted``: « ascending », « descending » or nothing, as ARIA says it."""

    key: str
    label: str
    url: str
    sorted: str


def read_order(asked: str) -> Order:
    """The order that an address asks for; what is not understood is left out."""
    column = asked.removeprefix(DOWN)
    return Order(column, asked.startswith(DOWN)) if column in COLUMNS else Order()


def headers(order: Order, address: Callable[[str], str]) -> list[Header]:
    """The columns, each with where a press leads; ``address`` gives the address of a code."""
    now = "descending" if order.down else "ascending"
    return [
        Header(key, label, address(order.after(key).code), now if key == order.column else "")
        for key, (label, _) in COLUMNS.items()
    ]
