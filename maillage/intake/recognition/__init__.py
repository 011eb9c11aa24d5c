"""What a document means: a source of blocks in, a plan document out."""

from __future__ import annotations

from maillage.intake.readers.blocks import Source
from maillage.intake.readers.errors import NotAPlanError
from maillage.intake.recognition.document import PlanDocument

__all__ = ["recognise"]


def recognise(source: Source) -> PlanDocument:
    """Understand a document as a plan.

    Raises :class:`NotAPlanError` where neither an action nor a tree is found.
    """
    if not any("action" in block.text.lower() for block in source.blocks):
        raise NotAPlanError("Aucun axe ni aucune action n’a été reconnu dans ce document.")
    return PlanDocument()
