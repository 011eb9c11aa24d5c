"""The list of actions on screen: narrowed, empty, kept, taken away."""

from __future__ import annotations

import csv
import io
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from openpyxl import load_workbook

from maillage.accounts.enums import Role
from maillage.conventions.models import SavedView
from maillage.conventions.operations.views import save_view
from tests.factories.conventions import ActionFactory, ConventionFactory, PilotFactory, member
from tests.factories.listing import Listed, listed_plan
from tests.web.testing import PageClient, text_of


@pytest.fixture
def plan(db: None) -> Listed:  # noqa: ARG001 - asks for the database
    """See ``tests.factories.listing``."""
    return listed_plan()


@pytest.fixture
def coordinator(page: PageClient, plan: Listed) -> PageClient:
    """The coordinator, signed in."""
    page.force_login(plan.by)
    return page


def url(plan: Listed, rest: str = "") -> str:
    return f"/c/{plan.convention.pk}/plan/liste/{rest}"


def lines(answer: Any) -> list[list[str]]:
    text = b"".join(answer).decode("utf-8-sig")
    return list(csv.reader(io.StringIO(text), delimiter=";"))


def test_the_list_shows_every_action_by_axis(coordinator: PageClient, plan: Listed) -> None:
    words = text_of(coordinator.get(url(plan)))
    for said in ("1 Grandir 2", "Hors des axes 1", "1.1 Ouvrir une crèche", "En cours", "Responsable du RPE"):
        assert said in words
    assert "4 actions sur 4" in words
    assert "Échéance passée, sans nouvelles depuis six mois" in words


def test_the_plan_leads_to_the_list_and_back(coordinator: PageClient, plan: Listed) -> None:
    assert url(plan) in coordinator.get(f"/c/{plan.convention.pk}/plan/").content.decode()
    assert f'href="/c/{plan.convention.pk}/plan/"' in coordinator.get(url(plan)).content.decode()


def test_filters_live_in_the_address(coordinator: PageClient, plan: Listed) -> None:
    answer = coordinator.fragment(url(plan), {"q": "", "etat": "bloquee", "grouper": "axe"})
    assert answer.headers["HX-Push-Url"] == url(plan, "?etat=bloquee")
    assert "1 action sur 4" in text_of(answer)
    assert b"<html" not in answer.content


def test_nothing_found_says_which_filter_to_relax(coordinator: PageClient, plan: Listed) -> None:
    words = text_of(coordinator.get(url(plan, "?etat=en_cours&regard=sans-indicateur")))
    assert "Aucune action ne correspond" in words
    assert "Retirer « État : En cours » 3 actions" in words


def test_what_is_not_understood_is_said(coordinator: PageClient, plan: Listed) -> None:
    words = text_of(coordinator.get(url(plan, "?etat=perdu&theme=99")))
    assert "« etat : perdu » n’est pas compris" in words
    assert "4 actions sur 4" in words


def test_a_title_that_looks_like_html_is_only_words(coordinator: PageClient, plan: Listed) -> None:
    plan.guide.title = "<b>Guide</b>"
    plan.guide.save()
    PilotFactory.create(action=plan.guide, label="<b>Mairie</b>")
    html = coordinator.get(url(plan)).content.decode()
    assert "<b>Guide" not in html
    assert "&lt;b&gt;Mairie&lt;/b&gt;" in html


def test_an_empty_plan_says_what_the_list_will_hold(page: PageClient, plan: Listed) -> None:
    convention = ConventionFactory.create(name=f"{plan.convention.name} bis")
    page.force_login(member(convention, Role.COORDINATION))
    assert "Le plan est vide" in text_of(page.get(f"/c/{convention.pk}/plan/liste/"))
    assert "Le plan est vide" in text_of(page.get(f"/c/{convention.pk}/plan/liste/manques/"))


def test_only_whoever_may_change_many_ticks_boxes(page: PageClient, plan: Listed) -> None:
    page.force_login(member(plan.convention, Role.READING))
    html = page.get(url(plan)).content.decode()
    assert 'name="pick"' not in html
    assert "data-edit" not in html


def test_a_pilot_writes_in_their_own_rows_only(page: PageClient, plan: Listed) -> None:
    pilot = member(plan.convention, Role.PILOT)
    PilotFactory.create(action=plan.guide, member=pilot.memberships.get())
    page.force_login(pilot)
    html = page.get(url(plan)).content.decode()
    assert f"actions/{plan.guide.pk}/etat/" in html
    assert f"actions/{plan.creche.pk}/etat/" not in html


def test_every_filter_is_on_one_page(coordinator: PageClient, plan: Listed) -> None:
    words = text_of(coordinator.get(url(plan, "filtres/?regard=sans-pilote")))
    for said in (
        "Sans pilote élu·e",
        "Sans place des habitants",
        "Petite enfance",
        "Sans nouvelles depuis, en mois",
    ):
        assert said in words
    assert "La liste en montre 2 actions" in words


def test_each_number_of_what_is_missing_opens_its_fiches(coordinator: PageClient, plan: Listed) -> None:
    answer = coordinator.get(url(plan, "manques/"))
    assert "Nommer un pilote".lower() in text_of(answer).lower()
    assert "?lacune=pilote&amp;colonnes=etat.pilote.echeance.manque.remplie" in answer.content.decode()
    assert "2 actions sur 4" in text_of(coordinator.get(url(plan, "?lacune=pilote")))


def test_the_list_opens_with_the_default_view(coordinator: PageClient, plan: Listed) -> None:
    coordinator.post(url(plan, "vues/"), {"nom": "Bloquées", "requete": "etat=bloquee", "ouvrir": "on"})
    view = SavedView.objects.get()
    opened = coordinator.get(url(plan)).headers["Location"]
    assert opened == url(plan, f"?etat=bloquee&vue={view.pk}")
    coordinator.force_login(member(plan.convention, Role.READING))
    assert "1 action sur 4" in text_of(coordinator.get(opened))
    assert "Bloquées" not in text_of(coordinator.get(opened)).split("À regarder")[0]


def test_a_view_is_renamed_shared_and_taken_away(coordinator: PageClient, plan: Listed) -> None:
    view, _ = save_view(convention=plan.convention, name="Une", query="etat=bloquee", by=plan.by)
    coordinator.post(url(plan, f"vues/{view.pk}/"), {"nom": "Deux", "partager": "on"})
    view.refresh_from_db()
    assert (view.name, view.shared, view.opens) == ("Deux", True, False)
    answer = coordinator.post(url(plan, f"vues/{view.pk}/supprimer/"), follow=True)
    assert "La vue « Deux » est supprimée." in text_of(answer)
    assert not SavedView.objects.exists()


def test_a_csv_holds_the_list_as_shown(coordinator: PageClient, plan: Listed) -> None:
    plan.guide.title = "=HYPERLINK(1)"
    plan.guide.save()
    answer = coordinator.get(url(plan, "export.csv?colonnes=etat.pilote&regard=sans-pilote"))
    assert answer.streaming
    assert lines(answer) == [
        ["Référence", "Action", "État", "Pilote"],
        ["1.2", "'=HYPERLINK(1)", "À venir", ""],
        ["", "Coordonner", "À venir", ""],
    ]


def test_a_workbook_holds_the_list_as_shown(coordinator: PageClient, plan: Listed) -> None:
    answer = coordinator.get(url(plan, "export.xlsx?colonnes=etat.indicateur&etat=en_cours"))
    sheet = load_workbook(io.BytesIO(answer.content)).active
    assert sheet is not None
    rows = [list(row) for row in sheet.iter_rows(values_only=True)]
    assert rows == [
        ["Référence", "Action", "État", "Indicateurs"],
        ["1.1", "Ouvrir une crèche", "En cours", 1],
    ]


def test_one_file_has_every_convention_of_a_person(coordinator: PageClient, plan: Listed) -> None:
    second = ConventionFactory.create(name="Autre val")
    ActionFactory.create(convention=second, title="Action d’ici")
    member(second, Role.READING)
    plan.by.memberships.create(workspace=second.workspace, role=Role.READING)
    ActionFactory.create(convention=ConventionFactory.create(), title="Action d’ailleurs")
    found = lines(coordinator.get("/actions.csv"))
    assert {row[0] for row in found[1:]} == {"Autre val", plan.convention.name}
    assert len(found) == 6
    theme = plan.convention.themes.get()
    assert len(lines(coordinator.get(f"/actions.csv?theme={theme.pk}"))) == 2


def test_the_fiche_says_the_most_useful_thing_to_fill_next(page: PageClient, plan: Listed) -> None:
    fiche = f"/c/{plan.convention.pk}/plan/actions/{plan.guide.pk}/"
    page.force_login(plan.by)
    answer = page.get(fiche)
    assert "Le plus utile ensuite Nommer un pilote" in text_of(answer)
    assert f'href="{fiche}rubriques/people/"' in answer.content.decode()
    page.force_login(member(plan.convention, Role.READING))
    assert "Le plus utile ensuite" not in text_of(page.get(fiche))


def test_a_long_plan_folds_its_axes_as_the_address_says(coordinator: PageClient, plan: Listed) -> None:
    ActionFactory.create_batch(70, convention=plan.convention, node=plan.creche.node)
    address = f"/c/{plan.convention.pk}/plan/"
    assert "axis-fold" not in coordinator.get(f"{address}?q=guide").content.decode()
    folded = coordinator.get(address).content.decode()
    assert folded.count('class="axis-fold"') == 3
    assert " open>" not in folded
    opened = coordinator.get(f"{address}?axes={plan.creche.node_id}").content.decode()
    assert opened.count(" open>") == 1
    assert coordinator.get(f"{address}?axes=toutes").content.decode().count(" open>") == 3


@pytest.mark.parametrize("rest", ["", "?grouper=pilote&tri=-echeance&q=action", "filtres/", "manques/"])
def test_the_list_asks_as_much_for_four_actions_as_for_seventy(
    coordinator: PageClient, plan: Listed, rest: str
) -> None:
    def asked() -> int:
        coordinator.get(url(plan, rest))
        with CaptureQueriesContext(connection) as caught:
            coordinator.get(url(plan, rest))
        return len(caught)

    few = asked()
    for action in ActionFactory.create_batch(70, convention=plan.convention, node=plan.creche.node):
        PilotFactory.create(action=action)
    assert asked() == few
