"""The page of one's calendars, and the file that calendars fetch."""

from __future__ import annotations

import re
from typing import Any

from django.test import Client
from icalendar import Calendar

from maillage.conventions.models import Action, Feed
from maillage.conventions.operations.feeds import open_feed
from maillage.conventions.selectors.feeds import feed_signature
from tests.cast import Cast
from tests.factories.schedule import dated
from tests.web.testing import PageClient, text_of


def address_of(feed: Feed) -> str:
    """Where calendars fetch it."""
    return f"/agenda/{feed.pk}-{feed_signature(feed)}.ics"


def fetch(cast: Cast, **headers: str) -> Any:
    """The calendar of the plan, by somebody who is not signed in."""
    feed = open_feed(convention=cast.convention, member=None, by=cast.lecteur)
    return Client().get(address_of(feed), headers=headers)


def test_each_person_opens_renews_and_closes_their_own_address(page: PageClient, cast: Cast) -> None:
    page.force_login(cast.pilote)
    here = f"/c/{cast.convention.pk}/echeancier/agendas/"
    assert "Créer l’adresse : Ce dont je réponds" in text_of(page.get(here)).replace("\u00a0", " ")
    page.post(here, {"quoi": "moi"})
    feed = Feed.objects.get()
    assert feed.member == cast.membership(cast.pilote)
    html = page.get(here).content.decode()
    assert f'value="http://testserver{address_of(feed)}"' in html
    assert f'href="webcal://testserver{address_of(feed)}"' in html
    old = address_of(feed)
    page.post(f"{here}{feed.pk}/changer/")
    feed.refresh_from_db()
    assert Client().get(old).status_code == 404
    assert Client().get(address_of(feed)).status_code == 200
    page.post(f"{here}{feed.pk}/retirer/")
    assert Client().get(address_of(feed)).status_code == 404


def test_the_address_of_another_person_is_not_shown(page: PageClient, cast: Cast) -> None:
    feed = open_feed(convention=cast.convention, member=None, by=cast.lecteur)
    page.force_login(cast.coordinatrice)
    html = page.get(f"/c/{cast.convention.pk}/echeancier/agendas/").content.decode()
    assert feed_signature(feed) not in html


def test_a_library_reads_back_every_day_and_word(cast: Cast) -> None:
    long = "Créer, avec les communes ; et « sans délai » \\ une crèche " + "é" * 120
    action = dated(cast.convention, long, end="automne 2027", ref="1.2")
    answer = fetch(cast)
    assert answer.headers["Content-Type"] == "text/calendar; charset=utf-8"
    calendar = Calendar.from_ical(answer.content)
    [event] = calendar.events
    assert str(event["SUMMARY"]) == f"Fin vers l’automne 2027 : 1.2 {long}"
    assert (event.start.isoformat(), event.end.isoformat()) == ("2027-11-30", "2027-12-01")
    assert str(event["UID"]) == f"action-{action.pk}@convention-{cast.convention.pk}.maillage"
    assert str(event["URL"]) == f"http://testserver/c/{cast.convention.pk}/plan/actions/{action.pk}/"
    assert event["SEQUENCE"] == action.version
    assert str(calendar["X-WR-CALNAME"]) == "Pays d’Orvelle : échéancier"


def test_lines_are_folded_and_escaped_as_the_standard_says(cast: Cast) -> None:
    dated(cast.convention, "Un, deux ; trois\\quatre " + "é" * 100, end="2027")
    body = fetch(cast).content
    lines = body.split(b"\r\n")
    assert lines[0] == b"BEGIN:VCALENDAR"
    assert lines[-2:] == [b"END:VCALENDAR", b""]
    assert b"\n" not in body.replace(b"\r\n", b"")
    assert max(map(len, lines)) <= 75
    unfolded = body.replace(b"\r\n ", b"").decode()
    assert "Un\\, deux \\; trois\\\\quatre" in unfolded
    assert "DTSTART;VALUE=DATE:20271231" in unfolded
    assert re.search(r"(?m)^REFRESH-INTERVAL;VALUE=DURATION:PT6H\r?$", unfolded)


def test_what_did_not_change_is_not_sent_again(cast: Cast) -> None:
    action = dated(cast.convention, "Guichet", end="2027")
    first = fetch(cast)
    again = fetch(cast, if_none_match=first.headers["ETag"])
    assert (again.status_code, again.content) == (304, b"")
    Action.objects.filter(pk=action.pk).update(title="Autre")
    assert fetch(cast, if_none_match=first.headers["ETag"]).status_code == 200


def test_an_address_that_opens_nothing_always_says_the_same(cast: Cast) -> None:
    feed = open_feed(convention=cast.convention, member=None, by=cast.lecteur)
    good = address_of(feed)
    cast.membership(cast.lecteur).delete()
    wrong = [good, f"/agenda/{feed.pk}-{'0' * 40}.ics", f"/agenda/{feed.pk + 9}-{'0' * 40}.ics"]
    assert [Client().get(address).status_code for address in wrong] == [404, 404, 404]


def test_a_calendar_asks_as_much_for_many_actions_as_for_one(
    cast: Cast, django_assert_max_num_queries: Any
) -> None:
    for number in range(30):
        dated(cast.convention, f"Action {number}", end="2027")
    feed = open_feed(convention=cast.convention, member=None, by=cast.lecteur)
    with django_assert_max_num_queries(6):
        assert Client().get(address_of(feed)).status_code == 200
