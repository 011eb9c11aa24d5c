"""The plan document and the reviewer's decisions, put together."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from maillage.intake.proposal.doubts import answer, questions_of
from maillage.intake.proposal.measures import measured
from maillage.intake.proposal.points import as_points
from maillage.intake.proposal.source import proposal_of

if TYPE_CHECKING:
    from collections.abc import Mapping

    from maillage.intake.proposal.decisions import Decisions
    from maillage.intake.proposal.parts import Branch, Fiche, Proposal


def propose(document: Mapping[str, Any], decisions: Decisions) -> Proposal:
    """The plan as it would be written now, with the doubts and their answers."""
    proposal = proposal_of(document)
    proposal.questions = questions_of(document, proposal)
    for branch in proposal.nodes.values():
        _decide_branch(branch, decisions)
    for fiche in proposal.fiches.values():
        _decide_fiche(fiche, proposal, decisions)
    _line_up(proposal)
    written = {key: _calendar(fiche) for key, fiche in proposal_of(document).fiches.items()}
    answer(proposal, decisions)
    for fiche in proposal.fiches.values():
        if _calendar(fiche) != written.get(fiche.key, []):
            fiche.schedule = asdict(schedule_of([Item(text) for text in _calendar(fiche)]))
    return measured(proposal, decisions)


def _decide_branch(branch: Branch, decisions: Decisions) -> None:
    branch.seen = decisions.version(f"node:{branch.key}")
    choice = decisions.node(branch.key)
    if choice is not None:
        branch.ref, branch.title, branch.excluded = choice.ref, choice.title, choice.excluded


def _decide_fiche(fiche: Fiche, proposal: Proposal, decisions: Decisions) -> None:
    fiche.seen = decisions.version(f"fiche:{fiche.key}")
    choice = decisions.fiche(fiche.key)
    if choice is not None:
        fiche.renamed = choice.title != fiche.title
        fiche.ref, fiche.title, fiche.excluded = choice.ref, choice.title, choice.excluded
        if choice.parent == "" or choice.parent in proposal.nodes:
            fiche.parent = choice.parent
    for field in fiche.fields.values():
        field.seen = decisions.version(f"field:{fiche.key}:{field.key}")
        rewritten = decisions.field(fiche.key, field.key)
        if rewritten is not None:
            field.points = as_points(field.key, rewritten.text, field.points)
            field.corrected = True


def _line_up(proposal: Proposal) -> None:
    for fiche in proposal.fiches.values():
        branch = proposal.nodes.get(fiche.parent)
        (branch.fiches if branch else proposal.loose).append(fiche)
