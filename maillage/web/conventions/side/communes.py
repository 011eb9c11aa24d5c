"""Where each commune stands on a fiche that several share."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.core.exceptions import PermissionDenied
from django.http import Http404
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_safe

from maillage.conventions.errors import InvalidValueError
from maillage.conventions.models import Action, Convention
from maillage.conventions.operations import save_commune
from maillage.conventions.permissions import can_edit_action
from maillage.conventions.selectors import action_trail
from maillage.conventions.selectors.communes import CommuneRow, commune_board
from maillage.kernel.errors import StaleVersionError
from maillage.web.conventions.forms.side import CommuneForm
from maillage.web.conventions.reading.side import board_sentence, read_communes
from maillage.web.conventions.views.actions import load_action
from maillage.web.shell.requests import respond, wants_fragment, way_back
from maillage.web.shell.scope import convention_page
from maillage.web.shell.toasts import say_done

if TYPE_CHECKING:
    from django.http import HttpResponse

    from maillage.web.shell.requests import ConventionRequest


def place_of(action: Action) -> str:
    """The communes on the page of the fiche."""
    return f"{reverse('conventions:action', args=[action.convention_id, action.pk])}#communes"


def _context(request: ConventionRequest, action: Action) -> dict[str, Any]:
    return {
        "convention": action.convention,
        "action": action,
        "trail": action_trail(action),
        "can_edit": can_edit_action(request.user, action),
        "fiche_url": place_of(action),
    }


@require_safe
@convention_page()
def communes(request: ConventionRequest, convention: Convention, action_id: int) -> HttpResponse:
    """Every commune concerned, told or silent."""
    action = load_action(request, convention, action_id)
    board = commune_board(action)
    context = {**_context(request, action), "board": board, "board_sentence": board_sentence(board)}
    return render(request, "conventions/side/communes_page.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@convention_page()
def commune(request: ConventionRequest, convention: Convention, action_id: int, code: str) -> HttpResponse:
    """Say where one commune stands."""
    action = load_action(request, convention, action_id)
    row = _row(action, code)
    if not can_edit_action(request.user, action):
        raise PermissionDenied
    if request.method != "POST":
        return _editor(request, action, row, CommuneForm.opened(row.progress))
    form = CommuneForm(request.POST)
    if not form.is_valid():
        return _editor(request, action, row, form, status=422)
    state, version = form.state(), form.cleaned_data["version"]
    try:
        entry = save_commune(action=action, code=code, state=state, version=version, by=request.user)
    except InvalidValueError as error:
        form.refuse(error)
        return _editor(request, action, row, form, status=422)
    except StaleVersionError as stale:
        return _overtaken(request, action, code, stale)
    say_done(request, f"«\u00a0{row.commune.name}\u00a0» est enregistrée.", entry)
    if not wants_fragment(request):
        return redirect(way_back(request, place_of(action)))
    context = {**_context(request, action), **read_communes(action), "focus": code}
    answer = render(request, "conventions/side/_communes_saved.html", context)
    # The form stands in one line; the count above and the silent communes change with it.
    answer.headers["HX-Retarget"], answer.headers["HX-Reswap"] = "#communes", "outerHTML"
    return answer


def _row(action: Action, code: str) -> CommuneRow:
    found = next((row for row in commune_board(action).rows if row.commune.pk == code), None)
    if found is None:
        raise Http404
    return found


def _editor(
    request: ConventionRequest,
    action: Action,
    row: CommuneRow,
    form: CommuneForm,
    *,
    status: int = 200,
    overtaken: bool = False,
) -> HttpResponse:
    context = {
        **_context(request, action),
        "commune": row.commune,
        "theirs": row.progress,
        "overtaken": overtaken,
        "form": form,
        "next": way_back(request, ""),
    }
    page, fragment = "conventions/side/commune_page.html", "conventions/side/_commune_form.html"
    return respond(request, page, fragment, context, status=status)


def _overtaken(
    request: ConventionRequest, action: Action, code: str, stale: StaleVersionError
) -> HttpResponse:
    """Somebody wrote on this commune meanwhile: show both, overwrite nothing."""
    typed = request.POST.copy()
    typed["version"] = str(stale.current)
    form = CommuneForm(typed)
    return _editor(request, action, _row(action, code), form, status=409, overtaken=True)
