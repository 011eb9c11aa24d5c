"""Entering values: good cells are kept, the others said, and one « Annuler » takes them all back."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import Any

import pytest
from django.core.exceptions import PermissionDenied

from maillage.accounts.enums import Role
from maillage.accounts.models import User
from maillage.conventions.enums import ValueSource, ValueStatus
from maillage.conventions.errors import NotUndoableError
from maillage.conventions.models import Action, Indicator, IndicatorValue
from maillage.conventions.operations import undo
from maillage.conventions.operations.figures import Cell, Outcome, set_values
from tests.factories.conventions import ActionFactory, ConventionFactory, member
from tests.factories.figures import counted, sexes, value_of


def enter(indicator: Indicator, by: User | None, text: str, period: str = "2025", **more: Any) -> Outcome:
    """Type in one cell."""
    named = {name: more.pop(name) for name in ("category", "comment", "version") if name in more}
    cell = Cell(indicator.pk, period, text, **named)
    return set_values(convention=indicator.convention, cells=[cell], by=by, **more)


def reason(outcome: Outcome) -> str:
    """Why the only cell was refused."""
    [refused] = outcome.refused
    assert outcome.entry is None
    return refused.reason


@pytest.fixture
def places(action: Action) -> Indicator:
    """A yearly count."""
    return counted(action, target_unit="places")


def test_a_value_is_kept_with_who_entered_it_and_how(places: Indicator, coordinator: User) -> None:
    outcome = enter(places, coordinator, "~1 200", comment="Au 31 décembre")
    value = IndicatorValue.objects.get()
    assert (value.number, value.status, value.comment) == (
        Decimal(1200),
        ValueStatus.ESTIMATED.value,
        "Au 31 décembre",
    )
    assert (value.entered_by, value.entered_name, value.source) == (
        coordinator, coordinator.get_full_name(), ValueSource.GRID
    )  # fmt: skip
    assert outcome.entry is not None
    assert outcome.entry.changes == {"Places ouvertes, 2025": ["", "≈\u00a01\u202f200\u00a0places"]}
    assert outcome.entry.subject_id == places.action_id


def test_the_good_cells_are_kept_and_the_bad_ones_said(action: Action, coordinator: User) -> None:
    places, rate = counted(action), counted(action, "Présence", measure="taux")
    cells = [Cell(places.pk, "2025", "12"), Cell(rate.pk, "2025", "520"), Cell(0, "2025", "1")]
    outcome = set_values(convention=action.convention, cells=cells, by=coordinator)
    assert IndicatorValue.objects.get().indicator == places
    assert [one.cell.text for one in outcome.refused] == ["520", "1"]
    assert "dépasse 100" in outcome.refused[0].reason


def test_nothing_is_written_where_nothing_changes(places: Indicator, coordinator: User) -> None:
    enter(places, coordinator, "12")
    outcome = enter(places, coordinator, " 12,0 ")
    assert (outcome.entry, outcome.changed, outcome.refused) == (None, [], [])


def test_an_emptied_cell_holds_no_value_and_not_zero(places: Indicator, coordinator: User) -> None:
    enter(places, coordinator, "12")
    enter(places, coordinator, "")
    assert not IndicatorValue.objects.exists()
    enter(places, coordinator, "0")
    assert IndicatorValue.objects.get().number == 0


def test_a_value_changed_meanwhile_is_not_overwritten(places: Indicator, coordinator: User) -> None:
    enter(places, coordinator, "12")
    late = enter(places, coordinator, "14", version=0)
    assert reason(late).startswith(f"{coordinator.get_full_name()} y a écrit «\u00a012\u00a0places\u00a0»")
    assert late.refused[0].theirs == IndicatorValue.objects.get()
    enter(places, coordinator, "14", version=1)
    value = IndicatorValue.objects.get()
    assert (value.number, value.version) == (Decimal(14), 2)


@pytest.mark.parametrize(
    ("period", "said"),
    [
        ("2025-T1", "se note chaque année"),
        ("hier", "n’est pas une période"),
        ("2027", "2027 n’a pas commencé."),
    ],
)
def test_a_period_that_cannot_be_is_refused(
    places: Indicator, coordinator: User, monkeypatch: pytest.MonkeyPatch, period: str, said: str
) -> None:
    monkeypatch.setattr("django.utils.timezone.localdate", lambda: date(2026, 5, 1))
    assert said in reason(enter(places, coordinator, "12", period))


def test_what_is_not_measured_takes_no_value(action: Action, coordinator: User) -> None:
    for wish in (counted(action, measure=""), counted(action, wish=True)):
        assert "Choisissez d’abord" in reason(enter(wish, coordinator, "12"))


def test_a_comment_goes_with_a_value(places: Indicator, coordinator: User) -> None:
    assert "va avec une valeur" in reason(enter(places, coordinator, "", comment="Pas encore"))
    enter(places, coordinator, "nd", comment="Pas encore")
    enter(places, coordinator, "12")
    assert IndicatorValue.objects.get().comment == "Pas encore"


def test_categories_are_those_of_the_breakdown_in_use(action: Action, coordinator: User) -> None:
    places = counted(action, breakdown=sexes(action.convention))
    assert enter(places, coordinator, "5", category="f").changed == [(places.pk, "2025", "f")]
    for code in ("x", "autre"):
        assert "n’est plus dans la ventilation" in reason(enter(places, coordinator, "5", category=code))


def test_an_entry_is_taken_back_whole_and_again(action: Action, coordinator: User) -> None:
    places, other = counted(action), counted(action, "Heures")
    value_of(places, "2025", "9", comment="Avant", entered_by=coordinator)
    cells = [Cell(places.pk, "2025", "12"), Cell(other.pk, "2025", "secret")]
    entry = set_values(convention=action.convention, cells=cells, by=coordinator).entry
    assert entry is not None
    back = undo(entry=entry, by=coordinator)
    value = IndicatorValue.objects.get()
    assert (value.number, value.comment, value.entered_by) == (Decimal(9), "Avant", coordinator)
    undo(entry=back, by=coordinator)
    assert {one.number for one in IndicatorValue.objects.all()} == {Decimal(12), None}


def test_an_entry_is_not_taken_back_once_a_value_changed_since(places: Indicator, coordinator: User) -> None:
    entry = enter(places, coordinator, "12").entry
    enter(places, coordinator, "13")
    assert entry is not None
    with pytest.raises(NotUndoableError):
        undo(entry=entry, by=coordinator)
    assert IndicatorValue.objects.get().number == 13


@pytest.mark.parametrize(
    ("role", "may"),
    [(Role.CONTRIBUTION, True), (Role.PILOT, False), (Role.ELECTED, False), (Role.READING, False)],
)
def test_contributors_enter_values_and_a_pilot_only_of_their_actions(
    places: Indicator, role: Role, may: bool
) -> None:
    person = member(places.convention, role)
    if may:
        assert enter(places, person, "12").entry
        return
    with pytest.raises(PermissionDenied):
        enter(places, person, "12")


def test_a_link_writes_in_the_actions_it_opens_and_no_other(places: Indicator) -> None:
    other = counted(ActionFactory.create(convention=places.convention))
    options: dict[str, Any] = {
        "author": "Maud, par lien",
        "source": ValueSource.LINK,
        "actions": {places.action_id},
    }
    enter(places, None, "12", **options)
    value = IndicatorValue.objects.get()
    assert (value.entered_name, value.entered_by, value.source) == ("Maud, par lien", None, "lien")
    with pytest.raises(PermissionDenied):
        enter(other, None, "12", **options)


def test_an_indicator_of_another_convention_is_not_found(places: Indicator, coordinator: User) -> None:
    foreign = counted(ActionFactory.create(convention=ConventionFactory.create()))
    outcome = set_values(convention=places.convention, cells=[Cell(foreign.pk, "2025", "12")], by=coordinator)
    assert reason(outcome) == "Cet indicateur n’est plus dans le plan."
