"""Settings of the fiche: order without script, shapes that are ready, schemes; and the pages after them."""

from __future__ import annotations

import re

from maillage.conventions.models import Convention
from maillage.conventions.sections.shown import shown_rubrics
from tests.web.conventions.conftest import Plan
from tests.web.testing import PageClient, text_of


def fresh(plan: Plan) -> Convention:
    """The convention as it is now."""
    return Convention.objects.get(pk=plan.convention.pk)


def typed_in(page: str) -> dict[str, str]:
    """What the form of the fiche would send."""
    form = page.split('<section id="fiche"')[1].split("</section>")[0]
    typed = {}
    for tag in re.findall(r"<input[^>]*>", form):
        name = re.search(r'name="([^"]*)"', tag)
        value = re.search(r'value="([^"]*)"', tag)
        if name and ('type="checkbox"' not in tag or "checked" in tag):
            typed[name[1]] = value[1] if value else "on"
    return typed


def settings(coordinator: PageClient, plan: Plan) -> str:
    """The page."""
    return str(coordinator.get(plan.url("reglages/")).content.decode())


def test_a_rubrique_moves_up_with_what_was_typed_then_is_saved(coordinator: PageClient, plan: Plan) -> None:
    typed = typed_in(settings(coordinator, plan))
    typed |= {"fiche-label_calendar": "Échéances", "do": "up-calendar"}
    moved = coordinator.post(plan.url("reglages/fiche/"), typed)
    assert moved.status_code == 200
    assert fresh(plan).section_order == []
    again = typed_in(moved.content.decode())
    assert again["fiche-label_calendar"] == "Échéances"
    coordinator.post(plan.url("reglages/fiche/"), again)
    assert shown_rubrics(fresh(plan))[-2:] == ["calendar", "indicators"]
    fiche = coordinator.get(plan.fiche()).content.decode()
    assert fiche.index('<section id="calendar"') < fiche.index('<section id="indicators"')
    assert fiche.index('href="#calendar">Échéances') < fiche.index('href="#indicators"')


def test_the_page_saved_untouched_changes_nothing(coordinator: PageClient, plan: Plan) -> None:
    Convention.objects.update(section_order=["calendar", "vigilance", "steps"], hidden_sections=["residents"])
    before = shown_rubrics(fresh(plan))
    answer = coordinator.post(plan.url("reglages/fiche/"), typed_in(settings(coordinator, plan)), follow=True)
    assert answer.status_code == 200
    assert shown_rubrics(fresh(plan)) == before


def test_a_recent_rubrique_is_switched_on_and_filled(coordinator: PageClient, plan: Plan) -> None:
    assert "Points de vigilance" not in text_of(coordinator.get(plan.fiche()))
    typed = typed_in(settings(coordinator, plan)) | {"fiche-shown_vigilance": "on"}
    coordinator.post(plan.url("reglages/fiche/"), typed)
    assert "Points de vigilance" in text_of(coordinator.get(plan.fiche()))
    coordinator.post(plan.section("vigilance"), {"lines": "Un loyer trop haut", "do": "save"})
    assert "Un loyer trop haut" in text_of(coordinator.get(plan.fiche()))
    assert "Un loyer trop haut" in text_of(coordinator.get(plan.url("recherche/?q=loyer")))


def test_a_shape_is_seen_before_it_is_taken_and_taken_back(coordinator: PageClient, plan: Plan) -> None:
    url = plan.url("reglages/modeles/courte/")
    seen = text_of(coordinator.get(url))
    assert "Étapes de travail Étapes renommée 1" in seen
    assert "« Contexte »" in seen.replace("\u00a0", " ")
    answer = coordinator.post(url, {"version": str(fresh(plan).version)}, follow=True)
    assert "Annuler" in text_of(answer)
    fiche = text_of(coordinator.get(plan.fiche()))
    assert "Étapes de travail" in fiche
    assert "Les parents roulent 14 km." not in fiche


def test_a_shape_asked_on_older_settings_is_not_taken(coordinator: PageClient, plan: Plan) -> None:
    coordinator.post(plan.url("reglages/modeles/points/"), {"version": "99"})
    assert fresh(plan).section_order == []


def test_a_shape_that_does_not_exist_is_not_found(coordinator: PageClient, plan: Plan) -> None:
    assert coordinator.get(plan.url("reglages/modeles/autre/")).status_code == 404


def test_schemes_are_one_a_line_and_offered_by_the_fiche(coordinator: PageClient, plan: Plan) -> None:
    coordinator.post(plan.url("reglages/schemas/"), {"schemas-names": "PEDT\nContrat de ville"})
    assert "Contrat de ville" in text_of(coordinator.get(plan.section("links")))
    answer = coordinator.post(plan.url("reglages/schemas/"), {"schemas-names": "PEDT\npedt"})
    assert answer.status_code == 422
    assert "Deux schémas portent le même nom." in text_of(answer)
