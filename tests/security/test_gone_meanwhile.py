"""What somebody else took away between the page and the button: a sentence, never a failure."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from django.test import RequestFactory

from maillage.conventions.enums import CampaignState
from maillage.conventions.errors import UnknownLinkError
from maillage.conventions.operations.answers import save_drafts, send_unchanged
from maillage.conventions.operations.campaigns import close_campaign, delete_campaign
from maillage.conventions.operations.feeds import open_feed, renew_feed
from maillage.conventions.operations.links import decline, mute, renew_link, revoke_link
from maillage.conventions.operations.views import delete_view, save_view, update_view
from maillage.kernel.errors import DomainError
from maillage.web.shell.refusals import came_from
from tests.cast import Cast
from tests.factories.campaigns import asked, asked_on, campaign_of

Write = Callable[[], object]


def writes_on_a_view(cast: Cast) -> list[Write]:
    by = cast.lecteur
    view, _ = save_view(convention=cast.convention, name="Une", query="", by=by)
    delete_view(view=type(view).objects.get(pk=view.pk), by=by)
    return [
        lambda: delete_view(view=view, by=by),
        lambda: update_view(view=view, name="Deux", shared=False, opens=False, by=by),
    ]


def writes_on_a_calendar(cast: Cast) -> list[Write]:
    feed = open_feed(convention=cast.convention, member=None, by=cast.lecteur)
    type(feed).objects.all().delete()
    return [lambda: renew_feed(feed=feed, by=cast.lecteur)]


def writes_on_a_campaign(cast: Cast) -> list[Write]:
    by = cast.coordinatrice
    draft = campaign_of(cast.convention, state=CampaignState.DRAFT, opened_at=None)
    person = asked(draft, cast.action)
    delete_campaign(campaign=type(draft).objects.get(pk=draft.pk), by=by)
    return [
        lambda: delete_campaign(campaign=draft, by=by),
        lambda: close_campaign(campaign=draft, by=by),
        lambda: renew_link(recipient=person, by=by),
        lambda: revoke_link(recipient=person, by=by),
    ]


@pytest.mark.parametrize("prepared", [writes_on_a_view, writes_on_a_calendar, writes_on_a_campaign])
def test_what_is_gone_is_said_so(cast: Cast, prepared: Callable[[Cast], list[Write]]) -> None:
    for write in prepared(cast):
        with pytest.raises(DomainError, match=r"\w+ \w+"):
            write()


def test_the_link_of_somebody_taken_off_the_list_is_unknown(cast: Cast) -> None:
    person = asked(campaign_of(cast.convention), cast.action)
    line = asked_on(person, cast.action)
    type(person).objects.all().delete()
    writes: list[Write] = [
        lambda: save_drafts(recipient=person, typed={line.pk: {"sentence": "Bonjour"}}),
        lambda: send_unchanged(recipient=person, asked_id=line.pk),
        lambda: mute(recipient=person),
        lambda: decline(recipient=person),
    ]
    for write in writes:
        with pytest.raises(UnknownLinkError):
            write()


@pytest.mark.parametrize(
    ("said", "back"),
    [
        ("http://testserver//mechant.example/x?y=1", "/mechant.example/x?y=1"),
        ("http://mechant.example/x", "/"),
        ("http://testserver", "/"),
    ],
)
def test_a_refusal_sends_to_no_other_site(rf: RequestFactory, said: str, back: str) -> None:
    assert came_from(rf.post("/", HTTP_REFERER=said, HTTP_HOST="testserver")) == back
