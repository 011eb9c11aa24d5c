"""A refusal of the domain that no view caught: said once, never a page of failure."""

from __future__ import annotations

from collections.abc import Callable
from http import HTTPStatus
from typing import cast
from urllib.parse import urlsplit

from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.http import url_has_allowed_host_and_scheme

from maillage.kernel.errors import DomainError
from maillage.web.shell.requests import PageRequest, wants_fragment, way_back
from maillage.web.shell.toasts import say, warn

SAFE = frozenset({"GET", "HEAD", "OPTIONS", "TRACE"})


class RefusalMiddleware:
    """Answer any DomainError: its sentence at the top of the page one comes from.

    HTMX gets the sentence alone, floating over what is on screen, which stays as typed. A page that cannot
    even be read says so by itself: sending it elsewhere could go round in circles.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        return self.get_response(request)

    def process_exception(self, request: HttpRequest, error: Exception) -> HttpResponse | None:
        """Called by Django when a view raised."""
        if not isinstance(error, DomainError):
            return None
        if wants_fragment(request):
            say(request, str(error))
            answer = render(request, "shell/_toasts.html", status=HTTPStatus.CONFLICT)
            answer.headers["HX-Reswap"] = "none"
            return answer
        if request.method in SAFE:
            return render(request, "409.html", {"sentence": str(error)}, status=HTTPStatus.CONFLICT)
        warn(request, str(error))
        return redirect(way_back(request, came_from(request)))


def came_from(request: HttpRequest) -> str:
    """The page of ours that holds the form, else the home of the convention, else the list."""
    said = request.headers.get("Referer", "")
    ours = url_has_allowed_host_and_scheme(
        said, allowed_hosts={request.get_host()}, require_https=request.is_secure()
    )
    if ours:
        parts = urlsplit(said)
        # Two slashes would begin the address of another site.
        path = f"/{parts.path.lstrip('/')}"
        return f"{path}?{parts.query}" if parts.query else path
    convention = getattr(cast("PageRequest", request), "convention", None)
    return reverse("conventions:home", args=[convention.pk]) if convention else reverse("conventions:list")
