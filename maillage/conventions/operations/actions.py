"""Creating, editing, moving and deleting a fiche-action."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import transaction

from maillage.conventions.models import Action
from maillage.conventions.operations.common import (
    action_fact,
    check_living,
    check_version,
    created_changes,
    living_node,
    locked_action,
    locked_convention,
    next_position,
    require,
)
from maillage.conventions.operations.indexing import index_section
from maillage.conventions.operations.placing import Move, delete_actions, move_actions, restore_actions
from maillage.conventions.operations.section_writes import change_section
from maillage.conventions.permissions import can_edit_action, can_edit_plan
from maillage.conventions.search import action_search
from maillage.conventions.sections import SECTIONS, Json
from maillage.journal.operations import record

if TYPE_CHECKING:
    from collections.abc import Mapping
    from typing import Any

    from maillage.accounts.models import User
    from maillage.conventions.models import Convention, Node
    from maillage.journal.models import Entry


HOLDS_VALUES = frozenset({"indicators"})
"""Sections whose rows hold what other writes put there: those writes wait for a save of them."""


def _siblings(convention: Convention, node: Node | None) -> list[Action]:
    return list(Action.objects.filter(convention=convention, node=node))


@transaction.atomic
def create_action(
    *, convention: Convention, node: Node | None, title: str, ref: str = "", by: User
) -> Action:
    """A new fiche at the end of ``node``, or among the transversal actions when it is None."""
    require(can_edit_plan(by, convention))
    locked = locked_convention(convention.pk)
    node = living_node(locked, node)
    action = Action(convention=locked, node=node, transversal=node is None and bool(locked.node_levels))
    identity = SECTIONS["identity"].clean(locked, {"title": title, "ref": ref})
    action.title, action.ref = identity["title"], identity["ref"]
    action.position = next_position(_siblings(locked, node))
    action.search = action_search(action, [])
    action.save()
    index_section(action, "identity")
    record(action_fact(action, "created", created_changes(action)), by=by)
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
    StaleVersionError and writes nothing. Raises InvalidValueError on a bad value, TreeError
    when the fiche was deleted.
    """
    if section in HOLDS_VALUES:
        # Values are entered under this lock: none may come to an indicator that goes.
        locked_convention(action.convention_id)
    locked = locked_action(action.pk)
    require(can_edit_action(by, locked))
    check_living(locked)
    check_version(locked, version)
    entry = write_section(action=locked, section=section, value=value, by=by, undoes=undoes)
    if entry is not None:
        action.refresh_from_db()
    return entry


def write_section(
    *,
    action: Action,
    section: str,
    value: Json,
    by: User | None,
    undoes: Entry | None = None,
    details: Mapping[str, Any] | None = None,
    actor_name: str = "",
    trusted: bool = False,
    left: Json = None,
) -> Entry | None:
    """What every write of a section ends in; None when nothing changed.

    The caller opened the transaction, locked ``action`` and checked the right: by account, or by a
    link, where ``by`` is None and ``actor_name`` says who. ``details`` go to the journal entry;
    ``trusted`` values come from the journal, as those of an undo do, and ``left`` is what had gone with
    them, as the journal kept it: it comes back too. Saving
    the state, even unchanged, sets ``told_at``; an undo puts the former one back. Raises
    InvalidValueError.
    """
    done = change_section(
        action=action,
        section=section,
        value=value,
        by=by,
        undoes=undoes,
        details=details,
        trusted=trusted,
        left=left,
    )
    if done.fact is None:
        if done.touched:
            action.save(update_fields=["origin", "told_at"])
        return None
    action.search = action_search(action, _labels(action))
    action.save()
    index_section(action, section)
    return record(done.fact, by=by, undoes=undoes, actor_name=actor_name)


def _labels(action: Action) -> list[str]:
    """Words of its rows that the filter of the plan finds."""
    pilots = action.pilots.values_list("label", flat=True)
    partners = action.partners.values_list("label", flat=True)
    return [*pilots, *partners, *action.steps.values_list("text", flat=True)]


@transaction.atomic
def move_action(
    *, action: Action, node: Node | None, position: int, by: User, undoes: Entry | None = None
) -> Entry | None:
    """Put the fiche at ``position`` (from 0) under ``node``; None when it was there already."""
    convention = locked_convention(action.convention_id)
    require(can_edit_plan(by, convention))
    moves = [Move(locked_action(action.pk), node.pk if node else None, position, undoes)]
    [entry] = move_actions(convention=convention, moves=moves, by=by)
    action.refresh_from_db()
    return entry


@transaction.atomic
def delete_action(*, action: Action, by: User, undoes: Entry | None = None) -> Entry:
    """Take the fiche out of the plan; its row stays, so that it can come back whole."""
    require(can_edit_plan(by, locked_convention(action.convention_id)))
    [entry] = delete_actions(pairs=[(locked_action(action.pk), undoes)], by=by)
    return entry


@transaction.atomic
def restore_action(*, action: Action, by: User, undoes: Entry) -> Entry:
    """Bring a deleted fiche back where it was; the entry tells its version."""
    require(can_edit_plan(by, locked_convention(action.convention_id)))
    [entry] = restore_actions(pairs=[(locked_action(action.pk), undoes)], by=by)
    return entry
