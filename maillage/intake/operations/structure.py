"""Branches and fiches made, moved, cut and joined by hand, one or several at once.

These decisions are taken on the plan as it is under the lock, not as it was on screen: what two
people do to one fiche adds up. What can no longer be done is refused with a sentence.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import transaction

from maillage.intake.errors import InvalidDecisionError
from maillage.intake.operations.acts import keep, next_number, reviewed
from maillage.intake.operations.decisions import check_name, check_parent
from maillage.intake.operations.telling import named
from maillage.intake.proposal.decisions import (
    FicheChoice,
    MergeChoice,
    NewFiche,
    NewNode,
    SplitChoice,
)
from maillage.intake.proposal.points import as_text
from maillage.intake.selectors import review_of
from maillage.kernel.french import plural

if TYPE_CHECKING:
    from collections.abc import Collection, Sequence

    from maillage.accounts.models import User
    from maillage.intake.models import Import
    from maillage.intake.proposal.parts import Fiche, Proposal
    from maillage.intake.proposal.pointing import PointRef

_GONE = "Une de ces fiches n’est plus dans le plan. Relisez-le, puis recommencez."


@transaction.atomic
def add_branch(*, import_: Import, ref: str, title: str, parent: str, by: User) -> str:
    """Add a branch that the document does not have; its key."""
    current = reviewed(import_, by)
    choice = NewNode(ref, title, parent)
    check_name(choice)
    check_parent(review_of(current), parent)
    key = f"n{next_number(current)}"
    what = f"Branche «\u00a0{title}\u00a0» ajoutée"
    keep(current, {f"newnode:{key}": choice}, what=what, by=by, created=[key], about=[parent])
    return key


@transaction.atomic
def add_fiche(*, import_: Import, ref: str, title: str, parent: str, by: User) -> str:
    """Add a fiche that the document does not have; its key."""
    current = reviewed(import_, by)
    choice = NewFiche(ref, title, parent)
    check_name(choice)
    check_parent(review_of(current), parent)
    key = f"n{next_number(current)}"
    what = f"Fiche «\u00a0{title}\u00a0» ajoutée"
    keep(current, {f"newfiche:{key}": choice}, what=what, by=by, created=[key], about=[parent])
    return key


@transaction.atomic
def merge_fiches(*, import_: Import, guests: Sequence[str], into: str, by: User) -> str:
    """Have ``guests`` join the fiche ``into``; the key of that fiche.

    It keeps its title and its reference, and takes their points that it does not have yet.
    """
    current = reviewed(import_, by)
    proposal = review_of(current)
    host = proposal.fiches.get(into)
    joining = [fiche for fiche in fiches_of(proposal, guests) if fiche.key != into]
    if host is None or not joining:
        raise InvalidDecisionError("Choisissez une autre fiche à laquelle joindre celle-ci.", "into")
    filled = {field.key for fiche in joining for field in fiche.fields.values() if field.points}
    who = named(joining[0]) if len(joining) == 1 else plural(len(joining), "fiche")
    keep(
        current,
        {f"merge:{fiche.key}": MergeChoice(into) for fiche in joining},
        what=f"{who} {'jointe' if len(joining) == 1 else 'jointes'} à {named(host)}",
        by=by,
        touches=[f"field:{into}:{field}" for field in sorted(filled)],
        about=[into, *(fiche.key for fiche in joining)],
    )
    return into


@transaction.atomic
def split_fiche(
    *, import_: Import, key: str, ref: str, title: str, points: Collection[PointRef], by: User
) -> str:
    """Make a second fiche of some points of a fiche; its key."""
    current = reviewed(import_, by)
    fiche = fiches_of(review_of(current), [key])[0]
    texts: dict[str, str] = {}
    for field in fiche.fields.values():
        found = {
            ref.find([point.text for point in field.points])
            for ref in points
            if ref.field == field.key and ref.fiche == key
        }
        if None in found:
            raise InvalidDecisionError("Des points ont changé depuis. Choisissez-les de nouveau.", "points")
        if found:
            taken = [point for at, point in enumerate(field.points) if at in found]
            texts[field.key] = as_text(field.key, taken)
    if not texts:
        raise InvalidDecisionError("Choisissez au moins un point pour la seconde fiche.", "points")
    choice = SplitChoice(key, ref, title, fiche.parent, texts)
    check_name(choice)
    new = f"n{next_number(current)}"
    keep(
        current,
        {f"split:{new}": choice},
        what=f"{named(fiche)} coupée en deux",
        by=by,
        touches=[f"field:{key}:{field}" for field in texts],
        created=[new],
        about=[key, fiche.parent],
    )
    return new


@transaction.atomic
def move_fiches(*, import_: Import, keys: Sequence[str], parent: str, by: User) -> int:
    """Hang fiches from another branch, or from none; how many moved."""
    current = reviewed(import_, by)
    proposal = review_of(current)
    check_parent(proposal, parent)
    moving = [fiche for fiche in fiches_of(proposal, keys) if fiche.parent != parent]
    branch = proposal.nodes.get(parent)
    where = f"dans {named(branch)}" if branch else "hors des branches"
    who = named(moving[0]) if len(moving) == 1 else plural(len(moving), "fiche")
    changes = {
        f"fiche:{fiche.key}": FicheChoice(fiche.ref, fiche.title, parent, fiche.excluded) for fiche in moving
    }
    if changes:
        what = f"{who} {'rangée' if len(moving) == 1 else 'rangées'} {where}"
        keep(current, changes, what=what, by=by, about=[parent, *(fiche.key for fiche in moving)])
    return len(moving)


@transaction.atomic
def leave_out(*, import_: Import, keys: Sequence[str], excluded: bool, by: User) -> int:
    """Leave fiches out of the plan, or take them in again; how many changed."""
    current = reviewed(import_, by)
    proposal = review_of(current)
    changing = [fiche for fiche in fiches_of(proposal, keys) if fiche.excluded != excluded]
    changes = {
        f"fiche:{fiche.key}": FicheChoice(fiche.ref, fiche.title, fiche.parent, excluded)
        for fiche in changing
    }
    if changes:
        who = named(changing[0]) if len(changing) == 1 else plural(len(changing), "fiche")
        what = f"{who} {'hors du plan' if excluded else 'de nouveau dans le plan'}"
        keep(current, changes, what=what, by=by, about=[fiche.key for fiche in changing])
    return len(changing)


def fiches_of(proposal: Proposal, keys: Sequence[str]) -> list[Fiche]:
    """The fiches ``keys``; refused with a sentence when one left the plan."""
    found = [fiche for key in dict.fromkeys(keys) if (fiche := proposal.fiches.get(key))]
    if len(found) != len(set(keys)) or not found:
        raise InvalidDecisionError(_GONE)
    return found
