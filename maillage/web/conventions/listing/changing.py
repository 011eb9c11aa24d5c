"""The same change on many fiches: choose it, see what it would do, apply it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.http import HttpResponse, QueryDict
from django.shortcuts import redirect, render
from django.views.decorators.http import require_POST

from maillage.conventions.errors import InvalidValueError
from maillage.conventions.listing.bulk import MOST_FICHES, Prepared, apply_change, prepare_change
from maillage.conventions.listing.changes import CHANGES
from maillage.conventions.listing.lists import action_list
from maillage.conventions.models import Convention
from maillage.conventions.permissions import can_edit_plan
from maillage.kernel.errors import DomainError, StaleVersionError
from maillage.kernel.french import plural
from maillage.web.conventions.listing.page import asked_by, list_url
from maillage.web.shell.requests import whole_number
from maillage.web.shell.scope import convention_page
from maillage.web.shell.toasts import say_done, warn

if TYPE_CHECKING:
    from collections.abc import Iterable

    from maillage.web.shell.requests import ConventionRequest

Picked = dict[int, int | None]


def _picked(values: Iterable[str]) -> Picked:
    """« 12.3 »: a fiche and the version that was on screen."""
    found: Picked = {}
    for value in values:
        pk, _, version = value.strip().partition(".")
        number = whole_number(pk)
        if number and len(found) < MOST_FICHES:
            found[number] = whole_number(version)
    return found


def _selection(request: ConventionRequest, convention: Convention, query: str) -> Picked:
    """The fiches that were ticked, those of the step before, or all that the list shows (``tout``)."""
    if "tout" in request.POST:
        asked, _ = asked_by(QueryDict(query))
        rows = action_list(convention, request.user, asked, looks=False).rows
        return {row.pk: row.version for row in rows}
    picked = _picked(request.POST.get("choisies", "").split(","))
    return picked or _picked(request.POST.getlist("pick"))


def _page(
    request: ConventionRequest,
    convention: Convention,
    picked: Picked,
    *,
    prepared: Prepared | None = None,
    error: str = "",
    status: int = 200,
) -> HttpResponse:
    change = CHANGES.get(request.POST.get("changement", ""))
    query = request.POST.get("requete", "")
    context: dict[str, Any] = {
        "convention": convention,
        "changes": CHANGES.values(),
        "change": change,
        "choices": change.choices(convention) if change and change.choices else [],
        "typed": request.POST.get("valeur", ""),
        "picked": ",".join(f"{pk}.{version or ''}" for pk, version in picked.items()),
        "count": plural(len(picked), "action choisie", "actions choisies"),
        "query": query,
        "back": list_url(convention, query),
        "prepared": prepared,
        "applies": plural(len(prepared.edits), "action") if prepared else "",
        "stays": plural(len(prepared.left), "action reste", "actions restent") if prepared else "",
        "error": error,
    }
    return render(request, "conventions/list_change.html", context, status=status)


@require_POST
@convention_page(can_edit_plan)
def change(request: ConventionRequest, convention: Convention) -> HttpResponse:
    """``etape``: nothing to choose what to change, « voir » to see what it would do, « appliquer »."""
    query = request.POST.get("requete", "")
    picked = _selection(request, convention, query)
    step, key, typed = (request.POST.get(name, "") for name in ("etape", "changement", "valeur"))
    if not picked:
        warn(request, "Cochez d’abord les actions à changer.")
        return redirect(list_url(convention, query))
    if step not in {"voir", "appliquer"} or key not in CHANGES:
        return _page(request, convention, picked)
    asked: dict[str, Any] = {"convention": convention, "change": key, "typed": typed, "picked": picked}
    try:
        if step == "appliquer":
            entry = apply_change(**asked, by=request.user)
            done = entry.details if entry else {}
            count = done.get("changed", 0) + done.get("removed", 0)
            say_done(request, f"{plural(count, 'action changée', 'actions changées')}.", entry)
            return redirect(list_url(convention, query))
        prepared = prepare_change(**asked, by=request.user)
    except InvalidValueError as error:
        return _page(request, convention, picked, error=str(error), status=422)
    except StaleVersionError:
        return _overtaken(request, convention, asked)
    except DomainError as error:
        return _page(request, convention, picked, error=str(error), status=409)
    return _page(request, convention, picked, prepared=prepared)


def _overtaken(request: ConventionRequest, convention: Convention, asked: dict[str, Any]) -> HttpResponse:
    """A fiche changed meanwhile: nothing was written, and what would be is shown again as it is now."""
    fresh: Picked = dict.fromkeys(asked["picked"])
    prepared = prepare_change(**{**asked, "picked": fresh}, by=request.user)
    now: Picked = {edit.action.pk: edit.version for edit in prepared.edits if edit.action}
    said = (
        "Une de ces fiches vient d’être modifiée\u00a0: rien n’est écrit. Voici ce qui changerait maintenant."
    )
    return _page(request, convention, {**fresh, **now}, prepared=prepared, error=said, status=409)
