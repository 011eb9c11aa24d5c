"""Doubts that offer readings to choose from, and texts that take the place of another."""

from __future__ import annotations

from typing import Any

import pytest
from django.urls import reverse

from maillage.intake.models import Import
from maillage.intake.selectors import review_of
from tests.cast import Cast
from tests.factories.intake import document, ready_import
from tests.web.testing import PageClient, text_of

ASKS = "Un pilote ou deux\u00a0?"


def plan() -> dict[str, Any]:
    """A pilot who may be two, and a calendar without its year."""
    made = document()
    made["warnings"][0] |= {"question": ASKS, "options": ["Élue petite enfance", "Élue petite enfance + RPE"]}
    made["warnings"].append(
        {
            "text": "Créer seize places",
            "reason": "Le tableau récapitulatif dit autre chose.",
            "line": 12,
            "page": None,
            "action_ref": "1.1",
            "field": "objectives",
        }
    )
    made["warnings"].append(
        {
            "text": "2024 à 2026",
            "reason": "Deux périodes dans le document.",
            "question": "Quand se tient 1.1\u00a0?",
            "options": ["2025 à 2028", "2024 à 2026"],
            "line": 10,
            "page": None,
            "action_ref": "1.1",
            "field": "calendar",
        }
    )
    return made


@pytest.fixture
def import_(cast: Cast) -> Import:
    """An import to review."""
    return ready_import(cast.convention, cast.coordinatrice, plan())


@pytest.fixture
def site(page: PageClient, cast: Cast) -> PageClient:
    """A browser of coordination."""
    page.force_login(cast.coordinatrice)
    return page


def url(import_: Import, number: int) -> str:
    """The address of a doubt."""
    return reverse("intake:doubt", args=[import_.convention_id, import_.pk, number])


def part_of(site: PageClient, address: str, number: int) -> str:
    """The page from one doubt to the next."""
    return site.get(address).content.decode().split(f'id="d{number}"')[1].split(f'id="d{number + 1}"')[0]


def number_of(import_: Import, reason: str) -> int:
    """The number of the doubt of that reason."""
    return next(each.number for each in review_of(import_).questions if each.reason.startswith(reason))


def points(import_: Import, field: str) -> list[str]:
    """A field of the first fiche as it would be written."""
    fiche = review_of(Import.objects.get(pk=import_.pk)).fiches["a0"]
    return [point.text for point in fiche.fields[field].points]


def test_a_doubt_asks_its_question_and_offers_its_readings(site: PageClient, import_: Import) -> None:
    html = site.get(reverse("intake:review", args=[import_.convention_id, import_.pk])).content.decode()
    assert f"<b>{ASKS}</b>" in html
    assert '<b>Élue petite enfance</b> <span class="dim">proposé</span>' in html
    assert 'value="autre"' in html


def test_words_that_are_among_the_readings_are_neither_quoted_nor_kept_apart(
    site: PageClient, cast: Cast, import_: Import
) -> None:
    address = reverse("intake:review", args=[import_.convention_id, import_.pk])
    assert "Garder les mots" not in part_of(site, address, 1)
    made = plan()
    made["warnings"][0]["options"] = ["Élue petite enfance\nRPE"]
    other = ready_import(cast.convention, cast.coordinatrice, made)
    shown = part_of(site, reverse("intake:review", args=[other.convention_id, other.pk]), 1)
    assert "Garder les mots" in shown
    assert "<b>1.\u00a0Élue petite enfance<br>2.\u00a0RPE</b>" in shown


def test_a_reading_chosen_takes_the_place_of_the_words(site: PageClient, import_: Import) -> None:
    site.post(url(import_, 1), {"seen": "0", "state": "chosen", "option": "Élue petite enfance"})
    assert points(import_, "pilots") == ["Élue petite enfance"]


def test_other_words_take_the_place_of_the_words(site: PageClient, import_: Import) -> None:
    site.post(url(import_, 1), {"seen": "0", "state": "chosen", "option": "autre", "text": "RPE seul"})
    assert points(import_, "pilots") == ["RPE seul"]


def test_other_words_left_empty_are_asked_for(site: PageClient, import_: Import) -> None:
    answer = site.post(url(import_, 1), {"seen": "0", "state": "chosen", "option": "autre", "text": ""})
    assert answer.status_code == 422
    assert "Écrivez le texte juste" in text_of(answer)


def test_choosing_the_words_as_they_are_answers_the_doubt(site: PageClient, import_: Import) -> None:
    site.post(url(import_, 1), {"seen": "0", "state": "chosen", "option": "Élue petite enfance + RPE"})
    question = review_of(Import.objects.get(pk=import_.pk)).questions[0]
    assert question.state == "accepted"
    assert points(import_, "pilots") == ["Élue petite enfance + RPE"]


def test_a_reading_that_was_not_offered_is_not_found(site: PageClient, import_: Import) -> None:
    answer = site.post(url(import_, 1), {"seen": "0", "state": "chosen", "option": "Le maire"})
    assert answer.status_code == 404


def test_years_chosen_become_the_years_of_the_fiche(site: PageClient, import_: Import) -> None:
    number = number_of(import_, "Deux périodes")
    site.post(url(import_, number), {"seen": "0", "state": "chosen", "option": "2025 à 2028"})
    fiche = review_of(Import.objects.get(pk=import_.pk)).fiches["a0"]
    assert (fiche.schedule["start_year"], fiche.schedule["end_year"]) == (2025, 2028)


def test_a_passage_of_a_table_takes_the_place_of_what_the_fiche_says(
    site: PageClient, import_: Import
) -> None:
    number = number_of(import_, "Le tableau")
    sent = {"seen": "0", "state": "instead", "instead": "Créer douze places"}
    site.post(url(import_, number), sent)
    assert points(import_, "objectives") == ["Créer seize places"]


def test_a_passage_does_not_replace_words_that_changed_meanwhile(site: PageClient, import_: Import) -> None:
    number = number_of(import_, "Le tableau")
    sent = {"seen": "0", "state": "instead", "instead": "Créer vingt places"}
    assert site.post(url(import_, number), sent).status_code == 422
    assert points(import_, "objectives") == ["Créer douze places"]


def test_two_people_who_choose_differently_see_both_choices(site: PageClient, import_: Import) -> None:
    site.post(url(import_, 1), {"seen": "0", "state": "chosen", "option": "Élue petite enfance"})
    answer = site.post(url(import_, 1), {"seen": "0", "state": "chosen", "option": "autre", "text": "RPE"})
    assert answer.status_code == 409
    assert "Élue petite enfance" in text_of(answer)
    assert "RPE" in text_of(answer)


def test_every_proposal_is_accepted_at_once_and_taken_back_at_once(site: PageClient, import_: Import) -> None:
    args = [import_.convention_id, import_.pk]
    review, batch = reverse("intake:review", args=args), reverse("intake:batch", args=args)
    assert "Accepter les 2 propositions" in text_of(site.get(review))
    site.post(batch, {"do": "proposals"})
    assert points(import_, "pilots") == ["Élue petite enfance"]
    assert points(import_, "calendar") == ["2025 à 2028"]
    assert len(review_of(Import.objects.get(pk=import_.pk)).open_questions) == 2
    site.post(reverse("intake:undo_act", args=args))
    assert points(import_, "pilots") == ["Élue petite enfance + RPE"]
    assert len(review_of(Import.objects.get(pk=import_.pk)).open_questions) == 4
