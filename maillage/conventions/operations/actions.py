"""Creating, editing, moving and deleting a fiche-action."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import transaction
from django.utils import timezone

from maillage.conventions.errors import TreeError
from maillage.conventions.models import Action
from maillage.conventions.operations.common import (
    action_fact,
    locked_action,
    next_position,
    place_among,
    require,
)
from maillage.conventions.permissions import can_edit_action, can_edit_plan
from maillage.conventions.search import search_text
from maillage.conventions.sections import SECTIONS, Json
from maillage.journal.operations import record

if TYPE_CHECKING:
    from maillage.accounts.models import User
    from maillage.conventions.models import Convention, Node
    from maillage.journal.models import Entry


def _check_node(convention: Convention, node: Node | None) -> None:
    if node is not None and (node.convention_id != convention.pk or node.deleted_at is not None):
        raise TreeError("Cet endroit du plan n’existe plus. Rechargez la page.")


def _siblings(convention: Convention, node: Node | None) -> list[Action]:
    return list(Action.objects.filter(convention=convention, node=node))


@transaction.atomic
def create_action(
    *, convention: Convention, node: Node | None, title: str, ref: str = "", by: User
) -> Action:
    """A new fiche at the end of ``node``, or among the transversal actions when it is None."""
    require(can_edit_plan(by, convention))
    _check_node(convention, node)
    action = Action(
        convention=convention, node=node, transversal=node is None and bool(convention.node_levels)
    )
    identity = SECTIONS["identity"].clean(convention, {"title": title, "ref": ref})
    action.title, action.ref = identity["title"], identity["ref"]
    action.position = next_position(_siblings(convention, node))
    action.search = search_text(action.ref, action.title)
    action.save()
    record(action_fact(action, "created", {"title": ("", action.title)}), by=by)
    return action


@transaction.atomic
def save_section(
    *,
    action: Action,
    section: str,
    value: Json,
    version: int | None,
    by: User,
    undoes: Entry | None = None,
) -> Entry | None:
    """Put ``value`` in a section; None when nothing changed.

    ``version`` is the one the person had on screen: an older one raises
    StaleVersionError and writes nothing. Raises InvalidValueError on a bad value.
    """
    locked = locked_action(action.pk, version)
    require(can_edit_action(by, locked))
    part = SECTIONS[section]
    before = part.read(locked)
    after = part.clean(locked.convention, value)
    if before == after:
        return None
    part.write(locked, after)
    locked.version += 1
    locked.search = search_text(*_searchable(locked))
    locked.save()
    action.refresh_from_db()
    return record(action_fact(locked, "updated", {section: (before, after)}), by=by, undoes=undoes)


def _searchable(action: Action) -> list[str]:
    pilots = action.pilots.values_list("label", flat=True)
    partners = action.partners.values_list("label", flat=True)
    texts = [action.ref, action.title, action.fiche_title, action.context, action.objectives, action.news]
    return [*texts, *pilots, *partners, *action.steps.values_list("text", flat=True)]


@transaction.atomic
def move_action(
    *, action: Action, node: Node | None, position: int, by: User, undoes: Entry | None = None
) -> Entry | None:
    """Put the fiche at ``position`` (from 0) under ``node``; None when it was there already."""
    locked = locked_action(action.pk)
    require(can_edit_plan(by, locked.convention))
    _check_node(locked.convention, node)
    before = _place(locked)
    locked.node = node
    changed = place_among(_siblings(locked.convention, node), locked, position)
    after = _place(locked)
    if before == after:
        return None
    locked.version += 1
    locked.save()
    Action.everything.bulk_update([row for row in changed if row.pk != locked.pk], ["position"])
    action.refresh_from_db()
    return record(action_fact(locked, "moved", {"place": (before, after)}), by=by, undoes=undoes)


def _place(action: Action) -> dict[str, Json]:
    return {
        "node": action.node_id,
        "position": action.position,
        "under": str(action.node) if action.node else "",
    }


@transaction.atomic
def delete_action(*, action: Action, by: User, undoes: Entry | None = None) -> Entry:
    """Take the fiche out of the plan; its row stays, so that it can come back whole."""
    locked = locked_action(action.pk)
    require(can_edit_plan(by, locked.convention))
    locked.deleted_at = timezone.now()
    locked.version += 1
    locked.save()
    return record(action_fact(locked, "deleted"), by=by, undoes=undoes)


@transaction.atomic
def restore_action(*, action: Action, by: User, undoes: Entry) -> Entry:
    """Bring a deleted fiche back where it was."""
    locked = locked_action(action.pk)
    require(can_edit_plan(by, locked.convention))
    if locked.node is not None and locked.node.deleted_at is not None:
        raise TreeError(f"« {locked.node} » a été supprimé : rétablissez-le d’abord.")
    locked.deleted_at = None
    locked.version += 1
    locked.save()
    return record(action_fact(locked, "restored"), by=by, undoes=undoes)
