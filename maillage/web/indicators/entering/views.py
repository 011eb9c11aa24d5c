"""The entry grid: read, typed in, saved cell by cell."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from django.core.exceptions import PermissionDenied
from django.shortcuts import redirect
from django.views.decorators.http import require_http_methods

from maillage.conventions.models import Convention
from maillage.conventions.operations.figures import set_values
from maillage.conventions.permissions import can_edit_convention, can_import_document
from maillage.conventions.selectors.entry_sheet import Wanted, entry_sheet
from maillage.kernel.french import plural
from maillage.web.indicators.entering.reading import GridReader
from maillage.web.indicators.entering.typing import typed_cells
from maillage.web.shell.context import link
from maillage.web.shell.requests import ConventionRequest, respond, wants_fragment, whole_number
from maillage.web.shell.scope import convention_page
from maillage.web.shell.toasts import say, undo_url

if TYPE_CHECKING:
    from collections.abc import Sequence

    from django.http import HttpResponse, QueryDict

    from maillage.conventions.operations.figures import Outcome, Refused

MOST_OPENED = 12


def _wanted(asked: QueryDict) -> Wanted:
    return Wanted(
        period=asked.get("periode", "")[:8],
        axis=asked.get("axe", "")[:20],
        mine="mes" in asked,
        missing="a-saisir" in asked,
        several="plusieurs" in asked,
    )


def _opened(asked: QueryDict) -> list[int]:
    found = [whole_number(one) for one in asked.getlist("ouvrir")[:MOST_OPENED]]
    return [one for one in found if one is not None]


@require_http_methods(["GET", "HEAD", "POST"])
@convention_page()
def grid(request: ConventionRequest, convention: Convention) -> HttpResponse:
    """The sheet of a period; a POST keeps what can be and shows the rest where it was typed."""
    if request.method != "POST":
        return _page(request, convention)
    sheet = entry_sheet(convention, request.user, _wanted(request.GET))
    if not sheet.can_enter:
        raise PermissionDenied
    cells = typed_cells(request.POST, sheet.period)
    outcome = set_values(convention=convention, cells=cells, by=request.user)
    _tell(request, outcome)
    if outcome.refused or wants_fragment(request):
        return _page(request, convention, outcome.refused, len(outcome.changed))
    return redirect(request.get_full_path())


def _tell(request: ConventionRequest, outcome: Outcome) -> None:
    if outcome.entry is not None:
        said = plural(len(outcome.changed), "valeur enregistrée", "valeurs enregistrées")
        say(request, f"{said}.", undo_url=undo_url(outcome.entry))
    elif not outcome.refused:
        say(request, "Rien n’a changé.")


def _page(
    request: ConventionRequest,
    convention: Convention,
    refused: Sequence[Refused] = (),
    kept: int = 0,
) -> HttpResponse:
    wanted = _wanted(request.GET)
    if refused:
        # what somebody else filled meanwhile is missing no more: it would hide the cell to look at
        wanted = replace(wanted, missing=False)
    sheet = entry_sheet(convention, request.user, wanted)
    opened = {*_opened(request.GET), *(one.cell.indicator for one in refused if one.cell.category)}
    grid = GridReader(convention, sheet, opened, refused).read()
    context = {
        "convention": convention,
        "sheet": sheet,
        "grid": grid,
        "kept": kept,
        "can_edit": can_edit_convention(request.user, convention),
        "workbook_url": link("publishing:workbook", convention.pk),
        "return_url": link("intake:upload", convention.pk)
        if can_import_document(request.user, convention)
        else "",
    }
    status = 422 if refused else 200
    return respond(request, "indicators/grid.html", "indicators/_grid.html", context, status=status)
