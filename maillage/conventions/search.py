"""What the filter of the plan looks into."""

from __future__ import annotations

from typing import TYPE_CHECKING

from maillage.kernel.text import fold

if TYPE_CHECKING:
    from collections.abc import Iterable

    from maillage.conventions.models import Action


def search_text(*parts: str) -> str:
    """``parts`` folded into one line, as typed filters are."""
    return fold(" ".join(part for part in parts if part))


def action_search(action: Action, labels: Iterable[str]) -> str:
    """What finds an action: its names, its main texts, and ``labels`` (pilots, partners, steps)."""
    texts = (action.ref, action.title, action.fiche_title, action.context, action.objectives, action.news)
    later = (action.publics, action.competence, action.vigilance)
    return search_text(*texts, *later, *labels)
