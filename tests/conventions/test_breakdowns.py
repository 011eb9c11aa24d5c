"""What values are told apart by: created, changed without losing anything, taken back."""

from __future__ import annotations

import pytest

from maillage.accounts.models import User
from maillage.conventions.enums import BreakdownKind
from maillage.conventions.errors import InvalidValueError, NotUndoableError
from maillage.conventions.models import Action, Breakdown
from maillage.conventions.operations import undo
from maillage.conventions.operations.breakdowns import save_breakdown
from maillage.journal.models import Entry
from tests.factories.figures import counted, value_of


def save(action: Action, by: User, *labels: str, name: str = "Âge", of: Breakdown | None = None) -> Entry:
    """Write a breakdown."""
    entry = save_breakdown(
        convention=action.convention, breakdown=of, kind=BreakdownKind.AGE, name=name, labels=labels, by=by
    )
    assert entry is not None
    return entry


def said(row: Breakdown) -> list[tuple[str, str, bool]]:
    """Its categories."""
    row.refresh_from_db()
    return [(one["code"], one["label"], one["retired"]) for one in row.categories]


def test_categories_have_codes_that_outlive_their_order(action: Action, coordinator: User) -> None:
    save(action, coordinator, "0-2 ans", "3-5 ans", "0-2 ans", "")
    row = Breakdown.objects.get()
    assert said(row) == [("0-2-ans", "0-2 ans", False), ("3-5-ans", "3-5 ans", False)]
    save(action, coordinator, "3-5 ans", "6 ans et plus", "0-2 ans", of=row)
    assert [code for code, _, _ in said(row)] == ["3-5-ans", "6-ans-et-plus", "0-2-ans"]


def test_a_category_with_values_is_retired_and_another_goes(action: Action, coordinator: User) -> None:
    save(action, coordinator, "Nord", "Sud", "Est")
    row = Breakdown.objects.get()
    value_of(counted(action, breakdown=row), "2024", "3", category="nord")
    save(action, coordinator, "Sud", "Ouest", of=row)
    assert said(row) == [("sud", "Sud", False), ("ouest", "Ouest", False), ("nord", "Nord", True)]
    save(action, coordinator, "Nord", "Sud", "Ouest", of=row)
    assert ("nord", "Nord", False) in said(row)


def test_a_breakdown_is_taken_back_while_nothing_stands_on_it(action: Action, coordinator: User) -> None:
    created = save(action, coordinator, "Nord", "Sud")
    row = Breakdown.objects.get()
    changed = save(action, coordinator, "Nord", "Est", name="Secteur", of=row)
    with pytest.raises(NotUndoableError):
        undo(entry=created, by=coordinator)
    undo(entry=changed, by=coordinator)
    assert said(row) == [("nord", "Nord", False), ("sud", "Sud", False)]
    back = undo(entry=created, by=coordinator)
    assert not Breakdown.objects.exists()
    undo(entry=back, by=coordinator)
    counted(action, breakdown=Breakdown.objects.get())
    assert Breakdown.objects.get().name == "Âge"


@pytest.mark.parametrize(("name", "labels"), [("", ("a", "b")), ("Âge", ("a",)), ("Âge", ("a" * 81, "b"))])
def test_what_cannot_be_is_refused(
    action: Action, coordinator: User, name: str, labels: tuple[str, ...]
) -> None:
    with pytest.raises(InvalidValueError):
        save(action, coordinator, *labels, name=name)
    assert not Breakdown.objects.exists()
