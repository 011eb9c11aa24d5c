"""Several conventions side by side, each with its actions counted by state."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from django.db.models import Count

from maillage.conventions.enums import Status
from maillage.conventions.models import Action, Convention

if TYPE_CHECKING:
    from maillage.conventions.querysets import Viewer


@dataclass(slots=True)
class Overview:
    """A convention and how many actions it has in each state."""

    convention: Convention
    statuses: dict[Status, int] = field(default_factory=dict)

    @property
    def total(self) -> int:
        """All its actions."""
        return sum(self.statuses.values())


def convention_overview(user: Viewer) -> list[Overview]:
    """The conventions of ``user`` by name: two queries however many there are."""
    conventions = list(Convention.objects.visible_to(user))
    counted: dict[int, dict[Status, int]] = defaultdict(dict)
    counts = Action.objects.visible_to(user).order_by().values_list("convention_id", "status")
    for convention_id, status, number in counts.annotate(number=Count("pk")):
        counted[convention_id][Status(status)] = number
    return [Overview(convention, counted[convention.pk]) for convention in conventions]
