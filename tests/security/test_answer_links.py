"""The links of campaigns attacked: forged, borrowed, expired, replayed; they open what was asked, no more."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import AbstractContextManager
from datetime import timedelta

import pytest
from django.core.cache import cache
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone
from pytest_django import Settings

from maillage.accounts.operations.members import remove_member
from maillage.conventions.models import Action, ActionDocument, Answer, Asked, IndicatorValue, Recipient
from maillage.conventions.operations.campaigns import close_campaign
from maillage.conventions.operations.links import decline, renew_link, revoke_link, token_of
from maillage.journal.models import Entry
from tests.cast import Cast
from tests.factories.campaigns import answer_data, asked, asked_on, campaign_of, page_of
from tests.factories.documents import picture
from tests.factories.figures import counted

PAGES = ("", "couleur.css", "brouillon/", "vue/", "rappels/", "autre-personne/")
WRITES = frozenset({"INSERT", "UPDATE", "DELETE"})


@pytest.fixture(autouse=True)
def _no_rate_kept(db: None) -> None:  # noqa: ARG001 - tries are kept in the database
    cache.clear()


@pytest.fixture
def recipient(cast: Cast) -> Recipient:
    """Somebody asked about one action."""
    return asked(campaign_of(cast.convention, period="2025"), cast.action, name="RPE des Sources")


def nothing_written() -> bool:
    """Neither the plan, nor the answers, nor the journal changed."""
    told = Action.objects.filter(told_at__isnull=False) | Action.objects.exclude(news="")
    written = (Answer, Entry, ActionDocument, IndicatorValue)
    return not told.exists() and not any(model.objects.exists() for model in written)


def forged(token: str) -> list[str]:
    """Tokens near the true one."""
    pk, _, mark = token.partition("-")
    return [
        f"{pk}-{mark[:-1]}{'0' if mark[-1] != '0' else '1'}",
        f"{int(pk) + 1}-{mark}",
        f"{pk}-{mark.upper()}Z"[: len(token)],
        f"{pk}-{mark[:-1]}",
        f"{pk}-{mark}0",
        f"0{pk}-{mark}",
        f"{pk}-",
        f"{pk}",
        f"-{mark}",
        f"²-{mark}",
        f"{'9' * 18}-{mark}",
        f"{'9' * 400}-{mark}",
        "%00",
    ]


def test_a_forged_link_opens_nothing_and_writes_nothing(recipient: Recipient) -> None:
    client = Client()
    for token in forged(token_of(recipient)):
        cache.clear()
        for page in PAGES:
            data = answer_data(Asked.objects.get(recipient=recipient))
            answers = [client.post(f"/r/{token}/{page}", data)]
            answers += (
                [client.get(f"/r/{token}/{page}")] if page in {"", "rappels/", "autre-personne/"} else []
            )
            for answer in answers:
                assert answer.status_code == 404, (token, page)
                assert "RPE" not in answer.content.decode()
    assert nothing_written()


CLOSINGS: dict[str, Callable[[Cast, Recipient], object]] = {
    "expired": lambda _, one: Recipient.objects.filter(pk=one.pk).update(
        expires_at=timezone.now() - timedelta(seconds=1)
    ),
    "revoked": lambda cast, one: revoke_link(recipient=one, by=cast.coordinatrice),
    "declined": lambda _, one: decline(recipient=one),
    "closed": lambda cast, one: close_campaign(campaign=one.campaign, by=cast.coordinatrice),
}


@pytest.mark.parametrize("how", CLOSINGS)
def test_a_closed_link_says_the_same_words_and_writes_nothing(
    cast: Cast, recipient: Recipient, how: str
) -> None:
    line, client = asked_on(recipient, cast.action), Client()
    CLOSINGS[how](cast, recipient)
    Entry.objects.all().delete()
    seen = client.get(page_of(recipient))
    assert seen.status_code == 410
    unknown = client.get("/r/1-00000000000000000000000000000000/").content
    assert seen.content == unknown
    for page in PAGES:
        assert client.post(f"{page_of(recipient)}{page}", answer_data(line)).status_code == 410
    assert nothing_written()
    line.refresh_from_db()
    assert (line.draft, line.answered_at) == ({}, None)


def test_a_renewed_link_makes_the_former_one_unknown(cast: Cast, recipient: Recipient) -> None:
    before = page_of(recipient)
    after = page_of(renew_link(recipient=recipient, by=cast.coordinatrice))
    assert (Client().get(before).status_code, Client().get(after).status_code) == (404, 200)


def test_another_action_is_not_reached_by_ones_own_link(cast: Cast, recipient: Recipient) -> None:
    other = asked(recipient.campaign, cast.other_action)
    foreign = asked(campaign_of(cast.elsewhere), cast.foreign_action)
    lines = [Asked.objects.get(recipient=one) for one in (other, foreign)]
    client = Client()
    for line in lines:
        assert client.post(page_of(recipient), answer_data(line)).status_code == 404
        assert client.post(page_of(recipient), {"unchanged": str(line.pk)}).status_code == 404
        assert client.post(page_of(recipient), {"take_back": str(line.pk)}).status_code == 404
        client.post(f"{page_of(recipient)}brouillon/", answer_data(line))
        line.refresh_from_db()
        assert line.draft == {}
    assert nothing_written()


def test_the_number_of_an_action_is_not_that_of_a_question(cast: Cast, recipient: Recipient) -> None:
    Asked.objects.filter(recipient=recipient).update(id=cast.action.pk + 5000)
    answer = Client().post(page_of(recipient), {"unchanged": str(cast.action.pk)})
    assert answer.status_code == 404
    assert nothing_written()


def test_the_figures_of_others_are_not_reached(cast: Cast, recipient: Recipient) -> None:
    line = asked_on(recipient, cast.action)
    elsewhere = [counted(cast.other_action), counted(cast.foreign_action)]
    figures = {f"figure-{one.pk}": "12" for one in elsewhere}
    Client().post(page_of(recipient), answer_data(line, **figures))
    assert not IndicatorValue.objects.exists()
    assert Answer.objects.get().figures == {}


def test_an_action_taken_out_of_the_plan_is_no_longer_open(cast: Cast, recipient: Recipient) -> None:
    line = asked_on(recipient, cast.action)
    Action.objects.filter(pk=cast.action.pk).update(deleted_at=timezone.now())
    assert Client().post(page_of(recipient), answer_data(line)).status_code == 404
    assert "Action 1" not in Client().get(page_of(recipient)).content.decode()


def test_a_form_replayed_writes_once(cast: Cast, recipient: Recipient) -> None:
    data = answer_data(asked_on(recipient, cast.action))
    for _ in range(3):
        Client().post(page_of(recipient), data)
    assert (Answer.objects.count(), Entry.objects.count()) == (1, 1)


def test_reading_writes_nothing(recipient: Recipient) -> None:
    for page in ("", "rappels/", "autre-personne/"):
        with CaptureQueriesContext(connection) as caught:
            assert Client().get(f"{page_of(recipient)}{page}").status_code == 200
        assert [one["sql"] for one in caught if one["sql"].split()[0] in WRITES] == []


def test_too_many_wrong_links_or_writes_are_slowed_down(recipient: Recipient) -> None:
    client = Client()
    wrong = [client.get("/r/1-00000000000000000000000000000000/").status_code for _ in range(40)]
    assert wrong[0] == 404
    assert wrong[-1] == 429
    assert client.get(page_of(recipient)).status_code == 200
    writes = [client.post(f"{page_of(recipient)}vue/").status_code for _ in range(100)]
    assert writes[0] == 204
    assert writes[-1] == 429


def test_the_link_is_told_to_nobody(recipient: Recipient) -> None:
    html = Client().get(page_of(recipient)).content.decode()
    assert 'src="http' not in html
    assert 'href="http' not in html
    for path in ("/", f"/c/{recipient.convention_id}/", f"/c/{recipient.convention_id}/suivi/campagnes/"):
        assert token_of(recipient) not in Client().get(path).content.decode()


def test_a_hostile_draft_is_kept_short_and_shown_as_text(cast: Cast, recipient: Recipient) -> None:
    line = asked_on(recipient, cast.action)
    data = {f"{line.pk}-sentence": "<script>alert(1)</script>" + "é" * 50_000, f"{line.pk}-inconnu": "x"}
    Client().post(f"{page_of(recipient)}brouillon/", data)
    line.refresh_from_db()
    assert set(line.draft) == {"sentence"}
    assert len(line.draft["sentence"]) <= 4000
    assert "<script>alert" not in Client().get(page_of(recipient)).content.decode()


@pytest.mark.parametrize("status", ["abandonnee", "a_venir", "n_importe_quoi"])
def test_a_link_gives_no_action_up(cast: Cast, recipient: Recipient, status: str) -> None:
    Action.objects.filter(pk=cast.action.pk).update(status="en_cours")
    line = asked_on(recipient, cast.action)
    photo = SimpleUploadedFile("photo.jpg", picture())
    data = {**answer_data(line, status=status), f"{line.pk}-document": photo}
    assert Client().post(page_of(recipient), data).status_code == 422
    assert nothing_written()


def test_a_photo_sent_twice_is_left_once(cast: Cast, recipient: Recipient) -> None:
    line = asked_on(recipient, cast.action)
    for _ in range(2):
        photo = SimpleUploadedFile("photo.jpg", picture())
        Client().post(page_of(recipient), {**answer_data(line), f"{line.pk}-document": photo})
    assert ActionDocument.objects.count() == 1


def test_too_many_files_are_slowed_down_and_what_was_typed_is_kept(cast: Cast, recipient: Recipient) -> None:
    line = asked_on(recipient, cast.action)
    answers = []
    for _ in range(12):
        photo = SimpleUploadedFile("photo.jpg", b"\xff\xd8\xff une photo abimee")
        data = {**answer_data(line), f"{line.pk}-document": photo}
        answers.append(Client().post(page_of(recipient), data).status_code)
    assert (answers[0], answers[-1]) == (422, 429)
    line.refresh_from_db()
    assert line.draft["sentence"] == "Deux candidates visitent le local."


def test_what_is_too_large_is_not_received_and_what_was_typed_is_kept(
    cast: Cast, recipient: Recipient, settings: Settings
) -> None:
    settings.FILES_MAX_BYTES = 4000
    line = asked_on(recipient, cast.action)
    files = {f"{line.pk}-document": SimpleUploadedFile("a.jpg", b"\xff\xd8\xff" + bytes(9000))}
    answer = Client().post(page_of(recipient), {**answer_data(line), **files})
    assert answer.status_code == 413
    assert "Allégez-le" in answer.content.decode()
    assert nothing_written()
    line.refresh_from_db()
    assert line.draft["sentence"] == "Deux candidates visitent le local."
    for page in PAGES[1:]:
        answer = Client().post(f"{page_of(recipient)}{page}", {"x": SimpleUploadedFile("a", bytes(9000))})
        assert answer.status_code < 500


def test_whoever_takes_no_part_any_more_holds_no_link(
    cast: Cast, django_capture_on_commit_callbacks: Callable[..., AbstractContextManager[object]]
) -> None:
    member = cast.membership(cast.pilote)
    email = cast.pilote.email
    theirs = asked(campaign_of(cast.convention), cast.action, member=member, email=email)
    other = asked(theirs.campaign, cast.other_action)
    elsewhere = asked(campaign_of(cast.elsewhere), cast.foreign_action, email=email)
    with django_capture_on_commit_callbacks(execute=True):
        remove_member(membership=member, by=cast.coordinatrice)
    opened = [Client().get(page_of(one)).status_code for one in (theirs, other, elsewhere)]
    assert opened == [410, 200, 200]
    theirs.refresh_from_db()
    renewed = renew_link(recipient=theirs, by=cast.coordinatrice)
    assert Client().get(page_of(renewed)).status_code == 200
