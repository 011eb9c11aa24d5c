"""Views of the list kept under a name."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpResponse, QueryDict
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_POST

from maillage.conventions.errors import InvalidValueError
from maillage.conventions.models import Convention, SavedView
from maillage.conventions.operations.views import delete_view, save_view, update_view
from maillage.conventions.permissions import can_edit_plan, can_edit_view
from maillage.conventions.selectors.views import view_for
from maillage.web.conventions.listing.page import asked_by, list_url
from maillage.web.conventions.reading.quotes import quoted
from maillage.web.shell.scope import convention_page
from maillage.web.shell.toasts import say_done, warn

if TYPE_CHECKING:
    from maillage.web.shell.requests import ConventionRequest


def _load(request: ConventionRequest, convention: Convention, pk: int) -> SavedView:
    view = view_for(convention, request.user, pk)
    if view is None:
        raise Http404
    if not can_edit_view(request.user, view):
        raise PermissionDenied
    return view


def view_url(convention: Convention, view: SavedView) -> str:
    """The list as the view has it."""
    return list_url(convention, f"{view.query}&vue={view.pk}".lstrip("&"))


@require_POST
@convention_page()
def view_save(request: ConventionRequest, convention: Convention) -> HttpResponse:
    """Keep the list on screen (``requete``) under a name."""
    query, _ = asked_by(QueryDict(request.POST.get("requete", "")))
    shared = "partager" in request.POST and can_edit_plan(request.user, convention)
    try:
        view, entry = save_view(
            convention=convention,
            name=request.POST.get("nom", ""),
            query=query.encode(),
            shared=shared,
            opens="ouvrir" in request.POST,
            by=request.user,
        )
    except InvalidValueError as error:
        warn(request, str(error))
        return redirect(list_url(convention, query.encode()))
    say_done(request, f"La vue {quoted(view.name)} est enregistrée.", entry)
    return redirect(view_url(convention, view))


@require_http_methods(["GET", "POST"])
@convention_page()
def view_edit(request: ConventionRequest, convention: Convention, view_id: int) -> HttpResponse:
    """Rename it, share it, open the list with it."""
    view = _load(request, convention, view_id)
    may_share = can_edit_plan(request.user, convention)
    context = {
        "convention": convention,
        "view": view,
        "may_share": may_share,
        "back": view_url(convention, view),
    }
    if request.method != "POST":
        return render(request, "conventions/list_view.html", {**context, "name": view.name, "error": ""})
    name = request.POST.get("nom", "")
    try:
        entry = update_view(
            view=view,
            name=name,
            shared="partager" in request.POST if may_share else view.shared,
            opens="ouvrir" in request.POST,
            by=request.user,
        )
    except InvalidValueError as error:
        typed = {**context, "name": name, "error": str(error)}
        return render(request, "conventions/list_view.html", typed, status=422)
    say_done(request, "La vue est modifiée.", entry)
    return redirect(view_url(convention, view))


@require_POST
@convention_page()
def view_delete(request: ConventionRequest, convention: Convention, view_id: int) -> HttpResponse:
    """Take it away, and offer to bring it back."""
    view = _load(request, convention, view_id)
    entry = delete_view(view=view, by=request.user)
    say_done(request, f"La vue {quoted(view.name)} est supprimée.", entry)
    return redirect(list_url(convention, "tout=1"))
