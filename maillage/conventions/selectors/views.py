"""The saved views of a list that a person has: their own, and those that are shared."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db.models import Q

from maillage.conventions.models import SavedView

if TYPE_CHECKING:
    from maillage.conventions.models import Convention
    from maillage.conventions.querysets import Viewer


def views_for(convention: Convention, user: Viewer) -> list[SavedView]:
    """By name; one query."""
    rows = SavedView.objects.visible_to(user).filter(convention=convention)
    return list(rows.filter(Q(owner_id=user.pk) | Q(shared=True)))


def view_for(convention: Convention, user: Viewer, pk: int) -> SavedView | None:
    """One of them, or None when it is not theirs to see."""
    return next((view for view in views_for(convention, user) if view.pk == pk), None)


def default_view(convention: Convention, user: Viewer) -> SavedView | None:
    """The view that the list opens with: the person's own, else the one that everybody was given."""
    opening = [view for view in views_for(convention, user) if view.opens]
    own = [view for view in opening if view.owner_id == user.pk]
    return next(iter(own or opening), None)
