"""The kinds of lines as addresses name them, and who may write them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.http import Http404

from maillage.conventions.means.kinds import BUDGET, POST, RATE, STAFF
from maillage.conventions.models import Action
from maillage.conventions.permissions import can_edit_convention
from maillage.conventions.selectors import piloted_by

if TYPE_CHECKING:
    from maillage.accounts.models import User
    from maillage.conventions.models import Convention

SLUGS = {"temps": STAFF, "postes": POST, "budget": BUDGET, "baremes": RATE}
SLUG_OF = {kind: slug for slug, kind in SLUGS.items()}
ADD = {
    STAFF: "Ajouter un temps de travail",
    POST: "Ajouter un poste",
    BUDGET: "Ajouter un financement",
    RATE: "Ajouter un barème",
}
OF_ACTIONS = frozenset({STAFF, BUDGET})


def kind_of(slug: str) -> str:
    """The kind that an address names; raises Http404."""
    if slug not in SLUGS:
        raise Http404
    return SLUGS[slug]


def writable_actions(user: User, convention: Convention) -> list[Action]:
    """The actions whose lines ``user`` may write, in plan order: all of them for the coordination."""
    rows = (
        Action.objects.visible_to(user).filter(convention=convention).only("pk", "ref", "title", "position")
    )
    if not can_edit_convention(user, convention):
        rows = rows.filter(pk__in=piloted_by(convention, user))
    return list(rows)
