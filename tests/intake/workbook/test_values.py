"""The sheet « Valeurs »: out, back unchanged, back with changes, with mistakes, with conflicts."""

from __future__ import annotations

from decimal import Decimal

import pytest

from maillage.accounts.models import User
from maillage.conventions.enums import ValueSource
from maillage.conventions.models import Action, Convention, Indicator, IndicatorValue
from maillage.conventions.operations import undo
from maillage.conventions.operations.figures import Cell, set_values
from tests.factories.figures import counted, sexes, value_of
from tests.factories.workbooks import Edited
from tests.intake.workbook.conftest import Compare
from tests.intake.workbook.test_changes import apply

PERIOD = "2024"


@pytest.fixture
def places(actions: list[Action], convention: Convention) -> Indicator:
    """Told apart by sex, with values of every kind."""
    one = counted(actions[0], "Places à compter", breakdown=sexes(convention), target_unit="places")
    value_of(one, "2024", "12.5")
    value_of(one, "2024", status="secret", category="f")
    value_of(one, "2025", "3", status="estime")
    rate = counted(actions[1], "Présence", measure="taux")
    value_of(rate, "2024", "52.1739", numerator="36", denominator="69")
    counted(actions[1], "Jeunes", frequency="trimestre")
    return one


def row_of(edited: Edited, label: str, category: str | None = None) -> int:
    """The row of an indicator, or of one of its categories."""
    rows = range(2, edited.sheet("Valeurs").max_row + 1)
    return next(
        row
        for row in rows
        if edited.get("Valeurs", row, "Indicateur") == label
        and edited.get("Valeurs", row, "Catégorie") == category
    )


def edit(
    convention: Convention, by: User, label: str, category: str | None = None, **values: object
) -> Edited:
    """The workbook with cells of one row changed; « y2024 » is the column of 2024."""
    edited = Edited(convention, by)
    row = row_of(edited, label, category)
    for name, value in values.items():
        edited.set("Valeurs", row, **{name.removeprefix("y"): value})
    return edited


def test_the_sheet_holds_the_values_as_they_are_typed(
    places: Indicator, convention: Convention, coordinator: User
) -> None:
    edited = Edited(convention, coordinator)
    row = row_of(edited, places.label)
    assert [edited.get("Valeurs", row, year) for year in ("2024", "2025")] == [12.5, "~3"]
    assert edited.get("Valeurs", row_of(edited, places.label, "Femmes"), PERIOD) == "secret"
    assert edited.get("Valeurs", row_of(edited, "Présence"), PERIOD) == "36/69"
    assert edited.column("Valeurs", "2025-T1")


@pytest.mark.usefixtures("places")
def test_the_sheet_comes_back_unchanged(convention: Convention, coordinator: User, compare: Compare) -> None:
    returned = compare(Edited(convention, coordinator).data)
    assert (returned.tally, returned.edits(), returned.differences.problems) == ("rien de nouveau", [], [])


def test_changed_values_are_written_and_taken_back_with_the_rest(
    places: Indicator, convention: Convention, coordinator: User
) -> None:
    edited = edit(convention, coordinator, places.label, y2024=14, y2025="nd")
    edited.set("Valeurs", row_of(edited, "Présence"), **{PERIOD: "40/80"})
    edited.set("Actions", 2, Titre="Un autre titre")
    entry = apply(convention, coordinator, edited.data)
    value = IndicatorValue.objects.get(indicator=places, period=PERIOD, category="")
    assert (value.number, value.source) == (Decimal(14), ValueSource.WORKBOOK.value)
    assert IndicatorValue.objects.get(period=PERIOD, numerator=40).number == 50
    assert entry is not None
    undo(entry=entry, by=coordinator)
    value.refresh_from_db()
    assert str(value.number) == "12.5000"


def test_an_emptied_cell_erases_its_value(
    places: Indicator, convention: Convention, coordinator: User
) -> None:
    apply(convention, coordinator, edit(convention, coordinator, places.label, y2024=None).data)
    assert not IndicatorValue.objects.filter(indicator=places, period=PERIOD, category="").exists()


def test_a_cell_that_cannot_be_read_is_said_and_the_others_are_kept(
    places: Indicator, convention: Convention, coordinator: User, compare: Compare
) -> None:
    edited = edit(convention, coordinator, places.label, y2024="beaucoup", y2025=7)
    row = row_of(edited, places.label)
    quarters = row_of(edited, "Jeunes")
    edited.set("Valeurs", quarters, **{PERIOD: 4})
    problems = compare(edited.data).differences.problems
    said = {(one.place.row, one.reason) for one in problems}
    assert (quarters, "cet indicateur se note à un autre rythme") in said
    assert any(at == row and "n’est pas un nombre" in reason for at, reason in said)
    advice = {one.reason: one.advice for one in problems}
    assert all(not reason.endswith(".") for reason in advice)
    assert "Écrivez 12 ou 45,5, secret, ou nd si la donnée n’existe pas." in advice.values()
    apply(convention, coordinator, edited.data)
    assert {str(one) for one in places.values.filter(category="").values_list("number", flat=True)} == {
        "12.5000", "7.0000"
    }  # fmt: skip


def test_a_row_of_no_indicator_or_category_of_here_is_said(
    places: Indicator, convention: Convention, coordinator: User, compare: Compare
) -> None:
    edited = edit(convention, coordinator, places.label, y2024=14)
    row = row_of(edited, places.label, "Femmes")
    edited.set("Valeurs", row, Catégorie="Enfants")
    edited.add("Valeurs", Ligne="0123456789ab", **{PERIOD: 3})
    reasons = [one.reason for one in compare(edited.data).differences.problems]
    assert reasons == ["cet indicateur n’a pas cette catégorie", "cet indicateur n’est pas suivi ici"]


def test_a_value_changed_on_the_site_since_is_a_conflict_to_choose(
    places: Indicator, convention: Convention, coordinator: User, compare: Compare
) -> None:
    stale, edited = Edited(convention, coordinator), edit(convention, coordinator, places.label, y2024=14)
    cells = [Cell(places.pk, PERIOD, "13")]
    set_values(convention=convention, cells=cells, by=coordinator)
    assert compare(stale.data).edits() == []
    [conflict] = compare(edited.data).differences.conflicts
    assert (conflict.before, conflict.theirs, conflict.after) == ("12,5", "13", "14")
    apply(convention, coordinator, edited.data)
    assert places.values.get(period=PERIOD, category="").number == 13
    apply(convention, coordinator, edited.data, conflict.name)
    assert places.values.get(period=PERIOD, category="").number == 14
