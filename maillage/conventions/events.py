"""What upper rings may want to hear of."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class DocumentAttached:
    """A document came on a fiche: its text can be read for the search."""

    document_id: int
