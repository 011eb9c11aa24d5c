"""Figures of the demo: how a dozen indicators are measured, and what was counted in 2023, 2024 and 2025."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from demo import story
from maillage.conventions.enums import BreakdownKind, Direction, Frequency, MeasureType
from maillage.conventions.models import Breakdown, Indicator
from maillage.conventions.operations.figures import Cell, set_values
from maillage.conventions.operations.measures import Choice, choose_measure

if TYPE_CHECKING:
    from maillage.accounts.models import User
    from maillage.conventions.models import Convention

SECTORS = (("nord", "Villages du nord"), ("centre", "Bourg-centre"), ("sud", "Vallée du sud"))


@dataclass(frozen=True, slots=True)
class Figure:
    """An indicator by the beginning of its words, with the values typed for each period."""

    label: str
    measure: MeasureType
    values: dict[str, str]
    details: dict[str, Any] = field(default_factory=dict)
    frequency: Frequency = Frequency.YEAR
    by_sector: dict[str, tuple[str, str, str]] = field(default_factory=dict)


def _target(op: str, value: str, unit: str, baseline: str | None = None) -> dict[str, Any]:
    return {"op": op, "value": value, "value_max": None, "unit": unit, "per": "", "baseline": baseline}


_NUMBER, _RATE, _MILESTONE = MeasureType.NUMBER, MeasureType.RATE, MeasureType.MILESTONE
FIGURES = (
    Figure("Nombre de demandes reçues", _NUMBER, {"2024": "148", "2025": "312"}, {
        "target": _target(">=", "300", "demandes"), "source": "Tableau du guichet",
        "definition": "Familles qui ont demandé un mode d’accueil, chacune une fois dans l’année."}),
    Figure("Au moins 80 % des demandes", _RATE, {"2024": "90/148", "2025": "231/312"}, {
        "numerator_label": "Demandes répondues en moins d’un mois", "denominator_label": "Demandes reçues"}),
    Figure("Ouverture du guichet unique", _MILESTONE, {"2024": "oui"}, {}, Frequency.ONCE),
    Figure("Ouverture de 12 places", _NUMBER, {"2024": "0", "2025": "0"}, {
        "target": _target(">=", "12", "places", "0"), "baseline_year": 2023, "cumulative": True}),
    Figure("Taux d’occupation d’au moins", _RATE, {}),
    Figure("Ouverture de 3 MAM", _NUMBER, {"2024": "1", "2025": "1"}, {
        "target": _target(">=", "3", "MAM", "0"), "baseline_year": 2023, "cumulative": True}),
    Figure("Nombre d’assistantes maternelles", _NUMBER, {"2023": "74", "2024": "71", "2025": "69"}, {
        "target": _target(">=", "80", "personnes", "74"), "baseline_year": 2023, "standard": "am-activite",
        "source": "Relais petite enfance", "responsible": "Animatrice du RPE"},
        by_sector={"2024": ("22", "31", "18"), "2025": ("19", "31", "19")}),
    Figure("Au moins 60 % des assistantes", _RATE, {"2024": "46", "2025": ""}, {
        "target": _target(">=", "60", "%", "41"), "baseline_year": 2023}),
    Figure("Nombre de professionnelles formées", _NUMBER, {"2024": "11"}, {
        "target": _target(">=", "45", "personnes", "0"), "baseline_year": 2023, "cumulative": True,
        "targets": [{"year": 2024, "value": "10"}, {"year": 2025, "value": "22"}]}),
    Figure("Doublement du nombre d’enfants", _NUMBER, {"2024": "secret"}),
    Figure("Nombre de familles accompagnées", _NUMBER, {"2024": "~35", "2025": "nd"}, {"unit": "familles"}),
    Figure("Nombre de jeunes transportés", _NUMBER,
        {"2024-T3": "18", "2024-T4": "34", "2025-T1": "41", "2025-T2": "46", "2025-T3": "22"},
        {"unit": "jeunes", "direction": Direction.UP.value}, Frequency.QUARTER),
    Figure("90 familles accueillies", _NUMBER, {"2023": "55", "2024": "61", "2025": "78"}, {
        "target": _target(">=", "90", "familles", "55"), "baseline_year": 2023}),
    Figure("Au moins 50 % des parents", _RATE, {"2024": "7/24", "2025": "11/26"}),
    Figure("1 200 visiteurs", _NUMBER, {"2024": "640", "2025": "1 085"}),
    Figure("Obtention de l’agrément", _MILESTONE, {"2024": "non"}, {}, Frequency.ONCE),
)  # fmt: skip


def play(convention: Convention, by: User) -> None:
    """Choose the measures, then enter the years one after the other."""
    sectors = Breakdown.objects.create(
        convention=convention,
        kind=BreakdownKind.OTHER,
        name="Secteur",
        categories=[{"code": code, "label": label, "retired": False} for code, label in SECTORS],
    )
    found = {figure.label: _indicator(convention, figure) for figure in FIGURES}
    with story.days_ago(620):
        for figure in FIGURES:
            details = {**figure.details, **({"breakdown": sectors.pk} if figure.by_sector else {})}
            choice = Choice(figure.measure.value, figure.frequency.value, details=details)
            choose_measure(indicator=found[figure.label], choice=choice, by=by)
    for year, ago in (("2023", 600), ("2024", 500), ("2025", 120)):
        cells = [cell for one in FIGURES for cell in _cells(found[one.label].pk, one, year)]
        with story.days_ago(ago):
            outcome = set_values(convention=convention, cells=cells, by=by)
        if outcome.refused:
            raise RuntimeError(outcome.refused[0].reason)


def _indicator(convention: Convention, figure: Figure) -> Indicator:
    living = Indicator.objects.filter(convention=convention, action__deleted_at=None)
    return living.get(label__startswith=figure.label)


def _cells(pk: int, figure: Figure, year: str) -> list[Cell]:
    cells = [Cell(pk, period, text) for period, text in figure.values.items() if period.startswith(year)]
    codes = [code for code, _ in SECTORS]
    parts = zip(codes, figure.by_sector.get(year, ()), strict=False)
    return cells + [Cell(pk, year, text, category=code) for code, text in parts]
