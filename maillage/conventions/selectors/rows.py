"""Actions as lines of the plan, with how complete each fiche is."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.db.models import Case, Exists, IntegerField, OuterRef, Q, Value, When

from maillage.conventions.enums import Status, Term
from maillage.conventions.models import Action, BudgetLine, Indicator, Partner, Pilot, StaffShare, Step
from maillage.conventions.sections.shown import counted_rubrics
from maillage.kernel.fuzzy import show

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date, datetime

    from django.db.models import QuerySet
    from django.db.models.expressions import Combinable

    from maillage.conventions.models import Convention
    from maillage.conventions.querysets import Viewer


@dataclass(slots=True)
class ActionRow:
    """An action as a line of the plan.

    ``due`` is its end in words, else its horizon, else « dès » its start. ``filled`` counts the
    rubriques that say something out of ``rubrics``, those that the convention's fiches show.
    """

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
    rubrics: int
    has_indicators: bool
    news: str
    told_at: datetime | None
    updated_at: datetime
    search: str
    version: int


def _filled(condition: Q | Exists) -> Combinable:
    return Case(When(condition, then=Value(1)), default=Value(0), output_field=IntegerField())


def rubric_conditions() -> dict[str, Q | Exists]:
    """When each rubrique says something, as ``sections.shown.says_something`` has it."""
    mine = OuterRef("pk")
    people = Exists(Pilot.objects.filter(action=mine)) | Exists(Partner.objects.filter(action=mine))
    texts = ("context", "objectives", "publics", "competence", "success_conditions", "vigilance")
    lines = Exists(StaffShare.objects.filter(action=mine)) | Exists(BudgetLine.objects.filter(action=mine))
    return {
        **{name: ~Q(**{name: ""}) for name in texts},
        "resources": ~Q(resources="") | Q(lines),
        "residents": ~Q(residents="") | ~Q(residents_level=""),
        "steps": Exists(Step.objects.filter(action=mine)),
        "people": Q(people),
        "indicators": Exists(Indicator.objects.filter(action=mine)),
        "calendar": ~Q(calendar="") | ~Q(term="") | Q(start_on__isnull=False) | Q(end_on__isnull=False),
    }


def with_completeness(actions: QuerySet[Action], rubrics: Sequence[str]) -> QuerySet[Action]:
    """Annotate ``filled`` (how many of ``rubrics`` say something) and ``has_indicators``."""
    conditions = rubric_conditions()
    total: Combinable = Value(0)
    for key in rubrics:
        total = total + _filled(conditions[key])
    return actions.annotate(filled=total, has_indicators=conditions["indicators"])


def action_rows(convention: Convention, user: Viewer) -> list[ActionRow]:
    """Every action of the plan as a row: three queries whatever its size."""
    shown = counted_rubrics(convention)
    actions = with_completeness(Action.objects.visible_to(user).filter(convention=convention), shown).only(
        "ref", "title", "status", "node_id", "transversal", "start_on", "start_precision", "end_on",
        "end_precision", "term", "news", "told_at", "updated_at", "search", "version", "position",
        "convention_id",
    )  # fmt: skip
    pilots: dict[int, list[str]] = defaultdict(list)
    for action_id, label in Pilot.objects.filter(convention=convention).values_list("action_id", "label"):
        pilots[action_id].append(label)
    themes: dict[int, list[int]] = defaultdict(list)
    through = Action.themes.through.objects.filter(action__convention=convention)
    for action_id, theme_id in through.values_list("action_id", "theme_id"):
        themes[action_id].append(theme_id)
    return [_row(action, pilots[action.pk], themes[action.pk], len(shown)) for action in actions]


def due_words(action: Action) -> str:
    """« automne 2026 », « moyen terme », « dès 2024 », or nothing."""
    if action.end_on:
        return show(action.end_on, action.end_precision)
    if action.term:
        return str(Term(action.term).label).lower()
    return f"dès {show(action.start_on, action.start_precision)}" if action.start_on else ""


def _row(action: Action, pilots: list[str], themes: list[int], rubrics: int) -> ActionRow:
    return ActionRow(
        pk=action.pk,
        ref=action.ref,
        title=action.title,
        status=Status(action.status),
        node_id=action.node_id,
        transversal=action.transversal,
        pilots=pilots,
        themes=themes,
        due=due_words(action),
        end_on=action.end_on,
        filled=action.filled,  # type: ignore[attr-defined]  # annotated by with_completeness
        rubrics=rubrics,
        has_indicators=action.has_indicators,  # type: ignore[attr-defined]  # annotated likewise
        news=action.news,
        told_at=action.told_at,
        updated_at=action.updated_at,
        search=action.search,
        version=action.version,
    )
