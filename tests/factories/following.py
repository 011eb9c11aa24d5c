"""A plan in the middle of its life: states, causes, dates, silences, figures."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from typing import TYPE_CHECKING

from django.utils import timezone

from maillage.conventions.enums import Precision, Status
from maillage.conventions.models import Action
from maillage.conventions.operations import save_section
from maillage.conventions.sections import SECTIONS
from maillage.journal.models import Entry
from tests.factories.conventions import ActionFactory, NodeFactory, PilotFactory

if TYPE_CHECKING:
    from typing import Any

    from maillage.accounts.models import User
    from maillage.conventions.models import Convention, Node


def axis(convention: Convention, ref: str, *statuses: Status) -> Node:
    """A top node with an action of each of ``statuses`` under a level of its own."""
    top = NodeFactory.create(convention=convention, ref=ref, title=f"Axe {ref}")
    below = NodeFactory.create(convention=convention, parent=top, title=f"Objectif {ref}")
    for number, status in enumerate(statuses, 1):
        ActionFactory.create(convention=convention, node=below, ref=f"{ref}.{number}", status=status)
    return top


def followed_action(
    convention: Convention,
    *,
    silent: int = 0,
    pilots: tuple[str, ...] = (),
    end: date | None = None,
    **values: Any,
) -> Action:
    """A running action, ``silent`` days after its last news, that ends on ``end``."""
    values = {"status": Status.RUNNING} | values
    if end is not None:
        values = {"end_on": end, "end_precision": Precision.DAY} | values
    action = ActionFactory.create(convention=convention, **values)
    told = timezone.now() - timedelta(days=silent)
    Action.objects.filter(pk=action.pk).update(told_at=told, updated_at=told)
    for label in pilots:
        PilotFactory.create(action=action, label=label)
    return action


def told(action: Action, by: User, *, at: datetime | None = None, **state: Any) -> Entry:
    """Somebody says where ``action`` stands, at a moment if one is given."""
    action.refresh_from_db()
    value = SECTIONS["state"].read(action) | state
    save_section(action=action, section="state", value=value, version=None, by=by)
    return _dated(action, at)


def rewritten(action: Action, section: str, value: Any, by: User, at: datetime | None = None) -> Entry:
    """Somebody writes another section of ``action``."""
    action.refresh_from_db()
    save_section(action=action, section=section, value=value, version=None, by=by)
    return _dated(action, at)


def piloted(action: Action, *labels: str) -> dict[str, Any]:
    """The value of the section « people » with these pilots only."""
    action.refresh_from_db()
    value: dict[str, Any] = SECTIONS["people"].read(action)
    known = {row["label"]: row for row in value["pilots"]}
    rows = [known.get(label, {"label": label, "kind": "", "member": None}) for label in labels]
    return value | {"pilots": rows}


def _dated(action: Action, at: datetime | None) -> Entry:
    entry = Entry.objects.filter(subject_type="action", subject_id=action.pk).order_by("-pk")[0]
    if at is not None:
        Entry.objects.filter(pk=entry.pk).update(at=at)
        Action.objects.filter(pk=action.pk).update(told_at=at, updated_at=at)
    return entry
