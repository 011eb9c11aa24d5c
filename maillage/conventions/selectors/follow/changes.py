"""What changed in a plan since a moment, as the journal has it: net, grouped, in plan order."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from maillage.conventions.counting.values import Reading
from maillage.conventions.enums import Status, ValueStatus, VersionKind
from maillage.conventions.models import Action, IndicatorValue, PlanVersion
from maillage.journal.models import Entry

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import datetime

    from maillage.conventions.models import Convention
    from maillage.conventions.querysets import Viewer
    from maillage.conventions.selectors.follow.rows import FollowRow

TOLD = ("state", "calendar", "people")
_CAME = ("action.created", "action.imported")


@dataclass(frozen=True, slots=True)
class StateMove:
    """An action whose state is not what it was."""

    row: FollowRow
    before: Status
    after: Status
    at: datetime


@dataclass(frozen=True, slots=True)
class DateMove:
    """An action whose dates are not what they were: values of the section « calendar »."""

    row: FollowRow
    before: dict[str, Any]
    after: dict[str, Any]


@dataclass(frozen=True, slots=True)
class PilotMove:
    """An action whose pilots are not who they were."""

    row: FollowRow
    came: list[str]
    left: list[str]


@dataclass(frozen=True, slots=True)
class NewFigure:
    """A value noted or corrected since, as it is now. ``period`` is its code."""

    row: FollowRow
    label: str
    period: str
    reading: Reading
    measure: str
    unit: str


@dataclass(slots=True)
class Changes:
    """Everything since ``since``; ``completed`` counts the fiches of which other sections changed."""

    since: datetime
    states: list[StateMove] = field(default_factory=list)
    news: list[FollowRow] = field(default_factory=list)
    dates: list[DateMove] = field(default_factory=list)
    pilots: list[PilotMove] = field(default_factory=list)
    figures: list[NewFigure] = field(default_factory=list)
    came: list[FollowRow] = field(default_factory=list)
    left: list[str] = field(default_factory=list)
    completed: int = 0

    @property
    def count(self) -> int:
        """How many lines it has, news aside: they go with a state that did not move."""
        plan = len(self.states) + len(self.dates) + len(self.pilots)
        return plan + len(self.figures) + len(self.came) + len(self.left)

    @property
    def nothing(self) -> bool:
        """Whether there is nothing to say."""
        return not (self.count or self.news or self.completed)


def last_committee(convention: Convention, user: Viewer) -> PlanVersion | None:
    """The version last presented to a committee, without its content (one query)."""
    rows = PlanVersion.objects.visible_to(user).filter(convention=convention, kind=VersionKind.COMMITTEE)
    return rows.defer("content").order_by("-frozen_at").first()


def changes_since(
    convention: Convention, rows: Sequence[FollowRow], since: datetime, until: datetime | None = None
) -> Changes:
    """What changed between two moments in the actions of ``rows``, figures aside (three queries).

    Each section is compared with what it was first: what was changed and changed back did not move.
    """
    known = {row.pk: row for row in rows}
    found = Changes(since)
    entries = Entry.objects.filter(convention_id=convention.pk, subject_type="action", at__gte=since)
    if until is not None:
        entries = entries.filter(at__lt=until)
    came = set(entries.filter(verb__in=_CAME).values_list("subject_id", flat=True))
    found.came = [row for row in rows if row.pk in came]
    spans = _spans(entries, known.keys() - came)
    for pk, row in known.items():
        if pk in spans:
            _compare(found, row, spans[pk])
    found.left = _left(convention, since, until)
    return found


@dataclass(slots=True)
class _Span:
    """What the sections of one action were first, what they became last, and when a state last moved."""

    first: dict[str, Any] = field(default_factory=dict)
    last: dict[str, Any] = field(default_factory=dict)
    moved_at: datetime | None = None

    def add(self, changes: dict[str, Any], at: datetime) -> None:
        for section, (before, after) in changes.items():
            self.first.setdefault(section, before)
            self.last[section] = after
            if section == "state" and before.get("status") != after.get("status"):
                self.moved_at = at


def _spans(entries: Any, pks: set[int]) -> dict[int, _Span]:
    wrote = entries.filter(verb="action.updated").order_by("at", "pk")
    spans: dict[int, _Span] = {}
    for pk, at, changes in wrote.values_list("subject_id", "at", "changes"):
        if pk in pks:
            spans.setdefault(pk, _Span()).add(changes, at)
    return spans


def _compare(found: Changes, row: FollowRow, span: _Span) -> None:
    moved = {key for key in span.first if span.first[key] != span.last[key]}
    if "state" in moved:
        _compare_state(found, row, span)
    if "calendar" in moved and _dates(span.first["calendar"]) != _dates(span.last["calendar"]):
        found.dates.append(DateMove(row, span.first["calendar"], span.last["calendar"]))
    if "people" in moved:
        before, after = (_pilots(value["people"]) for value in (span.first, span.last))
        came = [label for label in after if label not in before]
        left = [label for label in before if label not in after]
        if came or left:
            found.pilots.append(PilotMove(row, came, left))
    found.completed += bool(moved - set(TOLD))


def _compare_state(found: Changes, row: FollowRow, span: _Span) -> None:
    before, after = span.first["state"], span.last["state"]
    if before.get("status") != after.get("status") and span.moved_at:
        move = StateMove(row, Status(before["status"]), Status(after["status"]), span.moved_at)
        found.states.append(move)
    if after.get("news") and before.get("news") != after["news"]:
        found.news.append(row)


def _dates(value: dict[str, Any]) -> tuple[Any, ...]:
    return value.get("start"), value.get("end"), value.get("term")


def _pilots(value: dict[str, Any]) -> list[str]:
    return [pilot["label"] for pilot in value.get("pilots", [])]


def figures_since(
    convention: Convention, rows: Sequence[FollowRow], since: datetime, until: datetime | None = None
) -> list[NewFigure]:
    """The values of whole indicators noted between two moments, in plan order (one query)."""
    known = {row.pk: row for row in rows}
    values = IndicatorValue.objects.filter(convention=convention, category="", updated_at__gte=since)
    if until is not None:
        values = values.filter(updated_at__lt=until)
    found = [
        NewFigure(
            known[action], label, period, Reading(ValueStatus(status), number, words=words), measure, unit
        )
        for action, label, measure, unit, period, status, number, words in values.order_by(
            "indicator__position", "indicator_id", "period"
        ).values_list(*_FIGURE)
        if action in known
    ]
    place = {pk: index for index, pk in enumerate(known)}
    return sorted(found, key=lambda one: place[one.row.pk])


_FIGURE = (
    "indicator__action_id", "indicator__label", "indicator__measure", "indicator__target_unit", "period",
    "status", "number", "words",
)  # fmt: skip


def _left(convention: Convention, since: datetime, until: datetime | None) -> list[str]:
    gone = Action.everything.filter(convention=convention, deleted_at__gte=since, created_at__lt=since)
    if until is not None:
        gone = gone.filter(deleted_at__lt=until)
    rows = gone.order_by("position", "pk").values_list("ref", "title")
    return [f"{ref} {title}".strip() for ref, title in rows]
