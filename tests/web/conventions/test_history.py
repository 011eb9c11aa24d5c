"""What happened, and taking it back."""

from __future__ import annotations

import pytest

from maillage.conventions.models import Action
from maillage.conventions.operations import save_section
from maillage.conventions.operations.links import mute
from maillage.conventions.sections import SECTIONS
from maillage.journal.models import Entry
from tests.cast import Cast
from tests.factories.campaigns import asked, campaign_of
from tests.web.conventions.conftest import Plan
from tests.web.testing import PageClient, text_of


def last(plan: Plan) -> Entry:
    """The newest entry of the convention."""
    entry = Entry.objects.filter(convention_id=plan.convention.pk).first()
    assert entry is not None
    return entry


def test_the_convention_tells_who_did_what(coordinator: PageClient, plan: Plan) -> None:
    words = text_of(coordinator.get(plan.url("historique/")))
    assert "Inès Morvan Fiche modifiée : 2.A.1 Ouvrir une crèche" in words
    assert "Fiche créée" in words
    assert "Niveau du plan ajouté : 2 Grandir" in words


def test_a_fiche_tells_all_its_versions(coordinator: PageClient, plan: Plan) -> None:
    words = text_of(coordinator.get(f"{plan.fiche()}historique/"))
    assert "Début : printemps 2024" in words
    assert "Pilote technique : Responsable du RPE" in words
    assert "Places ouvertes (réalisation) : au moins 12 places" in words


def test_an_edit_is_taken_back_and_the_undo_too(coordinator: PageClient, plan: Plan) -> None:
    save_section(action=plan.full, section="context", value=["Autre"], version=None, by=plan.by)
    address = plan.url(f"historique/{last(plan).pk}/annuler/")
    answer = coordinator.post(address, {"next": plan.fiche()}, follow=True)
    assert answer.redirect_chain == [(plan.fiche(), 302)]
    assert "C’est annulé. Annuler" in text_of(answer)
    assert "Une commune sur deux" in text_of(answer)
    coordinator.post(plan.url(f"historique/{last(plan).pk}/annuler/"))
    assert SECTIONS["context"].read(Action.objects.get(pk=plan.full.pk)) == ["Autre"]
    assert "Annulation : fiche modifiée" in text_of(coordinator.get(plan.url("historique/")))


def test_what_changed_since_is_not_taken_back(coordinator: PageClient, plan: Plan) -> None:
    save_section(action=plan.full, section="context", value=["Un"], version=None, by=plan.by)
    first = last(plan)
    save_section(action=plan.full, section="context", value=["Deux"], version=None, by=plan.by)
    answer = coordinator.post(plan.url(f"historique/{first.pk}/annuler/"), follow=True)
    assert "Cela a changé depuis" in text_of(answer)


def test_undo_leads_nowhere_else(coordinator: PageClient, plan: Plan) -> None:
    save_section(action=plan.full, section="context", value=["Un"], version=None, by=plan.by)
    address = plan.url(f"historique/{last(plan).pk}/annuler/")
    answer = coordinator.post(address, {"next": "https://ailleurs.exemple/"})
    assert answer.headers["Location"] == plan.url("historique/")


def test_a_reader_takes_nothing_back(page: PageClient, plan: Plan, cast: Cast) -> None:
    page.force_login(cast.lecteur)
    assert page.post(plan.url(f"historique/{last(plan).pk}/annuler/")).status_code == 403
    assert "Annuler ce changement" not in text_of(page.get(plan.url("historique/")))


def test_an_entry_of_another_convention_does_not_exist(page: PageClient, plan: Plan, cast: Cast) -> None:
    page.force_login(cast.etrangere)
    address = f"/c/{cast.elsewhere.pk}/historique/{last(plan).pk}/annuler/"
    assert page.post(address).status_code == 404


def test_a_long_history_has_pages(coordinator: PageClient, plan: Plan) -> None:
    for number in range(40):
        save_section(action=plan.full, section="context", value=[str(number)], version=None, by=plan.by)
    assert "Page 1 sur 2" in text_of(coordinator.get(plan.url("historique/")))
    assert "Plus récent" in text_of(coordinator.get(plan.url("historique/"), {"page": 2}))


@pytest.mark.parametrize(
    ("name", "told"), [("coordinatrice", True), ("pilote", False), ("elue", False), ("lecteur", False)]
)
def test_who_was_asked_for_news_is_told_to_the_coordination_only(
    page: PageClient, cast: Cast, name: str, told: bool
) -> None:
    recipient = asked(campaign_of(cast.convention), cast.action, name="Mme Aubin")
    mute(recipient=recipient)
    page.force_login(getattr(cast, name))
    words = text_of(page.get(f"/c/{cast.convention.pk}/historique/"))
    assert ("Mme Aubin" in words) is told
    assert ("Rappels refusés" in words) is told
