"""Settings of a convention, one part at a time."""

from __future__ import annotations

import pytest

from maillage.conventions.models import Convention
from tests.cast import Cast
from tests.factories.territories import CommuneFactory
from tests.web.conventions.conftest import Plan
from tests.web.testing import PageClient, text_of


def fresh(plan: Plan) -> Convention:
    """The convention as it is now."""
    return Convention.objects.get(pk=plan.convention.pk)


def test_only_coordination_opens_them(page: PageClient, plan: Plan, cast: Cast) -> None:
    page.force_login(cast.pilote)
    assert page.get(plan.url("reglages/")).status_code == 403


def test_the_years_are_saved_and_can_be_taken_back(coordinator: PageClient, plan: Plan) -> None:
    typed = {
        "convention-name": "Pays d’Orvelle",
        "convention-phase": "bilan",
        "convention-start_year": "2025",
    }
    typed |= {"convention-end_year": "2029", "version": str(fresh(plan).version)}
    answer = coordinator.post(plan.url("reglages/convention/"), typed, follow=True)
    assert fresh(plan).years == "2025-2029"
    assert "Les réglages sont enregistrés. Annuler" in text_of(answer)


def test_years_in_disorder_are_refused_on_the_page(coordinator: PageClient, plan: Plan) -> None:
    typed = {"convention-name": "Orvelle", "convention-phase": "plan", "convention-start_year": "2028"}
    answer = coordinator.post(plan.url("reglages/convention/"), {**typed, "convention-end_year": "2024"})
    assert answer.status_code == 422
    assert "De 2028 à 2024 : une CTG couvre de 1 à 6 années" in text_of(answer)
    assert fresh(plan).name == "Pays d’Orvelle"


def test_levels_are_one_a_line_and_enough_for_the_plan(coordinator: PageClient, plan: Plan) -> None:
    typed = {"niveaux-level_names": "Enjeu\nObjectif\nFiche-action", "niveaux-numbering": "decimale"}
    coordinator.post(plan.url("reglages/niveaux/"), typed)
    assert "2 enjeux, 1 objectif, 4 fiches-actions" in text_of(coordinator.get(plan.url("plan/")))
    answer = coordinator.post(plan.url("reglages/niveaux/"), {**typed, "niveaux-level_names": "Action"})
    assert "Le plan a déjà 3 niveaux" in text_of(answer)


def test_the_fiche_takes_its_shape(coordinator: PageClient, plan: Plan) -> None:
    typed = {"fiche-shown_context": "on", "fiche-label_context": "Diagnostic", "fiche-shown_steps": "on"}
    coordinator.post(plan.url("reglages/fiche/"), typed)
    assert fresh(plan).section_labels == {"context": "Diagnostic"}
    assert "Diagnostic" in text_of(coordinator.get(plan.fiche()))
    assert "calendar" in fresh(plan).hidden_sections


@pytest.mark.parametrize(("colour", "status"), [("#0a4d2c", 302), ("#f2c14e", 422), ("rouge", 422)])
def test_a_colour_must_be_legible(coordinator: PageClient, plan: Plan, colour: str, status: int) -> None:
    answer = coordinator.post(plan.url("reglages/couleur/"), {"couleur-accent": colour})
    assert answer.status_code == status


def test_a_chosen_colour_dresses_every_page(coordinator: PageClient, plan: Plan) -> None:
    coordinator.post(plan.url("reglages/couleur/"), {"couleur-accent": "#0a4d2c"})
    assert plan.url("couleur.css?0a4d2c") in coordinator.get(plan.url("plan/")).content.decode()
    sheet = coordinator.get(plan.url("couleur.css"))
    assert sheet.headers["Content-Type"].startswith("text/css")
    assert "--accent: rgb(10, 77, 44);" in sheet.content.decode()


def test_themes_keep_their_fiches_when_the_list_is_sorted(coordinator: PageClient, plan: Plan) -> None:
    kept = plan.convention.themes.create(name="Jeunesse")
    plan.full.themes.add(kept)
    coordinator.post(plan.url("reglages/thematiques/"), {"thematiques-names": "Santé\nJeunesse"})
    assert list(fresh(plan).themes.values_list("name", flat=True)) == ["Santé", "Jeunesse"]
    assert list(plan.full.themes.all()) == [kept]


def test_two_themes_of_one_name_are_refused(coordinator: PageClient, plan: Plan) -> None:
    answer = coordinator.post(plan.url("reglages/thematiques/"), {"thematiques-names": "Santé\nsanté"})
    assert "Deux thématiques portent le même nom." in text_of(answer)


def test_territories_are_what_is_ticked(coordinator: PageClient, plan: Plan) -> None:
    commune = CommuneFactory.create()
    coordinator.post(plan.url("reglages/territoires/"), {"communes": [commune.pk]})
    assert list(fresh(plan).communes.all()) == [commune]
    assert commune.name in text_of(coordinator.get(plan.url("reglages/")))


def test_signatories_come_and_go(coordinator: PageClient, plan: Plan) -> None:
    typed = {"signataire-name": "CAF", "signataire-deliberation_date": "2024-03-26"}
    answer = coordinator.post(plan.url("reglages/signataires/"), typed, follow=True)
    assert "du 26 mars 2024" in text_of(answer)
    row = fresh(plan).signatories.get()
    coordinator.post(plan.url(f"reglages/signataires/{row.pk}/retirer/"))
    assert not fresh(plan).signatories.exists()


def test_a_signatory_without_a_name_is_refused(coordinator: PageClient, plan: Plan) -> None:
    answer = coordinator.post(plan.url("reglages/signataires/"), {"signataire-name": ""})
    assert "Nommez l’organisme qui signe." in text_of(answer)


def test_an_unknown_part_does_not_exist(coordinator: PageClient, plan: Plan) -> None:
    assert coordinator.post(plan.url("reglages/secret/")).status_code == 404
