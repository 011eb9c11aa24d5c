"""Two lists that the coordination keeps for everybody."""

from __future__ import annotations

from typing import TYPE_CHECKING

from maillage.conventions.operations.views import save_view

if TYPE_CHECKING:
    from maillage.accounts.models import User
    from maillage.conventions.models import Convention

VIEWS = (
    ("À préparer pour le COPIL", "regard=ouverte&silence=3&colonnes=etat.pilote.dite.suite&grouper=pilote"),
    ("À dater", "regard=sans-echeance&regard=ouverte&colonnes=etat.pilote.debut.echeance.horizon"),
)


def play(convention: Convention, by: User) -> None:
    """Keep them."""
    for name, query in VIEWS:
        save_view(convention=convention, name=name, query=query, shared=True, by=by)
