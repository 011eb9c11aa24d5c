"""The actions of a plan with everything that tells how they go: a constant number of queries."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from maillage.conventions.enums import Status
from maillage.conventions.models import Action, Node, Pilot, Step
from maillage.conventions.selectors.fiche import place_in_plan, top_in
from maillage.conventions.selectors.schedule.periods import Bound, Period, bound
from maillage.conventions.selectors.schedule.rows import DatedStep
from maillage.journal.models import Entry
from maillage.kernel.text import fold

if TYPE_CHECKING:
    from datetime import date, datetime

    from maillage.conventions.models import Convention
    from maillage.conventions.querysets import Viewer

_COLUMNS = (
    "ref", "title", "status", "node_id", "position", "term", "start_on", "start_precision", "end_on",
    "end_precision", "difficulty", "difficulty_note", "help_needed", "next_step", "news", "told_at",
    "updated_at",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class PilotName:
    """A pilot as the fiche names them, and the person once known."""

    label: str
    member_id: int | None

    @property
    def key(self) -> str:
        """The same for two spellings of one label."""
        return fold(self.label)


@dataclass(slots=True)
class FollowRow:
    """An action as it is followed. ``top``: the top node above it, None for the actions on no node.

    ``blocked_at``: since when it is blocked, None when nobody said so here (an imported state).
    """

    pk: int
    ref: str
    title: str
    status: Status
    top: Node | None
    term: str
    period: Period
    difficulty: str
    difficulty_note: str
    help_needed: str
    next_step: str
    news: str
    told_at: datetime | None
    updated_at: datetime
    pilots: list[PilotName] = field(default_factory=list)
    communes: set[str] = field(default_factory=set)
    steps: list[DatedStep] = field(default_factory=list)
    blocked_at: datetime | None = None

    @property
    def name(self) -> str:
        """« 1.A.2 Micro-crèche »."""
        return f"{self.ref} {self.title}".strip()

    @property
    def end_on(self) -> date | None:
        """The last day that its end may mean."""
        return self.period.end.latest if self.period.end else None

    @property
    def end(self) -> Bound | None:
        """Its end, as far as it is known."""
        return self.period.end

    @property
    def last_word(self) -> datetime:
        """When somebody last said where it stands; the last write on the fiche where nobody ever did."""
        return self.told_at or self.updated_at


def follow_rows(convention: Convention, user: Viewer) -> list[FollowRow]:
    """The living actions of ``convention`` in plan order, as ``user`` may see them (six queries)."""
    nodes = {node.pk: node for node in Node.objects.filter(convention=convention)}
    actions = list(Action.objects.visible_to(user).filter(convention=convention).only(*_COLUMNS))
    actions.sort(key=lambda one: (place_in_plan(nodes, one.node_id), one.position, one.pk))
    rows = {action.pk: _row(action, nodes) for action in actions}
    _attach(convention, rows)
    return list(rows.values())


def _row(action: Action, nodes: dict[int, Node]) -> FollowRow:
    return FollowRow(
        pk=action.pk,
        ref=action.ref,
        title=action.title,
        status=Status(action.status),
        top=top_in(nodes, action.node_id),
        term=action.term,
        period=Period(
            bound(action.start_on, action.start_precision), bound(action.end_on, action.end_precision)
        ),
        difficulty=action.difficulty,
        difficulty_note=action.difficulty_note,
        help_needed=action.help_needed,
        next_step=action.next_step,
        news=action.news,
        told_at=action.told_at,
        updated_at=action.updated_at,
    )


def _attach(convention: Convention, rows: dict[int, FollowRow]) -> None:
    """Give each row what hangs from it; rows of deleted actions are in nobody's reach."""
    pilots = Pilot.objects.filter(convention=convention).values_list("action_id", "label", "member_id")
    for action, label, member in pilots:
        if action in rows:
            rows[action].pilots.append(PilotName(label, member))
    communes = Action.communes.through.objects.filter(action__convention=convention)
    for action, code in communes.values_list("action_id", "commune_id"):
        if action in rows:
            rows[action].communes.add(code)
    steps = Step.objects.filter(convention=convention, due_on__isnull=False).order_by("due_on", "pk")
    for action, text, status, on, precision in steps.values_list(
        "action_id", "text", "status", "due_on", "due_precision"
    ):
        due = bound(on, precision)
        if action in rows and due is not None:
            rows[action].steps.append(DatedStep(text, Status(status), due))
    blocked = [row.pk for row in rows.values() if row.status == Status.BLOCKED]
    for pk, moment in _blocked_since(convention, blocked).items():
        rows[pk].blocked_at = moment


def _blocked_since(convention: Convention, pks: list[int]) -> dict[int, datetime]:
    """When each of these actions last became blocked, as the journal has it."""
    wrote = Entry.objects.filter(
        convention_id=convention.pk, subject_type="action", subject_id__in=pks, changes__has_key="state"
    )
    found: dict[int, datetime] = {}
    for pk, moment, state in wrote.order_by("-at", "-pk").values_list("subject_id", "at", "changes__state"):
        before, after = ((value or {}).get("status") for value in state)
        if after == Status.BLOCKED != before:
            found.setdefault(pk, moment)
    return found
