"""Lists kept under a name."""

from __future__ import annotations

import pytest
from django.core.exceptions import PermissionDenied

from maillage.accounts.enums import Role
from maillage.conventions.errors import InvalidValueError, NotUndoableError
from maillage.conventions.models import SavedView
from maillage.conventions.operations import undo
from maillage.conventions.operations.views import delete_view, save_view, update_view
from maillage.conventions.selectors.views import default_view, views_for
from tests.factories.conventions import member
from tests.factories.listing import Listed


def names(plan: Listed, user: object) -> list[str]:
    return [view.name for view in views_for(plan.convention, user)]  # type: ignore[arg-type]  # a user


def test_a_view_is_its_owners_until_shared(plan: Listed) -> None:
    reader = member(plan.convention, Role.READING)
    view, _ = save_view(convention=plan.convention, name="Bloquées", query="etat=bloquee", by=plan.by)
    assert (names(plan, plan.by), names(plan, reader)) == (["Bloquées"], [])
    update_view(view=view, name="Bloquées", shared=True, opens=False, by=plan.by)
    assert names(plan, reader) == ["Bloquées"]


def test_saving_under_the_same_name_replaces_and_can_be_taken_back(plan: Listed) -> None:
    save_view(convention=plan.convention, name="Mienne", query="q=un", by=plan.by)
    view, entry = save_view(convention=plan.convention, name="Mienne", query="q=deux", by=plan.by)
    undo(entry=entry, by=plan.by)
    view.refresh_from_db()
    assert view.query == "q=un"


def test_a_deleted_view_comes_back_as_it_was(plan: Listed) -> None:
    view, _ = save_view(convention=plan.convention, name="Mienne", query="q=un", opens=True, by=plan.by)
    entry = delete_view(view=view, by=plan.by)
    assert not SavedView.objects.exists()
    undo(entry=entry, by=plan.by)
    back = SavedView.objects.get()
    assert (back.pk, back.name, back.query) == (view.pk, "Mienne", "q=un")
    assert (back.opens, back.owner) == (True, plan.by)


def test_an_undo_and_its_own_undo(plan: Listed) -> None:
    _, entry = save_view(convention=plan.convention, name="Mienne", query="q=un", by=plan.by)
    undone = undo(entry=entry, by=plan.by)
    assert not SavedView.objects.exists()
    undo(entry=undone, by=plan.by)
    assert SavedView.objects.get().query == "q=un"


def test_what_changed_since_is_not_taken_back(plan: Listed) -> None:
    view, entry = save_view(convention=plan.convention, name="Mienne", query="q=un", by=plan.by)
    update_view(view=view, name="Autre", shared=False, opens=False, by=plan.by)
    with pytest.raises(NotUndoableError):
        undo(entry=entry, by=plan.by)


def test_whoever_only_reads_takes_back_their_own_view(plan: Listed) -> None:
    reader = member(plan.convention, Role.READING)
    _, entry = save_view(convention=plan.convention, name="Mienne", query="q=un", by=reader)
    undo(entry=entry, by=reader)
    assert not SavedView.objects.exists()


def test_only_coordination_shares(plan: Listed) -> None:
    pilot = member(plan.convention, Role.PILOT)
    with pytest.raises(PermissionDenied):
        save_view(convention=plan.convention, name="Tous", query="", shared=True, by=pilot)
    view, _ = save_view(convention=plan.convention, name="Mienne", query="", by=pilot)
    with pytest.raises(PermissionDenied):
        update_view(view=view, name="Mienne", shared=True, opens=False, by=pilot)
    with pytest.raises(PermissionDenied):
        delete_view(view=view, by=plan.by)


def test_the_list_opens_with_ones_own_view_before_everybodys(plan: Listed) -> None:
    reader = member(plan.convention, Role.READING)
    save_view(convention=plan.convention, name="Toutes", query="", shared=True, opens=True, by=plan.by)
    found = default_view(plan.convention, reader)
    assert found is not None and found.name == "Toutes"  # noqa: PT018 - one fact
    save_view(convention=plan.convention, name="Mienne", query="", opens=True, by=reader)
    found = default_view(plan.convention, reader)
    assert found is not None and found.name == "Mienne"  # noqa: PT018 - one fact


def test_one_view_only_opens_the_list(plan: Listed) -> None:
    save_view(convention=plan.convention, name="Une", query="", opens=True, by=plan.by)
    save_view(convention=plan.convention, name="Deux", query="", opens=True, by=plan.by)
    assert list(SavedView.objects.filter(opens=True).values_list("name", flat=True)) == ["Deux"]


def test_the_history_does_not_name_what_is_not_shared(plan: Listed) -> None:
    _, private = save_view(convention=plan.convention, name="Secret", query="", by=plan.by)
    _, shared = save_view(convention=plan.convention, name="Ouverte", query="", shared=True, by=plan.by)
    assert (private.subject_label, private.changes) == ("Vue personnelle", {})
    assert shared.subject_label == "Ouverte"


@pytest.mark.parametrize("name", ["", "  ", "x" * 90])
def test_a_view_needs_a_name(plan: Listed, name: str) -> None:
    with pytest.raises(InvalidValueError):
        save_view(convention=plan.convention, name=name, query="", by=plan.by)
