"""The button of the home page: what helps the plan most today."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta
from typing import TYPE_CHECKING

from maillage.conventions.enums import Status
from maillage.conventions.selectors.filters import is_silent
from maillage.web.shell.context import link

if TYPE_CHECKING:
    from collections.abc import Sequence

    from maillage.conventions.models import Campaign, Convention
    from maillage.conventions.selectors import PlanTree

FRESH = timedelta(days=60)
"""News older than that are worth asking for again."""
ENGAGED = frozenset({Status.RUNNING, Status.PAUSED, Status.BLOCKED})


@dataclass(frozen=True, slots=True)
class NextAct:
    """What the button says, and where it goes."""

    words: str
    url: str


def next_act(convention: Convention, tree: PlanTree, campaigns: Sequence[Campaign]) -> NextAct | None:
    """For coordination: follow the campaign that runs, else ask for news, enter figures, complete the plan.

    ``campaigns``: those under way, the next due first. None while the plan has no action.
    """
    if not tree.total:
        return None
    if campaigns:
        return NextAct("Suivre la campagne", link("dashboard:campaign", convention.pk, campaigns[0].pk))
    engaged = [row for row in tree.rows if row.status in ENGAGED]
    if any(is_silent(row, FRESH) for row in engaged):
        return NextAct("Demander des nouvelles", link("dashboard:campaign_create", convention.pk))
    if engaged:
        return NextAct("Saisir les chiffres", link("indicators:grid", convention.pk))
    return NextAct("Compléter le plan", link("conventions:actions_missing", convention.pk))
