"""The ledger of a convention, and the means of one action."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.http import Http404
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from maillage.conventions import selectors
from maillage.conventions.models import Convention
from maillage.conventions.permissions import can_edit_convention, can_edit_means
from maillage.conventions.selectors.means import ledger as read_ledger
from maillage.conventions.selectors.means import means_of
from maillage.web.means import reading
from maillage.web.shell.requests import whole_number
from maillage.web.shell.scope import convention_page

if TYPE_CHECKING:
    from django.http import HttpResponse

    from maillage.conventions.selectors.means import Ledger
    from maillage.web.shell.requests import ConventionRequest


@require_safe
@convention_page()
def ledger(request: ConventionRequest, convention: Convention) -> HttpResponse:
    """Time, posts, budget and rates, with totals; ``annee``, ``temps`` and ``budget`` choose the view."""
    year = whole_number(request.GET.get("annee"))
    found = read_ledger(request.user, convention, year=year if year and 2000 <= year <= 2100 else None)
    may_edit = can_edit_convention(request.user, convention)
    mine = set() if may_edit else selectors.piloted_by(convention, request.user)
    reader = reading.Reader(convention, request.user, mine, back=request.path)
    context = {
        "convention": convention,
        "ledger": found,
        "can_edit": may_edit,
        "can_add": may_edit or bool(mine),
        "shares": [reader.time(one.line, one.theme) for one in found.shares],
        "spendings": [reader.budget(one.line) for one in found.spendings],
        "posts": [reader.post(one) for one in found.posts],
        "rates": [reader.rate(one) for one in found.rates],
        **_tables(request, found),
    }
    return render(request, "means/ledger.html", context)


def _tables(request: ConventionRequest, found: Ledger) -> dict[str, Any]:
    """The totals in the views that the address asks for."""
    time, money = request.GET.get("temps", ""), request.GET.get("budget", "")
    time = time if time in reading.TIME_VIEWS else reading.AXIS
    money = money if money in reading.MONEY_VIEWS else reading.AXIS
    year = found.year or timezone.localdate().year
    return {
        "headline": reading.headline(found, year),
        "rests_on": reading.rests_on(found, year),
        "time_view": time,
        "money_view": money,
        "time_views": reading.TIME_VIEWS,
        "money_views": reading.MONEY_VIEWS,
        "times": reading.time_table(found, time),
        "time_total": reading.time_total(found),
        "moneys": reading.money_table(found, money),
        "money_total": reading.money_row("Ensemble", found.money),
        "columns": reading.COLUMNS,
    }


@require_safe
@convention_page()
def action_means(request: ConventionRequest, convention: Convention, action_id: int) -> HttpResponse:
    """Every line of one action."""
    action = selectors.action_for(request.user, convention, action_id)
    if action is None:
        raise Http404
    found = means_of(action)
    may_edit = can_edit_means(request.user, convention, action)
    reader = reading.Reader(convention, request.user, {action.pk} if may_edit else (), back=request.path)
    context = {
        "convention": convention,
        "action": action,
        "trail": selectors.action_trail(action),
        "can_edit": may_edit,
        "shares": [reader.time(line) for line in found.shares],
        "spendings": [reader.budget(line) for line in found.lines],
        "money_total": reading.money_row("Ensemble", found.money),
        "columns": reading.COLUMNS,
    }
    return render(request, "means/action.html", context)
