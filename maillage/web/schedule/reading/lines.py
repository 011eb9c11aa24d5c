"""An action as a line of the échéancier."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from maillage.web.components.periods.bars import Bar


@dataclass(slots=True)
class Line:
    """An action on the échéancier. ``start`` and ``end`` are months (« 2026-03 »), for what moves them."""

    pk: int
    ref: str
    title: str
    name: str
    url: str
    move_url: str
    css: str
    status: str
    word: str
    said: str
    bar: Bar | None
    fill: str
    start: str
    end: str
    version: int
    after: str
    calendar: str
    dates_url: str
