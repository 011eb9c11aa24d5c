"""A returned workbook: what it would change, what is wrong in it, then « Appliquer »."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import wraps
from pathlib import PurePath
from typing import TYPE_CHECKING, Any

from django.http import Http404, HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_POST, require_safe

from maillage.conventions.models import Convention
from maillage.conventions.permissions import can_import_document
from maillage.conventions.workbook.differences import counted
from maillage.intake.enums import ImportState
from maillage.intake.errors import RefusedFileError
from maillage.intake.models import WorkbookReturn
from maillage.intake.operations.workbooks import (
    apply_workbook,
    drop_workbook,
    keep_workbook,
    open_workbook,
)
from maillage.intake.workbook.reading import is_workbook
from maillage.journal.models import Entry
from maillage.kernel.differences import Piece, compare
from maillage.kernel.errors import DomainError, StaleVersionError
from maillage.web.shell.downloads import XLSX, download
from maillage.web.shell.requests import ConventionRequest
from maillage.web.shell.scope import convention_page
from maillage.web.shell.toasts import say, undo_url, warn

if TYPE_CHECKING:
    from maillage.conventions.workbook.changes import Change, FicheChange
    from maillage.intake.workbook.returned import Returned

MOST_FICHES, MOST_PROBLEMS = 300, 200
_MOVED = (
    "Le plan a changé depuis que vous avez ouvert cette page. "
    "Voici ce que le classeur changerait maintenant\u00a0: vérifiez, puis appliquez."
)


@dataclass(frozen=True, slots=True)
class Line:
    """A change as shown: its words compared; ``theirs`` is what the site says, in a conflict."""

    change: Change
    pieces: list[Piece]

    @property
    def theirs(self) -> str | None:
        """What the site says now, when it changed too."""
        return self.change.theirs


@dataclass(frozen=True, slots=True)
class Sheet:
    """One fiche as shown. ``kind`` is a word: « ajoutée », « modifiée », « supprimée »."""

    fiche: FicheChange
    kind: str
    lines: list[Line]


def take_workbook(request: ConventionRequest, convention: Convention, document: Any) -> HttpResponse | None:
    """Keep a deposited file when it is a workbook of ours; None for any other document.

    Raises RefusedFileError with a sentence.
    """
    data = document.read()
    document.seek(0)
    if not is_workbook(data):
        return None
    returned = keep_workbook(convention=convention, data=data, name=document.name, by=request.user)
    return redirect("intake:workbook", convention.pk, returned.pk)


def returned_page(view: Callable[..., HttpResponseBase]) -> Callable[..., Any]:
    """Turn ``view(request, returned)`` into a page of one workbook: 404 elsewhere, 403 without the right."""

    @convention_page(can_import_document)
    @wraps(view)
    def page(request: ConventionRequest, convention: Convention, *, returned_id: int) -> HttpResponseBase:
        visible = WorkbookReturn.objects.visible_to(request.user).for_convention(convention)
        returned = get_object_or_404(visible.select_related("file", "applied_by"), pk=returned_id)
        returned.convention = convention
        return view(request, returned)

    return page


@require_safe
@returned_page
def workbook(request: ConventionRequest, returned: WorkbookReturn) -> HttpResponse:
    """What it would change; once applied, what it changed."""
    if returned.state != ImportState.READY or returned.file is None:
        return render(request, "intake/workbook/closed.html", _closed(returned))
    return _page(request, returned)


def _page(
    request: ConventionRequest, returned: WorkbookReturn, *, refusal: str = "", status: int = 200
) -> HttpResponse:
    try:
        opened = open_workbook(returned=returned, by=request.user)
    except (DomainError, RefusedFileError) as error:
        warn(request, str(error))
        return redirect("intake:list", returned.convention_id)
    context = {
        "convention": returned.convention,
        "returned": returned,
        "opened": opened,
        "refusal": refusal,
        "sheets": _sheets(opened),
        "more_fiches": max(0, len(opened.differences.fiches) - MOST_FICHES),
        "problems": opened.differences.problems[:MOST_PROBLEMS],
        "more_problems": max(0, len(opened.differences.problems) - MOST_PROBLEMS),
        "conflicts": len(opened.differences.conflicts),
        "writes": bool(opened.edits() or opened.differences.conflicts),
    }
    return render(request, "intake/workbook/review.html", context, status=status)


def _sheets(opened: Returned) -> list[Sheet]:
    """The fiches as shown, conflicts first: they wait for a choice."""
    found = []
    for fiche in sorted(opened.differences.fiches, key=lambda one: not one.conflicts)[:MOST_FICHES]:
        kind = "ajoutée" if fiche.action is None else "supprimée" if fiche.removal else "modifiée"
        lines = [Line(change, compare(change.before, change.after)) for change in fiche.all]
        found.append(Sheet(fiche, kind, lines))
    return found


def _closed(returned: WorkbookReturn) -> dict[str, Any]:
    entry = Entry.objects.filter(pk=returned.entry_id or 0).select_related("undone_by").first()
    undone = entry is not None and getattr(entry, "undone_by", None) is not None
    return {
        "convention": returned.convention,
        "returned": returned,
        "words": applied_words(returned.summary),
        "entry": entry,
        "undone": undone,
    }


def applied_words(summary: dict[str, int]) -> str:
    """« 2 fiches modifiées, 1 ajoutée »."""
    return counted(*(summary.get(name, 0) for name in ("changed", "added", "removed")))


@require_POST
@returned_page
def apply(request: ConventionRequest, returned: WorkbookReturn) -> HttpResponse:
    """Write what is right, and the conflicts that were ticked."""
    try:
        entry = apply_workbook(
            returned=returned,
            seen=request.POST.get("seen", ""),
            chosen=request.POST.getlist("garder"),
            by=request.user,
        )
    except StaleVersionError:
        return _page(request, returned, refusal=_MOVED, status=409)
    except DomainError as error:
        warn(request, str(error))
        return redirect("intake:workbook", returned.convention_id, returned.pk)
    if entry is None:
        say(request, "Rien n’a changé.")
    else:
        words = applied_words({name: entry.details[name] for name in ("changed", "added", "removed")})
        say(request, f"Le classeur est appliqué\u00a0: {words}.", undo_url=undo_url(entry))
    return redirect("intake:workbook", returned.convention_id, returned.pk)


@require_POST
@returned_page
def drop(request: ConventionRequest, returned: WorkbookReturn) -> HttpResponse:
    """Put it aside; the plan does not change."""
    drop_workbook(returned=returned, by=request.user)
    say(request, f"«\u00a0{returned.name}\u00a0» est écarté.")
    return redirect("intake:list", returned.convention_id)


@require_safe
@returned_page
def marked(request: ConventionRequest, returned: WorkbookReturn) -> HttpResponseBase:
    """A copy of the workbook with the cells to correct marked."""
    if returned.file is None:
        raise Http404
    data = open_workbook(returned=returned, by=request.user).marked()
    name = f"{PurePath(returned.name).stem}-a-corriger.xlsx"
    return download(data, XLSX, name)
