"""The whole plan on one page, in a constant number of queries (nodes, actions, pilots, themes)."""

from __future__ import annotations

from collections import Counter, defaultdict
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from django.db.models import Case, Exists, IntegerField, OuterRef, Q, Value, When

from maillage.conventions.enums import Status, Term
from maillage.conventions.models import Action, Indicator, Node, Partner, Pilot, Step
from maillage.conventions.sections import RUBRICS
from maillage.conventions.selectors.filters import LOOKS, PlanFilters
from maillage.kernel.fuzzy import show
from maillage.kernel.text import sort_key

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


@dataclass(slots=True)
class Branch:
    """A node with what it holds, already filtered; ``total`` counts its actions before filtering."""

    node: Node | None
    depth: int
    level: str
    actions: list[ActionRow] = field(default_factory=list)
    children: list[Branch] = field(default_factory=list)
    total: int = 0

    def walk(self) -> list[ActionRow]:
        """Every action below, in plan order."""
        rows = list(self.actions)
        for child in self.children:
            rows += child.walk()
        return rows

    @property
    def done(self) -> int:
        """How many actions below are done."""
        return sum(row.status == Status.DONE for row in self.walk())


@dataclass(slots=True)
class PlanTree:
    """The plan as shown. ``looks`` counts, over the whole plan, what deserves a look."""

    branches: list[Branch]
    rows: list[ActionRow]
    shown: int
    looks: list[tuple[str, str, int]]
    pilots: list[str]
    statuses: Counter[Status]

    @property
    def total(self) -> int:
        """All actions, shown or not."""
        return len(self.rows)


def plan_tree(convention: Convention, user: Viewer, filters: PlanFilters | None = None) -> PlanTree:
    """The plan of ``convention`` as ``user`` may see it, narrowed by ``filters``."""
    filters = filters or PlanFilters()
    nodes = list(Node.objects.visible_to(user).filter(convention=convention))
    rows = action_rows(convention, user)
    by_node: dict[int | None, list[ActionRow]] = defaultdict(list)
    for row in rows:
        by_node[row.node_id].append(row)
    children: dict[int | None, list[Node]] = defaultdict(list)
    for node in nodes:
        children[node.parent_id].append(node)
    builder = _Builder(children, by_node, convention.node_levels, filters)
    branches = [builder.branch(node) for node in children[None]]
    if by_node[None]:
        branches.append(builder.loose(by_node[None]))
    kept = [branch for branch in branches if not filters.active or branch.walk()]
    ordered = [row for branch in branches for row in builder.everything(branch)]
    return PlanTree(
        branches=kept,
        rows=ordered,
        shown=sum(len(branch.walk()) for branch in kept),
        looks=[(key, label, sum(map(test, rows))) for key, (label, test) in LOOKS.items()],
        pilots=sorted({pilot for row in rows for pilot in row.pilots}, key=sort_key),
        statuses=Counter(row.status for row in rows),
    )


@dataclass(slots=True)
class _Builder:
    children: dict[int | None, list[Node]]
    by_node: dict[int | None, list[ActionRow]]
    levels: list[str]
    filters: PlanFilters

    def branch(self, node: Node) -> Branch:
        own = self.by_node[node.pk]
        level = self.levels[node.depth] if node.depth < len(self.levels) else ""
        branch = Branch(node, node.depth, level, [row for row in own if self.filters.keeps(row)])
        branch.total = len(own)
        for child in self.children[node.pk]:
            below = self.branch(child)
            branch.total += below.total
            if not self.filters.active or below.walk():
                branch.children.append(below)
        return branch

    def loose(self, rows: list[ActionRow]) -> Branch:
        kept = [row for row in rows if self.filters.keeps(row)]
        return Branch(None, 0, "", kept, total=len(rows))

    def everything(self, branch: Branch) -> list[ActionRow]:
        """Rows of a branch before filtering, in plan order."""
        pk = branch.node.pk if branch.node else None
        rows = list(self.by_node[pk])
        for child in self.children[pk] if pk else []:
            rows += self.everything(Branch(child, child.depth, ""))
        return rows


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
