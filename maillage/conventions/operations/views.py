"""Lists kept under a name: saved, renamed, shared, taken away."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.db import transaction

from maillage.conventions.errors import InvalidValueError, NotUndoableError
from maillage.conventions.models import SavedView
from maillage.conventions.operations.common import locked_convention, require
from maillage.conventions.permissions import can_edit_plan, can_edit_view, can_view_convention
from maillage.conventions.sections.base import text
from maillage.journal.operations import Fact, Subject, record

if TYPE_CHECKING:
    from maillage.accounts.models import User
    from maillage.conventions.models import Convention
    from maillage.journal.models import Entry

LONGEST_NAME = 80
LONGEST_QUERY = 4000
MOST_VIEWS = 50
CHANGED_SINCE = "Cette vue a changé depuis."


@transaction.atomic
def save_view(
    *, convention: Convention, name: str, query: str, shared: bool = False, opens: bool = False, by: User
) -> tuple[SavedView, Entry]:
    """Keep ``query`` under ``name``, in place of the person's own view of that name, if any.

    Only coordination shares. Raises InvalidValueError on a bad name, or when there are too many views.
    """
    require(can_view_convention(by, convention) and (not shared or can_edit_plan(by, convention)))
    name = _name(name)
    locked_convention(convention.pk)  # two views of one name saved at once are one view
    own = SavedView.objects.filter(convention=convention, owner=by)
    view = own.filter(name=name).first()
    before = _state(view) if view else {}
    if view is None:
        if own.count() >= MOST_VIEWS:
            raise InvalidValueError(f"Vous avez déjà {MOST_VIEWS} vues. Supprimez-en une.", "name")
        view = SavedView(convention=convention, owner=by, name=name)
    view.query, view.shared, view.opens = query[:LONGEST_QUERY], shared, opens
    view.save()
    _open_alone(view)
    return view, _record(view, "saved", before, _state(view), by)


@transaction.atomic
def update_view(
    *, view: SavedView, name: str, shared: bool, opens: bool, by: User, undoes: Entry | None = None
) -> Entry | None:
    """Rename, share, or make it the one that the list opens with; None when nothing changed."""
    locked_convention(view.convention_id)
    locked = _locked(view)
    may_share = shared == locked.shared or can_edit_plan(by, locked.convention)
    require(can_edit_view(by, locked) and may_share)
    before = _state(locked)
    locked.name, locked.shared, locked.opens = _name(name), shared, opens
    twin = SavedView.objects.filter(convention=locked.convention, owner_id=locked.owner_id, name=locked.name)
    if twin.exclude(pk=locked.pk).exists():
        raise InvalidValueError(f"Vous avez déjà une vue « {locked.name} ».", "name")
    if before == _state(locked):
        return None
    locked.save()
    _open_alone(locked)
    return _record(locked, "changed", before, _state(locked), by, undoes)


@transaction.atomic
def delete_view(*, view: SavedView, by: User, undoes: Entry | None = None) -> Entry:
    """Take it away; the entry keeps what it was."""
    locked = _locked(view)
    require(can_edit_view(by, locked))
    entry = _record(locked, "deleted", _state(locked), {}, by, undoes)
    locked.delete()
    return entry


def take_back(entry: Entry, by: User) -> Entry | None:
    """Undo one write on a view, for « Annuler »."""
    before, after = entry.details["view"]
    view = SavedView.objects.filter(pk=entry.subject_id, convention_id=entry.convention_id).first()
    if (_state(view) if view else {}) != after:
        raise NotUndoableError(CHANGED_SINCE)
    if view is not None and not before:
        return delete_view(view=view, by=by, undoes=entry)
    return _put_back(entry, view, before, by)


def _put_back(entry: Entry, view: SavedView | None, state: dict[str, Any], by: User) -> Entry:
    """The view as it was, by whoever could write it so: their own, or everybody’s by the coordination."""
    after = _state(view) if view else {}
    row = view or SavedView(pk=entry.subject_id, convention_id=entry.convention_id)
    for name, value in state.items():
        setattr(row, name, value)
    may_share = row.shared == after.get("shared", False) or can_edit_plan(by, row.convention)
    require(can_edit_view(by, row) and may_share)
    taken = SavedView.objects.filter(convention_id=row.convention_id, owner_id=row.owner_id, name=row.name)
    if taken.exclude(pk=row.pk).exists():
        raise NotUndoableError(f"Une autre vue s’appelle maintenant « {row.name} ».")
    row.save(force_insert=view is None)
    _open_alone(row)
    return _record(row, "changed" if view else "saved", after, state, by, entry)


def _locked(view: SavedView) -> SavedView:
    found = SavedView.objects.select_for_update().filter(pk=view.pk).first()
    if found is None:
        raise InvalidValueError("Cette vue vient d’être supprimée.")
    return found


def _name(name: str) -> str:
    name = text(name, longest=LONGEST_NAME, field="name")
    if not name:
        raise InvalidValueError("Donnez un nom à cette vue.", "name")
    return name


def _open_alone(view: SavedView) -> None:
    """A person's list opens with one view only, and so does everybody's."""
    if view.opens:
        others = SavedView.objects.filter(convention_id=view.convention_id, opens=True).exclude(pk=view.pk)
        others = others.filter(shared=True) if view.shared else others.filter(owner_id=view.owner_id)
        others.update(opens=False)


def _state(view: SavedView) -> dict[str, Any]:
    names = ("owner_id", "name", "query", "shared", "opens")
    return {name: getattr(view, name) for name in names}


def _record(
    view: SavedView, verb: str, before: Any, after: Any, by: User, undoes: Entry | None = None
) -> Entry:
    """Everybody reads the history: a view that is not shared is not named there."""
    names = [state.get("name", "") if state.get("shared") else "" for state in (before, after)]
    fact = Fact(
        verb=f"view.{verb}",
        subject=Subject("view", view.pk, names[1] or names[0] or "Vue personnelle"),
        convention_id=view.convention_id,
        changes={"name": (names[0], names[1])} if names[0] != names[1] else {},
        details={"view": [before, after]},
    )
    return record(fact, by=by, undoes=undoes)
