"""What an indicator is besides its words: kept, journaled, taken back; its values too."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

import pytest

from maillage.accounts.models import User
from maillage.conventions.enums import BreakdownKind
from maillage.conventions.errors import InvalidValueError
from maillage.conventions.models import Action, Breakdown, Indicator, IndicatorValue
from maillage.conventions.operations import save_section, undo
from maillage.conventions.sections import SECTIONS
from maillage.conventions.sections.definitions import DETAILS
from maillage.journal.models import Entry
from tests.factories.conventions import ConventionFactory

RICH = {
    "direction": "baisse", "target_year": "2028",
    "targets": [{"year": 2027, "value": "1 200,5"}, {"year": ""}],
    "baseline_year": 2023, "cumulative": True, "definition": "Comptées une fois.",
    "numerator_label": "Heures",
    "denominator_label": "Capacité", "source": "CAF", "method": "Tableau", "responsible": "RPE",
    "standard": "places-creees",
}  # fmt: skip


def save(action: Action, by: User, *rows: dict[str, Any]) -> Entry:
    """Write the indicators of a fiche."""
    entry = save_section(action=action, section="indicators", value=list(rows), version=None, by=by)
    assert entry is not None
    return entry


def read(action: Action) -> list[dict[str, Any]]:
    """The indicators as they are."""
    rows: list[dict[str, Any]] = SECTIONS["indicators"].read(Action.objects.get(pk=action.pk))
    return rows


def test_the_details_are_kept_in_their_normal_form(action: Action, coordinator: User) -> None:
    save(action, coordinator, {"label": "Places", **RICH})
    [row] = read(action)
    assert row["targets"] == [{"year": 2027, "value": "1200.5"}]
    assert (row["target_year"], row["cumulative"], row["standard"]) == (2028, True, "places-creees")
    assert {name: row[name] for name in DETAILS if name not in {"targets", "target_year", "breakdown"}} == {
        name: RICH[name] for name in DETAILS if name not in {"targets", "target_year", "breakdown"}
    }


def test_a_row_that_leaves_details_out_keeps_them_and_one_that_empties_them_does_not(
    action: Action, coordinator: User
) -> None:
    save(action, coordinator, {"label": "Places", **RICH})
    save(action, coordinator, {"label": "Places", "kind": "impact"})
    assert read(action)[0]["definition"] == "Comptées une fois."
    save(action, coordinator, {"label": "Places", "kind": "impact", "definition": ""})
    assert read(action)[0]["definition"] == ""


def test_a_change_of_details_is_taken_back(action: Action, coordinator: User) -> None:
    save(action, coordinator, {"label": "Places"})
    undo(entry=save(action, coordinator, {"label": "Places", **RICH}), by=coordinator)
    assert {name: read(action)[0][name] for name in DETAILS} == DETAILS


def test_an_entry_older_than_the_details_is_still_taken_back(action: Action, coordinator: User) -> None:
    save(action, coordinator, {"label": "Places"})
    entry = save(action, coordinator, {"label": "Places ouvertes"})
    before, after = (
        [{name: value for name, value in row.items() if name not in DETAILS} for row in rows]
        for rows in entry.changes["indicators"]
    )
    Entry.objects.filter(pk=entry.pk).update(changes={"indicators": [before, after]})
    undo(entry=Entry.objects.get(pk=entry.pk), by=coordinator)
    assert read(action)[0]["label"] == "Places"


@pytest.mark.parametrize(
    ("detail", "value"),
    [
        ("direction", "nord"),
        ("target_year", "26"),
        ("target_year", 3000),
        ("targets", "2026"),
        ("targets", [{"year": 2026, "value": "beaucoup"}]),
        ("targets", [{"year": 2026, "value": "1"}, {"year": "2026", "value": "2"}]),
        ("targets", [{"value": "2"}]),
        ("breakdown", "x"),
        ("breakdown", 999_999),
        ("standard", "rien"),
        ("definition", ["liste"]),
    ],
)
def test_a_detail_that_cannot_be_is_refused_by_name(
    action: Action, coordinator: User, detail: str, value: object
) -> None:
    with pytest.raises(InvalidValueError) as refusal:
        save(action, coordinator, {"label": "Places", detail: value})
    assert refusal.value.field == detail


def test_a_breakdown_of_another_convention_is_refused(action: Action, coordinator: User) -> None:
    def ages(convention: Any) -> Breakdown:
        return Breakdown.objects.create(convention=convention, kind=BreakdownKind.AGE, name="Âge")

    with pytest.raises(InvalidValueError):
        save(action, coordinator, {"label": "Places", "breakdown": ages(ConventionFactory.create()).pk})
    own = ages(action.convention)
    save(action, coordinator, {"label": "Places", "breakdown": own.pk})
    assert Indicator.objects.get().breakdown == own


def test_values_go_with_their_indicator_and_come_back_with_it(action: Action, coordinator: User) -> None:
    save(action, coordinator, {"label": "Places"}, {"label": "Heures"})
    indicator = Indicator.objects.get(label="Places")
    IndicatorValue.objects.create(
        convention=action.convention, indicator=indicator, period="2025", number=Decimal("12.5"),
        comment="En juin", entered_by=coordinator, entered_name="Inès",
    )  # fmt: skip
    entry = save(action, coordinator, {"label": "Heures"})
    assert not IndicatorValue.objects.exists()
    back = undo(entry=entry, by=coordinator)
    value = IndicatorValue.objects.get()
    assert (value.number, value.comment, value.entered_by) == (Decimal("12.5"), "En juin", coordinator)
    assert value.indicator.key == indicator.key
    undo(entry=undo(entry=back, by=coordinator), by=coordinator)
    assert IndicatorValue.objects.get().number == Decimal("12.5")
