"""What falls due on which day, for calendars: ends of actions, steps, answers expected."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from typing import TYPE_CHECKING

from maillage.conventions.enums import CampaignState, Status
from maillage.conventions.models import Action, Campaign, Pilot, Recipient, Step
from maillage.conventions.selectors.filters import CLOSED
from maillage.conventions.selectors.schedule.periods import bound
from maillage.kernel import fuzzy

if TYPE_CHECKING:
    from django.db.models import QuerySet

    from maillage.accounts.models import Membership
    from maillage.conventions.models import Convention
    from maillage.conventions.querysets import Viewer
    from maillage.conventions.selectors.schedule.periods import Bound


@dataclass(frozen=True, slots=True)
class Deadline:
    """A day in a calendar. ``uid`` never changes; ``sequence`` and ``changed_at`` tell when the rest did.

    ``on`` is the last day that may be meant, and ``title`` says what is really known of it. ``action_id``
    is the fiche to open; None for what concerns the whole plan.
    """

    uid: str
    on: date
    title: str
    details: str
    is_fuzzy: bool
    sequence: int
    changed_at: datetime
    action_id: int | None


def _uid(kind: str, key: object, convention_id: int) -> str:
    return f"{kind}-{key}@convention-{convention_id}.maillage"


def _said(what: str, due: Bound) -> str:
    """« Fin », or « Fin vers l’automne 2026 »."""
    return f"{what} {fuzzy.about(due.on, due.precision)}" if due.precision != fuzzy.DAY else what


def deadlines_of(convention: Convention, user: Viewer, member: Membership | None = None) -> list[Deadline]:
    """What is still due in ``convention`` as ``user`` may see it, by day: three queries, or four.

    ``member`` keeps what that person answers for: their actions with their steps, the campaigns that ask
    them. What is done or given up is due no more.
    """
    actions = Action.objects.visible_to(user).filter(convention=convention).exclude(status__in=CLOSED)
    campaigns = Campaign.objects.visible_to(user).filter(convention=convention, state=CampaignState.OPEN)
    if member is not None:
        piloted = Pilot.objects.filter(convention=convention, member=member)
        actions = actions.filter(pk__in=piloted.values("action_id"))
        asked = Recipient.objects.filter(convention=convention, member=member, revoked_at=None)
        campaigns = campaigns.filter(pk__in=asked.values("campaign_id"))
    known = {action.pk: action for action in actions}
    found = [*_ends(known), *_steps(known, convention), *_campaigns(campaigns)]
    return sorted(found, key=lambda one: (one.on, one.uid))


def _ends(known: dict[int, Action]) -> list[Deadline]:
    found = []
    for action in known.values():
        due = bound(action.end_on, action.end_precision)
        if due is not None:
            found.append(
                Deadline(
                    uid=_uid("action", action.pk, action.convention_id),
                    on=due.latest,
                    title=f"{_said('Fin', due)} : {action}",
                    details=str(Status(action.status).label),
                    is_fuzzy=due.precision != fuzzy.DAY,
                    sequence=action.version,
                    changed_at=action.updated_at,
                    action_id=action.pk,
                )
            )
    return found


def _steps(known: dict[int, Action], convention: Convention) -> list[Deadline]:
    steps = Step.objects.filter(convention=convention, due_on__isnull=False).exclude(status__in=CLOSED)
    found = []
    for step in steps:
        due, action = bound(step.due_on, step.due_precision), known.get(step.action_id)
        if due is not None and action is not None:
            found.append(
                Deadline(
                    uid=_uid("etape", step.key, step.convention_id),
                    on=due.latest,
                    title=f"{_said('Étape', due)} : {step.text}",
                    details=str(action),
                    is_fuzzy=due.precision != fuzzy.DAY,
                    sequence=action.version,
                    changed_at=action.updated_at,
                    action_id=action.pk,
                )
            )
    return found


def _campaigns(campaigns: QuerySet[Campaign]) -> list[Deadline]:
    return [
        Deadline(
            uid=_uid("campagne", campaign.pk, campaign.convention_id),
            on=campaign.due_on,
            title=f"Nouvelles à donner : {campaign.name}",
            details="",
            is_fuzzy=False,
            sequence=campaign.version,
            changed_at=campaign.opened_at or campaign.created_at,
            action_id=None,
        )
        for campaign in campaigns
    ]
