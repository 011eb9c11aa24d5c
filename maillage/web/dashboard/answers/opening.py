"""What a link opens: the same refusal for whatever it does not."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from http import HTTPStatus
from typing import TYPE_CHECKING, Any

from django.conf import settings
from django.contrib.auth.decorators import login_not_required
from django.shortcuts import render
from django.views.decorators.csrf import csrf_exempt

from maillage.conventions.errors import ClosedLinkError, UnknownLinkError
from maillage.conventions.operations.links import recipient_of
from maillage.web.dashboard.answers.limits import guesses_too_often, slow_down, writes_too_often
from maillage.web.shell.uploads import QuotaUploadHandler

if TYPE_CHECKING:
    from django.http import HttpRequest, HttpResponse

    View = Callable[..., HttpResponse]


def closed(request: HttpRequest, status: HTTPStatus) -> HttpResponse:
    """« Ce lien n’ouvre plus rien »: nothing is told of whose link it was."""
    return _private(render(request, "dashboard/answers/closed.html", status=status))


def came_too_large(request: HttpRequest) -> bool:
    """Whether files passed the limit while they came; the fields that followed them are lost then."""
    _ = request.POST  # reads the body, and the files with it
    return any(one.exceeded for one in request.upload_handlers if isinstance(one, QuotaUploadHandler))


def _private(answer: HttpResponse) -> HttpResponse:
    """The address is a key: no search engine, no other site, no cache may learn it."""
    answer.headers["Referrer-Policy"] = "no-referrer"
    answer.headers["X-Robots-Tag"] = "noindex, nofollow"
    answer.headers["Cache-Control"] = "private, no-store"
    return answer


def by_link(view: View) -> View:
    """Turn ``view(request, recipient, …)`` into a view of ``/r/<token>/…``.

    404 for a link that never was, 410 for one that is over, 429 when there are too many tries. Forms need no
    cookie: whoever can forge the request holds the link, which is the whole right.
    """

    @wraps(view)
    def page(request: HttpRequest, token: str, **kwargs: Any) -> HttpResponse:
        try:
            recipient = recipient_of(token)
            if request.method == "POST":
                if writes_too_often(recipient.pk):
                    return _private(slow_down(request))
                # Whoever opens a link has no account: nothing larger than a document is even received.
                request.upload_handlers.insert(0, QuotaUploadHandler(request, settings.FILES_MAX_BYTES))
            return _private(view(request, recipient, **kwargs))
        except UnknownLinkError:
            if guesses_too_often(request):
                return _private(slow_down(request))
            return closed(request, HTTPStatus.NOT_FOUND)
        except ClosedLinkError:
            return closed(request, HTTPStatus.GONE)

    return csrf_exempt(login_not_required(page))
