"""The page that ties names of a document to what exists."""

from __future__ import annotations

from typing import Any

import pytest
from django.urls import reverse

from maillage.conventions.models import Action
from maillage.intake.models import Import
from maillage.intake.operations import accept
from maillage.intake.selectors.links import links_of
from tests.cast import Cast
from tests.factories.accounts import MembershipFactory, OrganisationFactory
from tests.factories.intake import document, item, large_document, ready_import
from tests.web.test_query_budgets import queries
from tests.web.testing import PageClient, text_of


@pytest.fixture
def import_(cast: Cast) -> Import:
    """A document that names somebody of the convention, and an organisation twice."""
    body = OrganisationFactory.create(name="Association Les Petits Pas")
    MembershipFactory.create(workspace=cast.convention.workspace, organisation=body)
    plan: dict[str, Any] = document()
    plan["actions"][0]["pilots"] = [item("Karim Belloc", 8)]
    for action in plan["actions"][:2]:
        action["partners"] = [item("Les petits pas", 9), item("Une inconnue", 9)]
    return ready_import(cast.convention, cast.coordinatrice, plan)


@pytest.fixture
def site(page: PageClient, cast: Cast) -> PageClient:
    """A browser of coordination."""
    page.force_login(cast.coordinatrice)
    return page


def at(import_: Import, name: str = "links", *more: object) -> str:
    """The address of a page of the import."""
    return reverse(f"intake:{name}", args=[import_.convention_id, import_.pk, *more])


def _people(title: str) -> tuple[list[str], list[str]]:
    action = Action.objects.get(title=title)
    pilots = [pilot.member.user.full_name if pilot.member else pilot.label for pilot in action.pilots.all()]
    partners = [
        partner.organisation.name if partner.organisation else partner.label
        for partner in action.partners.all()
    ]
    return pilots, partners


def test_names_are_shown_once_with_their_fiches(site: PageClient, import_: Import) -> None:
    page = text_of(site.get(at(import_)))
    assert "2 noms à voir sur 2" in page
    assert page.count("Les petits pas") == 3  # the name, then what its two buttons say
    assert "Une inconnue" not in page


def test_what_is_linked_is_written_and_the_words_stay(site: PageClient, import_: Import, cast: Cast) -> None:
    assert "2 noms reliés." in text_of(site.post(at(import_), follow=True))
    current = Import.objects.get(pk=import_.pk)
    accept(import_=current, version=current.version, by=cast.coordinatrice)
    linked = (["Karim Belloc"], ["Association Les Petits Pas", "Une inconnue"])
    assert _people("Ouvrir une micro-crèche") == linked
    partners = Action.objects.get(title="Ouvrir une micro-crèche").partners.all()
    assert [partner.label for partner in partners] == ["Les petits pas", "Une inconnue"]


def test_a_name_is_kept_in_words_then_looked_at_again(site: PageClient, import_: Import, cast: Cast) -> None:
    tie = next(tie for tie in links_of(import_, cast.coordinatrice)[1] if tie.kind == "organisation")
    page = text_of(site.post(at(import_, "link", tie.key), {"state": "words", "seen": "0"}, follow=True))
    assert "gardé en mots" in page
    page = text_of(site.post(at(import_, "link", tie.key), {"state": "linked", "seen": "0"}, follow=True))
    assert "vient de décider pour ce nom" in page
    page = text_of(site.post(at(import_, "link", tie.key), {"state": "reopen", "seen": "1"}, follow=True))
    assert "2 noms à voir sur 2" in page


def test_links_accepted_at_once_are_taken_back_at_once(site: PageClient, import_: Import) -> None:
    site.post(at(import_))
    page = text_of(site.post(at(import_, "undo_act"), {"next": at(import_)}, follow=True))
    assert "2 noms à voir sur 2" in page


def test_a_link_whose_target_left_meanwhile_stays_in_words(
    site: PageClient, import_: Import, cast: Cast
) -> None:
    site.post(at(import_))
    cast.membership(cast.pilote).delete()
    current = Import.objects.get(pk=import_.pk)
    accept(import_=current, version=current.version, by=cast.coordinatrice)
    action = Action.objects.get(title="Ouvrir une micro-crèche")
    assert [(pilot.label, pilot.member) for pilot in action.pilots.all()] == [("Karim Belloc", None)]


def test_an_organisation_that_the_person_may_not_see_is_not_proposed(cast: Cast) -> None:
    OrganisationFactory.create(name="Une inconnue")
    plan: dict[str, Any] = document()
    plan["actions"][0]["partners"] = [item("Une inconnue", 9)]
    import_ = ready_import(cast.convention, cast.coordinatrice, plan)
    assert links_of(import_, cast.coordinatrice)[1] == []


def test_the_page_asks_as_much_for_three_fiches_as_for_fifty(site: PageClient, cast: Cast) -> None:
    few, many = (
        ready_import(cast.convention, cast.coordinatrice, large_document(count)) for count in (3, 50)
    )
    asked = [queries(site, at(one), cast.convention) for one in (few, many)]
    assert asked[0] == asked[1] <= 15
