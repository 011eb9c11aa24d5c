"""Actions as lines of the plan, with how complete each fiche is."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.db.models import Case, Exists, IntegerField, OuterRef, Q, Value, When

from maillage.conventions.enums import Status, Term
from maillage.conventions.models import Action, Indicator, Partner, Pilot, Step
from maillage.conventions.sections import RUBRICS
from maillage.kernel.fuzzy import show

if TYPE_CHECKING:
    from datetime import date, datetime

    from django.db.models import QuerySet
    from django.db.models.expressions import Combinable

    from maillage.conventions.models import Convention
    from maillage.conventions.querysets import Viewer


@dataclass(slots=True)
class ActionRow:
    """An action as a line of the plan; ``due`` is its end in words, ``filled`` counts rubrics."""

    pk: int
    ref: str
    title: str
    status: Status
    node_id: int | None
    transversal: bool
    pilots: list[str]
    themes: list[int]
    due: str
    end_on: date | None
    filled: int
    has_indicators: bool
    news: str
    updated_at: datetime
    search: str
    version: int

    @property
    def rubrics(self) -> int:
        """Out of how many rubrics ``filled`` counts."""
        return len(RUBRICS)


def _filled(condition: Q | Exists) -> Combinable:
    return Case(When(condition, then=Value(1)), default=Value(0), output_field=IntegerField())


def with_completeness(actions: QuerySet[Action]) -> QuerySet[Action]:
    """Annotate ``filled`` (rubrics that say something, as ``Section.is_filled``) and ``has_indicators``."""
    mine = OuterRef("pk")
    people = Exists(Pilot.objects.filter(action=mine)) | Exists(Partner.objects.filter(action=mine))
    indicators = Exists(Indicator.objects.filter(action=mine))
    calendar = ~Q(calendar="") | ~Q(term="") | Q(start_on__isnull=False) | Q(end_on__isnull=False)
    conditions: list[Q | Exists] = [
        *(~Q(**{name: ""}) for name in ("context", "objectives", "success_conditions", "resources")),
        ~Q(residents="") | ~Q(residents_level=""),
        Exists(Step.objects.filter(action=mine)),
        Q(people),
        indicators,
        calendar,
    ]
    total: Combinable = _filled(conditions[0])
    for condition in conditions[1:]:
        total = total + _filled(condition)
    return actions.annotate(filled=total, has_indicators=indicators)


def action_rows(convention: Convention, user: Viewer) -> list[ActionRow]:
    """Every action of the plan as a row: three queries whatever its size."""
    actions = with_completeness(Action.objects.visible_to(user).filter(convention=convention)).only(
        "ref", "title", "status", "node_id", "transversal", "end_on", "end_precision", "term",
        "news", "updated_at", "search", "version", "position", "convention_id",
    )  # fmt: skip
    pilots: dict[int, list[str]] = defaultdict(list)
    for action_id, label in Pilot.objects.filter(convention=convention).values_list("action_id", "label"):
        pilots[action_id].append(label)
    themes: dict[int, list[int]] = defaultdict(list)
    through = Action.themes.through.objects.filter(action__convention=convention)
    for action_id, theme_id in through.values_list("action_id", "theme_id"):
        themes[action_id].append(theme_id)
    return [_row(action, pilots[action.pk], themes[action.pk]) for action in actions]


def _row(action: Action, pilots: list[str], themes: list[int]) -> ActionRow:
    if action.end_on:
        due = show(action.end_on, action.end_precision)
    else:
        due = Term(action.term).label.lower() if action.term else ""
    return ActionRow(
        pk=action.pk,
        ref=action.ref,
        title=action.title,
        status=Status(action.status),
        node_id=action.node_id,
        transversal=action.transversal,
        pilots=pilots,
        themes=themes,
        due=due,
        end_on=action.end_on,
        filled=action.filled,  # type: ignore[attr-defined]  # annotated by with_completeness
        has_indicators=action.has_indicators,  # type: ignore[attr-defined]  # annotated likewise
        news=action.news,
        updated_at=action.updated_at,
        search=action.search,
        version=action.version,
    )
