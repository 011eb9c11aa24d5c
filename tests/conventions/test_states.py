"""Every earlier state of a fiche is read whole, compared and put back."""

from __future__ import annotations

from decimal import Decimal

import pytest
from django.core.exceptions import PermissionDenied

from maillage.accounts.enums import Role
from maillage.accounts.models import User
from maillage.conventions.errors import InvalidValueError, NotUndoableError
from maillage.conventions.models import Action, IndicatorValue
from maillage.conventions.operations import save_section, undo
from maillage.conventions.operations.states import restore_state
from maillage.conventions.sections import SECTIONS, Json
from maillage.conventions.selectors.states import compare_states, values_after, values_now
from maillage.journal.models import Entry
from tests.factories.conventions import ActionFactory, member
from tests.factories.figures import value_of
from tests.factories.links import every_value

pytestmark = pytest.mark.django_db


def saved(action: Action, section: str, value: Json, by: User) -> Entry:
    """The entry of one write."""
    entry = save_section(action=action, section=section, value=value, version=None, by=by)
    assert entry is not None
    return entry


def fresh(action: Action) -> Action:
    """The action as the database has it."""
    return Action.objects.get(pk=action.pk)


def said(values: dict[str, Json]) -> dict[str, Json]:
    """What the sections say, whatever the identity of their rows."""
    return {key: part.said(values[key]) for key, part in SECTIONS.items()}


@pytest.fixture
def walked(action: Action, coordinator: User) -> list[tuple[Entry, dict[str, Json]]]:
    """A fiche filled section by section: each write with the whole state that it left."""
    steps = []
    for key, value in every_value(action.convention).items():
        entry = saved(action, key, value, coordinator)
        steps.append((entry, values_now(fresh(action))))
    return steps


def test_each_state_is_read_whole(action: Action, walked: list[tuple[Entry, dict[str, Json]]]) -> None:
    for entry, values in walked:
        assert values_after(fresh(action), entry) == values


def test_a_fiche_goes_back_to_any_state_and_forth(
    action: Action, coordinator: User, walked: list[tuple[Entry, dict[str, Json]]]
) -> None:
    (early, values), (_, last) = walked[3], walked[-1]
    done = restore_state(action=action, entry=early, by=coordinator)
    assert (values_now(fresh(action)), done.refused) == (values, [])
    assert done.entry is not None
    back = undo(entry=done.entry, by=coordinator)
    assert values_now(fresh(action)) == last
    undo(entry=back, by=coordinator)
    assert values_now(fresh(action)) == values


def test_a_section_alone_comes_back(action: Action, coordinator: User) -> None:
    early = saved(action, "context", ["Avant"], coordinator)
    saved(action, "context", ["Après"], coordinator)
    saved(action, "resources", ["Un poste"], coordinator)
    done = restore_state(action=action, entry=early, sections=["context"], by=coordinator)
    assert (fresh(action).context, fresh(action).resources) == ("Avant", "Un poste")
    assert done.entry is not None
    undo(entry=done.entry, by=coordinator)
    assert fresh(action).context == "Après"


def test_an_indicator_that_comes_back_has_the_values_that_left_with_it(
    action: Action, coordinator: User
) -> None:
    rows = [{"label": "Familles accueillies"}, {"label": "Repas servis"}]
    early = saved(action, "indicators", rows, coordinator)
    families = action.indicators.get(label="Familles accueillies")
    value_of(families, "2025", "12")
    kept = [row for row in SECTIONS["indicators"].read(fresh(action)) if row["label"] == "Repas servis"]
    saved(action, "indicators", kept, coordinator)
    assert not IndicatorValue.objects.exists()
    saved(action, "indicators", [*kept, {"label": "Places"}], coordinator)
    done = restore_state(action=action, entry=early, by=coordinator)
    value = IndicatorValue.objects.get()
    assert (value.indicator.key, value.period, value.number) == (families.key, "2025", Decimal(12))
    assert done.entry is not None
    back = undo(entry=done.entry, by=coordinator)
    assert not IndicatorValue.objects.exists()
    undo(entry=back, by=coordinator)
    assert IndicatorValue.objects.get().number == 12


def test_values_come_back_as_they_last_were_and_never_over_those_in_place(
    action: Action, coordinator: User
) -> None:
    early = saved(action, "indicators", [{"label": "Familles"}], coordinator)
    value_of(action.indicators.get(), "2025", "12")
    gone = saved(action, "indicators", [], coordinator)
    undo(entry=gone, by=coordinator)
    IndicatorValue.objects.update(number=30)
    saved(action, "indicators", [], coordinator)
    restore_state(action=action, entry=early, by=coordinator)
    assert IndicatorValue.objects.get().number == 30
    row = {**SECTIONS["indicators"].read(fresh(action))[0], "label": "Familles reçues"}
    saved(action, "indicators", [row], coordinator)
    IndicatorValue.objects.update(number=40)
    restore_state(action=action, entry=early, by=coordinator)
    assert (action.indicators.get().label, IndicatorValue.objects.get().number) == ("Familles", Decimal(40))


def test_the_state_of_today_changes_nothing(action: Action, coordinator: User) -> None:
    entry = saved(action, "context", ["Ici"], coordinator)
    count = Entry.objects.count()
    assert restore_state(action=action, entry=entry, by=coordinator).entry is None
    assert Entry.objects.count() == count


def test_what_points_at_something_gone_is_left_and_said(action: Action, coordinator: User) -> None:
    convention = action.convention
    theme = convention.themes.create(name="Jeunesse")
    early = saved(action, "identity", {"title": "Avant", "themes": [theme.pk]}, coordinator)
    saved(action, "identity", {"title": "Après", "themes": []}, coordinator)
    saved(action, "context", ["Un contexte"], coordinator)
    theme.delete()
    done = restore_state(action=action, entry=early, by=coordinator)
    assert (done.refused, fresh(action).title, fresh(action).context) == (["identity"], "Après", "")


def test_a_return_is_not_taken_back_once_the_fiche_changed(action: Action, coordinator: User) -> None:
    early = saved(action, "context", ["Avant"], coordinator)
    saved(action, "context", ["Après"], coordinator)
    saved(action, "resources", ["Un poste"], coordinator)
    done = restore_state(action=action, entry=early, by=coordinator)
    saved(action, "context", ["Encore autre chose"], coordinator)
    assert done.entry is not None
    with pytest.raises(NotUndoableError):
        undo(entry=done.entry, by=coordinator)
    assert fresh(action).resources == ""


def test_two_states_differ_line_by_line(action: Action, coordinator: User) -> None:
    early = saved(action, "context", ["Deux communes", "Des trajets"], coordinator)
    saved(action, "context", ["Trois communes", "Des trajets"], coordinator)
    whole = fresh(action)
    [change] = compare_states(whole, values_after(whole, early), values_now(whole))
    pieces = [(piece.kind, piece.text.strip()) for line in change.lines for piece in line.pieces]
    assert change.key == "context"
    assert pieces == [("gone", "Deux"), ("new", "Trois"), ("same", "communes")]


def test_a_state_older_than_difficulties_is_read_and_put_back(action: Action, coordinator: User) -> None:
    early = saved(action, "context", ["Ici"], coordinator)
    later = saved(
        action, "state", {"status": "en_cours", "news": "Lancée", "difficulty": "temps"}, coordinator
    )
    before = {"status": "a_venir", "progress": None, "news": ""}
    Entry.objects.filter(pk=later.pk).update(changes={"state": [before, later.changes["state"][1]]})
    restore_state(action=action, entry=early, by=coordinator)
    assert said(values_now(fresh(action)))["state"] == SECTIONS["state"].said(before)


def test_a_reader_or_the_state_of_another_fiche_is_refused(action: Action, coordinator: User) -> None:
    entry = saved(action, "context", ["Ici"], coordinator)
    with pytest.raises(PermissionDenied):
        restore_state(action=action, entry=entry, by=member(action.convention, Role.READING))
    other = ActionFactory.create(convention=action.convention)
    with pytest.raises(InvalidValueError):
        restore_state(action=other, entry=entry, by=coordinator)
