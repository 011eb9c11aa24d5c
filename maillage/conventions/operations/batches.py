"""Many changes of a plan written at once, as a workbook or a pasted block asks: all of them, or none."""

from __future__ import annotations

from dataclasses import dataclass, field
from itertools import groupby
from typing import TYPE_CHECKING, Any

from django.db import transaction

from maillage.conventions.enums import ValueSource
from maillage.conventions.errors import InvalidValueError
from maillage.conventions.models import Action
from maillage.conventions.operations.actions import create_action, save_section
from maillage.conventions.operations.common import (
    check_living,
    check_version,
    convention_fact,
    locked_action,
    locked_actions,
    locked_convention,
    require,
)
from maillage.conventions.operations.figures import Cell, set_values
from maillage.conventions.operations.placing import Move, delete_actions, move_actions
from maillage.conventions.operations.section_writes import SectionWrite, write_sections
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
    locked = locked_convention(convention.pk)
    entries: list[Entry] = list(also)
    counts = {"added": 0, "changed": 0, "removed": 0}
    created: dict[int, int] = {}
    for edit, written in _written(locked, edits, batch, by, created):
        entries += written
        if written:
            counts["added" if edit.action is None else "removed" if edit.deletes else "changed"] += 1
    entries.sort(key=lambda entry: entry.pk)
    if not entries:
        return None
    told = {"batch": str(batch), **counts, "entries": [entry.pk for entry in entries], "created": created}
    fact = convention_fact(convention, "plan.edited", details={**(details or {}), **told})
    return record(fact, by=by)


def _written(
    convention: Convention, edits: Sequence[FicheEdit], batch: uuid.UUID, by: User, created: dict[int, int]
) -> list[tuple[FicheEdit, list[Entry]]]:
    """Each edit with its entries: what moves, comes and goes first, then every section, then the values."""
    present = [edit for edit in edits if edit.action is not None]
    locked = locked_actions(_ids(present), convention)
    for edit in present:
        check_living(locked[_pk(edit)])
        check_version(locked[_pk(edit)], edit.version)
    found: list[tuple[FicheEdit, list[Entry]]] = []
    for what, run in groupby(edits, key=_what):
        same = list(run)
        placed = _place_all(what, convention, same, locked, by)
        if what == _NEW:
            placed = [_create(convention, edit, batch, by, created) for edit in same]
        found += zip(same, placed, strict=True)
    kept = [(edit, written) for edit, written in found if edit.action is not None and not edit.deletes]
    _fill_all(convention, kept, by)
    for edit, written in kept:
        written += _enter(edit, by)
    return found


def _pk(edit: FicheEdit) -> int:
    return edit.action.pk if edit.action else 0


def _ids(edits: Sequence[FicheEdit]) -> set[int]:
    return {_pk(edit) for edit in edits}


_NEW, _GONE, _MOVED, _STAYS = "new", "gone", "moved", "stays"


def _what(edit: FicheEdit) -> str:
    """What happens to the place of a fiche."""
    if edit.action is None:
        return _NEW
    return _GONE if edit.deletes else _MOVED if edit.moves else _STAYS


def _place_all(
    what: str, convention: Convention, edits: Sequence[FicheEdit], locked: Mapping[int, Action], by: User
) -> list[list[Entry]]:
    """Delete or move fiches in place, all alike; the entries of each."""
    entries: Sequence[Entry | None] = [None] * len(edits)
    if what == _GONE:
        entries = delete_actions(pairs=[(locked[_pk(edit)], None) for edit in edits], by=by)
    if what == _MOVED:
        moves = [Move(locked[_pk(edit)], edit.node.pk if edit.node else None) for edit in edits]
        entries = move_actions(convention=convention, moves=moves, by=by)
    return [[one] if one else [] for one in entries]


def _fill_all(convention: Convention, kept: list[tuple[FicheEdit, list[Entry]]], by: User) -> None:
    """Write the sections of fiches in place, and add their entries to those of each."""
    filled = [(edit, written) for edit, written in kept if edit.sections]
    actions = locked_actions(_ids([edit for edit, _ in filled]), convention, rows=True)
    pairs = [
        (SectionWrite(actions[_pk(edit)], key, value), written)
        for edit, written in filled
        for key, value in edit.sections.items()
    ]
    done = write_sections(writes=[write for write, _ in pairs], by=by)
    for (_, written), entry in zip(pairs, done, strict=True):
        written += [entry] if entry else []


def _enter(edit: FicheEdit, by: User) -> list[Entry]:
    """Write the values of a fiche; raises InvalidValueError on the first that is refused."""
    action = edit.action
    if action is None or not edit.figures:
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
    return [outcome.entry] if outcome.entry else []


def _create(
    convention: Convention, edit: FicheEdit, batch: uuid.UUID, by: User, created: dict[int, int]
) -> list[Entry]:
    identity = edit.sections.get("identity", {})
    title, ref = identity.get("title", ""), identity.get("ref", "")
    action = create_action(convention=convention, node=edit.node, title=title, ref=ref, by=by)
    identity = {**identity, "transversal": identity.get("transversal") or action.transversal}
    entries = Entry.objects.filter(verb="action.created", subject_type="action", subject_id=action.pk)
    first = entries.get()
    for key, value in {**edit.sections, "identity": identity}.items():
        save_section(action=action, section=key, value=value, version=None, by=by)
    if edit.origin:
        Action.everything.filter(pk=action.pk).update(origin=edit.origin, batch=batch)
    created[action.pk] = locked_action(action.pk).version
    return [first]
