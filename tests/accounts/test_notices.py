"""What a person is told in the page."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.contrib.auth.models import AnonymousUser
from django.utils import timezone

from maillage.accounts.models import Membership, Notice, User
from maillage.accounts.operations import clean_notices, close_account, mark_all_read, mark_read, notify
from maillage.accounts.selectors import own_notices, unread_notices
from tests.cast import Cast


def tell(cast: Cast, *users: User, text: str = "Inès Morvan vous mentionne.") -> list[Notice]:
    """A mention left to ``users``."""
    return notify(users=users, workspace_id=cast.convention.pk, kind="mention", text=text, path="/c/1/")


def test_each_person_gets_one_notice_even_when_named_twice(cast: Cast) -> None:
    told = tell(cast, cast.pilote, cast.lecteur, cast.pilote)
    assert [notice.user for notice in told] == [cast.pilote, cast.lecteur]
    assert own_notices(cast.pilote).get().text == "Inès Morvan vous mentionne."


def test_the_same_thing_within_the_hour_is_told_once(cast: Cast) -> None:
    tell(cast, cast.pilote)
    assert tell(cast, cast.pilote) == []
    assert len(tell(cast, cast.pilote, text="Autre chose.")) == 1


def test_the_same_thing_is_told_again_once_read_or_an_hour_later(cast: Cast) -> None:
    [first] = tell(cast, cast.pilote)
    mark_read(notice=first, by=cast.pilote)
    [second] = tell(cast, cast.pilote)
    Notice.objects.filter(pk=second.pk).update(created_at=timezone.now() - timedelta(minutes=61))
    assert len(tell(cast, cast.pilote)) == 1


def test_a_closed_account_is_told_nothing(cast: Cast) -> None:
    cast.pilote.is_active = False
    cast.pilote.save()
    assert tell(cast, cast.pilote) == []


def test_a_text_too_long_ends_with_an_ellipsis(cast: Cast) -> None:
    [notice] = tell(cast, cast.pilote, text="a" * 600)
    assert len(notice.text) == 500
    assert notice.text.endswith("a…")


def test_only_its_owner_marks_a_notice_as_read(cast: Cast) -> None:
    [notice] = tell(cast, cast.pilote)
    assert mark_read(notice=notice, by=cast.lecteur).read_at is None
    assert mark_read(notice=notice, by=cast.pilote).read_at is not None


def test_all_are_read_at_once_but_those_of_others(cast: Cast) -> None:
    tell(cast, cast.pilote, cast.lecteur)
    tell(cast, cast.pilote, text="Autre chose.")
    assert mark_all_read(by=cast.pilote) == 2
    assert not unread_notices(cast.pilote).exists()
    assert unread_notices(cast.lecteur).count() == 1


def test_notices_of_a_convention_that_was_left_are_not_shown(cast: Cast) -> None:
    tell(cast, cast.pilote)
    Membership.objects.filter(user=cast.pilote).delete()
    assert not own_notices(cast.pilote).exists()


@pytest.mark.usefixtures("db")
def test_the_notices_of_a_stranger_are_nobody_s() -> None:
    assert not own_notices(AnonymousUser()).exists()


def test_closing_an_account_erases_its_notices(cast: Cast) -> None:
    tell(cast, cast.pilote, cast.lecteur)
    close_account(by=cast.pilote)
    assert [notice.user for notice in Notice.objects.all()] == [cast.lecteur]


def test_notices_read_long_ago_go_and_unread_ones_stay(cast: Cast) -> None:
    [read] = tell(cast, cast.pilote)
    [unread] = tell(cast, cast.lecteur)
    old = timezone.now() - timedelta(days=181)
    Notice.objects.update(created_at=old)
    Notice.objects.filter(pk=read.pk).update(read_at=old)
    assert clean_notices() == 1
    assert Notice.objects.get() == unread
