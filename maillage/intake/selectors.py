"""What the review page shows: the proposal, and one leaf of the source tied to it."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from maillage.conventions.models import Action, Node
from maillage.intake.proposal import propose
from maillage.intake.proposal.decisions import Decisions
from maillage.intake.proposal.parts import FIELDS

if TYPE_CHECKING:
    from maillage.conventions.models import Convention
    from maillage.intake.models import Import
    from maillage.intake.proposal.parts import Proposal, Question


@dataclass(frozen=True, slots=True)
class SourceLine:
    """One line to show: its text cut around what an open doubt quotes, and what was made of it.

    ``doubts`` are numbers; ``fiche`` is a key, with ``label`` for the first line of each
    part of a fiche only, so that a run of lines is named once.
    """

    number: int
    before: str
    hit: str
    after: str
    doubts: tuple[int, ...] = ()
    fiche: str = ""
    label: str = ""

    @property
    def is_blank(self) -> bool:
        """Whether there is nothing on it."""
        return not (self.before.strip() or self.hit.strip() or self.doubts)


@dataclass(slots=True)
class SourceLeaf:
    """One leaf of the source. ``index`` counts from 0."""

    index: int
    total: int
    label: str
    lines: list[SourceLine] = field(default_factory=list)
    previous: str = ""
    following: str = ""


def review_of(import_: Import) -> Proposal:
    """The proposal of an import with the decisions kept so far."""
    return propose(import_.document or {}, Decisions(import_.decisions))


def has_plan(convention: Convention) -> bool:
    """Whether something of a plan is in place already."""
    return (
        Node.objects.for_convention(convention).exists() or Action.objects.for_convention(convention).exists()
    )


def leaf_at(import_: Import, line: int) -> int:
    """The leaf that holds ``line``; the first one when there is none."""
    for index, leaf in enumerate(import_.leaves):
        if leaf["first"] <= line <= leaf["last"]:
            return index
    return 0


def source_leaf(import_: Import, proposal: Proposal, index: int) -> SourceLeaf:
    """The leaf at ``index`` (kept within bounds), its lines tied to fiches and open doubts."""
    leaves = import_.leaves or [{"label": "Document", "first": 1, "last": len(import_.lines)}]
    at = max(0, min(index, len(leaves) - 1))
    first, last = leaves[at]["first"], leaves[at]["last"]
    labels, doubts = _labels(proposal), _doubts(proposal)
    shown = SourceLeaf(at, len(leaves), leaves[at]["label"])
    shown.previous = leaves[at - 1]["label"] if at > 0 else ""
    shown.following = leaves[at + 1]["label"] if at + 1 < len(leaves) else ""
    named = ("", "")
    for number in range(first, min(last, len(import_.lines)) + 1):
        label, fiche = labels.get(number, ("", ""))
        told = label if label and (label, fiche) != named else ""
        named = (label, fiche) if label else named
        shown.lines.append(_line(number, import_.lines[number - 1], doubts[number], fiche, told))
    return shown


def _line(number: int, text: str, doubts: list[Question], fiche: str, label: str) -> SourceLine:
    quoted = next((question.text for question in doubts if question.text and question.text in text), "")
    before, hit, after = text.partition(quoted) if quoted else ("", text if doubts else "", "")
    if not doubts:
        before = text
    numbers = tuple(question.number for question in doubts)
    return SourceLine(number, before, hit, after, numbers, fiche, label)


def _labels(proposal: Proposal) -> dict[int, tuple[str, str]]:
    """For each line that something was made of, the words that say what, and the fiche."""
    labels: dict[int, tuple[str, str]] = {}
    for fiche in proposal.fiches.values():
        for part in fiche.fields.values():
            for point in part.points:
                if point.line:
                    labels.setdefault(point.line, (FIELDS[part.key], fiche.key))
        if fiche.line:
            labels[fiche.line] = (f"Fiche {fiche.ref}".strip(), fiche.key)
    return labels


def _doubts(proposal: Proposal) -> dict[int, list[Question]]:
    by_line: dict[int, list[Question]] = defaultdict(list)
    for question in proposal.open_questions:
        if question.line:
            by_line[question.line].append(question)
    return by_line
