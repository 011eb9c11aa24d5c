"""The page of an indicator, the board of all, the rubrique of the fiche."""

from __future__ import annotations

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from maillage.conventions.enums import MeasureType, ValueStatus
from maillage.conventions.models import Breakdown, Indicator
from tests.cast import Cast
from tests.factories.values import measured, valued
from tests.web.testing import PageClient, text_of


@pytest.fixture
def counted(cast: Cast) -> Indicator:
    """Two values, a gap between them, a secret."""
    one = measured(cast.action, definition="En exercice au 31 décembre", method="Liste arrêtée par la PMI")
    valued(one, "2022", "77", comment="avant la réforme")
    valued(one, "2024", "71")
    valued(one, "2025", status=ValueStatus.SECRET)
    return one


def address(cast: Cast, one: Indicator) -> str:
    return f"/c/{cast.convention.pk}/indicateurs/{one.pk}/"


def test_a_page_tells_the_definition_the_values_and_who_gave_them(
    page: PageClient, cast: Cast, counted: Indicator
) -> None:
    page.force_login(cast.lecteur)
    answer = page.get(address(cast, counted))
    text = text_of(answer)
    assert "Liste arrêtée par la PMI" in text
    assert "Responsable du RPE" in text
    assert "avant la réforme" in text
    assert "2023 non renseigné" in text
    assert answer.content.count(b"<svg viewBox") >= 2
    assert "Saisir les valeurs" not in text


def test_the_definition_tells_the_start_the_target_and_its_steps(page: PageClient, cast: Cast) -> None:
    one = measured(
        cast.action, frequency="trimestre", target_op=">=", target_value="80", target_unit="places",
        target_baseline="60", baseline_year=2023, target_year=2028, targets=[{"year": 2026, "value": "70"}],
    )  # fmt: skip
    page.force_login(cast.coordinatrice)
    answer = page.get(address(cast, one))
    text = text_of(answer)
    for said in (
        "Référence 60 places en 2023",
        "Cible au moins 80 places en 2028",
        "Étapes 2026 : 70 places",
    ):
        assert said in text
    assert f"#v-{one.pk}" in answer.content.decode()
    assert "?periode=" in answer.content.decode()


def test_odd_figures_are_asked_about_and_left_alone(page: PageClient, cast: Cast) -> None:
    one = measured(cast.action, cumulative=True)
    valued(one, "2024", "71")
    valued(one, "2025", "9")
    page.force_login(cast.coordinatrice)
    text = text_of(page.get(address(cast, one)))
    assert "À vérifier" in text
    assert "Rien n’est changé sans vous" in text


def test_categories_of_the_newest_period_are_bars(page: PageClient, cast: Cast) -> None:
    rows = [{"code": "a", "label": "Moins de 3 ans"}, {"code": "b", "label": "De 3 à 5 ans"}]
    breakdown = Breakdown.objects.create(convention=cast.convention, kind="age", name="Âge", categories=rows)
    one = measured(cast.action, breakdown=breakdown)
    valued(one, "2025", "20", category="a")
    page.force_login(cast.coordinatrice)
    text = text_of(page.get(address(cast, one)))
    assert "Moins de 3 ans : 20, De 3 à 5 ans : non renseigné." in text


def test_a_wish_has_a_page_that_says_what_to_do(page: PageClient, cast: Cast) -> None:
    one = measured(cast.action, measure="", wish=True)
    page.force_login(cast.coordinatrice)
    assert "Choisissez une mesure" in text_of(page.get(address(cast, one)))
    counted_one = measured(cast.other_action)
    words = text_of(page.get(address(cast, counted_one)))
    assert "Saisissez une première valeur" in words
    assert "Choisissez une mesure" not in words


def test_no_indicator_of_a_deleted_action_or_of_another_convention(
    page: PageClient, cast: Cast, counted: Indicator
) -> None:
    page.force_login(cast.coordinatrice)
    foreign = measured(cast.foreign_action)
    assert page.get(address(cast, foreign)).status_code == 404
    type(cast.action).everything.filter(pk=cast.action.pk).update(deleted_at="2026-01-01T00:00:00Z")
    assert page.get(address(cast, counted)).status_code == 404


def test_the_board_holds_every_followed_indicator_in_constant_queries(page: PageClient, cast: Cast) -> None:
    page.force_login(cast.lecteur)
    url = f"/c/{cast.convention.pk}/indicateurs/tableau/"
    assert "Aucun indicateur suivi encore" in text_of(page.get(url))
    valued(measured(cast.action), "2025", "5")
    measured(cast.action, measure="", wish=True)
    with CaptureQueriesContext(connection) as few:
        assert "1 indicateur suivi" in text_of(page.get(url))
    for number in range(20):
        one = measured(cast.other_action, label=f"Indicateur {number}", measure=MeasureType.NUMBER)
        valued(one, "2024", "3")
        valued(one, "2025", "40")
    with CaptureQueriesContext(connection) as many:
        assert "21 indicateurs suivis" in text_of(page.get(url))
    assert len(many) == len(few)


def test_the_fiche_draws_what_is_followed_and_lists_the_rest(page: PageClient, cast: Cast) -> None:
    one = measured(cast.action)
    valued(one, "2024", "71")
    valued(one, "2025", "69")
    measured(cast.action, label="Un souhait", measure="", wish=True)
    page.force_login(cast.lecteur)
    answer = page.get(f"/c/{cast.convention.pk}/plan/actions/{cast.action.pk}/")
    text = text_of(answer)
    assert "1 suivi" in text
    assert "S’éloigne : 5 de moins que la référence de 2023." in text
    assert "Pas encore suivis" in text
    assert f'href="{address(cast, one)}"' in answer.content.decode()
