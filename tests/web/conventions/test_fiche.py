"""Reading a fiche."""

from __future__ import annotations

import pytest

from maillage.conventions.models import Action
from tests.cast import Cast
from tests.web.conventions.conftest import Plan
from tests.web.testing import PageClient, text_of


@pytest.mark.parametrize(
    "words",
    [
        "Une commune sur deux n’a plus d’accueil.",
        "Ouvrir douze places.",
        "Étapes 1 faite sur 2",
        "Préparer",
        "Visiter trois lieux",
        "Pilote technique Responsable du RPE",
        "Partenaires CAF",
        "Concertation",
        "au moins 12\u00a0places",
        "Printemps 2024 à 2027 , moyen terme",
        "7 rubriques sur 9",
        "Conditions de réussite",
        "À compléter : Moyens Moyens humains",
        "2 Grandir",
        "Précédente",
        "Suivante : 2.A.2 Écrire un guide",
    ],
)
def test_it_says(coordinator: PageClient, plan: Plan, words: str) -> None:
    assert " ".join(words.split()) in text_of(coordinator.get(plan.fiche()))


def test_it_names_its_sections_as_the_convention_does(coordinator: PageClient, plan: Plan) -> None:
    plan.convention.section_labels = {"context": "Diagnostic partagé"}
    plan.convention.hidden_sections = ["resources"]
    plan.convention.save()
    answer = coordinator.get(plan.fiche())
    assert "Diagnostic partagé" in text_of(answer)
    assert 'id="resources"' not in answer.content.decode()
    assert "7 rubriques sur 8" in text_of(answer)


def test_it_says_where_an_import_found_it(coordinator: PageClient, plan: Plan) -> None:
    origin = {"document": "Plan signé", "page": 14, "line": 3}
    Action.objects.filter(pk=plan.full.pk).update(origin=origin)
    assert "Importée de « Plan signé », page 14, ligne 3" in text_of(coordinator.get(plan.fiche()))


def test_its_margin_tells_what_changed(coordinator: PageClient, plan: Plan) -> None:
    coordinator.post(plan.section("objectives"), {"lines": "Ouvrir quinze places.", "version": ""})
    html = coordinator.get(plan.fiche()).content.decode()
    assert "<del>douze</del>" in html
    assert "<ins>quinze</ins>" in html
    assert "Les 9 versions" in text_of(coordinator.get(plan.fiche()))


def test_a_reader_reads_and_edits_nothing(page: PageClient, plan: Plan, cast: Cast) -> None:
    page.force_login(cast.lecteur)
    words = text_of(page.get(plan.fiche()))
    assert "Ouvrir une crèche" in words
    for button in ("Modifier", "À compléter", "Noter une avancée", "Supprimer cette fiche"):
        assert button not in words


def test_a_pilot_edits_the_fiche_that_names_them(page: PageClient, plan: Plan, cast: Cast) -> None:
    page.force_login(cast.pilote)
    own, other = (plan.url(f"plan/actions/{action.pk}/") for action in (cast.action, cast.other_action))
    assert "Noter une avancée" in text_of(page.get(own))
    assert "Noter une avancée" not in text_of(page.get(other))
    assert page.get(f"{other}rubriques/context/").status_code == 403
    assert page.post(f"{other}rubriques/context/", {"lines": "Mien"}).status_code == 403


def test_a_fiche_of_another_convention_is_not_found_here(
    coordinator: PageClient, plan: Plan, cast: Cast
) -> None:
    assert coordinator.get(plan.fiche(cast.foreign_action)).status_code == 404


def test_the_first_fiche_has_none_before_it(coordinator: PageClient, plan: Plan, cast: Cast) -> None:
    words = text_of(coordinator.get(plan.fiche(cast.action)))
    assert "Précédente" not in words
    assert "Suivante" in words
