"""Differences that somebody agreed to, as edits for the operations of the plan."""

from __future__ import annotations

from typing import TYPE_CHECKING

from maillage.conventions.operations.batches import FicheEdit
from maillage.conventions.workbook.blank import BLANK
from maillage.conventions.workbook.comparing_figures import cells_of

if TYPE_CHECKING:
    from collections.abc import Collection

    from maillage.conventions.workbook.changes import Differences, FicheChange
    from maillage.conventions.workbook.snapshot import Snapshot


def edits_of(differences: Differences, snapshot: Snapshot, chosen: Collection[str] = ()) -> list[FicheEdit]:
    """What to write: every change without conflict, and those of ``chosen``."""
    edits = (_edit(fiche, snapshot, chosen) for fiche in differences.fiches)
    return [edit for edit in edits if edit is not None]


def _edit(fiche: FicheChange, snapshot: Snapshot, chosen: Collection[str]) -> FicheEdit | None:
    accepted = fiche.accepted(chosen)
    if fiche.action is None:
        return FicheEdit(sections=fiche.values(BLANK, accepted), node=fiche.node)
    if not accepted:
        return None
    return FicheEdit(
        action=fiche.action,
        version=fiche.action.version,
        sections=fiche.values(snapshot.records[fiche.action.pk].sections, accepted),
        node=fiche.node,
        moves=fiche.moves in accepted,
        deletes=fiche.removal is not None and fiche.removal in accepted,
        figures=cells_of(accepted),
    )
