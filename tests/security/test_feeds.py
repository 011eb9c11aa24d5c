"""The addresses of calendars attacked: forged, renewed, kept by whoever left; they tell what one may read."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import AbstractContextManager
from datetime import date

import pytest
from django.test import Client

from maillage.accounts.enums import Role
from maillage.accounts.models import User
from maillage.accounts.operations.members import remove_member
from maillage.conventions.models import Action, Feed
from maillage.conventions.operations.feeds import open_feed, renew_feed
from maillage.conventions.selectors.feeds import feed_signature
from tests.cast import Cast
from tests.factories.accounts import MembershipFactory

Callbacks = Callable[..., AbstractContextManager[object]]


def address(feed: Feed) -> str:
    """Where the calendar is."""
    return f"/agenda/{feed.pk}-{feed_signature(feed)}.ics"


@pytest.fixture
def feed(cast: Cast) -> Feed:
    """The whole plan, for the reader; both actions end one day."""
    Action.objects.update(end_on=date(2031, 5, 2), end_precision="jour")
    return open_feed(convention=cast.convention, member=None, by=cast.lecteur)


def status(path: str) -> int:
    """What a program without session gets."""
    return Client().get(path).status_code


def test_a_forged_address_opens_nothing(cast: Cast, feed: Feed) -> None:
    other = open_feed(convention=cast.convention, member=None, by=cast.coordinatrice)
    mark = feed_signature(feed)
    assert status(address(feed)) == 200
    near = (mark[:-1], f"{mark}0", mark.upper(), "0" * len(mark), feed_signature(other), "-", "_")
    for wrong in near:
        assert status(f"/agenda/{feed.pk}-{wrong}.ics") == 404, wrong
    for number in (other.pk, 0, "9" * 30):
        assert status(f"/agenda/{number}-{mark}.ics") == 404, number


def test_an_address_renewed_opens_no_more(cast: Cast, feed: Feed) -> None:
    before = address(feed)
    after = address(renew_feed(feed=feed, by=cast.lecteur))
    assert (status(before), status(after)) == (404, 200)


def test_a_calendar_tells_nothing_of_another_convention(cast: Cast, feed: Feed) -> None:
    Action.objects.filter(pk=cast.foreign_action.pk).update(title="Ailleurs")
    told = Client().get(address(feed)).content.decode()
    assert "Action 1" in told
    assert "Ailleurs" not in told


def test_a_suspended_account_has_no_calendar(cast: Cast, feed: Feed) -> None:
    User.objects.filter(pk=cast.lecteur.pk).update(is_active=False)
    assert status(address(feed)) == 404


def test_whoever_left_and_comes_back_does_not_open_the_former_address(
    cast: Cast, feed: Feed, django_capture_on_commit_callbacks: Callbacks
) -> None:
    before = address(feed)
    with django_capture_on_commit_callbacks(execute=True):
        remove_member(membership=cast.membership(cast.lecteur), by=cast.coordinatrice)
    assert status(before) == 404
    MembershipFactory.create(workspace=cast.convention.workspace, user=cast.lecteur, role=Role.READING)
    assert status(before) == 404
