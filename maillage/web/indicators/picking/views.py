"""The library: found by words, read, added to a fiche."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import groupby
from typing import TYPE_CHECKING

from django.core.exceptions import PermissionDenied
from django.http import Http404
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.http import urlencode
from django.views.decorators.http import require_http_methods

from maillage.conventions.counting import standard
from maillage.conventions.errors import InvalidValueError
from maillage.conventions.models import Action, Convention, Indicator
from maillage.conventions.operations.measures import add_standard
from maillage.conventions.permissions import can_edit_convention
from maillage.conventions.selectors.fiche import piloted_by
from maillage.web.indicators.measuring.board import MOST_OF_A_FICHE, MOST_OF_A_PLAN
from maillage.web.shell.requests import ConventionRequest, whole_number
from maillage.web.shell.scope import convention_page
from maillage.web.shell.toasts import say, undo_url, warn

if TYPE_CHECKING:
    from django.http import HttpResponse

    from maillage.conventions.counting.standard import Standard


@dataclass(frozen=True, slots=True)
class Pick:
    """An indicator of the library; ``here``: whether the fiche has it; ``others``: how many fiches do."""

    standard: Standard
    here: bool
    others: int


@require_http_methods(["GET", "HEAD", "POST"])
@convention_page()
def library(request: ConventionRequest, convention: Convention) -> HttpResponse:
    """The library, and the fiche to add to; a POST adds one."""
    fiches = _fiches(request, convention)
    if request.method == "POST":
        return _add(request, convention, fiches)
    asked = request.GET.get("fiche", "")
    fiche = next((one for one in fiches if one.pk == whole_number(asked)), None)
    if asked and fiche is None:
        raise Http404
    text = request.GET.get("q", "")[:100]
    picks = _picks(convention, fiche, text)
    context = {
        "convention": convention,
        "fiches": fiches,
        "fiche": fiche,
        "text": text,
        "themes": [(theme, list(ones)) for theme, ones in groupby(picks, key=lambda one: one.standard.theme)],
        "count": len(picks),
        "can_edit": can_edit_convention(request.user, convention),
    }
    return render(request, "indicators/library.html", context)


def _fiches(request: ConventionRequest, convention: Convention) -> list[Action]:
    """The fiches that this person may add to, in the order of their numbers."""
    actions = Action.objects.visible_to(request.user).filter(convention=convention)
    if not can_edit_convention(request.user, convention):
        actions = actions.filter(pk__in=piloted_by(convention, request.user))
    return list(actions.only("ref", "title", "position", "convention_id"))


def _picks(convention: Convention, fiche: Action | None, text: str) -> list[Pick]:
    rows = Indicator.objects.filter(convention=convention, action__deleted_at=None).exclude(standard="")
    used: dict[str, set[int]] = {}
    for code, action_id in rows.values_list("standard", "action_id"):
        used.setdefault(code, set()).add(action_id)
    found = standard.find(text)
    themes = list(dict.fromkeys(one.theme for one in found))
    found.sort(key=lambda one: themes.index(one.theme))
    own = fiche.pk if fiche else 0
    return [Pick(one, own in used.get(one.code, ()), len(used.get(one.code, set()) - {own})) for one in found]


def _many(convention: Convention, fiche: Action) -> str:
    """What to think of when the fiche, or the plan, follows more than it will keep up."""
    rows = Indicator.objects.filter(convention=convention, action__deleted_at=None, wish=False)
    plan = rows.exclude(measure="").values_list("action_id", flat=True)
    own, every = sum(pk == fiche.pk for pk in plan), len(plan)
    if own > MOST_OF_A_FICHE:
        return f" Elle en suit {own}\u00a0: au-delà de trois, gardez ceux qui servent à décider."
    if every > MOST_OF_A_PLAN:
        return f" Le plan en suit {every}\u00a0: au-delà de trente, les tableaux cessent d’être remplis."
    return ""


def _add(request: ConventionRequest, convention: Convention, fiches: list[Action]) -> HttpResponse:
    wanted = whole_number(request.POST.get("fiche"))
    fiche = next((one for one in fiches if one.pk == wanted), None)
    if fiche is None:
        if not Action.objects.filter(convention=convention, pk=wanted or 0).exists():
            raise Http404
        raise PermissionDenied
    code = request.POST.get("code", "")[:40]
    try:
        entry = add_standard(action=fiche, code=code, by=request.user)
    except InvalidValueError as refusal:
        warn(request, str(refusal))
    else:
        undo = undo_url(entry) if entry else ""
        said = f"L’indicateur est ajouté à «\u00a0{fiche}\u00a0».{_many(convention, fiche)}"
        say(request, said, undo_url=undo)
    asked = {"fiche": str(fiche.pk), "q": request.POST.get("q", "")[:100]}
    query = urlencode({name: value for name, value in asked.items() if value})
    return redirect(f"{reverse('indicators:library', args=[convention.pk])}?{query}")
