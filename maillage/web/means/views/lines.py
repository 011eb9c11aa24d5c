"""One line: write it, change it, take it out."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.core.exceptions import PermissionDenied
from django.http import Http404
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_POST

from maillage.conventions.errors import InvalidValueError, LineGoneError
from maillage.conventions.means.kinds import KINDS, POST
from maillage.conventions.means.words import line_words
from maillage.conventions.models import Convention, Post
from maillage.conventions.operations.means import remove_line, save_line
from maillage.conventions.operations.means.writing import find_row, mark_of, read_row
from maillage.conventions.permissions import can_edit_convention, can_edit_means
from maillage.kernel.errors import StaleVersionError
from maillage.web.means.forms import Choices, LineForm, shown
from maillage.web.means.kinds import ADD, OF_ACTIONS, kind_of, writable_actions
from maillage.web.shell.requests import respond, wants_fragment, way_back, whole_number
from maillage.web.shell.scope import convention_page
from maillage.web.shell.toasts import say, say_done

if TYPE_CHECKING:
    from django.db import models
    from django.http import HttpResponse

    from maillage.conventions.means.kinds import Line
    from maillage.web.shell.requests import ConventionRequest


def _choices(
    request: ConventionRequest, convention: Convention, kind: str, line: Line | None = None
) -> Choices:
    """What this person may tie a line to, and the post that ``line`` has. Raises PermissionDenied for
    whoever may write none.
    """
    actions = writable_actions(request.user, convention) if kind in OF_ACTIONS else []
    everything = can_edit_convention(request.user, convention)
    if not everything and not actions:
        raise PermissionDenied
    posts = Post.objects.visible_to(request.user).filter(convention=convention)
    if not everything:
        posts = posts.filter(pk=(line or {}).get("post") or 0)
    return Choices(actions, list(posts), list(convention.themes.all()), needs_action=not everything)


def _back(request: ConventionRequest, convention: Convention) -> str:
    return way_back(request, reverse("means:ledger", args=[convention.pk]))


def _page(
    request: ConventionRequest, convention: Convention, form: LineForm, /, *, status: int = 200, **more: Any
) -> HttpResponse:
    fiche = asked_fiche(request)
    context = {
        "convention": convention,
        "form": form,
        "url": request.path,
        "fiche": fiche,
        "section_url": _section_url(convention, fiche) if fiche and wants_fragment(request) else "",
        "back": _back(request, convention),
        "title": ADD[form.kind],
        "line_id": None,
        "seen": "",
        "theirs": "",
        "slug": "",
        "is_post": form.kind == POST,
        **more,
    }
    return respond(request, "means/line.html", "means/_line_form.html", context, status=status)


def asked_fiche(request: ConventionRequest) -> int | None:
    """The action in whose page the line is being written, if any."""
    return whole_number(request.POST.get("fiche") or request.GET.get("fiche"))


def _section_url(convention: Convention, fiche: int) -> str:
    return f"{reverse('conventions:section', args=[convention.pk, fiche, 'resources'])}?lire=1"


def _done(request: ConventionRequest, convention: Convention) -> HttpResponse:
    """Back to where the line was asked from: the fiche reads its means again, in place."""
    fiche = asked_fiche(request)
    if fiche and wants_fragment(request):
        return render(request, "means/_written.html", {"section_url": _section_url(convention, fiche)})
    return redirect(_back(request, convention))


@require_http_methods(["GET", "POST"])
@convention_page()
def add(request: ConventionRequest, convention: Convention, kind: str) -> HttpResponse:
    """A new line; ``?action=`` or ``?post=`` say what it is for."""
    key = kind_of(kind)
    choices = _choices(request, convention, key)
    if request.method == "GET":
        wanted = {name: request.GET.get(name, "") for name in KINDS[key].refers}
        return _page(request, convention, LineForm(key, choices, initial=wanted, fiche=asked_fiche(request)))
    form = LineForm(key, choices, request.POST, fiche=asked_fiche(request))
    if not form.is_valid():
        return _page(request, convention, form, status=422)
    try:
        entry = save_line(convention=convention, kind=key, values=form.values(), by=request.user)
    except InvalidValueError as error:
        form.refuse(error)
        return _page(request, convention, form, status=422)
    say_done(request, "C’est ajouté.", entry)
    return _done(request, convention)


def _row(request: ConventionRequest, convention: Convention, kind: str, pk: int) -> models.Model:
    """The line, for whoever may write it: 404 when it is not there, 403 when it is not theirs."""
    row: Any = find_row(convention, kind, pk)
    if row is None:
        raise Http404
    if not can_edit_means(request.user, convention, getattr(row, "action", None)):
        raise PermissionDenied
    return row  # type: ignore[no-any-return]  # one of the four models


@require_http_methods(["GET", "POST"])
@convention_page()
def edit(request: ConventionRequest, convention: Convention, kind: str, line_id: int) -> HttpResponse:
    """Change a line; what somebody else wrote meanwhile is shown, not overwritten."""
    key = kind_of(kind)
    line = read_row(key, _row(request, convention, key, line_id))
    choices = _choices(request, convention, key, line)
    about: dict[str, Any] = {"title": f"Modifier\u00a0: {KINDS[key].name}", "line_id": line_id, "slug": kind}
    if request.method == "GET":
        form = LineForm(key, choices, initial=shown(line), fiche=asked_fiche(request))
        return _page(request, convention, form, seen=mark_of(line), **about)
    form = LineForm(key, choices, request.POST, fiche=asked_fiche(request))
    seen = request.POST.get("seen", "")[:64]
    if not form.is_valid():
        return _page(request, convention, form, status=422, seen=seen, **about)
    return _save(request, convention, form, _Edited(line_id, seen, line, about))


class _Edited:
    """What is being changed."""

    def __init__(self, pk: int, seen: str, line: Line, about: dict[str, Any]) -> None:
        self.pk, self.seen, self.line, self.about = pk, seen, line, about


def _save(
    request: ConventionRequest, convention: Convention, form: LineForm, edited: _Edited
) -> HttpResponse:
    try:
        entry = save_line(
            convention=convention,
            kind=form.kind,
            values=form.values(),
            pk=edited.pk,
            seen=edited.seen,
            by=request.user,
        )
    except InvalidValueError as error:
        form.refuse(error)
        return _page(request, convention, form, status=422, seen=edited.seen, **edited.about)
    except StaleVersionError:
        theirs = line_words(form.kind, edited.line)
        fresh = mark_of(edited.line)
        return _page(request, convention, form, status=409, seen=fresh, theirs=theirs, **edited.about)
    say_done(request, "C’est enregistré.", entry)
    return _done(request, convention)


@require_POST
@convention_page()
def remove(request: ConventionRequest, convention: Convention, kind: str, line_id: int) -> HttpResponse:
    """Take a line out; « Annuler » brings it back."""
    key = kind_of(kind)
    _row(request, convention, key, line_id)
    try:
        entry = remove_line(convention=convention, kind=key, pk=line_id, by=request.user)
    except LineGoneError as error:
        say(request, str(error))
    else:
        say_done(request, "C’est retiré.", entry)
    return _done(request, convention)


def asked_action(request: ConventionRequest) -> int | None:
    """The action that the address names."""
    return whole_number(request.GET.get("action") or request.POST.get("action"))
