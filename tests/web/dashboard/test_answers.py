"""The page that a link opens: what it shows, what it keeps, what it writes."""

from __future__ import annotations

from decimal import Decimal

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from maillage.accounts.models import Notice
from maillage.conventions.enums import Status
from maillage.conventions.models import (
    Action,
    ActionDocument,
    Answer,
    Asked,
    Indicator,
    IndicatorValue,
    Recipient,
)
from maillage.conventions.operations import save_section
from maillage.journal.models import Entry
from tests.cast import Cast
from tests.factories.campaigns import answer_data, asked, asked_on, campaign_of, page_of
from tests.factories.figures import counted, value_of
from tests.web.testing import PageClient, text_of


@pytest.fixture
def recipient(cast: Cast) -> Recipient:
    """Somebody asked about the two actions of the cast."""
    return asked(campaign_of(cast.convention), cast.action, cast.other_action, name="RPE des Sources")


def test_the_page_shows_the_actions_asked_and_no_other(
    page: PageClient, cast: Cast, recipient: Recipient
) -> None:
    other = Action.objects.create(convention=cast.convention, position=9, title="Une action d’un autre")
    answer = page.get(page_of(recipient))
    words = text_of(answer)
    assert answer.status_code == 200
    assert "Vos deux actions, en deux minutes" in words
    assert "Action 1" in words
    assert "Action 2" in words
    assert other.title not in words
    assert "no-referrer" in answer.headers["Referrer-Policy"]
    assert "noindex" in answer.headers["X-Robots-Tag"]
    assert "no-store" in answer.headers["Cache-Control"]
    assert not answer.cookies


def test_an_answer_is_in_the_plan_at_once_and_kept_as_sent(
    page: PageClient, cast: Cast, recipient: Recipient
) -> None:
    line = asked_on(recipient, cast.action)
    data = answer_data(
        line, status="bloquee", difficulty="locaux", difficulty_note="Le bail traîne.", progress="40"
    )
    answer = page.post(page_of(recipient), data, follow=True)
    cast.action.refresh_from_db()
    assert (cast.action.status, cast.action.progress, cast.action.difficulty) == ("bloquee", 40, "locaux")
    assert cast.action.news == "Deux candidates visitent le local."
    assert cast.action.told_at is not None
    kept = Answer.objects.get()
    assert (kept.author_name, kept.sentence) == ("RPE des Sources", "Deux candidates visitent le local.")
    entry = Entry.objects.get(verb="action.updated")
    assert (entry.actor_id, entry.actor_name) == (None, "RPE des Sources, par son lien")
    assert "1 action sur 2 envoyée" in text_of(answer)
    assert Notice.objects.filter(user=cast.coordinatrice, kind="answer").count() == 1


@pytest.fixture
def counting(cast: Cast) -> tuple[Recipient, Indicator]:
    """Somebody asked about an action and its figure of 2025, which was 71 in 2024."""
    indicator = counted(cast.action, "Assistantes en exercice")
    value_of(indicator, "2024", "71")
    return asked(campaign_of(cast.convention, period="2025"), cast.action), indicator


def test_a_figure_goes_to_the_grid(
    page: PageClient, cast: Cast, counting: tuple[Recipient, Indicator]
) -> None:
    recipient, indicator = counting
    line = asked_on(recipient, cast.action)
    assert "71 en 2024" in text_of(page.get(page_of(recipient)))
    page.post(page_of(recipient), answer_data(line, **{f"figure-{indicator.pk}": "69"}))
    value = IndicatorValue.objects.get(indicator=indicator, period="2025")
    assert value.number == Decimal(69)
    assert (value.source, value.entered_by_id) == ("lien", None)
    assert value.entered_name == f"{recipient.name}, par son lien"
    kept = Answer.objects.get().figures[str(indicator.pk)]
    assert kept == {"label": "Assistantes en exercice", "period": "2025", "text": "69"}
    page.post(page_of(recipient), answer_data(line, **{f"figure-{indicator.pk}": "69"}))
    assert Answer.objects.count() == 1


def test_a_figure_that_is_none_is_refused_beside_it(
    page: PageClient, cast: Cast, counting: tuple[Recipient, Indicator]
) -> None:
    recipient, indicator = counting
    line = asked_on(recipient, cast.action)
    data = answer_data(line, **{f"figure-{indicator.pk}": "une"})
    answer = page.post(page_of(recipient), data)
    html = answer.content.decode()
    assert answer.status_code == 422
    assert f'id="id_{line.pk}-figure-{indicator.pk}_erreur"' in html
    assert "n’est pas un nombre" in html
    cast.action.refresh_from_db()
    assert cast.action.news == ""
    assert not Answer.objects.exists()


def test_a_photo_goes_to_the_fiche(page: PageClient, cast: Cast, recipient: Recipient) -> None:
    line = asked_on(recipient, cast.action)
    photo = SimpleUploadedFile("notes.txt", "Visite du local, deux pièces.".encode(), "text/plain")
    page.post(page_of(recipient), {**answer_data(line), f"{line.pk}-document": photo})
    document = ActionDocument.objects.get(action=cast.action)
    assert document.added_name == "RPE des Sources, par son lien"
    assert Answer.objects.count() == 1


def test_a_program_is_refused_as_a_document_and_nothing_is_sent(
    page: PageClient, cast: Cast, recipient: Recipient
) -> None:
    line = asked_on(recipient, cast.action)
    bad = SimpleUploadedFile("photo.jpg", b"MZ" + bytes(200), "image/jpeg")
    answer = page.post(page_of(recipient), {**answer_data(line), f"{line.pk}-document": bad})
    assert answer.status_code == 422
    assert f'id="id_{line.pk}-document_erreur"' in answer.content.decode()
    assert not ActionDocument.objects.exists()
    assert not Answer.objects.exists()


def test_nothing_new_is_one_press(page: PageClient, cast: Cast, recipient: Recipient) -> None:
    line = asked_on(recipient, cast.action)
    page.post(page_of(recipient), {"unchanged": str(line.pk)})
    cast.action.refresh_from_db()
    kept = Answer.objects.get()
    assert (kept.unchanged, kept.status, cast.action.status) == (True, Status.TO_COME, Status.TO_COME)
    assert cast.action.told_at is not None
    assert Entry.objects.filter(verb="action.confirmed", subject_id=cast.action.pk).count() == 1


def test_words_typed_before_nothing_new_stay_as_a_draft(
    page: PageClient, cast: Cast, recipient: Recipient
) -> None:
    line, second = asked_on(recipient, cast.action), asked_on(recipient, cast.other_action)
    page.post(f"{page_of(recipient)}brouillon/", {f"{second.pk}-sentence": "Commencée ailleurs."})
    data = {f"{line.pk}-sentence": "Peut-être en mars.", "unchanged": str(line.pk)}
    answer = page.post(page_of(recipient), data, follow=True)
    assert Answer.objects.get().unchanged
    assert "Peut-être en mars." in answer.content.decode()
    assert "Commencée ailleurs." in answer.content.decode()


def test_what_cannot_be_read_is_said_beside_its_field_and_nothing_typed_is_lost(
    page: PageClient, cast: Cast, recipient: Recipient
) -> None:
    line, second = asked_on(recipient, cast.action), asked_on(recipient, cast.other_action)
    data = answer_data(line, progress="beaucoup") | {f"{second.pk}-sentence": "Commencée ailleurs."}
    answer = page.post(page_of(recipient), data)
    html = answer.content.decode()
    assert answer.status_code == 422
    assert f'aria-describedby="id_{line.pk}-progress_erreur"' in html
    assert "Deux candidates visitent le local." in html
    assert "Commencée ailleurs." in html
    assert not Answer.objects.exists()
    assert "Deux candidates" in text_of(page.get(page_of(recipient)))


def test_what_is_typed_is_kept_without_being_sent(page: PageClient, cast: Cast, recipient: Recipient) -> None:
    line = asked_on(recipient, cast.action)
    data = {f"{line.pk}-status": "en_cours", f"{line.pk}-sentence": "Deux cand"}
    answer = page.fragment(f"{page_of(recipient)}brouillon/", data, post=True)
    line.refresh_from_db()
    assert "Brouillon gardé" in text_of(answer)
    assert line.draft == {"status": "en_cours", "sentence": "Deux cand"}
    assert line.answered_at is None
    assert not Answer.objects.exists()
    assert "Deux cand" in page.get(page_of(recipient)).content.decode()


def test_a_sent_answer_can_be_corrected(page: PageClient, cast: Cast, recipient: Recipient) -> None:
    line = asked_on(recipient, cast.action)
    page.post(page_of(recipient), answer_data(line))
    assert "Corriger cette réponse" in text_of(page.get(page_of(recipient)))
    page.post(page_of(recipient), answer_data(line, sentence="Le local est signé.", status="realisee"))
    cast.action.refresh_from_db()
    assert (cast.action.status, cast.action.news) == ("realisee", "Le local est signé.")
    assert Answer.objects.count() == 2


def test_a_sent_answer_can_be_taken_back(
    page: PageClient, cast: Cast, counting: tuple[Recipient, Indicator]
) -> None:
    recipient, indicator = counting
    line = asked_on(recipient, cast.action)
    page.post(page_of(recipient), answer_data(line, **{f"figure-{indicator.pk}": "69"}))
    answer = page.post(page_of(recipient), {"take_back": str(line.pk)}, follow=True)
    cast.action.refresh_from_db()
    assert (cast.action.status, cast.action.news, cast.action.told_at) == ("a_venir", "", None)
    assert not IndicatorValue.objects.filter(period="2025").exists()
    assert not Answer.objects.exists()
    assert "Deux candidates visitent le local." in answer.content.decode()
    assert "0 action sur 1 envoyée" in text_of(answer)
    assert page.post(page_of(recipient), {"take_back": str(line.pk)}).status_code == 409


def test_an_answer_that_somebody_wrote_over_is_not_taken_back(
    page: PageClient, cast: Cast, recipient: Recipient
) -> None:
    line = asked_on(recipient, cast.action)
    page.post(page_of(recipient), answer_data(line))
    now = {"status": "realisee", "progress": 100, "news": "C’est fini."}
    save_section(action=cast.action, section="state", value=now, version=None, by=cast.coordinatrice)
    answer = page.post(page_of(recipient), {"take_back": str(line.pk)})
    assert answer.status_code == 409
    assert "Le plan a changé depuis" in text_of(answer)
    assert Answer.objects.count() == 1


def test_the_same_form_sent_twice_is_one_answer(page: PageClient, cast: Cast, recipient: Recipient) -> None:
    line = asked_on(recipient, cast.action)
    for _ in range(2):
        page.post(page_of(recipient), answer_data(line))
    assert Answer.objects.count() == 1
    assert Entry.objects.filter(verb="action.updated").count() == 1


def test_all_sent_says_thank_you(page: PageClient, recipient: Recipient) -> None:
    for line in Asked.objects.filter(recipient=recipient):
        page.post(page_of(recipient), {"unchanged": str(line.pk)})
    words = text_of(page.get(page_of(recipient)))
    assert "Merci, c’est envoyé" in words
    assert "2 actions sur 2 envoyées" in words


def test_somebody_else_answers_now(page: PageClient, recipient: Recipient) -> None:
    address = f"{page_of(recipient)}autre-personne/"
    assert page.get(address).status_code == 200
    answer = page.post(address, {"instead": "Mme Aubin, au RPE"})
    recipient.refresh_from_db()
    assert "C’est noté" in text_of(answer)
    assert recipient.declined_at is not None
    assert page.get(page_of(recipient)).status_code == 410
    assert Entry.objects.get(verb="recipient.declined").details["instead"] == "Mme Aubin, au RPE"


def is_muted(recipient: Recipient) -> bool:
    """Whether the reminders are stopped now."""
    return Recipient.objects.get(pk=recipient.pk).muted_at is not None


def test_reminders_stop_and_start_again(page: PageClient, recipient: Recipient) -> None:
    address = f"{page_of(recipient)}rappels/"
    page.get(address)
    assert not is_muted(recipient)
    assert page.post(address, {"List-Unsubscribe": "One-Click"}).status_code == 200
    assert is_muted(recipient)
    page.post(address, {"reprendre": "1"})
    assert not is_muted(recipient)


def test_the_page_has_the_colour_of_the_territory(page: PageClient, cast: Cast, recipient: Recipient) -> None:
    sheet = f"{page_of(recipient)}couleur.css"
    assert sheet not in page.get(page_of(recipient)).content.decode()
    type(cast.convention).objects.filter(pk=cast.convention.pk).update(accent="#7a1f3d")
    assert sheet in page.get(page_of(recipient)).content.decode()
    answer = page.get(sheet)
    assert answer.headers["Content-Type"].startswith("text/css")
    assert "--accent: rgb(122, 31, 61)" in answer.content.decode()
    closed = page.post(f"{page_of(recipient)}autre-personne/", {"instead": "Mme Aubin"})
    assert sheet not in closed.content.decode()
    assert page.get(sheet).status_code == 410
