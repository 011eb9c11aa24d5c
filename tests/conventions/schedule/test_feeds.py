"""What calendars are told, whose they are, and when their address opens nothing any more."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest
from django.core.exceptions import PermissionDenied

from maillage.accounts.models import Membership, User
from maillage.accounts.operations.members import leave
from maillage.conventions.enums import Status
from maillage.conventions.models import Action, Feed, Step
from maillage.conventions.operations.actions import save_section
from maillage.conventions.operations.feeds import close_feed, open_feed, renew_feed
from maillage.conventions.sections import SECTIONS
from maillage.conventions.selectors.feeds import feed_at, feed_signature
from maillage.conventions.selectors.schedule.deadlines import deadlines_of
from maillage.journal.models import Entry
from tests.cast import Cast
from tests.factories.conventions import StepFactory
from tests.factories.schedule import dated, on


def titles(cast: Cast, user: User | None = None, member: Membership | None = None) -> list[str]:
    """What is due, in order."""
    found = deadlines_of(cast.convention, user or cast.lecteur, member)
    return [f"{one.on.isoformat()} {one.title}" for one in found]


def piloted(cast: Cast, start: str = "", end: str = "") -> Action:
    """The action of ``pilote``, with dates."""
    other = dated(cast.convention, "Modèle", start, end)
    values = {
        name: getattr(other, name) for name in ("start_on", "start_precision", "end_on", "end_precision")
    }
    other.delete()
    Action.objects.filter(pk=cast.action.pk).update(**values)
    cast.action.refresh_from_db()
    return cast.action


def test_a_fuzzy_end_is_the_last_day_meant_and_its_title_says_what_is_known(cast: Cast) -> None:
    dated(cast.convention, "Micro-crèche", end="automne 2026", ref="1.2")
    dated(cast.convention, "Guichet", end="3 mars 2027", ref="1.1")
    dated(cast.convention, "Sans fin", "2026")
    assert titles(cast) == [
        "2026-11-30 Fin vers l’automne 2026 : 1.2 Micro-crèche",
        "2027-03-03 Fin : 1.1 Guichet",
    ]


def test_steps_are_due_until_they_are_done(cast: Cast) -> None:
    action = dated(cast.convention, "Guichet", ref="1.1")
    StepFactory.create(action=action, text="Recruter", due_on=on("2026-06-15"), due_precision="jour")
    StepFactory.create(
        action=action, text="Faite", due_on=on("2026-05-15"), due_precision="jour", status=Status.DONE
    )
    assert titles(cast) == ["2026-06-15 Étape : Recruter"]


@pytest.mark.parametrize("status", [Status.DONE, Status.ABANDONED])
def test_a_closed_action_is_due_no_more_with_its_steps(cast: Cast, status: Status) -> None:
    action = dated(cast.convention, "Close", end="2026", status=status)
    StepFactory.create(action=action, due_on=on("2026-06-15"), due_precision="jour")
    assert titles(cast) == []


def test_ones_own_calendar_holds_ones_own_actions(cast: Cast) -> None:
    action = piloted(cast, end="juin 2027")
    StepFactory.create(action=action, text="Recruter", due_on=on("2027-01-31"), due_precision="mois")
    dated(cast.convention, "D’un autre", end="mai 2027")
    assert titles(cast, cast.pilote, cast.membership(cast.pilote)) == [
        "2027-01-31 Étape vers janvier 2027 : Recruter",
        "2027-06-30 Fin vers juin 2027 : Action 1",
    ]
    assert titles(cast, cast.autre_pilote, cast.membership(cast.autre_pilote)) == []


def test_an_open_campaign_is_in_the_plan_and_in_the_calendar_of_those_it_asks(cast: Cast) -> None:
    campaign = cast.convention.campaigns.create(name="Printemps", due_on=on("2026-05-15"), state="ouverte")
    cast.convention.campaigns.create(name="En préparation", due_on=on("2026-05-20"))
    campaign.recipients.create(
        convention=cast.convention, member=cast.membership(cast.pilote), name="Karim",
        expires_at=datetime(2026, 6, 1, tzinfo=UTC),
    )  # fmt: skip
    told = ["2026-05-15 Nouvelles à donner : Printemps"]
    assert titles(cast) == told
    assert titles(cast, cast.pilote, cast.membership(cast.pilote)) == told
    assert titles(cast, cast.autre_pilote, cast.membership(cast.autre_pilote)) == []


def test_an_identifier_outlives_every_change_and_the_sequence_grows(cast: Cast) -> None:
    action = dated(cast.convention, "Guichet", end="juin 2027")
    [before] = deadlines_of(cast.convention, cast.lecteur)
    value = SECTIONS["calendar"].read(action) | {"end": {"on": "2027-09-30", "precision": "mois"}}
    save_section(action=action, section="calendar", value=value, version=None, by=cast.coordinatrice)
    [after] = deadlines_of(cast.convention, cast.lecteur)
    assert after.uid == before.uid
    assert after.on == on("2027-09-30")
    assert after.sequence > before.sequence
    assert after.changed_at > before.changed_at


def test_a_step_keeps_its_identifier_when_the_section_is_saved_anew(cast: Cast) -> None:
    action = dated(cast.convention, "Guichet")
    StepFactory.create(
        action=action, text="Recruter", due="15/06/2026", due_on=on("2026-06-15"), due_precision="jour"
    )
    [before] = deadlines_of(cast.convention, cast.lecteur)
    value = [{"text": "Avant"}, *SECTIONS["steps"].read(action)]
    save_section(action=action, section="steps", value=value, version=None, by=cast.coordinatrice)
    Step.objects.filter(text="Recruter").update(due_on=on("2026-06-15"), due_precision="jour")
    uids = {one.title: one.uid for one in deadlines_of(cast.convention, cast.lecteur)}
    assert uids["Étape : Recruter"] == before.uid


def test_nothing_is_due_to_whoever_may_not_enter(cast: Cast) -> None:
    dated(cast.convention, "Guichet", end="2027")
    assert titles(cast, cast.etrangere) == []


def opened(cast: Cast, user: User) -> Feed:
    """The calendar of the plan, opened by ``user``."""
    return open_feed(convention=cast.convention, member=None, by=user)


def test_asked_twice_a_calendar_keeps_its_address(cast: Cast) -> None:
    first = opened(cast, cast.lecteur)
    assert opened(cast, cast.lecteur) == first
    assert opened(cast, cast.elue) != first
    assert Entry.objects.filter(verb="feed.opened").count() == 2


def test_a_calendar_opens_by_its_signature_alone(cast: Cast) -> None:
    feed, other = opened(cast, cast.lecteur), opened(cast, cast.elue)
    assert feed_at(feed.pk, feed_signature(feed)) == feed
    assert feed_at(feed.pk, feed_signature(other)) is None
    assert feed_at(feed.pk, "") is None
    assert feed_at(feed.pk, "é" * 40) is None
    assert feed_at(feed.pk + 1000, feed_signature(feed)) is None


def test_a_renewed_address_closes_the_one_before(cast: Cast) -> None:
    feed = opened(cast, cast.lecteur)
    old = feed_signature(feed)
    new = feed_signature(renew_feed(feed=feed, by=cast.lecteur))
    assert feed_at(feed.pk, old) is None
    assert feed_at(feed.pk, new) == feed


def test_whoever_leaves_loses_their_calendars(cast: Cast) -> None:
    whole = opened(cast, cast.pilote)
    own = open_feed(convention=cast.convention, member=cast.membership(cast.pilote), by=cast.pilote)
    signatures = {feed.pk: feed_signature(feed) for feed in (whole, own)}
    leave(membership=cast.membership(cast.pilote), by=cast.pilote)
    assert [feed_at(pk, signature) for pk, signature in signatures.items()] == [None, None]


def test_a_closed_account_has_no_calendar(cast: Cast) -> None:
    feed = opened(cast, cast.lecteur)
    User.objects.filter(pk=cast.lecteur.pk).update(is_active=False)
    assert feed_at(feed.pk, feed_signature(feed)) is None


def test_a_calendar_is_its_owners_alone(cast: Cast) -> None:
    feed = opened(cast, cast.lecteur)
    member = cast.membership(cast.pilote)
    with pytest.raises(PermissionDenied):
        renew_feed(feed=feed, by=cast.coordinatrice)
    with pytest.raises(PermissionDenied):
        close_feed(feed=feed, by=cast.coordinatrice)
    with pytest.raises(PermissionDenied):
        open_feed(convention=cast.convention, member=member, by=cast.coordinatrice)
    with pytest.raises(PermissionDenied):
        open_feed(convention=cast.convention, member=None, by=cast.etrangere)
    close_feed(feed=feed, by=cast.lecteur)
    assert not Feed.objects.filter(pk=feed.pk).exists()
