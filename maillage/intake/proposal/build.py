"""The plan document and the reviewer's decisions, put together."""

from __future__ import annotations

from dataclasses import asdict
from typing import TYPE_CHECKING, Any

from maillage.intake.proposal.doubts import answer, follow_points, questions_of
from maillage.intake.proposal.measures import measured
from maillage.intake.proposal.shape import shape
from maillage.intake.proposal.source import proposal_of
from maillage.intake.recognition.document import Item
from maillage.intake.recognition.items.dates import schedule_of

if TYPE_CHECKING:
    from collections.abc import Mapping

    from maillage.intake.proposal.decisions import Decisions
    from maillage.intake.proposal.parts import Fiche, Proposal


def propose(document: Mapping[str, Any], decisions: Decisions) -> Proposal:
    """The plan as it would be written now, with the doubts and their answers."""
    proposal = proposal_of(document)
    proposal.questions = questions_of(document, proposal)
    read = {key: _calendar(fiche) for key, fiche in proposal.fiches.items()}
    shape(proposal, decisions)
    follow_points(proposal)
    answer(proposal, decisions)
    for fiche in proposal.fiches.values():
        words = _calendar(fiche)
        if words != read.get(fiche.key, []):
            fiche.schedule = asdict(schedule_of([Item(text) for text in words]))
    return measured(proposal, decisions)


def _calendar(fiche: Fiche) -> list[str]:
    return [point.text for point in fiche.fields["calendar"].points]
