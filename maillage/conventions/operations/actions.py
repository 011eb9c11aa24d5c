"""Creating, editing, moving and deleting a fiche-action."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING

from django.db import transaction
from django.utils import timezone

from maillage.conventions.errors import InvalidValueError
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
    place_among,
    place_of,
    require,
)
from maillage.conventions.operations.indexing import index_section
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
) -> Entry | None:
    """What every write of a section ends in; None when nothing changed.

    The caller opened the transaction, locked ``action`` and checked the right: by account, or by a
    link, where ``by`` is None and ``actor_name`` says who. ``details`` go to the journal entry;
    ``trusted`` values come from the journal, as those of an undo do. Saving
    the state, even unchanged, sets ``told_at``; an undo puts the former one back. Raises
    InvalidValueError.
    """
    part = SECTIONS.get(section)
    if part is None:
        raise InvalidValueError("Cette rubrique n’existe pas.")
    before = part.read(action)
    trusted = trusted or undoes is not None
    after = part.settle(before, part.clean(action.convention, value), trusted=trusted)
    checked = _drop_doubts(action, section)
    details = {**(details or {}), **_tell(action, section, undoes, news=not trusted)}
    if before == after:
        if checked or section == "state":
            action.save(update_fields=["origin", "told_at"])
        return None
    if not trusted and by is not None:
        part.allow(action.convention, before, after, by)
    left = part.leaving(action, after)
    details = {**details, "left": left} if left else details
    part.write(action, after)
    part.bring_back(action, undoes.details.get("left") if undoes else None)
    action.version += 1
    action.search = action_search(action, _labels(action))
    action.save()
    index_section(action, section)
    fact = action_fact(action, "updated", {section: (before, after)}, details)
    return record(fact, by=by, undoes=undoes, actor_name=actor_name)


def _tell(action: Action, section: str, undoes: Entry | None, *, news: bool) -> dict[str, str | None]:
    """Note that somebody says where the action stands; what the journal keeps to take it back."""
    if section != "state":
        return {}
    before = action.told_at.isoformat() if action.told_at else None
    if news:
        action.told_at = timezone.now()
    elif undoes is not None and "told_at" in undoes.details:
        former = undoes.details["told_at"]
        action.told_at = datetime.fromisoformat(former) if former else None
    return {"told_at": before}


def _drop_doubts(action: Action, section: str) -> bool:
    """Take away what an import doubted in a section now saved, even unchanged; whether there was any."""
    doubts = action.origin.get("doubts", [])
    left = [doubt for doubt in doubts if doubt.get("section") != section]
    if doubts:
        action.origin = {**action.origin, "doubts": left}
    return len(left) < len(doubts)


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
    locked = locked_action(action.pk)
    check_living(locked)
    node = living_node(convention, node)
    before = place_of(locked, locked.node, _siblings(convention, locked.node))
    locked.node = node
    changed = place_among(_siblings(convention, node), locked, position)
    after = {"node": locked.node_id, "position": locked.position, "under": str(node) if node else ""}
    if before == after:
        return None
    locked.version += 1
    locked.save()
    Action.everything.bulk_update([row for row in changed if row.pk != locked.pk], ["position"])
    action.refresh_from_db()
    return record(action_fact(locked, "moved", {"place": (before, after)}), by=by, undoes=undoes)


@transaction.atomic
def delete_action(*, action: Action, by: User, undoes: Entry | None = None) -> Entry:
    """Take the fiche out of the plan; its row stays, so that it can come back whole."""
    require(can_edit_plan(by, locked_convention(action.convention_id)))
    locked = locked_action(action.pk)
    check_living(locked)
    locked.deleted_at = timezone.now()
    locked.version += 1
    locked.save()
    return record(action_fact(locked, "deleted"), by=by, undoes=undoes)


@transaction.atomic
def restore_action(*, action: Action, by: User, undoes: Entry) -> Entry:
    """Bring a deleted fiche back where it was; the entry tells its version."""
    require(can_edit_plan(by, locked_convention(action.convention_id)))
    locked = locked_action(action.pk)
    if locked.node is not None:
        check_living(locked.node)
    locked.deleted_at = None
    locked.version += 1
    locked.save()
    fact = action_fact(locked, "restored", details={"version": locked.version})
    return record(fact, by=by, undoes=undoes)
