"""What stands behind the review page: the proposal, and the plan that is there already."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from maillage.conventions.models import Action, Node
from maillage.intake.proposal import propose
from maillage.intake.proposal.decisions import Decisions
from maillage.intake.proposal.folding import folded

if TYPE_CHECKING:
    from collections.abc import Mapping

    from maillage.conventions.models import Convention
    from maillage.intake.models import Import
    from maillage.intake.proposal.parts import Proposal


def review_of(import_: Import) -> Proposal:
    """The proposal of an import with the decisions kept so far, and the page of each thing if known."""
    proposal = propose(import_.document or {}, Decisions(import_.decisions))
    _turn_pages(proposal, import_.marks.get("lines", {}))
    return proposal


def _turn_pages(proposal: Proposal, placed: Mapping[str, Any]) -> None:
    """The pages as drawn: those of a converted document are only known once it is."""
    for fiche in proposal.fiches.values():
        for part in fiche.fields.values():
            part.fiche = fiche.key
            first = min(
                (point for point in part.points if point.line), key=lambda p: p.line or 0, default=None
            )
            if first is not None:
                part.page = page_of(placed, first.line) or first.page
    for question in proposal.questions:
        question.page = page_of(placed, question.line) or question.page


def page_of(placed: Mapping[str, Any], line: int | None) -> int | None:
    """The page of a line, by the marks of the import."""
    boxes = placed.get(str(line)) if line else None
    return int(boxes[0][0]) if boxes else None


@dataclass(frozen=True, slots=True)
class PlanInPlace:
    """What a convention has already. ``twins``: fiches proposed with the reference of one of its own."""

    nodes: int
    actions: int
    twins: int

    def __bool__(self) -> bool:
        return bool(self.nodes or self.actions)


def plan_in_place(convention: Convention, proposal: Proposal) -> PlanInPlace:
    """What stands already in ``convention``, and how much of ``proposal`` it has."""
    refs = list(Action.objects.for_convention(convention).values_list("ref", flat=True))
    known = {folded(ref) for ref in refs if ref}
    kept = (fiche for fiche in proposal.fiches.values() if fiche.ref and proposal.is_kept(fiche))
    twins = sum(folded(fiche.ref) in known for fiche in kept)
    return PlanInPlace(Node.objects.for_convention(convention).count(), len(refs), twins)
