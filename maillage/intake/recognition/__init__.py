"""What a document means: a source of blocks in, a plan document out."""

from __future__ import annotations

from maillage.intake.readers.blocks import Source
from maillage.intake.readers.errors import NotAPlanError
from maillage.intake.recognition.document import PlanDocument
from maillage.intake.recognition.fiches.find import find_fiches
from maillage.intake.recognition.outline.build import build_outline
from maillage.intake.recognition.outline.numbering import mark_bare_entries
from maillage.intake.recognition.plan import assemble
from maillage.intake.recognition.units.stream import units_of

__all__ = ["recognise"]


def recognise(source: Source) -> PlanDocument:
    """Understand a document as a plan.

    Raises :class:`NotAPlanError` where neither an action nor a tree is found.
    """
    units = units_of(source)
    mark_bare_entries(units)
    outline = build_outline(units)
    fiches = find_fiches(units, outline.tree)
    if not fiches and len(outline.tree.actions()) + len(outline.tree.levels()) < 2:
        raise NotAPlanError("Aucun axe ni aucune action n’a été reconnu dans ce document.")
    assembled = assemble(outline, fiches)
    return PlanDocument(tree=assembled.nodes, actions=assembled.actions)
