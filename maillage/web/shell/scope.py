"""Pages of one convention: load it for the person who asks, or say that it does not exist."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import Any, cast

from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponseBase
from django.shortcuts import get_object_or_404

from maillage.accounts.models import User
from maillage.accounts.permissions import can_enter
from maillage.conventions.models import Convention
from maillage.conventions.permissions import can_view_convention
from maillage.web.shell.requests import ConventionRequest

Rule = Callable[[User, Convention], bool]
View = Callable[..., HttpResponseBase]


def convention_page(rule: Rule = can_view_convention) -> Callable[[View], View]:
    """Turn ``view(request, convention, …)`` into a view of ``/c/<int:convention_id>/…``.

    404 when the convention is not one of the person's (its existence is not told), 403
    when ``rule`` says no. ``request.convention`` tells the frame where one is.
    """

    def decorate(view: View) -> View:
        @wraps(view)
        def page(request: HttpRequest, convention_id: int, **kwargs: Any) -> HttpResponseBase:
            scoped = cast("ConventionRequest", request)
            if not can_enter(scoped.user, convention_id):
                raise Http404
            convention = get_object_or_404(Convention.objects, pk=convention_id)
            scoped.convention = convention
            if not rule(scoped.user, convention):
                raise PermissionDenied
            return view(scoped, convention, **kwargs)

        return page

    return decorate
