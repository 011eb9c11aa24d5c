"""« Coller depuis un tableur »: lines of time or of budget, all of them or none."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.core.exceptions import PermissionDenied
from django.http import Http404
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods

from maillage.conventions.errors import InvalidValueError
from maillage.conventions.means.kinds import KINDS
from maillage.conventions.means.pasting import read_lines
from maillage.conventions.models import Convention, Post
from maillage.conventions.operations.means import add_lines
from maillage.conventions.permissions import can_edit_convention
from maillage.kernel.french import plural
from maillage.kernel.text import fold
from maillage.web.means.kinds import OF_ACTIONS, kind_of, writable_actions
from maillage.web.means.views.lines import asked_action
from maillage.web.shell.requests import way_back
from maillage.web.shell.scope import convention_page
from maillage.web.shell.toasts import say, undo_url

if TYPE_CHECKING:
    from collections.abc import Iterable

    from django.http import HttpResponse

    from maillage.accounts.models import User
    from maillage.conventions.means.pasting import Pasted
    from maillage.conventions.models import Action
    from maillage.web.shell.requests import ConventionRequest


def _named(user: User, convention: Convention, actions: list[Action]) -> dict[str, dict[str, int]]:
    """What cells may name: actions by reference, title, or both; posts, for whoever writes any; themes."""
    posts = Post.objects.visible_to(user).filter(convention=convention)
    return {
        "action": _ids((name, one.pk) for one in actions for name in (str(one), one.title, one.ref)),
        "post": _ids((one.title, one.pk) for one in posts if can_edit_convention(user, convention)),
        "theme": _ids((one.name, one.pk) for one in convention.themes.all()),
    }


def _ids(names: Iterable[tuple[str, int]]) -> dict[str, int]:
    found: dict[str, int] = {}
    for name, pk in names:
        if name:
            found.setdefault(fold(name), pk)
    return found


def _said(pasted: Pasted) -> str:
    """« 7 lignes ajoutées. », and the columns that were left aside."""
    said = f"{plural(len(pasted.lines), 'ligne ajoutée', 'lignes ajoutées')}."
    if not pasted.ignored:
        return said
    words = "Colonnes laissées" if len(pasted.ignored) > 1 else "Colonne laissée"
    return f"{said} {words} de côté\u00a0: {', '.join(pasted.ignored)}."


@require_http_methods(["GET", "POST"])
@convention_page()
def paste(request: ConventionRequest, convention: Convention, kind: str) -> HttpResponse:
    """Read a block; write its lines when every one is right, else say which cells are not."""
    key = kind_of(kind)
    if key not in OF_ACTIONS:
        raise Http404
    actions = writable_actions(request.user, convention)
    if not actions and not can_edit_convention(request.user, convention):
        raise PermissionDenied
    only = next((one for one in actions if one.pk == asked_action(request)), None)
    back = way_back(request, reverse("means:ledger", args=[convention.pk]))
    fields = list(KINDS[key].fields)
    context: dict[str, Any] = {
        "convention": convention,
        "kind": KINDS[key],
        "fields": fields,
        "only": only,
        "back": back,
        "text": "",
        "refusal": "",
        "pasted": None,
    }
    if request.method == "GET":
        return render(request, "means/paste.html", context)
    context["text"] = request.POST.get("bloc", "")
    try:
        pasted = read_lines(
            context["text"], key, _named(request.user, convention, actions), only.pk if only else None
        )
        if pasted.wrong:
            context["pasted"] = pasted
            return render(request, "means/paste.html", context, status=422)
        entry = add_lines(convention=convention, kind=key, lines=pasted.lines, by=request.user)
    except InvalidValueError as error:
        context["refusal"] = str(error)
        return render(request, "means/paste.html", context, status=422)
    undo = undo_url(entry) if entry else ""
    say(request, _said(pasted), undo)
    return redirect(back)
