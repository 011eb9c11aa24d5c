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

    @property
    def filled(self) -> set[str]:
        """The sections that a fiche at least fills, here or below."""
        found = {key for action in self.actions for key in action.sections}
        for child in self.children:
            found |= child.filled
        return found


@dataclass(slots=True)
class PlanDraft:
    """A plan to be; ``actions`` are those on no node. Empty values leave the convention's.

    ``fits_fiche``: an only plan may give the convention the shape of fiche that fits what it holds.
    """

    nodes: list[NodeDraft] = field(default_factory=list)
    actions: list[ActionDraft] = field(default_factory=list)
    level_names: list[str] = field(default_factory=list)
    start_year: int | None = None
    end_year: int | None = None
    fits_fiche: bool = False

    @property
    def filled(self) -> set[str]:
        """The sections that a fiche at least fills."""
        found = {key for action in self.actions for key in action.sections}
        for node in self.nodes:
            found |= node.filled
        return found
