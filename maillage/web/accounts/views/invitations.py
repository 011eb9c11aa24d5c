"""The page behind the link of an invitation."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.contrib.auth import login
from django.contrib.auth.decorators import login_not_required
from django.shortcuts import redirect, render
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods

from maillage.accounts.models import Membership, User
from maillage.accounts.operations import (
    InvitationError,
    accept_as_newcomer,
    accept_invitation,
    invitation_of,
)
from maillage.conventions.models import Convention
from maillage.web.accounts.forms.people import NewcomerForm
from maillage.web.shell.context import link
from maillage.web.shell.toasts import say

if TYPE_CHECKING:
    from django.http import HttpRequest, HttpResponse

    from maillage.accounts.models import Invitation

BACKEND = "django.contrib.auth.backends.ModelBackend"


@never_cache
@sensitive_post_parameters("password")
@login_not_required
@require_http_methods(["GET", "HEAD", "POST"])
def invitation(request: HttpRequest, token: str) -> HttpResponse:
    """Accept with the account that one has, or open one. 410 when the invitation is closed."""
    try:
        row = invitation_of(token)
        if request.user.is_authenticated:
            return _signed_in(request, row, token, request.user)
        if User.objects.filter(email__iexact=row.email, is_active=True).exists():
            return _show(request, row, "accounts/invitation_known.html", {})
        return _newcomer(request, row, token)
    except InvitationError as error:
        return render(request, "accounts/invitation_closed.html", {"reason": str(error)}, status=410)


def _show(request: HttpRequest, row: Invitation, template: str, more: dict[str, object]) -> HttpResponse:
    place = Convention.objects.get(pk=row.workspace_id)
    return render(request, template, {"invitation": row, "place": place, **more})


def _signed_in(request: HttpRequest, row: Invitation, token: str, user: User) -> HttpResponse:
    if request.method == "POST":
        return _enter(request, accept_invitation(token=token, user=user))
    other = user.email.lower() != row.email.lower()
    return _show(request, row, "accounts/invitation_accept.html", {"other": other})


def _newcomer(request: HttpRequest, row: Invitation, token: str) -> HttpResponse:
    form = NewcomerForm(request.POST if request.method == "POST" else None, invitation=row)
    if request.method == "POST" and form.is_valid():
        membership = accept_as_newcomer(
            token=token, full_name=form.cleaned_data["full_name"], password=form.cleaned_data["password"]
        )
        login(request, membership.user, backend=BACKEND)
        return _enter(request, membership)
    response = _show(request, row, "accounts/invitation_new.html", {"form": form})
    response.status_code = 422 if form.errors else 200
    return response


def _enter(request: HttpRequest, membership: Membership) -> HttpResponse:
    say(request, f"Bienvenue. Votre rôle\u00a0: {membership.get_role_display()}.")
    return redirect(link("conventions:home", membership.workspace_id) or "/")
