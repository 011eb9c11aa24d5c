"""The same indicator over several conventions: honest sums, said gaps, and nobody else's figures."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from maillage.accounts.enums import Role
from maillage.accounts.models import User
from maillage.conventions.enums import ValueStatus
from maillage.conventions.models import Action, Indicator
from maillage.conventions.operations.measures import add_standard
from tests.cast import Cast
from tests.factories.accounts import MembershipFactory
from tests.factories.figures import counted, sexes, value_of
from tests.web.testing import PageClient, text_of

LAEP, COVER = "familles-laep", "couverture-pe"


@pytest.fixture(autouse=True)
def _spring(monkeypatch: pytest.MonkeyPatch) -> None:
    """It is May 2026: 2025 is over."""
    monkeypatch.setattr("django.utils.timezone.localdate", lambda: date(2026, 5, 1))


@pytest.fixture
def adviser(cast: Cast) -> User:
    """The CAF adviser of both conventions."""
    MembershipFactory.create(user=cast.conseillere, workspace=cast.elsewhere.workspace, role=Role.ADVICE)
    return cast.conseillere


def standard(action: Action, code: str = LAEP, **fields: Any) -> Indicator:
    """An indicator of the library, in a fiche."""
    return counted(action, f"Fiche {action.pk}", standard=code, **fields)


def rate(action: Action, over: int, under: int) -> Indicator:
    """A rate of coverage of 2025."""
    one = standard(action, COVER, measure="taux", target_unit="%")
    value_of(one, "2025", str(over / under * 100), numerator=over, denominator=under)
    return one


def test_numbers_of_both_conventions_are_added_and_gaps_are_said(
    page: PageClient, cast: Cast, adviser: User
) -> None:
    value_of(standard(cast.action), "2025", "30")
    value_of(standard(cast.other_action), "2025", "12")
    standard(cast.foreign_action)
    page.force_login(adviser)
    listed, one = text_of(page.get("/indicateurs/")), text_of(page.get(f"/indicateurs/{LAEP}/"))
    assert "en partie : 42 familles 1 convention sur 2 qui le suivent" in listed
    assert "42 familles en 2025. 1 convention sur 2 qui le suivent." in one
    assert "non, pas de valeur pour cette année" in one
    assert "sans total" in text_of(page.get("/indicateurs/?annee=2024"))


def test_rates_are_divided_after_the_sums_and_a_bare_rate_is_left_out(
    page: PageClient, cast: Cast, adviser: User
) -> None:
    rate(cast.action, 1, 10)
    rate(cast.foreign_action, 90, 100)
    page.force_login(adviser)
    text = text_of(page.get(f"/indicateurs/{COVER}/"))
    assert "82,7 % en 2025, soit 91 sur 110. 2 conventions sur 2 qui le suivent." in text
    Indicator.objects.filter(action=cast.foreign_action).get().values.update(numerator=None, denominator=None)
    text = text_of(page.get(f"/indicateurs/{COVER}/"))
    assert "10 % en 2025, soit 1 sur 10. 1 convention sur 2 qui le suivent." in text
    assert "non, les deux nombres du taux manquent" in text


def test_a_masked_value_stays_masked_and_out_of_the_sum(page: PageClient, cast: Cast, adviser: User) -> None:
    value_of(standard(cast.action), "2025", "30")
    value_of(standard(cast.foreign_action), "2025", status=ValueStatus.SECRET)
    page.force_login(adviser)
    text = text_of(page.get(f"/indicateurs/{LAEP}/"))
    assert "30 familles en 2025. 1 convention sur 2 qui le suivent, 1 sous secret." in text
    assert "secret non, sans nombre à additionner" in text


def test_a_figure_of_the_territory_in_two_fiches_counts_once_or_not_at_all(
    page: PageClient, cast: Cast, adviser: User
) -> None:
    rate(cast.action, 50, 100)
    second = rate(cast.other_action, 50, 100)
    page.force_login(adviser)
    text = text_of(page.get(f"/indicateurs/{COVER}/"))
    assert "50 % en 2025, soit 50 sur 100. 1 convention sur 1 qui le suit." in text
    second.values.update(numerator=60, number="60")
    text = text_of(page.get(f"/indicateurs/{COVER}/"))
    assert "Sans total en 2025. 0 convention sur 1 qui le suit." in text
    assert "deux fiches de ce territoire se contredisent" in text


@pytest.mark.parametrize(
    ("fields", "why"),
    [
        ({"measure": "taux"}, "mesuré autrement que la définition"),
        ({"frequency": "trimestre"}, "relevé en cours d’année"),
        ({"cumulative": True}, "cumulé depuis le début"),
    ],
)
def test_what_is_counted_in_another_way_is_not_added(
    page: PageClient, cast: Cast, adviser: User, fields: dict[str, Any], why: str
) -> None:
    value_of(standard(cast.action), "2025", "30")
    value_of(standard(cast.foreign_action, **fields), "2025", "12")
    page.force_login(adviser)
    text = text_of(page.get(f"/indicateurs/{LAEP}/"))
    assert "30 familles en 2025. 1 convention sur 2 qui le suivent." in text
    assert why in text


def test_what_is_defined_since_the_start_adds_totals_since_the_start_only(
    page: PageClient, cast: Cast, adviser: User
) -> None:
    add_standard(action=cast.action, code="places-creees", by=cast.coordinatrice)
    value_of(Indicator.objects.get(action=cast.action, standard="places-creees"), "2025", "24")
    value_of(standard(cast.foreign_action, "places-creees"), "2025", "12")
    page.force_login(adviser)
    text = text_of(page.get("/indicateurs/places-creees/"))
    assert "24 places en 2025. 1 convention sur 2 qui le suivent." in text
    assert "mesuré autrement que la définition" in text


def test_an_index_is_shown_and_never_added(page: PageClient, cast: Cast, adviser: User) -> None:
    for action, level in ((cast.action, "101"), (cast.foreign_action, "99")):
        value_of(standard(action, "ips", target_unit="points"), "2025", level)
    page.force_login(adviser)
    text = text_of(page.get("/indicateurs/ips/"))
    assert "Sans total en 2025. 2 conventions : ces valeurs ne s’additionnent pas." in text
    assert "101 points" in text
    assert "200" not in text


def test_nobody_reads_the_figures_of_a_convention_they_cannot_enter(page: PageClient, cast: Cast) -> None:
    value_of(standard(cast.action), "2025", "30")
    value_of(standard(cast.foreign_action), "2025", "12")
    page.force_login(cast.conseillere)
    assert "30 familles 1 convention sur 1 qui le suit" in text_of(page.get("/indicateurs/"))
    page.force_login(cast.etrangere)
    text = text_of(page.get(f"/indicateurs/{LAEP}/?annee=2025"))
    assert "12 familles en 2025" in text
    assert cast.convention.name not in text


def test_an_unknown_indicator_is_not_found_and_an_odd_year_is_the_last_one_over(
    page: PageClient, cast: Cast
) -> None:
    page.force_login(cast.lecteur)
    assert page.get("/indicateurs/inconnu/").status_code == 404
    assert "pour 2025" in text_of(page.get("/indicateurs/?annee=99999"))


def test_more_fiches_and_breakdowns_ask_no_more_of_the_database(
    page: PageClient, cast: Cast, adviser: User
) -> None:
    def asked() -> int:
        with CaptureQueriesContext(connection) as caught:
            page.get(f"/indicateurs/{LAEP}/")
        return len(caught)

    page.force_login(adviser)
    standard(cast.action)
    page.get("/indicateurs/")
    few = asked()
    for action in (cast.other_action, cast.foreign_action):
        value_of(standard(action, breakdown=sexes(action.convention)), "2025", "12")
    assert asked() == few
