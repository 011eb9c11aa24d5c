"""What concerns the person, from all their conventions: read, followed, put away."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.core.paginator import Paginator
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.decorators.http import require_POST, require_safe

from maillage.accounts.operations import mark_all_read, mark_read
from maillage.accounts.selectors import own_notices
from maillage.conventions.models import Convention
from maillage.kernel.french import plural
from maillage.web.shell.toasts import say

if TYPE_CHECKING:
    from django.http import HttpResponse

    from maillage.web.shell.requests import PageRequest

PER_PAGE = 40


@require_safe
def notices(request: PageRequest) -> HttpResponse:
    """One's own notices, the latest first, each with its convention."""
    page = Paginator(own_notices(request.user), PER_PAGE).get_page(request.GET.get("page"))
    shown = list(page.object_list)
    names = Convention.objects.visible_to(request.user).in_bulk({notice.workspace_id for notice in shown})
    rows = [(notice, names.get(notice.workspace_id)) for notice in shown]
    return render(request, "accounts/notices.html", {"page": page, "rows": rows})


@require_POST
def notice_open(request: PageRequest, notice_id: int) -> HttpResponse:
    """Go where a notice leads; it is read from then on."""
    notice = get_object_or_404(own_notices(request.user), pk=notice_id)
    mark_read(notice=notice, by=request.user)
    here = url_has_allowed_host_and_scheme(notice.path, allowed_hosts=None)
    return redirect(notice.path if here and notice.path.startswith("/") else reverse("accounts:notices"))


@require_POST
def notices_read(request: PageRequest) -> HttpResponse:
    """Put all of them away."""
    count = mark_all_read(by=request.user)
    say(request, f"{plural(count, 'avis marqué', 'avis marqués')} comme lu{'s' if count > 1 else ''}.")
    return redirect("accounts:notices")
