"""The documents of a fiche."""

from __future__ import annotations

from typing import TYPE_CHECKING

from maillage.conventions.models import ActionDocument

if TYPE_CHECKING:
    from maillage.conventions.models import Action
    from maillage.conventions.querysets import DocumentQuerySet, Viewer


def documents_of(action: Action, user: Viewer) -> DocumentQuerySet[ActionDocument]:
    """Those that ``user`` may read, in the order they came, without their text."""
    rows = ActionDocument.objects.seen_on(action, user)
    return rows.select_related("file").defer("text")
