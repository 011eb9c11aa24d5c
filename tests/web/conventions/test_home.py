"""Home of a convention: what waits, where the plan stands, what changed."""

from __future__ import annotations

import re
from datetime import date, timedelta

from django.core.files.uploadedfile import SimpleUploadedFile
from django.utils import timezone

from maillage.conventions.models import Action
from maillage.conventions.operations import save_section
from maillage.conventions.operations.answers import Said, send_answer
from maillage.intake.models import Import
from tests.cast import Cast
from tests.factories.campaigns import asked, asked_on, campaign_of
from tests.web.conventions.conftest import Plan
from tests.web.testing import PageClient, text_of

FILLED = re.compile(r'class="btn btn-primary" href="([^"]*)">([^<]*)<')


def test_the_headline_counts_what_waits(coordinator: PageClient, plan: Plan) -> None:
    words = text_of(coordinator.get(plan.url()))
    assert "Deux choses vous attendent" in words
    assert "1 action n’a pas de pilote" in words
    assert "3 actions n’ont pas d’indicateur" in words


def test_blocked_late_and_silent_actions_are_named(coordinator: PageClient, plan: Plan) -> None:
    mine = Action.objects.filter(pk=plan.full.pk)
    old = timezone.now() - timedelta(days=250)
    mine.update(status="bloquee", end_on=date(2025, 1, 31), end_precision="mois", updated_at=old)
    words = text_of(coordinator.get(plan.url()))
    assert "Cinq choses vous attendent" in words
    assert "1 action bloquée attend une décision" in words
    assert "1 action a dépassé son échéance" in words
    assert "Sans nouvelles depuis six mois 2.A.1 Ouvrir une crèche 8 mois" in words


def test_a_campaign_says_who_is_awaited_then_what_is_to_read(coordinator: PageClient, plan: Plan) -> None:
    campaign = campaign_of(plan.full.convention, name="Automne")
    first, second = asked(campaign, plan.full), asked(campaign, plan.full)
    address = f"/c/{campaign.convention_id}/suivi/campagnes/{campaign.pk}/"
    answer = coordinator.get(plan.url())
    assert "2 personnes n’ont pas encore répondu « Automne » : réponse attendue" in text_of(answer)
    assert address in answer.content.decode()
    send_answer(recipient=first, asked_id=asked_on(first, plan.full).pk, said=Said("en_cours"))
    words = text_of(coordinator.get(plan.url()))
    assert "1 réponse est à lire « Automne » : 1 personne n’a pas encore répondu" in words
    campaign.recipients.filter(pk=second.pk).update(declined_at=timezone.now())
    assert "1 réponse est à lire « Automne » : réponse attendue" in text_of(coordinator.get(plan.url()))


def test_its_button_follows_the_campaign_that_runs(coordinator: PageClient, plan: Plan) -> None:
    campaign = campaign_of(plan.full.convention)
    assert _button(coordinator, plan) == ("Suivre la campagne", f"suivi/campagnes/{campaign.pk}/")


def test_its_button_asks_for_news_where_a_running_action_has_been_silent(
    coordinator: PageClient, plan: Plan
) -> None:
    Action.objects.filter(pk=plan.full.pk).update(
        status="en_cours", told_at=timezone.now() - timedelta(days=61)
    )
    assert _button(coordinator, plan) == ("Demander des nouvelles", "suivi/campagnes/nouvelle/")


def test_its_button_leads_to_figures_once_news_are_fresh(coordinator: PageClient, plan: Plan) -> None:
    Action.objects.filter(pk=plan.full.pk).update(status="en_cours", told_at=timezone.now())
    assert _button(coordinator, plan) == ("Saisir les chiffres", "indicateurs/")


def test_its_button_completes_a_plan_that_nothing_has_started(coordinator: PageClient, plan: Plan) -> None:
    assert _button(coordinator, plan) == ("Compléter le plan", "plan/liste/manques/")


def _button(coordinator: PageClient, plan: Plan) -> tuple[str, str]:
    """The words and the address, inside the convention, of the one filled button of the home page."""
    found = FILLED.findall(coordinator.get(plan.url()).content.decode())
    assert len(found) == 1
    return found[0][1], found[0][0].removeprefix(plan.url())


def test_nothing_waits_when_the_plan_is_whole(page: PageClient, cast: Cast) -> None:
    page.force_login(cast.etrangere)
    people = {"pilots": [{"label": "Mairie"}]}
    indicators = [{"label": "Places"}]
    for key, value in (("people", people), ("indicators", indicators)):
        save_section(action=cast.foreign_action, section=key, value=value, version=None, by=cast.etrangere)
    assert "Rien ne vous attend" in text_of(page.get(f"/c/{cast.elsewhere.pk}/"))


def test_it_shows_each_axis_with_its_beads(coordinator: PageClient, plan: Plan) -> None:
    Action.objects.filter(pk=plan.full.pk).update(status="realisee")
    answer = coordinator.get(plan.url())
    words = text_of(answer)
    assert "1 action sur 4 est engagée , dont 1 réalisée" in words
    assert "Grandir 1 réalisée sur 2" in words
    assert b'class="bead is-faite"' in answer.content


def test_a_change_of_state_shows_both(coordinator: PageClient, plan: Plan) -> None:
    value = {"status": "en_cours", "progress": None, "news": ""}
    save_section(action=plan.full, section="state", value=value, version=None, by=plan.by)
    assert "2.A.1 Ouvrir une crèche À venir devient En cours" in text_of(coordinator.get(plan.url()))


def test_a_reader_reads_where_the_plan_stands(page: PageClient, plan: Plan, cast: Cast) -> None:
    page.force_login(cast.lecteur)
    words = text_of(page.get(plan.url()))
    assert "0 action sur 4 est engagée" in words
    assert "vous attend" not in words
    assert "Importer un document" not in words


def test_an_empty_convention_opens_on_the_import(page: PageClient, cast: Cast) -> None:
    page.force_login(cast.etrangere)
    cast.foreign_action.delete()
    answer = page.get(f"/c/{cast.elsewhere.pk}/")
    assert "Commencez par le document que vous avez déjà" in text_of(answer)
    assert b'enctype="multipart/form-data"' in answer.content


def test_the_first_page_takes_a_document(page: PageClient, cast: Cast) -> None:
    page.force_login(cast.etrangere)
    cast.foreign_action.delete()
    html = page.get(f"/c/{cast.elsewhere.pk}/").content.decode()
    form = html.split('enctype="multipart/form-data"')[0].rsplit("<form", 1)[1]
    address = form.split('action="')[1].split('"')[0]
    field = html.split('type="file"')[1].split('name="')[1].split('"')[0]
    file = SimpleUploadedFile("plan.txt", "Axe 1 : Accueillir\nAction 1.1 : Ouvrir une crèche\n".encode())
    answer = page.post(address, {field: file})
    assert answer.status_code == 302
    assert Import.objects.filter(convention=cast.elsewhere).count() == 1


def test_an_empty_convention_tells_a_visitor_to_wait(page: PageClient, cast: Cast) -> None:
    cast.foreign_action.delete()
    page.force_login(cast.admin)
    assert page.get(f"/c/{cast.elsewhere.pk}/").status_code == 200
    Action.objects.all().delete()
    cast.node.delete()
    page.force_login(cast.lecteur)
    words = text_of(page.get(f"/c/{cast.convention.pk}/"))
    assert "Le plan n’est pas encore là" in words
    assert "Lire ce document" not in words


def test_an_action_given_up_is_neither_under_way_nor_counted(
    page: PageClient, plan: Plan, cast: Cast
) -> None:
    for action, status in ((plan.full, "en_cours"), (plan.bare, "abandonnee")):
        value = {"status": status, "progress": None, "news": ""}
        save_section(action=action, section="state", value=value, version=None, by=plan.by)
    page.force_login(cast.lecteur)
    assert "1 action sur 3 est engagée" in text_of(page.get(plan.url()))
