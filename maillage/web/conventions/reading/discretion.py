"""What the journal keeps and does not tell everybody."""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING

from maillage.conventions.enums import Visibility
from maillage.conventions.models import ActionDocument
from maillage.conventions.permissions import actions_with_values

if TYPE_CHECKING:
    from collections.abc import Sequence

    from maillage.conventions.models import Convention
    from maillage.conventions.querysets import Viewer
    from maillage.journal.models import Entry

VALUES = "indicator.values"
_DOCUMENTS = "action.document_"


class Discretion:
    """What of ``entries`` may be told to ``user``; a query for the documents that they name, if any.

    A number masked since, or that gives a masked one away, still stands in the journal: whoever does not
    enter the values of a fiche reads them where they are shown. So does the name of a document that was
    reserved after it came.
    """

    def __init__(self, convention: Convention, user: Viewer, entries: Sequence[Entry]) -> None:
        self._convention, self._user, self._entries = convention, user, entries

    def may_read(self, entry: Entry) -> bool:
        """Whether the changes of ``entry`` are told to this person."""
        if entry.verb.startswith(_DOCUMENTS):
            return entry.details.get("document") not in self._reserved
        if entry.verb != VALUES or self._entered is None:
            return True
        return entry.subject_type == "action" and entry.subject_id in self._entered

    @cached_property
    def _entered(self) -> set[int] | None:
        return actions_with_values(self._user, self._convention)

    @cached_property
    def _reserved(self) -> set[int]:
        named = [one.details.get("document") for one in self._entries if one.verb.startswith(_DOCUMENTS)]
        rows = ActionDocument.objects.filter(convention=self._convention, pk__in=named)
        seen = ActionDocument.objects.visible_to(self._user).values("pk")
        hidden = rows.exclude(visibility=Visibility.MEMBERS).exclude(pk__in=seen)
        return set(hidden.values_list("pk", flat=True))
