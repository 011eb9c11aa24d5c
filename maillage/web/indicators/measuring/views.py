"""« Rendre mesurable » on the plan: the list, one indicator, every sure proposal at once."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.core.exceptions import PermissionDenied
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods

from maillage.conventions.errors import InvalidValueError
from maillage.conventions.models import Convention
from maillage.conventions.operations.measures import Choice, choose_measure, choose_measures
from maillage.conventions.permissions import can_edit_action
from maillage.kernel.errors import DomainError
from maillage.kernel.french import plural
from maillage.web.indicators.measuring.board import Board, Line
from maillage.web.indicators.measuring.forms import MeasureForm
from maillage.web.shell.requests import ConventionRequest, respond, wants_fragment
from maillage.web.shell.scope import convention_page
from maillage.web.shell.toasts import say_done, warn

if TYPE_CHECKING:
    from typing import Any

    from django.http import HttpResponse


_KEPT, _WISH, _REOPEN = "kept", "wish", "reopen"


@require_http_methods(["GET", "HEAD", "POST"])
@convention_page()
def measuring(request: ConventionRequest, convention: Convention) -> HttpResponse:
    """One of the three lists; a POST keeps every sure proposal."""
    board = Board(convention, request.user, request.GET.get("liste", ""))
    if request.method != "POST":
        return render(request, "indicators/measuring/page.html", _context(board))
    if not board.all_enter:
        raise PermissionDenied
    try:
        sure = board.sure
        entry = choose_measures(convention=convention, choices=sure, by=request.user)
    except DomainError as refusal:
        warn(request, str(refusal))
    else:
        kept = plural(len(sure), "proposition gardée", "propositions gardées")
        say_done(request, f"{kept}.", entry)
    return redirect("indicators:measuring", convention.pk)


@require_http_methods(["GET", "HEAD", "POST"])
@convention_page()
def measure(request: ConventionRequest, convention: Convention, indicator_id: int) -> HttpResponse:
    """One indicator: keep, leave as a wish, look again; or the form that changes it."""
    board = Board(convention, request.user)
    line = board.find(indicator_id)
    board.state = line.state
    if not can_edit_action(request.user, line.indicator.action):
        raise PermissionDenied
    if request.method != "POST":
        line.form = None if "lire" in request.GET else MeasureForm(indicator_id, line.shown)
        return _line(request, board, line)
    choice = _asked(request.POST.get("state", ""), line)
    if choice is None:
        line.form = MeasureForm(indicator_id, line.shown, request.POST)
        if not line.form.is_valid():
            return _line(request, board, line, status=422)
        choice = line.form.choice()
    return _decide(request, board, line, choice)


def _asked(state: str, line: Line) -> Choice | None:
    """The choice of a button; None when a form was sent."""
    if state == _WISH:
        return Choice(wish=True)
    if state == _REOPEN:
        return Choice()
    if state == _KEPT and line.proposal is not None and line.proposal.measure:
        return line.proposal.choice()
    return None


def _decide(request: ConventionRequest, board: Board, line: Line, choice: Choice) -> HttpResponse:
    try:
        entry = choose_measure(indicator=line.indicator, choice=choice, by=request.user)
    except InvalidValueError as refusal:
        if line.form is not None:
            line.form.add_error(refusal.field if refusal.field in line.form.fields else None, str(refusal))
        else:
            warn(request, str(refusal))
        return _line(request, board, line, status=422)
    convention = board.convention
    words = "laissé comme souhait" if choice.wish else "suivi" if choice.measure else "à voir de nouveau"
    say_done(request, f"L’indicateur est {words}.", entry)
    if not wants_fragment(request):
        address = reverse("indicators:measuring", args=[convention.pk])
        return redirect(f"{address}?liste={board.state}#m-{line.indicator.pk}")
    board = Board(convention, request.user, board.state)
    return _line(request, board, board.find(line.indicator.pk))


def _context(board: Board) -> dict[str, Any]:
    return {"convention": board.convention, "board": board}


def _line(request: ConventionRequest, board: Board, line: Line, *, status: int = 200) -> HttpResponse:
    context = {**_context(board), "line": line, "fiche": board.fiche_of(line)}
    one, fragment = "indicators/measuring/one.html", "indicators/measuring/_answer.html"
    return respond(request, one, fragment, context, status=status)
