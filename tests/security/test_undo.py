"""« Annuler » attacked: by who may no longer, on what is another’s, over what came since."""

from __future__ import annotations

import pytest
from django.core.exceptions import PermissionDenied

from maillage.accounts.enums import Role
from maillage.accounts.models import Membership, User
from maillage.conventions.errors import NotUndoableError
from maillage.conventions.models import Breakdown, SavedView
from maillage.conventions.operations import undo
from maillage.conventions.operations.breakdowns import save_breakdown
from maillage.conventions.operations.views import delete_view, save_view, update_view
from maillage.journal.models import Entry
from tests.cast import Cast
from tests.factories.figures import counted, sexes, value_of


def now_a(role: Role, user: User) -> User:
    """The person after their role changed."""
    Membership.objects.filter(user=user).update(role=role)
    return User.objects.get(pk=user.pk)


def test_whoever_coordinated_shares_nothing_again_by_an_undo(cast: Cast) -> None:
    view, _ = save_view(convention=cast.convention, name="Tous", query="", shared=True, by=cast.coordinatrice)
    entry = update_view(view=view, name="Tous", shared=False, opens=False, by=cast.coordinatrice)
    assert entry is not None
    with pytest.raises(PermissionDenied):
        undo(entry=entry, by=now_a(Role.READING, cast.coordinatrice))
    view.refresh_from_db()
    assert not view.shared


def test_a_shared_view_taken_away_is_not_brought_back_by_a_reader(cast: Cast) -> None:
    view, _ = save_view(convention=cast.convention, name="Tous", query="", shared=True, by=cast.coordinatrice)
    entry = delete_view(view=view, by=cast.coordinatrice)
    with pytest.raises(PermissionDenied):
        undo(entry=entry, by=now_a(Role.READING, cast.coordinatrice))
    assert not SavedView.objects.exists()


def test_coordination_takes_back_nothing_of_a_view_that_somebody_keeps_to_themselves(cast: Cast) -> None:
    view, _ = save_view(convention=cast.convention, name="Une", query="", by=cast.lecteur)
    renamed = update_view(view=view, name="Deux", shared=False, opens=False, by=cast.lecteur)
    assert renamed is not None
    with pytest.raises(PermissionDenied):
        undo(entry=renamed, by=cast.coordinatrice)
    deleted = delete_view(view=view, by=cast.lecteur)
    with pytest.raises(PermissionDenied):
        undo(entry=deleted, by=cast.coordinatrice)
    assert not SavedView.objects.exists()


def test_a_name_taken_since_is_not_taken_twice(cast: Cast) -> None:
    view, _ = save_view(convention=cast.convention, name="Une", query="", by=cast.lecteur)
    renamed = update_view(view=view, name="Deux", shared=False, opens=False, by=cast.lecteur)
    assert renamed is not None
    save_view(convention=cast.convention, name="Une", query="q=un", by=cast.lecteur)
    with pytest.raises(NotUndoableError):
        undo(entry=renamed, by=cast.lecteur)


def breakdown_of(cast: Cast, row: Breakdown | None, name: str, *labels: str) -> Entry:
    """What saving a breakdown writes."""
    entry = save_breakdown(
        convention=cast.convention,
        breakdown=row,
        kind="sexe",
        name=name,
        labels=labels,
        by=cast.coordinatrice,
    )
    assert entry is not None
    return entry


def test_an_undo_loses_no_category_that_has_values_since(cast: Cast) -> None:
    row = sexes(cast.convention)
    entry = breakdown_of(cast, row, row.name, "Femmes", "Hommes", "Autre")
    value_of(counted(cast.action, breakdown=row), "2025", "3", category="autre")
    undo(entry=entry, by=cast.coordinatrice)
    row.refresh_from_db()
    assert {one["code"]: one["retired"] for one in row.categories}["autre"] is True


def test_an_undo_gives_no_name_that_another_breakdown_took(cast: Cast) -> None:
    row = sexes(cast.convention)
    entry = breakdown_of(cast, row, "Genre", "Femmes", "Hommes")
    breakdown_of(cast, None, "Sexe", "F", "M")
    with pytest.raises(NotUndoableError):
        undo(entry=entry, by=cast.coordinatrice)
