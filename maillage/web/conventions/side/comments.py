"""Messages beside a fiche."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.core.exceptions import PermissionDenied
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_POST

from maillage.conventions.errors import InvalidValueError
from maillage.conventions.models import Action, Convention
from maillage.conventions.operations import add_comment, edit_comment, remove_comment
from maillage.conventions.permissions import can_comment, can_edit_comment, can_remove_comment
from maillage.conventions.selectors import action_trail
from maillage.conventions.selectors.comments import comments_of, people_of, writing_of
from maillage.web.conventions.forms.side import CommentEditForm, CommentForm
from maillage.web.conventions.reading.side import read_exchanges
from maillage.web.conventions.views.actions import load_action
from maillage.web.shell.requests import respond, wants_fragment
from maillage.web.shell.scope import convention_page
from maillage.web.shell.toasts import say, say_done

if TYPE_CHECKING:
    from django.http import HttpResponse

    from maillage.web.shell.requests import ConventionRequest


def place_of(action: Action) -> str:
    """The messages on the page of the fiche."""
    return f"{reverse('conventions:action', args=[action.convention_id, action.pk])}#echanges"


def _page(
    request: ConventionRequest, action: Action, form: CommentForm, *, sent: bool = False, status: int = 200
) -> HttpResponse:
    whole = not wants_fragment(request)
    context: dict[str, Any] = {
        "convention": action.convention,
        "action": action,
        "trail": action_trail(action),
        "comment_form": form,
        "sent": sent,
        **read_exchanges(request.user, action, whole=whole),
    }
    page, fragment = "conventions/side/exchanges_page.html", "conventions/side/_exchanges_sent.html"
    return respond(request, page, fragment, context, status=status)


@require_http_methods(["GET", "HEAD", "POST"])
@convention_page()
def exchanges(request: ConventionRequest, convention: Convention, action_id: int) -> HttpResponse:
    """Every message of a fiche; write one."""
    action = load_action(request, convention, action_id)
    people = list(people_of(convention))
    if request.method != "POST":
        return _page(request, action, CommentForm(people=people))
    if not can_comment(request.user, convention):
        raise PermissionDenied
    form = CommentForm(request.POST, people=people)
    if not form.is_valid():
        return _page(request, action, form, status=422)
    text, told = form.cleaned_data["text"], form.told()
    try:
        said = add_comment(action=action, text=text, tell=told, path=place_of(action), by=request.user)
    except InvalidValueError as error:
        form.refuse(error)
        return _page(request, action, form, status=422)
    say_done(request, "Message publié.", writing_of(said))
    if not wants_fragment(request):
        return redirect(place_of(action))
    return _page(request, action, CommentForm(people=people), sent=True)


@require_http_methods(["GET", "HEAD", "POST"])
@convention_page()
def comment(
    request: ConventionRequest, convention: Convention, action_id: int, comment_id: int
) -> HttpResponse:
    """Change one's own message."""
    action = load_action(request, convention, action_id)
    found = get_object_or_404(comments_of(action, request.user), pk=comment_id)
    if not can_edit_comment(request.user, found):
        raise PermissionDenied
    form = CommentEditForm(request.POST) if request.method == "POST" else CommentEditForm.opened(found)
    if form.is_bound and form.is_valid():
        try:
            edit_comment(
                comment=found, text=form.cleaned_data["text"], path=place_of(action), by=request.user
            )
        except InvalidValueError as error:
            form.refuse(error)
        else:
            say(request, "Message modifié.")
            return redirect(place_of(action))
    context = {
        "convention": convention,
        "action": action,
        "trail": action_trail(action),
        "form": form,
        "people": [person for person in people_of(convention) if person != request.user],
        "back": place_of(action),
    }
    status = 422 if form.errors else 200
    return render(request, "conventions/side/comment_page.html", context, status=status)


@require_POST
@convention_page()
def comment_remove(
    request: ConventionRequest, convention: Convention, action_id: int, comment_id: int
) -> HttpResponse:
    """Take a message away."""
    action = load_action(request, convention, action_id)
    found = get_object_or_404(comments_of(action, request.user), pk=comment_id)
    if not can_remove_comment(request.user, found):
        raise PermissionDenied
    say_done(request, "Message retiré.", remove_comment(comment=found, by=request.user))
    return redirect(place_of(action))
