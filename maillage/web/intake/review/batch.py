"""One act on several points, fiches or doubts at once."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.http import HttpResponseBadRequest
from django.shortcuts import redirect
from django.urls import reverse
from django.views.decorators.http import require_POST

from maillage.intake import operations
from maillage.intake.models import Import
from maillage.intake.proposal.pointing import PointRef
from maillage.kernel.errors import DomainError
from maillage.kernel.french import plural
from maillage.web.intake.loading import import_page
from maillage.web.intake.review.undoing import say_done
from maillage.web.shell.requests import ConventionRequest, whole_number
from maillage.web.shell.toasts import warn

if TYPE_CHECKING:
    from collections.abc import Callable

    from django.http import HttpResponse

    Done = Callable[["Chosen"], str]

_MOST = 500


class Chosen:
    """What the form of the selection holds."""

    def __init__(self, request: ConventionRequest, import_: Import) -> None:
        self.import_ = import_
        self.by = request.user
        self.fiches = request.POST.getlist("fiche")[:_MOST]
        self.points = [
            ref for name in request.POST.getlist("point")[:_MOST] if (ref := PointRef.parse(name)) is not None
        ]
        self.doubts = [
            number for each in request.POST.getlist("doubt")[:_MOST] if (number := whole_number(each))
        ]
        self.field = request.POST.get("field", "")
        self.parent = request.POST.get("parent", "")


def _section(chosen: Chosen) -> str:
    moved = operations.move_points(
        import_=chosen.import_, points=chosen.points, field=chosen.field, by=chosen.by
    )
    return plural(moved, "point change de rubrique", "points changent de rubrique")


def _join(chosen: Chosen) -> str:
    count = operations.join_points(import_=chosen.import_, points=chosen.points, by=chosen.by)
    return plural(count, "point réuni", "points réunis")


def _cut(chosen: Chosen) -> str:
    count = operations.cut_points(import_=chosen.import_, points=chosen.points, by=chosen.by)
    return f"Cela fait {plural(count, 'point')}"


def _branch(chosen: Chosen) -> str:
    count = operations.move_fiches(
        import_=chosen.import_, keys=chosen.fiches, parent=chosen.parent, by=chosen.by
    )
    return plural(count, "fiche change de branche", "fiches changent de branche")


def _merge(chosen: Chosen) -> str:
    first, *others = chosen.fiches or [""]
    operations.merge_fiches(import_=chosen.import_, guests=others, into=first, by=chosen.by)
    return f"{plural(len(others) + 1, 'fiche')} réunies en une"


def _exclude(chosen: Chosen) -> str:
    count = operations.leave_out_all(
        import_=chosen.import_,
        fiches=chosen.fiches,
        points=chosen.points,
        doubts=chosen.doubts,
        by=chosen.by,
    )
    return f"{plural(count, 'élément')} hors du plan"


def _accept(chosen: Chosen) -> str:
    count = operations.accept_these(import_=chosen.import_, numbers=chosen.doubts, by=chosen.by)
    return plural(count, "doute levé", "doutes levés")


def _proposals(chosen: Chosen) -> str:
    count = operations.accept_proposals(import_=chosen.import_, by=chosen.by)
    return plural(count, "proposition acceptée", "propositions acceptées")


_ACTS: dict[str, Done] = {
    "section": _section,
    "join": _join,
    "cut": _cut,
    "branch": _branch,
    "merge": _merge,
    "exclude": _exclude,
    "accept": _accept,
    "proposals": _proposals,
}


@require_POST
@import_page(light=True)
def batch(request: ConventionRequest, import_: Import) -> HttpResponse:
    """Do ``do`` to everything chosen, as one act."""
    act = _ACTS.get(request.POST.get("do", ""))
    if act is None:
        return HttpResponseBadRequest("Geste inconnu.")
    chosen = Chosen(request, import_)
    args = [import_.convention_id, import_.pk]
    try:
        done = act(chosen)
    except DomainError as refusal:
        warn(request, str(refusal))
    else:
        say_done(request, import_, f"{done}.")
    return redirect(f"{reverse('intake:review', args=args)}{_place(chosen)}")


def _place(chosen: Chosen) -> str:
    """Where to come back to: the first fiche that was touched, else the doubts."""
    keys = [ref.fiche for ref in chosen.points] or chosen.fiches
    return f"?fiche={keys[0]}#f-{keys[0]}" if keys and keys[0].isalnum() else "#doutes"
