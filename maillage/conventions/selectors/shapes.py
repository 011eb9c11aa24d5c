"""What a change of the fiche's shape would change, before it is made."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from django.db.models import Count, Exists, OuterRef, Q

from maillage.conventions.models import Action, ActionFinding, ActionLink, Convention, Scheme
from maillage.conventions.sections import SECTIONS
from maillage.conventions.sections.shown import label_of, shown_rubrics
from maillage.conventions.selectors.rows import rubric_conditions

if TYPE_CHECKING:
    from collections.abc import Mapping

    from django.db.models.expressions import Combinable

    from maillage.conventions.querysets import Viewer


@dataclass(frozen=True, slots=True)
class ShapeRow:
    """A rubrique before and after: its names, whether the fiche has it, how many fiches fill it."""

    key: str
    before: str
    after: str
    had: bool
    has: bool
    filled: int

    @property
    def change(self) -> str:
        """« ajoutée », « masquée », « renommée », or nothing."""
        if self.had != self.has:
            return "ajoutée" if self.has else "masquée"
        return "renommée" if self.has and self.before != self.after else ""


def _tied() -> Combinable:
    """When an action has links of its own."""
    mine = OuterRef("pk")
    schemes = Scheme.actions.through.objects.filter(action=mine)
    ties = (ActionLink.objects.filter(source=mine), ActionFinding.objects.filter(action=mine), schemes)
    first, second, third = (Exists(one) for one in ties)
    return first | second | third


def filled_rubrics(convention: Convention, user: Viewer) -> dict[str, int]:
    """How many fiches fill each rubrique, those that the convention hides included (one query)."""
    actions = Action.objects.visible_to(user).filter(convention=convention).order_by()
    conditions = {**rubric_conditions(), "links": _tied()}
    counts = {key: Count("pk", filter=Q(says)) for key, says in conditions.items()}
    return {key: int(count) for key, count in actions.aggregate(**counts).items()}


def compare_shapes(convention: Convention, values: Mapping[str, Any], user: Viewer) -> list[ShapeRow]:
    """Every rubrique that the fiche has or would have with ``values``, in the order it would have."""
    wanted = Convention(pk=convention.pk, **values)
    before, after = shown_rubrics(convention), shown_rubrics(wanted)
    filled = filled_rubrics(convention, user)
    gone = [key for key in before if key not in after]
    return [
        ShapeRow(
            key=key,
            before=label_of(convention, key),
            after=label_of(wanted, key),
            had=key in before,
            has=key in after,
            filled=filled.get(key, 0),
        )
        for key in (*after, *gone)
        if key in SECTIONS
    ]
