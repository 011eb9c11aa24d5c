"""The acts of a review: who did what and when, and the way back."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_POST, require_safe

from maillage.intake import operations
from maillage.intake.enums import ImportState
from maillage.intake.models import Import
from maillage.intake.selectors.acts import acts_of
from maillage.kernel.errors import DomainError
from maillage.web.intake.loading import import_page
from maillage.web.shell.requests import ConventionRequest, way_back, whole_number
from maillage.web.shell.toasts import say, warn

if TYPE_CHECKING:
    from django.http import HttpResponse


@require_safe
@import_page()
def acts(request: ConventionRequest, import_: Import) -> HttpResponse:
    """The last acts, the latest first."""
    context = {
        "import_": import_,
        "convention": import_.convention,
        "acts": acts_of(import_),
        "is_open": import_.state == ImportState.READY,
    }
    return render(request, "intake/acts.html", context)


@require_POST
@import_page(light=True)
def undo_act(request: ConventionRequest, import_: Import) -> HttpResponse:
    """Take back the act that the form names, else the last one of the person."""
    try:
        number = whole_number(request.POST.get("act") or request.GET.get("act"))
        what = operations.undo_act(import_=import_, number=number, by=request.user)
    except DomainError as refusal:
        warn(request, str(refusal))
    else:
        say(request, f"Annulé\u00a0: {what}.")
    return redirect(way_back(request, reverse("intake:review", args=[import_.convention_id, import_.pk])))
