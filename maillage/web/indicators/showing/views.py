"""The page of one indicator, and the board of all those that are followed."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.http import Http404
from django.shortcuts import render
from django.views.decorators.http import require_safe

from maillage.conventions.models import Convention
from maillage.conventions.permissions import can_edit_action, can_edit_convention
from maillage.conventions.selectors.followed import followed, followed_one
from maillage.web.indicators.showing.reading import read_board, read_page
from maillage.web.shell.scope import convention_page

if TYPE_CHECKING:
    from django.http import HttpResponse

    from maillage.web.shell.requests import ConventionRequest


@require_safe
@convention_page()
def one(request: ConventionRequest, convention: Convention, indicator_id: int) -> HttpResponse:
    """Its definition, its chart, every value with who gave it, what looks odd, its categories."""
    found = followed_one(convention, request.user, indicator_id)
    if found is None:
        raise Http404
    action = found.indicator.action
    context = {
        "convention": convention,
        "action": action,
        "page": read_page(found, convention),
        "can_edit": can_edit_action(request.user, action),
    }
    return render(request, "indicators/one.html", context)


@require_safe
@convention_page()
def board(request: ConventionRequest, convention: Convention) -> HttpResponse:
    """All the followed indicators, small, action by action."""
    groups = read_board(followed(convention, request.user), convention)
    context = {
        "convention": convention,
        "groups": groups,
        "count": sum(len(group.figures) for group in groups),
        "can_edit": can_edit_convention(request.user, convention),
    }
    return render(request, "indicators/board.html", context)
