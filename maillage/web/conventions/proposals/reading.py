"""A proposal told: what it would change, section by section, and where it stands."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from maillage.conventions.enums import ProposalKind, ProposalState
from maillage.conventions.models import Action, Node
from maillage.conventions.sections import SECTIONS
from maillage.conventions.sections.shown import label_of, shown_rubrics
from maillage.conventions.wording import Names, lines_of_section
from maillage.kernel.lines import Line, changed_lines

if TYPE_CHECKING:
    from collections.abc import Iterable

    from maillage.conventions.models import Proposal

GROUPS: tuple[tuple[str, tuple[str, ...]], ...] = (
    ("À soumettre", (ProposalState.DRAFT,)),
    ("Devant le COTECH", (ProposalState.SUBMITTED,)),
    ("Devant le COPIL", (ProposalState.ADVISED, ProposalState.POSTPONED)),
    ("Décidées", (ProposalState.ACCEPTED, ProposalState.REFUSED)),
    ("Retirées", (ProposalState.WITHDRAWN,)),
)
STEPS = ("Rédigée", "Avis du COTECH", "Décision du COPIL")
_REACHED = {
    ProposalState.DRAFT: 0,
    ProposalState.SUBMITTED: 1,
    ProposalState.ADVISED: 2,
    ProposalState.POSTPONED: 2,
    ProposalState.ACCEPTED: 3,
    ProposalState.REFUSED: 3,
}


@dataclass(frozen=True, slots=True)
class Rubric:
    """A section as proposed. ``stale``: the plan changed there since."""

    key: str
    label: str
    lines: list[Line]
    stale: bool


def grouped(proposals: Iterable[Proposal]) -> list[tuple[str, list[Proposal]]]:
    """The proposals by where they stand; groups that hold some."""
    rows = list(proposals)
    found = [(name, [row for row in rows if row.state in states]) for name, states in GROUPS]
    return [(name, kept) for name, kept in found if kept]


def steps_of(proposal: Proposal) -> list[tuple[str, bool]]:
    """The three steps, each with whether it is behind; none once it was withdrawn."""
    reached = _REACHED.get(ProposalState(proposal.state))
    return [] if reached is None else [(name, index < reached) for index, name in enumerate(STEPS)]


def rubrics_of(proposal: Proposal) -> list[Rubric]:
    """Each section that it would change; of a new action, each one that says something."""
    names, convention = Names(proposal.convention), proposal.convention
    waiting = proposal.state not in {ProposalState.ACCEPTED, ProposalState.REFUSED, ProposalState.WITHDRAWN}
    found = []
    for key, pair in proposal.content.get("sections", {}).items():
        before = lines_of_section(key, pair["before"], names) if pair["before"] is not None else []
        lines = changed_lines(before, lines_of_section(key, pair["after"], names))
        stale = waiting and proposal.kind != ProposalKind.NEW and _stale(proposal, key, pair["before"])
        found.append(Rubric(key, label_of(convention, key), lines, stale))
    return found


def _stale(proposal: Proposal, key: str, before: Any) -> bool:
    part = SECTIONS[key]
    return proposal.action is not None and part.said(part.read(proposal.action)) != part.said(before)


def other_rubrics(proposal: Proposal) -> list[tuple[str, str]]:
    """The sections that it leaves as they are, and could propose: key and name."""
    taken = set(proposal.content.get("sections", {}))
    keys = ["identity", *shown_rubrics(proposal.convention)]
    return [(key, label_of(proposal.convention, key)) for key in keys if key not in taken]


def merged_of(proposal: Proposal) -> list[Action]:
    """The actions that a merge would take in."""
    pks = proposal.content.get("merged", [])
    return list(Action.everything.filter(pk__in=pks, convention=proposal.convention).order_by("position"))


def place_of(proposal: Proposal) -> str:
    """Where a new action would go."""
    if proposal.kind != ProposalKind.NEW:
        return ""
    node = Node.objects.filter(pk=proposal.content.get("node"), convention=proposal.convention).first()
    return str(node) if node else "hors des axes"
