"""The frame around every page: where one is, where one may go, what was just done."""

from __future__ import annotations

import pytest
from django.test import Client, override_settings
from django.urls import reverse

from maillage.accounts.enums import Role
from tests.cast import Cast
from tests.factories.accounts import MembershipFactory
from tests.web.testing import PageClient, text_of


@pytest.mark.parametrize(
    ("who", "there", "absent"),
    [
        ("coordinatrice", ["Accueil", "Plan", "Documents", "Participants", "Historique", "Réglages"], []),
        ("lecteur", ["Accueil", "Plan", "Participants", "Historique"], ["Documents", "Réglages"]),
    ],
)
def test_the_rail_holds_what_one_may_open(
    page: PageClient, cast: Cast, who: str, there: list[str], absent: list[str]
) -> None:
    page.force_login(getattr(cast, who))
    html = page.get(f"/c/{cast.convention.pk}/plan/").content.decode()
    rail = html.split('<nav class="rail"')[1].split("</nav>")[0]
    for label in there:
        assert f">{label}" in rail
    for label in absent:
        assert f">{label}" not in rail


def test_it_marks_where_one_is(page: PageClient, cast: Cast) -> None:
    page.force_login(cast.lecteur)
    html = page.get(f"/c/{cast.convention.pk}/plan/actions/{cast.action.pk}/").content.decode()
    assert f'<a href="/c/{cast.convention.pk}/plan/" aria-current="page">Plan' in html
    assert f'<a href="/c/{cast.convention.pk}/">Accueil' in html
    html = page.get(f"/c/{cast.convention.pk}/propositions/").content.decode()
    assert f'<a href="/c/{cast.convention.pk}/versions/" aria-current="page">Versions' in html


def test_the_switch_appears_with_a_second_convention(page: PageClient, cast: Cast) -> None:
    page.force_login(cast.lecteur)
    address = f"/c/{cast.convention.pk}/plan/"
    assert "changer de convention" not in text_of(page.get(address))
    MembershipFactory.create(workspace=cast.elsewhere.workspace, user=cast.lecteur, role=Role.READING)
    words = text_of(page.get(address))
    assert "changer de convention" in words
    assert "Val de Brenne" in words


def test_a_stranger_is_sent_to_sign_in(client: Client, cast: Cast) -> None:
    answer = client.get(f"/c/{cast.convention.pk}/plan/")
    assert answer.headers["Location"].startswith(reverse("account_login"))


def test_a_convention_of_others_is_not_told_from_none(page: PageClient, cast: Cast) -> None:
    page.force_login(cast.lecteur)
    theirs, none = page.get(f"/c/{cast.elsewhere.pk}/"), page.get("/c/999999/")
    assert (theirs.status_code, none.status_code) == (404, 404)
    assert text_of(theirs) == text_of(none)
    assert "Cette page n’existe pas, ou ne vous est pas ouverte" in text_of(none)


def test_a_missing_right_says_who_can(page: PageClient, cast: Cast) -> None:
    page.force_login(cast.lecteur)
    answer = page.get(f"/c/{cast.convention.pk}/reglages/")
    assert answer.status_code == 403
    assert "La coordination peut changer votre rôle" in text_of(answer)


def test_a_form_that_stayed_open_says_what_to_do(cast: Cast) -> None:
    strict = PageClient(enforce_csrf_checks=True)
    strict.force_login(cast.coordinatrice)
    answer = strict.post(f"/c/{cast.convention.pk}/plan/actions/{cast.action.pk}/supprimer/")
    assert answer.status_code == 403
    assert "restée ouverte trop longtemps" in text_of(answer)


def test_a_breakdown_has_a_calm_page(page: PageClient, cast: Cast, monkeypatch: pytest.MonkeyPatch) -> None:
    def broken(*_: object, **__: object) -> None:
        raise RuntimeError

    monkeypatch.setattr("maillage.web.conventions.views.plan.plan_tree", broken)
    page.raise_request_exception = False
    page.force_login(cast.lecteur)
    answer = page.get(f"/c/{cast.convention.pk}/plan/")
    assert answer.status_code == 500
    assert "Une panne de notre côté" in text_of(answer)


def test_the_policy_allows_no_inline_anything(page: PageClient, cast: Cast) -> None:
    page.force_login(cast.lecteur)
    policy = page.get("/").headers["Content-Security-Policy"]
    assert "unsafe" not in policy
    assert "script-src 'self'" in policy


def test_the_gallery_is_for_those_who_build(page: PageClient, cast: Cast) -> None:
    page.force_login(cast.lecteur)
    assert page.get("/composants/").status_code == 403
    page.force_login(cast.admin)
    words = text_of(page.get("/composants/"))
    assert "{% state action.status %}" in words
    assert "Saisissez un nombre entier." in words


@override_settings(DEBUG=True)
def test_the_gallery_opens_to_all_in_development(page: PageClient, cast: Cast) -> None:
    page.force_login(cast.lecteur)
    assert page.get("/composants/").status_code == 200


def test_a_page_that_a_role_may_not_open_leads_back_to_the_convention(page: PageClient, cast: Cast) -> None:
    page.force_login(cast.lecteur)
    answer = page.get(f"/c/{cast.convention.pk}/reglages/")
    assert answer.status_code == 403
    assert "Revenir à la convention" in text_of(answer)
    assert f'href="/c/{cast.convention.pk}/"' in answer.content.decode()
