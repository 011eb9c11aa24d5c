"""The territory that a document names, given to a convention that has none yet."""

from __future__ import annotations

from typing import TYPE_CHECKING

from maillage.conventions.operations import set_territories
from maillage.kernel.text import fold
from maillage.territories.models import Commune, Intercommunality

if TYPE_CHECKING:
    from maillage.accounts.models import User
    from maillage.conventions.models import Convention


def adopt_territory(*, convention: Convention, name: str, by: User) -> dict[str, str]:
    """Give ``convention`` the one commune or EPCI that is called ``name``, if it covers nothing yet.

    Returns ``{"commune": code}`` or ``{"intercommunality": siren}``, empty when nothing was
    given: no such name, or several.
    """
    if not name.strip() or convention.territories.exists():
        return {}
    communes = list(Commune.objects.filter(name__iexact=name, retired=False))
    wanted = fold(name)
    current = Intercommunality.objects.filter(retired=False)
    groups = [group for group in current if wanted in {fold(group.name), fold(f"{group.kind} {group.name}")}]
    if len(communes) + len(groups) != 1:
        return {}
    set_territories(convention=convention, communes=communes, intercommunalities=groups, by=by)
    return {"commune": communes[0].pk} if communes else {"intercommunality": groups[0].pk}


def give_territory_back(*, convention: Convention, given: dict[str, str], by: User) -> None:
    """Take away what :func:`adopt_territory` gave, unless somebody changed the territories since."""
    rows = list(convention.territories.all())
    if len(rows) != 1 or not given:
        return
    same = rows[0].commune_id == given.get("commune") and rows[0].intercommunality_id == given.get(
        "intercommunality"
    )
    if same:
        set_territories(convention=convention, communes=[], intercommunalities=[], by=by)
