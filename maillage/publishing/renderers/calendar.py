"""Deadlines as an iCalendar file (RFC 5545): whole days, identifiers that never change."""

from __future__ import annotations

from datetime import UTC, timedelta
from typing import TYPE_CHECKING

from icalendar import Calendar, Event
from icalendar.prop import vDuration

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from maillage.conventions.selectors.schedule.deadlines import Deadline

PRODUCT = "-//Maillage//Echeancier//FR"
REFRESH = timedelta(hours=6)
CONTENT_TYPE = "text/calendar; charset=utf-8"


def render_calendar(name: str, deadlines: Iterable[Deadline], link: Callable[[Deadline], str]) -> bytes:
    """The file. The same deadlines give the same bytes; ``link`` is the page where each is told."""
    calendar = Calendar()
    calendar.add("prodid", PRODUCT)
    calendar.add("version", "2.0")
    calendar.add("calscale", "GREGORIAN")
    calendar.add("method", "PUBLISH")
    calendar.add("name", name)
    calendar.add("x-wr-calname", name)
    calendar.add("refresh-interval", vDuration(REFRESH), parameters={"VALUE": "DURATION"})
    calendar.add("x-published-ttl", vDuration(REFRESH))
    for deadline in deadlines:
        calendar.add_component(_event(deadline, link(deadline)))
    data: bytes = calendar.to_ical()
    return data


def _event(deadline: Deadline, url: str) -> Event:
    changed = deadline.changed_at.astimezone(UTC).replace(microsecond=0)
    event = Event()
    event.add("uid", deadline.uid)
    event.add("dtstamp", changed)
    event.add("last-modified", changed)
    event.add("sequence", deadline.sequence)
    event.add("dtstart", deadline.on)
    event.add("dtend", deadline.on + timedelta(days=1))
    event.add("summary", deadline.title)
    if deadline.details:
        event.add("description", deadline.details)
    event.add("url", url)
    # nobody is busy because of a deadline
    event.add("transp", "TRANSPARENT")
    return event
