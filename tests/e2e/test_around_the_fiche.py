"""Around a fiche: a message that mentions somebody, a document, a commune; with and without script."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import FilePayload, Page, expect

from maillage.accounts.enums import Role
from maillage.accounts.models import Membership, Notice, User
from maillage.conventions.models import Action, ActionDocument, CommuneProgress, ConventionTerritory
from maillage.conventions.operations import create_action
from tests.e2e import steps
from tests.e2e.conftest import PHONE, OpenPage, Site
from tests.factories.accounts import UserFactory
from tests.factories.documents import PDF, picture
from tests.factories.territories import CommuneFactory

pytestmark = [pytest.mark.e2e, pytest.mark.django_db(transaction=True)]

PHOTO: FilePayload = {"name": "salle.jpg", "mimeType": "image/jpeg", "buffer": picture()}
PROGRAM: FilePayload = {"name": "guide.pdf", "mimeType": "application/pdf", "buffer": b"MZ\x90\x00"}
GUIDE: FilePayload = {"name": "guide.pdf", "mimeType": "application/pdf", "buffer": PDF}


@pytest.fixture
def adviser(site: Site) -> User:
    """Somebody to mention."""
    user = UserFactory.create(full_name="Basile Thorel")
    Membership.objects.create(workspace_id=site.convention.pk, user=user, role=Role.ADVICE)
    return user


@pytest.fixture
def action(site: Site) -> Action:
    """A fiche that two communes share."""
    for name in ("Lanvert", "Pontigan"):
        commune = CommuneFactory.create(name=name)
        ConventionTerritory.objects.create(convention=site.convention, commune=commune)
    return create_action(convention=site.convention, node=None, title="Ouvrir un relais", by=site.coordinator)


def open_fiche(page: Page, site: Site, action: Action) -> None:
    """Sign in, then read the fiche."""
    steps.log_in(page, site)
    page.goto(f"/c/{site.convention.pk}/plan/actions/{action.pk}/")


def test_a_mention_is_typed_and_chosen_with_the_keyboard(
    site: Site, action: Action, adviser: User, open_page: OpenPage
) -> None:
    page = open_page()
    open_fiche(page, site, action)
    message = page.get_by_label("Votre message")
    message.press_sequentially("Merci @thor")
    expect(page.get_by_role("option", name="Basile Thorel")).to_be_visible()
    steps.check(page, "names proposed in a message")
    message.press("Enter")
    expect(message).to_have_value("Merci @Basile Thorel ")
    message.press_sequentially("pour le dossier.")
    page.get_by_role("button", name="Publier").click()
    written = page.locator(".comment").last
    expect(written).to_contain_text("Merci @Basile Thorel pour le dossier.")
    expect(written).to_be_focused()
    steps.check(page, "a message just written")
    assert Notice.objects.get(user=adviser).kind == "mention"


def test_a_document_is_refused_then_taken_without_leaving_the_fiche(
    site: Site, action: Action, open_page: OpenPage
) -> None:
    page = open_page()
    open_fiche(page, site, action)
    page.get_by_label("Votre message").fill("Pas encore publié")
    page.get_by_text("Ajouter un document").click()
    page.get_by_label("Fichier").set_input_files(PROGRAM)
    page.get_by_role("button", name="Ajouter", exact=True).click()
    expect(page.locator("#documents")).to_contain_text("pas d’un genre accepté")
    steps.check(page, "a document refused")
    page.get_by_label("Fichier").set_input_files(PHOTO)
    page.get_by_label("Titre").fill("La salle")
    page.get_by_role("button", name="Ajouter", exact=True).click()
    expect(page.get_by_role("img", name="Voir La salle")).to_be_visible()
    expect(page.get_by_label("Votre message")).to_have_value("Pas encore publié")
    steps.check(page, "a picture among the documents")


def test_a_commune_is_told_in_place_and_taken_back(site: Site, action: Action, open_page: OpenPage) -> None:
    page = open_page()
    open_fiche(page, site, action)
    page.get_by_role("link", name="avancement par commune").click()
    page.get_by_role("link", name="Noter : Lanvert").click()
    page.get_by_text("En cours", exact=True).click()
    page.get_by_role("button", name="Enregistrer").click()
    page.goto(f"/c/{site.convention.pk}/plan/actions/{action.pk}/")
    place = page.locator("section#communes")
    expect(place).to_contain_text("1 commune sur 2 a commencé.")
    place.get_by_role("link", name=re.compile("Modifier")).click()
    steps.check(page, "a commune edited in place")
    place.get_by_label("Où en est-on").fill("Le local est trouvé.")
    place.get_by_role("button", name="Enregistrer").click()
    expect(place).to_contain_text("Le local est trouvé.")
    expect(place.locator("li").first).to_be_focused()
    page.get_by_role("button", name="Annuler").click()
    expect(place).not_to_contain_text("Le local est trouvé.")
    assert CommuneProgress.objects.get().status == "en_cours"


def test_all_of_it_works_on_a_phone_without_script(
    site: Site, action: Action, adviser: User, open_page: OpenPage
) -> None:
    page = open_page(width=PHONE, script=False)
    open_fiche(page, site, action)
    page.get_by_label("Votre message").fill("Bonjour à tous.")
    page.get_by_label("Prévenir").select_option("Basile Thorel")
    page.get_by_role("button", name="Publier").click()
    expect(page.locator(".comment")).to_contain_text("Bonjour à tous.")
    page.get_by_text("Ajouter un document").click()
    page.get_by_label("Fichier").set_input_files(GUIDE)
    page.get_by_role("button", name="Ajouter", exact=True).click()
    expect(page.locator("#documents")).to_contain_text("guide.pdf")
    page.locator("#documents").get_by_role("button", name=re.compile("Retirer")).click()
    expect(page.locator("#documents")).not_to_contain_text("guide.pdf")
    page.get_by_role("button", name="Annuler").click()
    expect(page.locator("#documents")).to_contain_text("guide.pdf")
    assert ActionDocument.objects.get().deleted_at is None
    assert Notice.objects.filter(user=adviser).exists()
