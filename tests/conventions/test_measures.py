"""Choosing how indicators of the plan are measured, and adding those of the library."""

from __future__ import annotations

from decimal import Decimal

import pytest

from maillage.accounts.models import User
from maillage.conventions.errors import InvalidValueError
from maillage.conventions.models import Action, Indicator
from maillage.conventions.operations import undo
from maillage.conventions.operations.measures import Choice, add_standard, choose_measure, choose_measures
from tests.factories.conventions import ActionFactory, IndicatorFactory


def test_a_choice_is_written_in_the_fiche_and_taken_back(action: Action, coordinator: User) -> None:
    wish = IndicatorFactory.create(action=action, label="Places", definition="Ouvertes au public")
    entry = choose_measure(indicator=wish, choice=Choice("nombre", "an"), by=coordinator)
    wish.refresh_from_db()
    assert (wish.measure, wish.frequency, wish.definition) == ("nombre", "an", "Ouvertes au public")
    assert entry is not None
    undo(entry=entry, by=coordinator)
    wish.refresh_from_db()
    assert wish.measure == ""


def test_several_choices_are_one_entry_over_several_fiches(action: Action, coordinator: User) -> None:
    other = ActionFactory.create(convention=action.convention)
    ones = [IndicatorFactory.create(action=each) for each in (action, action, other)]
    choices = {one.pk: Choice("nombre", "an") for one in ones}
    entry = choose_measures(convention=action.convention, choices=choices, by=coordinator)
    assert entry is not None
    assert Indicator.objects.filter(measure="nombre").count() == 3
    undo(entry=entry, by=coordinator)
    assert not Indicator.objects.filter(measure="nombre").exists()


def test_an_indicator_of_the_library_comes_with_its_definition_once(
    action: Action, coordinator: User
) -> None:
    add_standard(action=action, code="couverture-pe", by=coordinator)
    one = Indicator.objects.get()
    assert (one.measure, one.target_unit, one.standard) == ("taux", "%", "couverture-pe")
    assert "moins de 3 ans" in one.definition
    with pytest.raises(InvalidValueError):
        add_standard(action=action, code="couverture-pe", by=coordinator)
    with pytest.raises(InvalidValueError):
        add_standard(action=action, code="rien", by=coordinator)


def test_a_target_that_goes_leaves_its_unit_and_start(action: Action, coordinator: User) -> None:
    one = IndicatorFactory.create(
        action=action, target_op=">=", target_value="12", target_unit="places", target_baseline="3"
    )
    choose_measure(indicator=one, choice=Choice("nombre", "an", details={"target": None}), by=coordinator)
    one.refresh_from_db()
    assert (one.target_op, one.target_unit, one.target_baseline) == ("", "places", Decimal(3))
