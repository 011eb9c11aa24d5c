"""An indicator as it is shown: which drawing, which sentence, nothing invented."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

import pytest

from maillage.conventions.enums import MeasureType, ValueStatus
from maillage.conventions.models import Breakdown, Indicator
from maillage.conventions.selectors.followed import Followed, assembled
from maillage.web.components.charts.series import Sign
from maillage.web.components.figures.drawing import category_series, period_series
from maillage.web.components.figures.figure import Shape, figure_of
from tests.factories.conventions import ActionFactory
from tests.factories.values import measured, valued

pytestmark = pytest.mark.django_db

RATE: dict[str, Any] = {
    "measure": MeasureType.RATE,
    "target_value": Decimal(60),
    "target_unit": "%",
    "target_baseline": Decimal(41),
}


def followed(indicator: Indicator) -> Followed:
    return assembled([Indicator.objects.get(pk=indicator.pk)])[0]


def said(indicator: Indicator) -> str:
    sentence = figure_of(followed(indicator)).sentence
    return f"{sentence.lead} {sentence.rest}".replace("\u00a0", " ").strip()


def indicator(**fields: Any) -> Indicator:
    return measured(ActionFactory.create(), **fields)


def test_what_goes_away_from_its_target_says_by_how_much() -> None:
    one = indicator()
    valued(one, "2024", "71")
    valued(one, "2025", "69")
    assert said(one) == "69 en 2025, pour une cible de 80. S’éloigne : 5 de moins que la référence de 2023."


def test_a_rate_says_its_two_numbers_and_the_way_done() -> None:
    one = indicator(**RATE)
    valued(one, "2025", "36/69")
    assert said(one).startswith(
        "36 sur 69, soit 52,2 % en 2025, pour une cible de 60 %. 58 % du chemin depuis"
    )
    assert said(one).endswith("la référence de 2023 (41 %).")


@pytest.mark.parametrize(
    ("fields", "value", "words"),
    [
        (
            {"target_op": "<=", "target_value": Decimal(20)},
            "18",
            "18 en 2025, pour une cible de 20 au plus. Cible tenue.",
        ),
        ({}, "80", "80 en 2025, pour une cible de 80. Cible atteinte."),
        ({"target_op": "", "target_value": None}, "5", "5 en 2025. Sans cible."),
        ({"measure": MeasureType.MILESTONE}, "0", "Pas encore fait en 2025."),
        (
            {"measure": MeasureType.APPRECIATION, "target_value": Decimal(4)},
            "3",
            "3/5 en 2025, pour une cible de 4/5.",
        ),
    ],
)
def test_each_kind_of_indicator_is_said_in_its_way(fields: dict[str, Any], value: str, words: str) -> None:
    one = indicator(**fields)
    valued(one, "2025", value)
    assert said(one).startswith(words)


def test_a_milestone_is_said_done_in_the_period_that_reached_it() -> None:
    one = indicator(measure=MeasureType.MILESTONE)
    for period, value in (("2022", "1"), ("2023", "0"), ("2024", "1"), ("2025", "1")):
        valued(one, period, value)
    assert said(one) == "Fait en 2024."


def test_the_target_of_the_year_stands_before_the_final_one() -> None:
    one = indicator(targets=[{"year": 2025, "value": "22"}])
    valued(one, "2025", "18")
    assert said(one).startswith("18 en 2025, pour une étape à 22 et une cible de 80.")


def test_less_than_two_of_something_is_singular() -> None:
    one = indicator(target_unit="places")
    valued(one, "2025", "1")
    assert said(one).startswith("1 place en 2025")


def test_nothing_is_said_of_what_nobody_gave() -> None:
    one = indicator()
    assert said(one) == "Aucune valeur encore. Cible : 80."
    assert figure_of(followed(one)).shape == Shape.WORDS
    valued(one, "2025", status=ValueStatus.SECRET)
    assert said(one) == "Secret en 2025. Cible : 80."


def test_an_estimate_says_so() -> None:
    one = indicator(target_unit="MAM")
    valued(one, "2025-S1", "60", status=ValueStatus.ESTIMATED)
    assert said(one).startswith("Environ 60 MAM au 1er semestre 2025")


def test_a_missing_year_between_two_is_a_gap_and_nothing_before_or_after() -> None:
    one = indicator()
    valued(one, "2022", "77")
    valued(one, "2024", "71")
    points = period_series(followed(one)).points
    assert [(point.label, point.state) for point in points] == [
        ("2022", Sign.OBSERVED),
        ("2023", Sign.MISSING),
        ("2024", Sign.OBSERVED),
    ]


def test_few_things_to_count_are_beads_and_many_are_a_line() -> None:
    few = indicator(target_value=Decimal(3), target_baseline=Decimal(0))
    valued(few, "2025", "1")
    shown = figure_of(followed(few))
    assert (shown.shape, shown.done, shown.total) == (Shape.BEADS, 1, 3)
    many = indicator()
    valued(many, "2024", "71")
    assert figure_of(followed(many)).shape == Shape.BULLET
    valued(many, "2025", "69")
    assert figure_of(followed(many)).shape == Shape.LINE


def test_the_target_of_a_change_stands_where_it_leads() -> None:
    one = indicator(target_op="change", target_value=Decimal(10), target_unit="%")
    target = period_series(followed(one)).target
    assert target is not None
    assert target.value == Decimal("81.4")


def test_targets_by_year_are_marks_on_the_way() -> None:
    one = indicator(targets=[{"year": 2026, "value": "76"}, {"year": 2027, "value": "78"}])
    assert [(goal.label, goal.value) for goal in period_series(followed(one)).goals] == [
        ("2026", Decimal(76)),
        ("2027", Decimal(78)),
    ]


def test_a_category_that_would_betray_a_secret_is_masked_too() -> None:
    action = ActionFactory.create()
    rows = [{"code": code, "label": code.upper(), "retired": code == "d"} for code in ("a", "b", "c", "d")]
    breakdown = Breakdown.objects.create(
        convention=action.convention, kind="commune", name="Commune", categories=rows
    )
    one = measured(action, breakdown=breakdown)
    valued(one, "2025", "20")
    valued(one, "2025", "12", category="a")
    valued(one, "2025", "5", category="b")
    valued(one, "2025", category="c", status=ValueStatus.SECRET)
    valued(one, "2024", "1", category="d")
    found = followed(one)
    series = category_series(found, found.series.points[-1].period)
    assert [point.label for point in series.points] == ["A", "B", "C"]
    assert sum(point.drawn for point in series.points) == 1
    assert series.first == "Commune"
