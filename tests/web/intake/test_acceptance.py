"""Accepting from the bench, undoing from the plan or the list."""

from __future__ import annotations

import pytest
from django.urls import reverse

from maillage.conventions.models import Action
from maillage.conventions.operations import save_section
from maillage.conventions.sections import SECTIONS
from maillage.intake.enums import ImportState
from maillage.intake.models import Import
from maillage.intake.operations import accept_doubts
from tests.cast import Cast
from tests.factories.intake import ready_import
from tests.web.testing import PageClient, text_of


@pytest.fixture
def import_(cast: Cast) -> Import:
    """An import where no plan is in place."""
    Action.objects.for_convention(cast.elsewhere).delete()
    return ready_import(cast.elsewhere, cast.etrangere)


@pytest.fixture
def site(page: PageClient, cast: Cast) -> PageClient:
    """A browser of who coordinates there."""
    page.force_login(cast.etrangere)
    return page


def at(import_: Import, name: str) -> str:
    """The address of a page of the import."""
    return reverse(f"intake:{name}", args=[import_.convention_id, import_.pk])


def test_accepting_leads_to_the_plan_with_a_way_back(site: PageClient, cast: Cast, import_: Import) -> None:
    response = site.post(at(import_, "accept"), {"version": import_.version}, follow=True)
    assert response.redirect_chain[-1][0] == reverse("conventions:plan", args=[cast.elsewhere.pk])
    assert "Le plan est accepté : 3 fiches écrites." in text_of(response)
    assert f'action="{at(import_, "undo")}"' in response.content.decode()
    undone = site.post(at(import_, "undo"), follow=True)
    assert "3 fiches retirées du plan" in text_of(undone)
    assert not Action.objects.for_convention(cast.elsewhere).exists()


def test_an_open_doubt_stays_on_its_fiche_until_the_section_is_saved(
    site: PageClient, cast: Cast, import_: Import
) -> None:
    site.post(at(import_, "accept"), {"version": import_.version})
    action = Action.objects.get(ref="1.1")
    url = reverse("conventions:action", args=[cast.elsewhere.pk, action.pk])
    words = text_of(site.get(url))
    assert "À vérifier" in words
    assert "Un pilote ou deux ?" in words
    same = SECTIONS["people"].read(action)
    save_section(action=action, section="people", value=same, version=action.version, by=cast.etrangere)
    assert "À vérifier" not in text_of(site.get(url))


def test_a_page_older_than_the_last_decision_shows_what_would_be_written(
    site: PageClient, cast: Cast, import_: Import
) -> None:
    accept_doubts(import_=import_, by=cast.admin)
    response = site.post(at(import_, "accept"), {"version": import_.version})
    assert response.status_code == 409
    assert "La relecture a changé" in text_of(response)
    current = Import.objects.get(pk=import_.pk)
    assert f'name="version" value="{current.version}"' in response.content.decode()
    assert not Action.objects.for_convention(cast.elsewhere).exists()


def test_a_plan_in_place_is_asked_about(page: PageClient, cast: Cast) -> None:
    page.force_login(cast.coordinatrice)
    import_ = ready_import(cast.convention, cast.coordinatrice)
    assert "Que devient-il" in text_of(page.get(at(import_, "accept")))
    unsaid = page.post(at(import_, "accept"), {"version": import_.version})
    assert unsaid.status_code == 422
    page.post(at(import_, "accept"), {"version": import_.version, "replace": "1"})
    titles = Action.objects.for_convention(cast.convention).values_list("title", flat=True)
    assert "Ouvrir une micro-crèche" in titles
    assert "Action 1" not in titles
    page.post(at(import_, "undo"))
    assert set(Action.objects.for_convention(cast.convention).values_list("title", flat=True)) == {
        "Action 1",
        "Action 2",
    }


def test_an_import_put_aside_can_be_taken_up(site: PageClient, import_: Import) -> None:
    said = site.post(at(import_, "drop"), follow=True)
    assert "est écarté" in text_of(said)
    assert "Reprendre" in text_of(site.get(at(import_, "review")))
    site.post(at(import_, "recall"))
    assert Import.objects.get(pk=import_.pk).state == ImportState.READY


def test_a_refusal_is_said_not_shown_as_a_failure(site: PageClient, import_: Import) -> None:
    response = site.post(at(import_, "undo"), follow=True)
    assert "n’est pas accepté" in text_of(response)
    assert "est terminée" in text_of(site.post(at(import_, "restart"), follow=True))
    assert "ni écarté" in text_of(site.post(at(import_, "recall"), follow=True))


def test_an_accepted_import_says_by_whom_and_until_when_it_can_be_undone(
    site: PageClient, cast: Cast, import_: Import
) -> None:
    site.post(at(import_, "accept"), {"version": import_.version})
    words = text_of(site.get(at(import_, "review")))
    assert f"par {cast.etrangere.full_name}" in words
    assert "Possible jusqu’au" in words


def test_a_refused_document_says_why_and_what_to_do(site: PageClient, cast: Cast) -> None:
    refused = Import.objects.create(
        convention=cast.elsewhere, name="recette.txt", state=ImportState.FAILED, error="Ce n’est pas un plan."
    )
    words = text_of(site.get(at(refused, "review")))
    assert "Ce n’est pas un plan." in words
    assert "Importer un autre document" in words


def test_the_question_about_the_plan_in_place_counts_and_its_error_is_tied(
    page: PageClient, cast: Cast
) -> None:
    page.force_login(cast.coordinatrice)
    import_ = ready_import(cast.convention, cast.coordinatrice)
    asked = page.get(at(import_, "accept"))
    assert "Le plan aura 5 actions" in text_of(asked)
    assert "2 actions sortent du plan" in text_of(asked)
    Action.objects.for_convention(cast.convention).update(ref="1.2")
    assert "1 action de ce document a la référence d’une action en place" in text_of(
        page.get(at(import_, "accept"))
    )
    refused = page.post(at(import_, "accept"), {"version": import_.version}).content.decode()
    assert 'aria-describedby="replace_erreur"' in refused
    assert "autofocus" in refused


def test_losing_edits_is_asked_about_once(site: PageClient, import_: Import) -> None:
    site.post(at(import_, "accept"), {"version": import_.version})
    Action.objects.filter(ref="1.1").update(version=2)
    asked = site.post(at(import_, "undo"), {"next": "/"})
    assert asked.status_code == 409
    assert "1 fiche a été modifiée" in text_of(asked)
    assert 'name="next" value="/"' in asked.content.decode()
    assert Action.objects.count() > 0
    gone = site.post(at(import_, "undo"), {"edited": "1"}, follow=True)
    assert "3 fiches retirées du plan, dont 1 modifiée depuis." in text_of(gone)


def test_an_accepted_document_still_shows_what_else_was_read(site: PageClient, import_: Import) -> None:
    plan = {**(import_.document or {}), "milestones": [{"date": "Mars 2024", "text": "Signature", "line": 2}]}
    Import.objects.filter(pk=import_.pk).update(document=plan)
    site.post(at(import_, "accept"), {"version": import_.version})
    words = text_of(site.get(at(import_, "review")))
    assert "3 actions écrites, 1 doute à vérifier" in words
    assert "Mars 2024 : Signature" in words
