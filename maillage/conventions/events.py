"""What upper rings may want to hear of."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class DocumentAttached:
    """A document came on a fiche: its text can be read for the search."""

    document_id: int


@dataclass(frozen=True, slots=True)
class DocumentTextKept:
    """The text of a document of ``action_id`` is now known: what the search knows of it is out of date."""

    document_id: int
    action_id: int
