"""One's own account: name, ways to sign in, conventions, data, closing."""

from __future__ import annotations

from typing import TYPE_CHECKING, cast

from allauth.account.decorators import reauthentication_required
from django.contrib.auth import logout
from django.http import JsonResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_safe

from maillage.accounts.operations import close_account, rename
from maillage.accounts.selectors import account_export, visible_memberships
from maillage.conventions.models import Convention
from maillage.conventions.selectors.personal import personal_export
from maillage.kernel.errors import DomainError
from maillage.web.accounts.forms.digests import DigestForm
from maillage.web.accounts.forms.people import NameForm
from maillage.web.shell.toasts import say, warn

if TYPE_CHECKING:
    from django.http import HttpRequest, HttpResponse

    from maillage.web.shell.requests import PageRequest


@require_http_methods(["GET", "HEAD", "POST"])
def profile(request: PageRequest) -> HttpResponse:
    """Who one is here, and the doors to everything one may change."""
    form = NameForm(
        request.POST if request.method == "POST" else None, initial={"full_name": request.user.full_name}
    )
    if request.method == "POST" and form.is_valid():
        rename(full_name=form.cleaned_data["full_name"], by=request.user)
        say(request, "Nom enregistré.")
        return redirect("accounts:profile")
    memberships = list(visible_memberships(request.user).filter(user=request.user))
    names = Convention.objects.visible_to(request.user).in_bulk([row.workspace_id for row in memberships])
    rows = [(names[row.workspace_id], row) for row in memberships if row.workspace_id in names]
    context = {"form": form, "rows": rows, "digest_form": DigestForm(initial={"digest": request.user.digest})}
    return render(request, "accounts/profile.html", context, status=422 if form.errors else 200)


@require_safe
def export(request: PageRequest) -> JsonResponse:
    """Everything Maillage knows of the person, as a file."""
    known = {**account_export(request.user), **personal_export(request.user)}
    response = JsonResponse(known, json_dumps_params={"ensure_ascii": False, "indent": 2})
    response.headers["Content-Disposition"] = 'attachment; filename="maillage-mes-donnees.json"'
    return response


def _has_password(request: HttpRequest) -> bool:
    return cast("PageRequest", request).user.has_usable_password()


@require_http_methods(["GET", "HEAD", "POST"])
@reauthentication_required(allow_get=True, enabled=_has_password)  # type: ignore[untyped-decorator]  # allauth is untyped
def close(request: PageRequest) -> HttpResponse:
    """Close one's own account, once told what that means."""
    if request.method == "POST":
        try:
            close_account(by=request.user)
        except DomainError as error:
            warn(request, str(error))
            return redirect("accounts:close")
        logout(request)
        say(request, "Votre compte est fermé.")
        return redirect("account_login")
    return render(request, "accounts/close.html")
