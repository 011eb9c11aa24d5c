"""The échéancier over several plans: what one may read, each under its name, as cheap for many as for one."""

from __future__ import annotations

from django.db import connection
from django.test.utils import CaptureQueriesContext

from maillage.accounts.enums import Role
from maillage.accounts.models import User
from maillage.conventions.models import Convention
from tests.cast import Cast
from tests.factories.accounts import MembershipFactory
from tests.factories.conventions import ConventionFactory
from tests.factories.schedule import busy_plan, dated
from tests.web.testing import PageClient, text_of

URL = "/echeancier/"


def joined(user: User, name: str, actions: int) -> Convention:
    """A convention that ``user`` reads, with a plan."""
    convention: Convention = ConventionFactory.create(name=name)
    MembershipFactory.create(workspace=convention.workspace, user=user, role=Role.ADVICE)
    busy_plan(convention, actions)
    return convention


def test_each_plan_stands_under_its_name_and_nobody_elses(page: PageClient, cast: Cast) -> None:
    dated(cast.convention, "Chez nous", "2026")
    dated(cast.elsewhere, "Ailleurs", "2026")
    joined(cast.conseillere, "Pays voisin", 2)
    page.force_login(cast.conseillere)
    html = page.get(URL).content.decode()
    assert html.index("Pays voisin 2024-2028</a>") > html.index("Pays d’Orvelle 2024-2028</a>")
    assert "Chez nous" in html
    assert "Ailleurs" not in html
    assert "Déplacer" not in html


def test_actions_without_date_are_counted_beside_the_name(page: PageClient, cast: Cast) -> None:
    dated(cast.convention, "Datée", "2026")
    page.force_login(cast.conseillere)
    assert "Pays d’Orvelle 2024-2028 2 actions sans date" in text_of(page.get(URL))


def test_filters_cross_the_plans(page: PageClient, cast: Cast) -> None:
    joined(cast.conseillere, "Pays voisin", 2)
    page.force_login(cast.conseillere)
    said = text_of(page.get(URL + "?etat=en_cours"))
    assert "2 plans, 2 actions sur 4." in said


def test_many_plans_come_a_dozen_at_a_time(page: PageClient, cast: Cast) -> None:
    for number in range(13):
        joined(cast.conseillere, f"Voisin {number:02}", 1)
    page.force_login(cast.conseillere)
    first = text_of(page.get(URL))
    assert "12 plans sur 14" in first
    assert "Plans 13 à 14" in first
    assert "Voisin 12" in text_of(page.get(URL + "?page=2"))
    assert page.get(URL + "?page=999").status_code == 200


def test_whoever_has_no_plan_is_told_what_will_come(page: PageClient, cast: Cast) -> None:
    cast.foreign_action.delete()
    page.force_login(cast.etrangere)
    assert "Cette page réunira les échéanciers de vos conventions" in text_of(page.get(URL))


def count(page: PageClient, url: str) -> int:
    """The queries of a warm page."""
    page.get(url)
    with CaptureQueriesContext(connection) as caught:
        assert page.get(url).status_code == 200
    return len(caught)


def test_ten_plans_ask_as_much_as_two(page: PageClient, cast: Cast) -> None:
    joined(cast.conseillere, "Premier", 3)
    page.force_login(cast.conseillere)
    few = count(page, URL)
    for number in range(8):
        joined(cast.conseillere, f"Autre {number}", 10)
    assert count(page, URL) == few


def test_one_plan_asks_as_much_for_one_action_as_for_fifty(page: PageClient, cast: Cast) -> None:
    url = f"/c/{cast.convention.pk}/echeancier/"
    busy_plan(cast.convention, 2)
    page.force_login(cast.coordinatrice)
    few = count(page, url)
    busy_plan(cast.convention, 50)
    assert count(page, url) == few
