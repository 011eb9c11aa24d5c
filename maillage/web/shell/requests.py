"""The request as the pages see it, and the answer: a whole page, or the fragment that HTMX asked for."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any, cast

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.cache import patch_vary_headers
from django.utils.http import url_has_allowed_host_and_scheme

if TYPE_CHECKING:
    from collections.abc import Mapping

    from django_htmx.middleware import HtmxDetails

    from maillage.accounts.models import User
    from maillage.conventions.models import Convention


_FIGURES = re.compile(r"[0-9]{1,18}")


class PageRequest(HttpRequest):
    """A request by somebody signed in (LoginRequiredMiddleware saw to it)."""

    user: User
    htmx: HtmxDetails


class ConventionRequest(PageRequest):
    """A request inside a convention, which ``convention_page`` loaded and checked."""

    convention: Convention


def wants_fragment(request: HttpRequest) -> bool:
    """True when HTMX asks for a part of the page; false when it walks back in the history."""
    htmx = cast("PageRequest", request).htmx
    return bool(htmx) and not htmx.boosted and not htmx.history_restore_request


def respond(
    request: HttpRequest, page: str, fragment: str, context: Mapping[str, Any], *, status: int = 200
) -> HttpResponse:
    """Render ``fragment`` when HTMX asks for it, else ``page``, which includes it; one context for both."""
    template = fragment if wants_fragment(request) else page
    response = render(request, template, dict(context), status=status)
    patch_vary_headers(response, ["HX-Request"])
    return response


def whole_number(typed: str | None) -> int | None:
    """What plain figures say, up to the largest id a database has; None for anything else.

    ``str.isdigit`` would let « ² » through, and ``int`` refuses what has thousands of figures.
    """
    return int(typed) if typed and _FIGURES.fullmatch(typed) else None


def way_back(request: HttpRequest, default: str) -> str:
    """The page to return to, as the form's ``next`` says when it is one of ours, else ``default``."""
    wanted = request.POST.get("next", "") or request.GET.get("next", "")
    allowed = url_has_allowed_host_and_scheme(
        wanted, allowed_hosts={request.get_host()}, require_https=request.is_secure()
    )
    # A word without a slash would be taken for the name of a route.
    return wanted if allowed and wanted.startswith("/") else default
