"""What « Rendre mesurable » shows."""

from __future__ import annotations

from typing import TYPE_CHECKING

from maillage.intake.proposal.decisions import Decisions
from maillage.intake.proposal.measures import candidates_of
from maillage.intake.selectors.review import review_of

if TYPE_CHECKING:
    from maillage.intake.models import Import
    from maillage.intake.proposal.measures import Candidate
    from maillage.intake.proposal.parts import Proposal


def measures_of(import_: Import) -> tuple[Proposal, list[Candidate]]:
    """The proposal, and each of its indicators with its measure as proposed and as decided."""
    proposal = review_of(import_)
    return proposal, candidates_of(proposal, Decisions(import_.decisions))
