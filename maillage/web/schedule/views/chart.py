"""The échéancier of a convention: the drawing, its table twin, and the table by horizon."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_safe

from maillage.accounts.enums import Role
from maillage.accounts.permissions import role_in
from maillage.conventions.enums import Status
from maillage.conventions.models import Convention
from maillage.conventions.permissions import can_edit_convention, can_import_document
from maillage.conventions.selectors import piloted_by
from maillage.conventions.selectors.schedule import ScheduleFilters, Window, schedule
from maillage.web.components.periods.shapes import legend
from maillage.web.schedule.reading.chart import Drawing
from maillage.web.schedule.reading.horizons import horizons_of
from maillage.web.schedule.reading.wording import Pushed, lead_words, looks_of, pushed_words
from maillage.web.schedule.views.filters import ZOOMS, Address, read_filters, read_view, read_zoom
from maillage.web.shell.requests import whole_number
from maillage.web.shell.scope import convention_page

if TYPE_CHECKING:
    from django.http import HttpResponse

    from maillage.accounts.models import User
    from maillage.conventions.selectors.schedule import Schedule
    from maillage.web.shell.requests import ConventionRequest


def choices(found: Schedule, address: Address, zoom: str) -> dict[str, Any]:
    """What the filters offer, the present address of each window among them."""
    return {
        "filters": found.filters,
        "address": address,
        "windows": [
            (window.label, address.but(duree=window.value), window is found.filters.window)
            for window in Window
        ],
        "statuses": Status.choices,
        "zooms": [(f"{one} ×", address.but(zoom=one if one != "1" else ""), one == zoom) for one in ZOOMS],
        "zoom": zoom,
        "drawing_url": address.but(vue=""),
        "horizons_url": address.but(vue="horizons"),
        "several_url": reverse("schedule:several"),
        "everything_url": Address(address.base, ScheduleFilters()).here,
    }


def movable_by(user: User, convention: Convention) -> frozenset[int] | None:
    """The actions whose bar the person may move; None for all of them."""
    if can_edit_convention(user, convention):
        return None
    is_pilot = role_in(user, convention.pk) is Role.PILOT
    return frozenset(piloted_by(convention, user)) if is_pilot else frozenset()


def _pushed(request: ConventionRequest, found: Schedule) -> Pushed | None:
    """What to ask after a move, as its address says."""
    pk, months = whole_number(request.GET.get("deplacee")), whole_number(request.GET.get("mois"))
    if not pk or not months:
        return None
    convention = found.plans[0].convention
    url = reverse("schedule:follow", args=[convention.pk, pk])
    return pushed_words(found, pk, months, url if can_import_document(request.user, convention) else "")


@require_safe
@convention_page()
def chart(request: ConventionRequest, convention: Convention) -> HttpResponse:
    """Everything with a date, by axis; ``?vue=horizons`` for the table."""
    found = schedule([convention], request.user, read_filters(request.GET))
    view, zoom = read_view(request.GET), read_zoom(request.GET)
    base = reverse("schedule:chart", args=[convention.pk])
    address = Address(base, found.filters, zoom=zoom, view=view)
    context = {
        "convention": convention,
        "schedule": found,
        "tops": found.plans[0].tops,
        "lead": lead_words(found),
        "looks": looks_of(found, reverse("conventions:action", args=[convention.pk, 0])[:-2]),
        "view": view,
        "can_edit": can_edit_convention(request.user, convention),
        "pushed": _pushed(request, found),
        "here": address.here,
        "sheet_url": Address(reverse("schedule:sheet", args=[convention.pk]), found.filters).here,
        **choices(found, address, zoom),
    }
    if view == "horizons":
        return render(request, "schedule/horizons.html", context | {"horizons": horizons_of(found.plans[0])})
    drawn = Drawing(found, movable=movable_by(request.user, convention)).chart()
    shown = legend(line.status for line in drawn.lines)
    return render(request, "schedule/chart.html", context | {"chart": drawn, "legend": shown})
