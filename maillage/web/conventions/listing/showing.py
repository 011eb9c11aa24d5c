"""What stands around the rows: heads of columns, heads of groups, filters in force, filters to relax."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from maillage.conventions.listing.columns import COLUMNS
from maillage.conventions.listing.query import DOWN

if TYPE_CHECKING:
    from collections.abc import Callable

    from django.utils.safestring import SafeString

    from maillage.conventions.listing.lists import ActionList
    from maillage.conventions.listing.query import Query
    from maillage.web.conventions.listing.painting import Painter


@dataclass(frozen=True, slots=True)
class Head:
    """The head of a column; without ``url`` it does not sort. ``sorted`` as ARIA says it."""

    key: str
    label: str
    url: str
    sorted: str
    figure: bool


@dataclass(frozen=True, slots=True)
class Block:
    """A group of rows, ready to print; without words, the whole list."""

    words: str
    missing: bool
    count: int
    rows: SafeString


def _turned(query: Query, key: str) -> str:
    """What a press on a head asks for: up, then down, then the plan's own order."""
    if query.sorted_by != key:
        return key
    return "" if query.down else f"{DOWN}{key}"


def headers(query: Query, address: Callable[..., str]) -> list[Head]:
    """The action, then the columns asked; ``address`` takes the changes of the query."""
    now = "descending" if query.down else "ascending"
    heads = [("action", "Action", True, False)]
    heads += [
        (column.key, column.label, column.sortable, column.figure)
        for column in (COLUMNS[key] for key in query.columns)
    ]
    return [
        Head(
            key,
            label,
            address(sort=_turned(query, key)) if sortable else "",
            now if key == query.sorted_by else "",
            figure and key != "remplie",
        )
        for key, label, sortable, figure in heads
    ]


def group_rows(found: ActionList, painter: Painter) -> list[Block]:
    """The groups with their rows made."""
    return [
        Block(group.words, not group.code, len(group.rows), painter.rows(group.rows))
        for group in found.groups
    ]


def chips(query: Query, found: ActionList, address: Callable[[Query], str]) -> list[dict[str, Any]]:
    """The filters in force, each with the address that leaves it out."""
    return [
        {"label": one.label, "url": address(query.without(one.name, one.code))} for one in found.conditions
    ]


def relaxed(query: Query, found: ActionList, address: Callable[[Query], str]) -> list[dict[str, Any]]:
    """When nothing is left: the filters that hide something alone, with what leaving them out would show."""
    return [
        {
            "label": one.condition.label,
            "count": one.count,
            "url": address(query.without(one.condition.name, one.condition.code)),
        }
        for one in found.relax
    ]
