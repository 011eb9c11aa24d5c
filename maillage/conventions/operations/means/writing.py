"""Rows written together, journaled as one entry that says each before and after."""

from __future__ import annotations

import hashlib
import json
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import TYPE_CHECKING, Any

from django.db import models

from maillage.conventions.errors import InvalidValueError, NotUndoableError
from maillage.conventions.means.amounts import plain
from maillage.conventions.means.kinds import BUDGET, KINDS, POST, RATE, STAFF, Line
from maillage.conventions.means.words import line_words
from maillage.conventions.models import Action, BudgetLine, Convention, Post, Rate, StaffShare, Theme
from maillage.conventions.operations.common import locked_convention, require
from maillage.conventions.permissions import can_edit_means
from maillage.journal.operations import Fact, Subject, record

if TYPE_CHECKING:
    from collections.abc import Sequence

    from maillage.accounts.models import User
    from maillage.journal.models import Entry

MODELS: dict[str, type[models.Model]] = {BUDGET: BudgetLine, STAFF: StaffShare, POST: Post, RATE: Rate}
_REFERRED: dict[str, type[models.Model]] = {"action": Action, "post": Post, "theme": Theme}
VERB = "means.changed"


@dataclass(frozen=True, slots=True)
class Change:
    """One row: None before when it is new (``pk`` None too, until written), None after when it goes."""

    kind: str
    pk: int | None
    before: Line | None
    after: Line | None


def read_row(kind: str, row: models.Model) -> Line:
    """The line that a row holds."""
    line: Line = {}
    for field in KINDS[kind].fields:
        value = getattr(row, field.key)
        line[field.key] = plain(value) if isinstance(value, Decimal) else value
        if isinstance(value, date):
            line[field.key] = value.isoformat()
    return line | {key: getattr(row, f"{key}_id") for key in KINDS[kind].refers}


def mark_of(line: Line) -> str:
    """What a form keeps to tell whether somebody changed the line meanwhile."""
    return hashlib.sha256(json.dumps(line, sort_keys=True).encode()).hexdigest()[:16]


def find_row(convention: Convention, kind: str, pk: int | None) -> models.Model | None:
    """The row as it is now, None when it is gone or of another convention."""
    rows: Any = MODELS[kind]
    found: models.Model | None = rows.objects.filter(convention=convention, pk=pk).first()
    return found


def apply(
    *, convention: Convention, changes: Sequence[Change], by: User, undoes: Entry | None = None
) -> Entry | None:
    """Write ``changes`` in order and journal them; None when nothing changes. Inside a transaction."""
    locked = locked_convention(convention.pk)
    real = [change for change in changes if change.before != change.after]
    if not real:
        return None
    for change in real:
        for line in (change.before, change.after):
            if line is not None:
                _allow(locked, line, by)
    written = [_write(locked, change) for change in real]
    return record(_fact(locked, written), by=by, undoes=undoes)


def _allow(convention: Convention, line: Line, by: User) -> None:
    """Whoever writes a line may write on its action; a line of no action is the coordination's."""
    action = None
    if line.get("action"):
        action = Action.everything.filter(pk=line["action"], convention=convention).first()
    require(can_edit_means(by, convention, action))


def _write(convention: Convention, change: Change) -> Change:
    model: Any = MODELS[change.kind]
    if change.after is None:
        model.objects.filter(pk=change.pk, convention=convention).delete()
        return change
    values = {key: _python(key, value) for key, value in change.after.items() if key not in _REFERRED}
    for key in KINDS[change.kind].refers:
        values[f"{key}_id"] = _referred(convention, key, change.after.get(key))
    row: Any = model(pk=change.pk, convention=convention)
    if change.before is not None:
        row = model.objects.get(pk=change.pk, convention=convention)
    for key, value in values.items():
        setattr(row, key, value)
    row.save(force_insert=change.before is None)
    return Change(change.kind, row.pk, change.before, change.after)


def _referred(convention: Convention, key: str, pk: int | None) -> int | None:
    """An id, once it is known to be of this convention."""
    if pk is None:
        return None
    model: Any = _REFERRED[key]
    if not model.objects.filter(pk=pk, convention=convention).exists():
        raise InvalidValueError("Ce choix n’existe plus dans cette convention. Choisissez-en un autre.", key)
    return pk


def _python(key: str, value: Any) -> Any:
    if value is None or key == "year":
        return value
    if key in {"start_on", "end_on"}:
        return date.fromisoformat(value)
    return Decimal(value) if key in {"etp", "amount", "planned", "requested", "obtained", "spent"} else value


def _fact(convention: Convention, changes: Sequence[Change]) -> Fact:
    """About the action when every line is of the same one, else about the convention."""
    actions = {line.get("action") for one in changes for line in (one.before, one.after) if line}
    only = actions.pop() if len(actions) == 1 else None
    action = Action.everything.filter(pk=only).first() if only else None
    subject = Subject("convention", convention.pk, convention.name)
    if action is not None:
        subject = Subject("action", action.pk, str(action))
    rows: list[dict[str, Any]] = [
        {"kind": one.kind, "pk": one.pk, "before": one.before, "after": one.after} for one in changes
    ]
    before, after = (
        [line_words(one.kind, line) for one in changes if (line := getattr(one, side))]
        for side in ("before", "after")
    )
    return Fact(VERB, subject, convention.pk, {"means": (before, after)}, {"rows": rows})


def undo_means(entry: Entry, by: User) -> Entry | None:
    """Put every row of the entry back; raises NotUndoableError when one has changed since."""
    convention = locked_convention(entry.convention_id or 0)
    changes = []
    for row in reversed(entry.details["rows"]):
        found = find_row(convention, row["kind"], row["pk"])
        now = read_row(row["kind"], found) if found is not None else None
        if now != row["after"]:
            raise NotUndoableError("Cela a changé depuis : regardez l’historique, puis corrigez à la main.")
        changes.append(Change(row["kind"], row["pk"], row["after"], row["before"]))
    try:
        return apply(convention=convention, changes=changes, by=by, undoes=entry)
    except InvalidValueError as error:
        raise NotUndoableError("L’action, le poste ou la thématique de cette ligne n’existe plus.") from error
