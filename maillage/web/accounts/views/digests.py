"""How often one is written to: from one's account, or by the link of a mail, without signing in."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.contrib.auth.decorators import login_not_required
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods, require_POST

from maillage.accounts.enums import Digest
from maillage.accounts.operations import choose_digest, reader_of
from maillage.web.accounts.forms.digests import DigestForm
from maillage.web.shell.toasts import say, warn

if TYPE_CHECKING:
    from django.http import HttpRequest

    from maillage.web.shell.requests import PageRequest

#: What a mail program posts by itself when somebody presses its own « unsubscribe » (RFC 8058).
ONE_CLICK = ("List-Unsubscribe", "One-Click")


@require_POST
def choose(request: PageRequest) -> HttpResponse:
    """Keep the choice made on one's account."""
    form = DigestForm(request.POST)
    if form.is_valid():
        choose_digest(digest=form.cleaned_data["digest"], by=request.user)
        say(request, "Fréquence enregistrée.")
    else:
        warn(request, "Choisissez une fréquence de la liste.")
    return redirect("accounts:profile")


# A mail program has no session and no token of ours; the signed address is the only proof there is.
@csrf_exempt
@never_cache
@login_not_required
@require_http_methods(["GET", "HEAD", "POST"])
def digest(request: HttpRequest, reader: str) -> HttpResponse:
    """The page behind the link of a digest. Opening it changes nothing: mail filters open links too."""
    user = reader_of(reader)
    if user is None:
        raise Http404
    one_click = request.POST.get(ONE_CLICK[0]) == ONE_CLICK[1]
    data = {"digest": Digest.NEVER} if one_click else request.POST
    form = DigestForm(data if request.method == "POST" else None, initial={"digest": user.digest})
    kept = form.is_valid()
    if kept:
        user = choose_digest(digest=form.cleaned_data["digest"], by=user)
    context = {"form": form, "reader": user, "kept": kept, "never": user.digest == Digest.NEVER}
    return render(request, "accounts/digest.html", context, status=422 if form.errors else 200)
