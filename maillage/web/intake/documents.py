"""The documents of a convention, and the acts on one as a whole."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_POST, require_safe

from maillage.conventions.models import Convention
from maillage.conventions.permissions import can_import_document
from maillage.intake import operations
from maillage.intake.errors import EditedSinceError
from maillage.intake.models import Import, WorkbookReturn
from maillage.intake.tasks import recall_import, restart_reading
from maillage.kernel.errors import DomainError
from maillage.kernel.french import plural
from maillage.web.intake.loading import import_page
from maillage.web.shell.requests import ConventionRequest, way_back, whole_number
from maillage.web.shell.scope import convention_page
from maillage.web.shell.toasts import say, warn

if TYPE_CHECKING:
    from django.http import HttpResponse

MOST_WORKBOOKS = 20


@require_safe
@convention_page(can_import_document)
def documents(request: ConventionRequest, convention: Convention) -> HttpResponse:
    """Every document deposited, the latest first."""
    rows = Import.objects.visible_to(request.user).for_convention(convention).light()
    imports = list(rows.select_related("created_by", "accepted_by"))
    workbooks = WorkbookReturn.objects.visible_to(request.user).for_convention(convention)
    returned = list(workbooks.select_related("created_by")[:MOST_WORKBOOKS])
    context = {"convention": convention, "imports": imports, "workbooks": returned}
    return render(request, "intake/list.html", context)


@require_POST
@import_page(light=True)
def restart(request: ConventionRequest, import_: Import) -> HttpResponse:
    """Read again a document whose reading stopped halfway."""
    try:
        restart_reading(import_=import_, by=request.user)
    except DomainError as refusal:
        warn(request, str(refusal))
    return redirect("intake:review", import_.convention_id, import_.pk)


@require_POST
@import_page(light=True)
def drop(request: ConventionRequest, import_: Import) -> HttpResponse:
    """Put an import aside."""
    try:
        operations.drop(import_=import_, by=request.user)
    except DomainError as refusal:
        warn(request, str(refusal))
    else:
        back = reverse("intake:recall", args=[import_.convention_id, import_.pk])
        say(request, f"«\u00a0{import_.name}\u00a0» est écarté.", undo_url=back)
    return redirect("intake:list", import_.convention_id)


@require_POST
@import_page(light=True)
def recall(request: ConventionRequest, import_: Import) -> HttpResponse:
    """Take up an import that was put aside or undone."""
    try:
        recall_import(import_=import_, by=request.user)
    except DomainError as refusal:
        warn(request, str(refusal))
    return redirect("intake:review", import_.convention_id, import_.pk)


@require_POST
@import_page(light=True)
def undo(request: ConventionRequest, import_: Import) -> HttpResponse:
    """Take a whole accepted plan back; asks first when fiches of it were edited since."""
    agreed = whole_number(request.POST.get("edited")) or 0
    try:
        entry = operations.undo_import(import_=import_, edited=agreed, by=request.user)
    except EditedSinceError as since:
        context = {"import_": import_, "convention": import_.convention, "edited": since.edited}
        return render(request, "intake/undo.html", context | {"next": way_back(request, "")}, status=409)
    except DomainError as refusal:
        warn(request, str(refusal))
    else:
        updated = entry.details.get("updated", False)
        gone = _undone_sentence(entry.details["actions"], entry.details["edited"])
        say(request, "L’import est annulé\u00a0: le plan est comme avant." if updated else gone)
    return redirect(way_back(request, reverse("intake:list", args=[import_.convention_id])))


def _undone_sentence(actions: int, edited: int) -> str:
    gone = f"L’import est annulé\u00a0: {plural(actions, 'fiche retirée', 'fiches retirées')} du plan"
    if not edited:
        return f"{gone}."
    return f"{gone}, dont {plural(edited, 'modifiée', 'modifiées')} depuis."
