"""Writing a whole plan at once, and taking it back."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from django.db import transaction
from django.utils import timezone

from maillage.conventions.draft import ActionDraft, NodeDraft, PlanDraft
from maillage.conventions.errors import NotUndoableError, TreeError
from maillage.conventions.models import Action, Convention, Indicator, Node, Partner, Pilot, Step
from maillage.conventions.models.convention import DEEPEST_TREE
from maillage.conventions.operations.common import action_fact, convention_fact, require
from maillage.conventions.permissions import can_import_document
from maillage.conventions.search import search_text
from maillage.conventions.sections import SECTIONS
from maillage.conventions.sections.indicators import build_indicators
from maillage.conventions.sections.people import build_people
from maillage.conventions.sections.steps import build_steps
from maillage.journal.models import Entry
from maillage.journal.operations import record, record_many

if TYPE_CHECKING:
    import uuid

    from maillage.accounts.models import User

_OWN_FIELDS = (
    "context", "objectives", "success_conditions", "resources", "residents", "calendar", "state",
)  # fmt: skip


@dataclass
class _Batch:
    """Rows gathered level by level, so that each table is written in one query."""

    convention: Convention
    mark: uuid.UUID
    actions: list[tuple[Action, ActionDraft]] = field(default_factory=list)

    def nodes_of(self, drafts: list[NodeDraft]) -> None:
        """Write the nodes level by level, then line their actions up."""
        level: list[tuple[Node | None, list[NodeDraft]]] = [(None, drafts)]
        depth, first = 0, Node.objects.filter(convention=self.convention, depth=0).count()
        while level:
            built: list[tuple[Node, NodeDraft]] = []
            for parent, children in level:
                start = first if parent is None else 0
                for position, draft in enumerate(children, start):
                    built.append((self._node(parent, depth, position, draft), draft))
            Node.objects.bulk_create([node for node, _ in built])
            for node, draft in built:
                self.line_up(node, draft.actions)
            level = [(node, draft.children) for node, draft in built if draft.children]
            depth += 1

    def _node(self, parent: Node | None, depth: int, position: int, draft: NodeDraft) -> Node:
        if depth >= DEEPEST_TREE - 1:
            raise TreeError(f"Le plan proposé a plus de {DEEPEST_TREE} niveaux, actions comprises.")
        return Node(
            convention=self.convention,
            parent=parent,
            depth=depth,
            position=position,
            ref=draft.ref[:20],
            title=draft.title[:500],
            batch=self.mark,
        )

    def line_up(self, node: Node | None, drafts: list[ActionDraft]) -> None:
        """Prepare the actions of one node."""
        start = Action.objects.filter(convention=self.convention, node=None).count() if node is None else 0
        for position, draft in enumerate(drafts, start):
            action = Action(
                convention=self.convention,
                node=node,
                position=position,
                ref=draft.ref[:20],
                title=draft.title[:500],
                fiche_title=draft.fiche_title[:500],
                transversal=draft.transversal,
                origin=draft.origin,
                batch=self.mark,
            )
            draft.sections = {
                key: SECTIONS[key].clean(self.convention, value) for key, value in draft.sections.items()
            }
            for key in _OWN_FIELDS:
                if key in draft.sections:
                    SECTIONS[key].write(action, draft.sections[key])
            action.search = search_text(*_searchable(action, draft))
            self.actions.append((action, draft))

    def write_actions(self) -> None:
        """Write the actions, then their rows, one query a table."""
        Action.objects.bulk_create([action for action, _ in self.actions])
        pilots: list[Pilot] = []
        partners: list[Partner] = []
        tops: list[Step] = []
        subs: list[Step] = []
        indicators: list[Indicator] = []
        for action, draft in self.actions:
            sections = draft.sections
            if "people" in sections:
                own_pilots, own_partners = build_people(action, sections["people"])
                pilots += own_pilots
                partners += own_partners
            own_tops, own_subs = build_steps(action, sections.get("steps", []))
            tops += own_tops
            subs += own_subs
            indicators += build_indicators(action, sections.get("indicators", []))
        Pilot.objects.bulk_create(pilots)
        Partner.objects.bulk_create(partners)
        Step.objects.bulk_create(tops)
        Step.objects.bulk_create(subs)
        Indicator.objects.bulk_create(indicators)


def _searchable(action: Action, draft: ActionDraft) -> list[str]:
    people = draft.sections.get("people", {})
    labels = [row["label"] for rows in ("pilots", "partners") for row in people.get(rows, [])]
    steps = [row["text"] for row in draft.sections.get("steps", [])]
    return [action.ref, action.title, action.fiche_title, action.context, action.objectives, *labels, *steps]


@transaction.atomic
def import_plan(
    *,
    convention: Convention,
    draft: PlanDraft,
    batch: uuid.UUID,
    by: User,
    replace: bool = False,
    details: dict[str, Any] | None = None,
) -> Entry:
    """Write a whole plan in one transaction; with ``replace``, the plan in place is taken out.

    ``batch`` marks the rows. Returns the « plan.imported » entry, whose changes hold what
    the convention itself was given (levels, years) and whose details what was replaced.
    """
    require(can_import_document(by, convention))
    locked = Convention.objects.select_for_update(of=("self",)).get(pk=convention.pk)
    replaced = _take_out(locked) if replace else {"nodes": [], "actions": []}
    changes = _adopt(locked, draft)
    rows = _Batch(locked, batch)
    rows.nodes_of(draft.nodes)
    rows.line_up(None, draft.actions)
    rows.write_actions()
    record_many(
        (action_fact(action, "imported", details={"origin": action.origin}) for action, _ in rows.actions),
        by=by,
    )
    convention.refresh_from_db()
    counts = {"batch": str(batch), "actions": len(rows.actions), "replaced": replaced}
    return record(convention_fact(locked, "plan.imported", changes, {**(details or {}), **counts}), by=by)


def _take_out(convention: Convention) -> dict[str, list[int]]:
    living = {"convention": convention, "deleted_at": None}
    nodes = list(Node.everything.filter(**living).values_list("pk", flat=True))
    actions = list(Action.everything.filter(**living).values_list("pk", flat=True))
    now = timezone.now()
    Node.everything.filter(pk__in=nodes).update(deleted_at=now)
    Action.everything.filter(pk__in=actions).update(deleted_at=now)
    return {"nodes": nodes, "actions": actions}


def _adopt(convention: Convention, draft: PlanDraft) -> dict[str, tuple[Any, Any]]:
    """Give the convention the levels of an only plan, and the years that it does not have."""
    wanted: dict[str, Any] = {}
    alone = not Node.objects.filter(convention=convention).exists()
    if draft.level_names and alone:
        wanted["level_names"] = draft.level_names[:DEEPEST_TREE]
    if convention.start_year is None and convention.end_year is None:
        wanted |= {"start_year": draft.start_year, "end_year": draft.end_year}
    changes = {
        name: (getattr(convention, name), value)
        for name, value in wanted.items()
        if value is not None and value != getattr(convention, name)
    }
    for name, (_, value) in changes.items():
        setattr(convention, name, value)
    if changes:
        convention.version += 1
        convention.save()
    return changes


@transaction.atomic
def withdraw_import(*, convention: Convention, batch: uuid.UUID, by: User) -> Entry:
    """Take an imported plan back out, bring back what it replaced and what it changed.

    The entry's details say how many fiches had been edited since (« edited »).
    """
    require(can_import_document(by, convention))
    entry = Entry.objects.filter(
        verb="plan.imported", convention_id=convention.pk, details__batch=str(batch), undone_by=None
    ).first()
    if entry is None:
        raise NotUndoableError("Cet import est déjà annulé.")
    here = {"convention": convention, "batch": batch, "deleted_at": None}
    edited = Action.everything.filter(**here, version__gt=1).count()
    now = timezone.now()
    withdrawn = Action.everything.filter(**here).update(deleted_at=now)
    _withdraw_nodes(convention, batch)
    replaced = entry.details["replaced"]
    Node.everything.filter(pk__in=replaced["nodes"], convention=convention).update(deleted_at=None)
    Action.everything.filter(pk__in=replaced["actions"], convention=convention).update(deleted_at=None)
    restored = {
        name: (after, before)
        for name, (before, after) in entry.changes.items()
        if getattr(convention, name) == after
    }
    for name, (_, before) in restored.items():
        setattr(convention, name, before)
    convention.version += 1
    convention.save()
    details = {"batch": str(batch), "actions": withdrawn, "edited": edited}
    return record(convention_fact(convention, "plan.withdrawn", restored, details), by=by, undoes=entry)


def _withdraw_nodes(convention: Convention, batch: uuid.UUID) -> None:
    """Nodes go, but for those that came to hold something written by hand."""
    held = set(
        Action.objects.filter(convention=convention, node__batch=batch).values_list("node_id", flat=True)
    )
    nodes = {node.pk: node for node in Node.objects.filter(convention=convention)}
    keep: set[int] = set()
    for node in nodes.values():
        if node.pk in held or node.batch != batch:
            parent: Node | None = node
            while parent is not None and parent.pk not in keep:
                keep.add(parent.pk)
                parent = nodes.get(parent.parent_id) if parent.parent_id else None
    gone = [pk for pk, node in nodes.items() if node.batch == batch and pk not in keep]
    Node.objects.filter(pk__in=gone).update(deleted_at=timezone.now())
