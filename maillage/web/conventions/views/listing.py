"""The conventions of a person, and a new one."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, cast

from django.core.exceptions import PermissionDenied
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_safe

from maillage.conventions.errors import InvalidValueError
from maillage.conventions.operations import create_convention
from maillage.conventions.permissions import can_create_convention
from maillage.conventions.selectors import Overview, convention_overview
from maillage.kernel.text import fold
from maillage.web.components import states
from maillage.web.conventions.forms import ConventionForm, chosen_places, picked
from maillage.web.shell.toasts import say

if TYPE_CHECKING:
    from django.http import HttpRequest, HttpResponse

    from maillage.web.shell.requests import PageRequest


def _card(overview: Overview) -> dict[str, Any]:
    convention = overview.convention
    counts = [
        {"status": status, "words": f"{count} {states.CAPTIONS[status][count > 1]}"}
        for status in states.ORDER
        if (count := overview.statuses.get(status, 0))
    ]
    return {
        "name": convention.name,
        "years": convention.years,
        "phase": convention.get_phase_display(),
        "url": reverse("conventions:home", args=[convention.pk]),
        "counts": counts,
        "total": overview.total,
    }


@require_safe
def convention_list(request: HttpRequest) -> HttpResponse:
    """Mine, by name, narrowed by the search of the rail."""
    user = cast("PageRequest", request).user
    query = request.GET.get("q", "").strip()
    overviews = convention_overview(user)
    words = fold(query).split()
    kept = [one for one in overviews if all(word in fold(one.convention.name) for word in words)]
    context = {
        "cards": [_card(overview) for overview in kept],
        "query": query,
        "total": len(overviews),
        "can_create": can_create_convention(user),
    }
    return render(request, "conventions/list.html", context)


@require_http_methods(["GET", "POST"])
def convention_create(request: HttpRequest) -> HttpResponse:
    """A name, years and territories are enough to start."""
    user = cast("PageRequest", request).user
    if not can_create_convention(user):
        raise PermissionDenied
    form = ConventionForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            convention = create_convention(**form.cleaned_data, **picked(request.POST), by=user)
        except InvalidValueError as error:
            form.refuse(error)
        else:
            say(request, "La convention est créée.")
            return redirect("conventions:home", convention.pk)
    ticked = request.POST if request.method == "POST" else request.GET
    context = {"form": form, "chosen": chosen_places(ticked), "found": [], "query": ""}
    return render(request, "conventions/create.html", context, status=422 if form.errors else 200)
