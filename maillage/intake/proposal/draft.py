"""The proposal as the draft of a plan: what is kept, and nothing else."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from maillage.conventions.draft import ActionDraft, NodeDraft, PlanDraft
from maillage.intake.proposal.parts import TITLE
from maillage.intake.proposal.sections import cut, sections_of

if TYPE_CHECKING:
    from maillage.intake.proposal.parts import Branch, Fiche, Proposal, Question

#: Levels of the tree above the action; what a document nests deeper joins the third.
DEEPEST_NODE = 3
LONGEST_REF = 20
LONGEST_TITLE = 500
LONGEST_PERIOD = 6
#: The section of the fiche that holds a reviewed field, where it has another name.
SECTION_OF = {"pilots": "people", "partners": "people", TITLE: "identity", "schedule": "calendar"}


def draft_of(proposal: Proposal, document: str, source: int | None = None) -> PlanDraft:
    """The draft of everything kept.

    ``document`` is the name of the file and ``source`` the import that holds it, for the origin.
    """
    writer = _Writer(proposal, document, source)
    start, end = _years(proposal)
    return PlanDraft(
        nodes=[writer.node(branch, 1) for branch in proposal.branches if not branch.excluded],
        actions=writer.actions(proposal.loose),
        level_names=_levels(proposal),
        start_year=start,
        end_year=end,
    )


def origins_of(proposal: Proposal, document: str, source: int | None = None) -> dict[str, dict[str, Any]]:
    """Where the document has each of its fiches (see ``Action.origin``)."""
    writer = _Writer(proposal, document, source)
    return {key: writer.origin(fiche) for key, fiche in proposal.fiches.items()}


def _years(proposal: Proposal) -> tuple[int | None, int | None]:
    """The period, when it is one that a convention may have."""
    start, end = proposal.start_year, proposal.end_year
    if start and end and not 0 <= end - start < LONGEST_PERIOD:
        return None, None
    return start, end


def _levels(proposal: Proposal) -> list[str]:
    """One name for each level in use; the last is the action's."""
    names = [cut(name, 40) for name in proposal.levels if name.strip()]
    deepest = max((len(proposal.above(key)) for key in proposal.nodes), default=0)
    if not names or len(names) != deepest + 1:
        return []
    return [*names[: min(deepest, DEEPEST_NODE)], names[-1]]


class _Writer:
    def __init__(self, proposal: Proposal, document: str, source: int | None) -> None:
        self._document = document
        self._source = source
        self._open: dict[str, list[Question]] = {}
        for question in proposal.open_questions:
            self._open.setdefault(question.fiche, []).append(question)

    def node(self, branch: Branch, depth: int) -> NodeDraft:
        """A branch and what it keeps."""
        children = [child for child in branch.children if not child.excluded]
        fiches = list(branch.fiches)
        if depth == DEEPEST_NODE:
            fiches += [fiche for child in children for fiche in _kept_below(child)]
            children = []
        return NodeDraft(
            title=cut(branch.title, LONGEST_TITLE) or branch.level or "Sans titre",
            ref=cut(branch.ref, LONGEST_REF),
            children=[self.node(child, depth + 1) for child in children],
            actions=self.actions(fiches),
        )

    def actions(self, fiches: list[Fiche]) -> list[ActionDraft]:
        """The fiches that are kept."""
        return [self._action(fiche) for fiche in fiches if not fiche.excluded]

    def _action(self, fiche: Fiche) -> ActionDraft:
        return ActionDraft(
            title=cut(fiche.title, LONGEST_TITLE) or "Action sans titre",
            ref=cut(fiche.ref, LONGEST_REF),
            fiche_title=cut(fiche.fiche_title, LONGEST_TITLE),
            transversal=fiche.transversal,
            sections=sections_of(fiche),
            origin=self.origin(fiche),
        )

    def origin(self, fiche: Fiche) -> dict[str, Any]:
        """Where the document has ``fiche``, and what is still doubted of it."""
        places: dict[str, dict[str, int | None]] = {}
        for field in fiche.fields.values():
            if field.line:
                section = SECTION_OF.get(field.key, field.key)
                places.setdefault(section, {"line": field.line, "page": field.points[0].page})
        doubts = [
            {
                "text": question.text,
                "reason": question.reason,
                "line": question.line,
                "section": SECTION_OF.get(question.field, question.field),
            }
            for question in self._open.get(fiche.key, [])
        ]
        origin: dict[str, Any] = {"document": self._document, "line": fiche.first_line, "page": fiche.page}
        if self._source is not None:
            origin["import"] = self._source
        return {**origin, "sections": places, "doubts": doubts}


def _kept_below(branch: Branch) -> list[Fiche]:
    fiches = list(branch.fiches)
    for child in branch.children:
        if not child.excluded:
            fiches += _kept_below(child)
    return fiches
