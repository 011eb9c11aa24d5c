"""Dashboards. Each page narrows the same reading of the plan: it asks once, and prints."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any
from urllib.parse import urlencode

from django.http import Http404
from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_safe

from maillage.conventions.models import Node
from maillage.conventions.permissions import can_run_campaign
from maillage.conventions.selectors.follow import communes_of, pilots_of, silent_pilots
from maillage.conventions.selectors.follow.dashboard import Dashboard, dashboard, one_page
from maillage.conventions.selectors.follow.scopes import CommuneScope, pilot_named
from maillage.web.dashboard.follow import words
from maillage.web.dashboard.follow.lines import (
    action_lines,
    asked_lines,
    axis_lines,
    mark_of,
    tallies,
    waiting_lines,
)
from maillage.web.dashboard.follow.people import commune_lines, pilot_lines, silent_lines
from maillage.web.shell.context import link
from maillage.web.shell.scope import convention_page

if TYPE_CHECKING:
    from django.http import HttpResponse

    from maillage.conventions.models import Convention
    from maillage.web.shell.requests import ConventionRequest

MOST_DUE = 10
MOST_ASKED = 3
"""Of each kind, so that the page of an élu holds on one sheet."""


def _context(request: ConventionRequest, convention: Convention, found: Dashboard) -> dict[str, Any]:
    """What every dashboard shows."""
    board = found.board
    return {
        "convention": convention,
        "today": found.today,
        "score": words.score_words(board.score),
        "started": words.started_words(board.score),
        "legend": tallies(board.score),
        "blocked": waiting_lines(convention, board.blocked),
        "late": waiting_lines(convention, board.late),
        "silent": waiting_lines(convention, board.silent),
        "due": found.deadlines[:MOST_DUE],
        "due_more": max(0, len(found.deadlines) - MOST_DUE),
        "figures": words.figures_words(found.figures) if found.figures else "",
        "figures_given": sum(one.given for one in found.figures),
        "figures_total": len(found.figures),
        "reached": words.reached_words(found.figures),
        "schedule_url": link("schedule:chart", convention.pk),
        "grid_url": link("indicators:grid", convention.pk),
        **_campaign(request, convention, [one.row.pk for one in board.waiting]),
    }


def _narrowed(schedule_url: str, **filters: str) -> str:
    """The échéancier of the same part of the plan; nothing where there is no such page."""
    return f"{schedule_url}?{urlencode(filters)}" if schedule_url else ""


def _campaign(request: ConventionRequest, convention: Convention, pks: list[int]) -> dict[str, Any]:
    """Where coordination asks for news: of everybody, or of these actions only."""
    if not can_run_campaign(request.user, convention):
        return {"ask_url": "", "ask_these_url": ""}
    url = link("dashboard:campaign_create", convention.pk)
    these = f"{url}?actions={','.join(map(str, pks))}" if url and pks else ""
    return {"ask_url": url, "ask_these_url": these}


@require_safe
@convention_page()
def follow(request: ConventionRequest, convention: Convention) -> HttpResponse:
    """The whole plan: each axis with its count, what waits, what comes."""
    found = dashboard(convention, request.user)
    context = _context(request, convention, found)
    context |= {
        "headline": words.headline(found.board),
        "axes": axis_lines(convention, found.board.axes),
        "empty": not found.every,
    }
    return render(request, "dashboard/follow_plan.html", context)


@require_safe
@convention_page()
def axis(request: ConventionRequest, convention: Convention, node_id: int) -> HttpResponse:
    """One top level of the plan, with every action below it."""
    tops = Node.objects.visible_to(request.user).filter(convention=convention, parent=None)
    node = get_object_or_404(tops, pk=node_id)
    whole = dashboard(convention, request.user)
    found = whole.narrowed(lambda row: row.top is not None and row.top.pk == node.pk)
    context = _context(request, convention, found)
    context |= {
        "title": node.title,
        "mark": mark_of(convention, node.ref, 0) if node.ref else "",
        "schedule_url": _narrowed(context["schedule_url"], axe=str(node.pk)),
        "actions": action_lines(convention, found.board.rows),
    }
    return render(request, "dashboard/follow_part.html", context)


@require_safe
@convention_page()
def pilots(request: ConventionRequest, convention: Convention) -> HttpResponse:
    """Everyone who answers for an action; with ``?nom=``, the actions of one of them."""
    name = request.GET.get("nom", "")
    found = dashboard(convention, request.user)
    if not name:
        context = _context(request, convention, found)
        context |= {"pilots": pilot_lines(convention, pilots_of(found.every))}
        return render(request, "dashboard/follow_pilots.html", context)
    scope = pilot_named(found.every, name)
    if scope is None:
        raise Http404
    wanted = {row.pk for row in scope.rows}
    context = _context(request, convention, found.narrowed(lambda row: row.pk in wanted))
    context |= {
        "above": "Par pilote",
        "title": scope.label,
        "schedule_url": _narrowed(context["schedule_url"], pilote=scope.label),
        "actions": action_lines(convention, scope.rows),
    }
    return render(request, "dashboard/follow_part.html", context)


@require_safe
@convention_page()
def communes(request: ConventionRequest, convention: Convention) -> HttpResponse:
    """The communes of the convention; with ``?code=``, what concerns one of them."""
    code = request.GET.get("code", "")
    found = dashboard(convention, request.user)
    scopes = communes_of(convention, request.user, found.every)
    if not code:
        context = _context(request, convention, found)
        context |= {"communes": commune_lines(convention, scopes)}
        return render(request, "dashboard/follow_communes.html", context)
    scope = next((one for one in scopes if one.commune.pk == code), None)
    if scope is None:
        raise Http404
    return render(request, "dashboard/follow_part.html", _commune(request, convention, found, scope))


def _commune(
    request: ConventionRequest, convention: Convention, found: Dashboard, scope: CommuneScope
) -> dict[str, Any]:
    wanted = {row.pk for row in scope.rows}
    context = _context(request, convention, found.narrowed(lambda row: row.pk in wanted))
    return context | {
        "above": "Par commune",
        "title": scope.commune.name,
        "schedule_url": _narrowed(context["schedule_url"], commune=scope.commune.pk),
        "is_commune": True,
        "actions": action_lines(convention, scope.rows, scope.progress),
    }


@require_safe
@convention_page()
def silence(request: ConventionRequest, convention: Convention) -> HttpResponse:
    """Who has not been heard of for six months, by pilot, the oldest silence first."""
    found = dashboard(convention, request.user)
    silent = silent_pilots(found.every)
    rows = list(dict.fromkeys(row.pk for one in silent for row in one.rows))
    context = {
        "convention": convention,
        "silent": silent_lines(convention, silent, can_ask=can_run_campaign(request.user, convention)),
        "count": len(rows),
        "total": sum(row.status in words.HEARD for row in found.every),
        **_campaign(request, convention, rows),
    }
    return render(request, "dashboard/follow_silence.html", context)


@require_safe
@convention_page()
def elected(request: ConventionRequest, convention: Convention) -> HttpResponse:
    """One page for an élu: where we are, what was done, what blocks, what is expected of them."""
    page = one_page(convention, request.user)
    found = page.dashboard
    context = _context(request, convention, found)
    context |= {
        "axes": axis_lines(convention, found.board.axes),
        "done": action_lines(convention, page.done),
        "mine": action_lines(convention, page.mine[:MOST_ASKED]),
        "asked": asked_lines(convention, page.asked[:MOST_ASKED]),
        "more_asked": words.more_words(len(page.asked) - MOST_ASKED, len(page.mine) - MOST_ASKED),
        "board_score": found.board.score,
        "looked": page.since,
        "headline": words.headline(found.board),
        "empty": not found.every,
    }
    return render(request, "dashboard/follow_elected.html", context)
