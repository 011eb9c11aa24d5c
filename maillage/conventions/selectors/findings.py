"""The diagnosis beside the plan: which actions answer which finding."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING

from maillage.conventions.models import Action, ActionFinding
from maillage.conventions.sections import ROWS

if TYPE_CHECKING:
    from maillage.conventions.models import Convention
    from maillage.conventions.querysets import Viewer


def answering_actions(convention: Convention, user: Viewer) -> dict[int, list[Action]]:
    """The actions in place that answer each finding, by the finding's id, by reference (two queries)."""
    actions = Action.objects.visible_to(user).filter(convention=convention)
    named = {row.pk: row for row in actions.only("ref", "title", "status", "convention_id")}
    found: dict[int, list[Action]] = defaultdict(list)
    rows = ActionFinding.objects.filter(convention=convention).values_list("finding_id", "action_id")
    for finding, action in rows:
        if action in named:
            found[finding].append(named[action])
    for answers in found.values():
        answers.sort(key=lambda one: (one.ref, one.title, one.pk))
    return dict(found)


def actions_to_tie(convention: Convention, user: Viewer) -> list[Action]:
    """Every action of the plan with what its links need, by reference."""
    actions = Action.objects.visible_to(user).filter(convention=convention)
    ties = [name for name in ROWS if name in {"links", "schemes", "answered_findings"}]
    return list(actions.prefetch_related(*ties).order_by("ref", "title", "pk"))
