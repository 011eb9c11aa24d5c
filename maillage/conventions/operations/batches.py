"""Many changes of a plan written at once, as a workbook or a pasted block asks: all of them, or none."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from django.db import transaction

from maillage.conventions.enums import ValueSource
from maillage.conventions.errors import InvalidValueError
from maillage.conventions.models import Action
from maillage.conventions.operations.actions import create_action, delete_action, move_action, save_section
from maillage.conventions.operations.common import (
    check_living,
    check_version,
    convention_fact,
    locked_action,
    locked_convention,
    require,
)
from maillage.conventions.operations.figures import Cell, set_values
from maillage.conventions.permissions import can_import_document
from maillage.conventions.sections import Json
from maillage.journal.models import Entry
from maillage.journal.operations import record

if TYPE_CHECKING:
    import uuid
    from collections.abc import Mapping, Sequence

    from maillage.accounts.models import User
    from maillage.conventions.models import Convention, Node


@dataclass(slots=True)
class FicheEdit:
    """What happens to one fiche; ``action`` is None for a new one, which has its identity in ``sections``.

    ``version`` is the one that the changes were computed from. ``moves`` puts the fiche at the
    end of ``node``. ``origin`` says where a document has a new one (see ``Action.origin``). ``figures``
    are values of its indicators.
    """

    action: Action | None = None
    version: int | None = None
    sections: dict[str, Json] = field(default_factory=dict)
    node: Node | None = None
    moves: bool = False
    deletes: bool = False
    origin: dict[str, Json] = field(default_factory=dict)
    figures: list[Cell] = field(default_factory=list)


@transaction.atomic
def apply_edits(
    *,
    convention: Convention,
    edits: Sequence[FicheEdit],
    batch: uuid.UUID,
    details: Mapping[str, Any] | None = None,
    also: Sequence[Entry] = (),
    by: User,
) -> Entry | None:
    """Write every edit, each journaled as by hand, then « plan.edited », which takes them all back.

    ``also``: entries just written that belong to the same change, and are taken back with it. None
    when nothing changed. Raises StaleVersionError when a fiche changed since its edit was
    computed, InvalidValueError and TreeError as the single operations do; nothing is then written.
    """
    require(can_import_document(by, convention))
    locked_convention(convention.pk)
    entries: list[Entry] = list(also)
    counts = {"added": 0, "changed": 0, "removed": 0}
    created: dict[int, int] = {}
    for edit in edits:
        written = _write(convention, edit, batch, by, created)
        entries += written
        if written:
            counts["added" if edit.action is None else "removed" if edit.deletes else "changed"] += 1
    if not entries:
        return None
    told = {"batch": str(batch), **counts, "entries": [entry.pk for entry in entries], "created": created}
    fact = convention_fact(convention, "plan.edited", details={**(details or {}), **told})
    return record(fact, by=by)


def _write(
    convention: Convention, edit: FicheEdit, batch: uuid.UUID, by: User, created: dict[int, int]
) -> list[Entry]:
    if edit.action is None:
        return _create(convention, edit, batch, by, created)
    action = locked_action(edit.action.pk)
    check_living(action)
    check_version(action, edit.version)
    if edit.deletes:
        return [delete_action(action=action, by=by)]
    written = [move_action(action=action, node=edit.node, position=_LAST, by=by)] if edit.moves else []
    written += _fill(action, edit, by)
    written += _enter(action, edit, by)
    return [entry for entry in written if entry is not None]


_LAST = 100_000


def _fill(action: Action, edit: FicheEdit, by: User) -> list[Entry | None]:
    return [
        save_section(action=action, section=key, value=value, version=None, by=by)
        for key, value in edit.sections.items()
    ]


def _enter(action: Action, edit: FicheEdit, by: User) -> list[Entry | None]:
    """Write the values of a fiche; raises InvalidValueError on the first that is refused."""
    if not edit.figures:
        return []
    outcome = set_values(
        convention=action.convention,
        cells=edit.figures,
        by=by,
        actions={action.pk},
        source=ValueSource.WORKBOOK,
    )
    if outcome.refused:
        raise InvalidValueError(f"{action} : {outcome.refused[0].reason}")
    return [outcome.entry]


def _create(
    convention: Convention, edit: FicheEdit, batch: uuid.UUID, by: User, created: dict[int, int]
) -> list[Entry]:
    identity = edit.sections.get("identity", {})
    title, ref = identity.get("title", ""), identity.get("ref", "")
    action = create_action(convention=convention, node=edit.node, title=title, ref=ref, by=by)
    identity = {**identity, "transversal": identity.get("transversal") or action.transversal}
    entries = Entry.objects.filter(verb="action.created", subject_type="action", subject_id=action.pk)
    first = entries.get()
    _fill(action, FicheEdit(sections={**edit.sections, "identity": identity}), by)
    if edit.origin:
        Action.everything.filter(pk=action.pk).update(origin=edit.origin, batch=batch)
    created[action.pk] = locked_action(action.pk).version
    return [first]
