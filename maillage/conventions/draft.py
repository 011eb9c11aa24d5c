"""A plan not yet written: what an import proposes once a person accepted it.

Section values are the plain JSON that ``sections`` reads and writes.
"""

from __future__ import annotations

from collections import Counter
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

    def every_action(self) -> list[ActionDraft]:
        """Its fiches and those below."""
        return [*self.actions, *(action for child in self.children for action in child.every_action())]


@dataclass(slots=True)
class PlanDraft:
    """A plan to be; ``actions`` are those on no node. Empty values leave the convention's.

    ``fits_fiche``: an only plan may give the convention the shape of fiche that fits what it holds;
    ``finds``: a diagnosis comes with it, to which fiches can be tied.
    """

    nodes: list[NodeDraft] = field(default_factory=list)
    actions: list[ActionDraft] = field(default_factory=list)
    level_names: list[str] = field(default_factory=list)
    start_year: int | None = None
    end_year: int | None = None
    fits_fiche: bool = False
    finds: bool = False

    def shares(self) -> dict[str, float]:
        """The share of the fiches that fill each section, those that none fills left out."""
        fiches = [*self.actions, *(action for node in self.nodes for action in node.every_action())]
        counts = Counter(key for fiche in fiches for key in fiche.sections)
        return {key: count / len(fiches) for key, count in counts.items()}
