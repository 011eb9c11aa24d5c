"""Writing a whole plan at once."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from django.db import transaction
from django.utils import timezone

from maillage.conventions.draft import ActionDraft, NodeDraft, PlanDraft
from maillage.conventions.errors import InvalidValueError, TreeError
from maillage.conventions.fiche_templates import nearest_template
from maillage.conventions.models import Action, Convention, Indicator, Node, Partner, Pilot, Step
from maillage.conventions.models.convention import DEEPEST_TREE
from maillage.conventions.operations.common import (
    action_fact,
    convention_fact,
    locked_convention,
    next_position,
    require,
)
from maillage.conventions.operations.indexing import index_actions
from maillage.conventions.operations.values import LONGEST_LEVEL, fitting, is_period, is_year
from maillage.conventions.permissions import can_import_document
from maillage.conventions.search import action_search
from maillage.conventions.sections import ROWS, RUBRICS, SECTIONS, Json
from maillage.conventions.sections.base import plain
from maillage.conventions.sections.indicators import build_indicators
from maillage.conventions.sections.people import build_people
from maillage.conventions.sections.shown import shown_rubrics
from maillage.conventions.sections.steps import build_steps
from maillage.journal.operations import record, record_many

if TYPE_CHECKING:
    import uuid

    from maillage.accounts.models import User
    from maillage.journal.models import Entry

UNTITLED = "Sans titre"
_OWN_FIELDS = {
    "context", "objectives", "publics", "competence", "success_conditions", "vigilance", "resources",
    "residents", "calendar", "state",
}  # fmt: skip
_NOBODY: dict[str, Json] = {"pilots": [], "partners": [], "communes": []}
_NOTHING: dict[str, Json] = {"people": _NOBODY}


@dataclass
class _Batch:
    """Rows gathered level by level, so that each table is written in one query."""

    convention: Convention
    mark: uuid.UUID
    actions: list[tuple[Action, dict[str, Json]]] = field(default_factory=list)

    def nodes_of(self, drafts: list[NodeDraft]) -> None:
        """Write the nodes level by level, then line their actions up."""
        roots = list(Node.objects.filter(convention=self.convention, depth=0))
        level: list[tuple[Node | None, list[NodeDraft]]] = [(None, drafts)]
        depth = 0
        while level:
            built: list[tuple[Node, NodeDraft]] = []
            for parent, children in level:
                start = 0 if parent else next_position(roots)
                for position, draft in enumerate(children, start):
                    built.append((self._node(parent, depth, position, draft), draft))
            Node.objects.bulk_create([node for node, _ in built])
            for node, draft in built:
                self.line_up(node, draft.actions)
            level = [(node, draft.children) for node, draft in built if draft.children]
            depth += 1

    def _node(self, parent: Node | None, depth: int, position: int, draft: NodeDraft) -> Node:
        return Node(
            convention=self.convention,
            parent=parent,
            depth=depth,
            position=position,
            ref=plain(draft.ref)[:20],
            title=plain(draft.title)[:500] or UNTITLED,
            batch=self.mark,
        )

    def line_up(self, node: Node | None, drafts: list[ActionDraft]) -> None:
        """Prepare the actions of one node."""
        before = [] if node else list(Action.objects.filter(convention=self.convention, node=None))
        for position, draft in enumerate(drafts, next_position(before)):
            fiche_title = plain(draft.fiche_title)[:500]
            action = Action(
                convention=self.convention,
                node=node,
                position=position,
                ref=plain(draft.ref)[:20],
                title=plain(draft.title)[:500] or fiche_title or UNTITLED,
                fiche_title=fiche_title,
                transversal=draft.transversal,
                origin=draft.origin,
                batch=self.mark,
            )
            sections = self._clean(action, draft)
            for key in _OWN_FIELDS & sections.keys():
                SECTIONS[key].write(action, sections[key])
            action.search = action_search(action, _labels(sections))
            self.actions.append((action, sections))

    def _clean(self, action: Action, draft: ActionDraft) -> dict[str, Json]:
        """The sections in their normal form; a refusal names the fiche."""
        try:
            return {key: self._value(key, value) for key, value in draft.sections.items()}
        except KeyError as error:
            raise InvalidValueError(f"« {action} » : rubrique {error} inconnue.") from error
        except InvalidValueError as error:
            raise InvalidValueError(f"« {action} » : {error}", error.field) from error

    def _value(self, key: str, value: Json) -> Json:
        """A clean value whose rows are all new."""
        part = SECTIONS[key]
        return part.settle(_NOTHING.get(key, []), part.clean(self.convention, value))

    def write_actions(self) -> None:
        """Write the actions, then their rows, one query a table."""
        Action.objects.bulk_create([action for action, _ in self.actions])
        pilots: list[Pilot] = []
        partners: list[Partner] = []
        tops: list[Step] = []
        subs: list[Step] = []
        indicators: list[Indicator] = []
        for action, sections in self.actions:
            own_pilots, own_partners = build_people(action, sections.get("people", _NOBODY))
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
        self._link()

    def _link(self) -> None:
        """Tie the actions to their communes and themes."""
        of_communes, of_themes = Action.communes.through, Action.themes.through
        of_communes.objects.bulk_create(
            of_communes(action=action, commune_id=code)
            for action, sections in self.actions
            for code in sections.get("people", _NOBODY)["communes"]
        )
        of_themes.objects.bulk_create(
            of_themes(action=action, theme_id=pk)
            for action, sections in self.actions
            for pk in sections.get("identity", {}).get("themes", [])
        )


def _labels(sections: dict[str, Json]) -> list[str]:
    people = sections.get("people", _NOBODY)
    labels = [row["label"] for kind in ("pilots", "partners") for row in people[kind]]
    steps = sections.get("steps", [])
    inner = [sub["text"] for step in steps for sub in step["substeps"]]
    return [*labels, *(step["text"] for step in steps), *inner]


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
    Of an « identity » section only the themes are read: a draft has its own title. Raises
    TreeError when the plan is deeper than a plan can be, InvalidValueError on a bad value.
    """
    require(can_import_document(by, convention))
    locked = locked_convention(convention.pk)
    replaced = _take_out(locked) if replace else {"nodes": [], "actions": []}
    changes = _adopt(locked, draft)
    rows = _Batch(locked, batch)
    rows.nodes_of(draft.nodes)
    rows.line_up(None, draft.actions)
    rows.write_actions()
    index_actions(Action.objects.filter(batch=batch).select_related("convention").prefetch_related(*ROWS))
    record_many(
        [action_fact(action, "imported", details={"origin": action.origin}) for action, _ in rows.actions],
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
    """Give the convention the levels and the fiche of an only plan, and the years that it does not have.

    Where the plan in place has fewer levels than the draft, names are added.
    """
    wanted = {
        "level_names": _levels(convention, draft),
        **_years(convention, draft),
        **_shape(convention, draft),
    }
    changes = {
        name: (getattr(convention, name), value)
        for name, value in wanted.items()
        if value != getattr(convention, name)
    }
    for name, (_, value) in changes.items():
        setattr(convention, name, value)
    if changes:
        convention.version += 1
        convention.save()
    return changes


def _levels(convention: Convention, draft: PlanDraft) -> list[str]:
    depth = _depth(draft.nodes)
    if depth >= DEEPEST_TREE:
        raise TreeError(f"Le plan proposé a plus de {DEEPEST_TREE} niveaux, actions comprises.")
    names = [name for name in (plain(name)[:LONGEST_LEVEL] for name in draft.level_names) if name]
    if not names or Node.objects.filter(convention=convention).exists():
        return fitting(convention.level_names, depth)
    # the last is the action's own
    return fitting([*names[:-1][: DEEPEST_TREE - 1], names[-1]], depth)


def _shape(convention: Convention, draft: PlanDraft) -> dict[str, Any]:
    """The fiche that fits an only plan, where nobody gave it a shape: rubriques that nothing fills go.

    The names of rubriques stay the usual ones: a template's are not the document's.
    """
    told = convention.section_order or convention.section_labels or convention.hidden_sections
    if not draft.fits_fiche or told or Action.objects.filter(convention=convention).exists():
        return {}
    filled = {key: share for key, share in draft.shares().items() if key in RUBRICS}
    if set(filled) >= set(shown_rubrics(convention)):
        return {}
    filled |= {"links": 1.0} if draft.finds else {}
    values = nearest_template(filled).values(kept={*filled, "people"})
    return {name: values[name] for name in ("section_order", "hidden_sections")}


def _depth(nodes: list[NodeDraft]) -> int:
    return max((1 + _depth(node.children) for node in nodes), default=0)


def _years(convention: Convention, draft: PlanDraft) -> dict[str, int]:
    """The years of the draft, if the convention has none and a convention can have them."""
    if convention.start_year is not None or convention.end_year is not None:
        return {}
    read = {"start_year": draft.start_year, "end_year": draft.end_year}
    years = {name: year for name, year in read.items() if year is not None and is_year(year)}
    return years if len(years) < 2 or is_period(*years.values()) else {}
