"""The whole plan on one page, in a constant number of queries (nodes, actions, pilots, themes)."""

from __future__ import annotations

from collections import Counter, defaultdict
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from maillage.conventions.enums import Status
from maillage.conventions.models import Node
from maillage.conventions.selectors.filters import LOOKS, PlanFilters
from maillage.conventions.selectors.rows import ActionRow, action_rows
from maillage.kernel.text import sort_key

if TYPE_CHECKING:
    from maillage.conventions.models import Convention
    from maillage.conventions.querysets import Viewer


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
