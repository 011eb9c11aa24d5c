"""A plan not yet written: what an import proposes once a person accepted it.

Section values are the plain JSON that ``sections`` reads and writes.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any


@dataclass(slots=True)
class ActionDraft:
    """A fiche to be; ``origin`` says where it was found (see ``Action.origin``)."""

    title: str
    ref: str = ""
    fiche_title: str = ""
    transversal: bool = False
    sections: dict[str, Any] = field(default_factory=dict)
    origin: dict[str, Any] = field(default_factory=dict)


@dataclass(slots=True)
class NodeDraft:
    """A node to be, with what hangs from it."""

    title: str
    ref: str = ""
    children: list[NodeDraft] = field(default_factory=list)
    actions: list[ActionDraft] = field(default_factory=list)


@dataclass(slots=True)
class PlanDraft:
    """A plan to be; ``actions`` are those on no node. Empty values leave the convention's."""

    nodes: list[NodeDraft] = field(default_factory=list)
    actions: list[ActionDraft] = field(default_factory=list)
    level_names: list[str] = field(default_factory=list)
    start_year: int | None = None
    end_year: int | None = None
