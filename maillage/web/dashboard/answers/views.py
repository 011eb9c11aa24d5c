"""The page behind the link of a person asked. Reading it writes nothing: programs open links too."""

from __future__ import annotations

from http import HTTPStatus
from typing import TYPE_CHECKING

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from maillage.conventions.errors import InvalidValueError, NotUndoableError
from maillage.conventions.operations import answers as answering
from maillage.conventions.operations import links
from maillage.conventions.selectors.campaigns import cards_of
from maillage.files.operations import too_large_sentence
from maillage.web.components.colours import stylesheet
from maillage.web.dashboard.answers.forms import AnswerForm, drafts_of
from maillage.web.dashboard.answers.limits import sends_files_too_often, slow_down
from maillage.web.dashboard.answers.opening import by_link, came_too_large
from maillage.web.dashboard.answers.reading import CardView, page_of
from maillage.web.shell.requests import whole_number

if TYPE_CHECKING:
    from django.http import HttpRequest

    from maillage.conventions.models import Recipient

PAGE_METHODS = ["GET", "HEAD", "POST"]


def _shown(recipient: Recipient) -> list[CardView]:
    return [CardView(AnswerForm(card)) for card in cards_of(recipient)]


@by_link
@require_http_methods(PAGE_METHODS)
def page(request: HttpRequest, recipient: Recipient) -> HttpResponse:
    """The cards. Everything typed on any of them is kept, then the one whose button was pressed is sent."""
    if request.method != "POST":
        wanted = whole_number(request.GET.get("fiche"))
        return render(
            request, "dashboard/answers/page.html", page_of(recipient, _shown(recipient), wanted=wanted)
        )
    cards = cards_of(recipient)
    typed = [AnswerForm(card, request.POST, request.FILES) for card in cards]
    answering.save_drafts(recipient=recipient, typed=drafts_of(typed))
    if request.FILES and sends_files_too_often(recipient.pk):
        return slow_down(request)
    if came_too_large(request):
        return _told(request, recipient, too_large_sentence(), HTTPStatus.REQUEST_ENTITY_TOO_LARGE)
    if (same := whole_number(request.POST.get("unchanged"))) is not None:
        answering.send_unchanged(recipient=recipient, asked_id=same)
        return _next(recipient)
    if (back := whole_number(request.POST.get("take_back"))) is not None:
        return _take_back(request, recipient, back)
    sent = whole_number(request.POST.get("send"))
    if sent is None:
        return _back(recipient)
    return _send(request, recipient, sent, {form.card.asked.pk: form for form in typed})


def _told(
    request: HttpRequest, recipient: Recipient, problem: str, status: HTTPStatus, wanted: int | None = None
) -> HttpResponse:
    """The page as it stands, with what went wrong on top."""
    context = {**page_of(recipient, _shown(recipient), wanted=wanted), "problem": problem}
    return render(request, "dashboard/answers/page.html", context, status=status)


def _send(
    request: HttpRequest, recipient: Recipient, asked_id: int, typed: dict[int, AnswerForm]
) -> HttpResponse:
    form = typed.get(asked_id)
    said = form.said() if form else answering.Said(status="")
    try:
        answering.receive(recipient=recipient, asked_id=asked_id, said=said)
    except InvalidValueError as error:
        if form is None:
            raise
        form.refuse(error)
        views = [view for view in _shown(recipient) if view.pk != asked_id]
        views = [CardView(form) if pk == asked_id else _one(views, pk) for pk in typed]
        context = page_of(recipient, views, wanted=asked_id)
        return render(request, "dashboard/answers/page.html", context, status=HTTPStatus.UNPROCESSABLE_ENTITY)
    return _next(recipient)


def _take_back(request: HttpRequest, recipient: Recipient, asked_id: int) -> HttpResponse:
    try:
        answering.take_back(recipient=recipient, asked_id=asked_id)
    except NotUndoableError as error:
        return _told(request, recipient, str(error), HTTPStatus.CONFLICT, asked_id)
    return _back(recipient, f"?fiche={asked_id}#carte-{asked_id}")


def _one(views: list[CardView], pk: int) -> CardView:
    return next(view for view in views if view.pk == pk)


def _back(recipient: Recipient, anchor: str = "") -> HttpResponse:
    return redirect(reverse("dashboard:answers", args=[links.token_of(recipient)]) + anchor)


def _next(recipient: Recipient) -> HttpResponse:
    """The next card that waits; the top of the page once all are sent."""
    waiting = [card.asked.pk for card in cards_of(recipient) if card.asked.answered_at is None]
    return _back(recipient, f"?fiche={waiting[0]}#carte-{waiting[0]}" if waiting else "")


@by_link
@require_POST
def draft(request: HttpRequest, recipient: Recipient) -> HttpResponse:
    """Keep what is being typed; the answer is the line that says so."""
    forms = [AnswerForm(card, request.POST) for card in cards_of(recipient)]
    answering.save_drafts(recipient=recipient, typed=drafts_of(forms))
    return render(request, "dashboard/answers/_kept.html", {"now": timezone.localtime()})


@by_link
@require_POST
def seen(request: HttpRequest, recipient: Recipient) -> HttpResponse:  # noqa: ARG001 - the form of a view
    """The page was opened by a browser, and not by a program that follows links."""
    links.note_opened(recipient=recipient)
    return HttpResponse(status=HTTPStatus.NO_CONTENT)


@by_link
@require_safe
def accent(_request: HttpRequest, recipient: Recipient) -> HttpResponse:
    """The stylesheet of the territory's colour, behind the link: whoever holds it has no account."""
    return HttpResponse(stylesheet(recipient.convention.accent), content_type="text/css; charset=utf-8")


@by_link
@require_http_methods(PAGE_METHODS)
def mute(request: HttpRequest, recipient: Recipient) -> HttpResponse:
    """Stop the reminders, or have some again. Mail programs post here by themselves (RFC 8058)."""
    if request.method == "POST":
        muted = "reprendre" not in request.POST
        recipient = links.mute(recipient=recipient, muted=muted)
    context = {"recipient": recipient, "token": links.token_of(recipient), "convention": recipient.convention}
    return render(request, "dashboard/answers/mute.html", context)


@by_link
@require_http_methods(PAGE_METHODS)
def decline(request: HttpRequest, recipient: Recipient) -> HttpResponse:
    """« Ce n’est plus moi »: who is it now? The link closes."""
    context = {"recipient": recipient, "token": links.token_of(recipient), "convention": recipient.convention}
    if request.method == "POST":
        links.decline(recipient=recipient, instead=request.POST.get("instead", ""))
        # What the link opened, its colour too, is closed from now on.
        return render(request, "dashboard/answers/declined.html", {**context, "token": ""})
    return render(request, "dashboard/answers/decline.html", context)
