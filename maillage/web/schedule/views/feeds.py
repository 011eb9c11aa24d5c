"""The calendars that a person subscribes to: their page, and the file that their address opens."""

from __future__ import annotations

from hashlib import sha256
from typing import TYPE_CHECKING

from django.contrib.auth.decorators import login_not_required
from django.http import Http404, HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.cache import get_conditional_response, patch_cache_control
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from maillage.accounts.models import Membership
from maillage.conventions.models import Convention, Feed
from maillage.conventions.operations.feeds import close_feed, open_feed, renew_feed
from maillage.conventions.selectors.feeds import feed_at, feed_signature, feeds_of
from maillage.conventions.selectors.schedule.deadlines import Deadline, deadlines_of
from maillage.publishing.renderers.calendar import CONTENT_TYPE, render_calendar
from maillage.web.schedule.reading.subscriptions import Subscription
from maillage.web.shell.scope import convention_page
from maillage.web.shell.toasts import say

if TYPE_CHECKING:
    from django.http import HttpRequest

    from maillage.web.shell.requests import ConventionRequest

WHOLE, OWN = "plan", "moi"


def _member(request: ConventionRequest, convention: Convention) -> Membership | None:
    return Membership.objects.filter(workspace_id=convention.pk, user=request.user).first()


@require_http_methods(["GET", "POST"])
@convention_page()
def feeds(request: ConventionRequest, convention: Convention) -> HttpResponse:
    """One's own calendars: the whole plan, what one answers for. A POST opens the one it names."""
    here = reverse("schedule:feeds", args=[convention.pk])
    member = _member(request, convention)
    if request.method == "POST":
        own = request.POST.get("quoi") == OWN and member is not None
        open_feed(convention=convention, member=member if own else None, by=request.user)
        say(request, "L’adresse est prête : copiez-la dans votre agenda.")
        return redirect(here)
    opened = {bool(feed.member_id): feed for feed in feeds_of(request.user, convention)}
    offered = [Subscription(WHOLE, _address(request, opened.get(False)), opened.get(False))]
    if member is not None:
        offered.append(Subscription(OWN, _address(request, opened.get(True)), opened.get(True)))
    context = {"convention": convention, "offered": offered}
    return render(request, "schedule/feeds.html", context)


def _address(request: HttpRequest, feed: Feed | None) -> str:
    if feed is None:
        return ""
    return request.build_absolute_uri(reverse("schedule:ics", args=[feed.pk, feed_signature(feed)]))


def _own(request: ConventionRequest, convention: Convention, feed_id: int) -> Feed:
    mine = Feed.objects.visible_to(request.user).filter(convention=convention, owner=request.user)
    return get_object_or_404(mine, pk=feed_id)


@require_POST
@convention_page()
def renew(request: ConventionRequest, convention: Convention, feed_id: int) -> HttpResponse:
    """Another address; the one before opens nothing."""
    renew_feed(feed=_own(request, convention, feed_id), by=request.user)
    say(request, "L’ancienne adresse ne s’ouvre plus. Mettez la nouvelle dans votre agenda.")
    return redirect("schedule:feeds", convention.pk)


@require_POST
@convention_page()
def close(request: ConventionRequest, convention: Convention, feed_id: int) -> HttpResponse:
    """No address any more."""
    close_feed(feed=_own(request, convention, feed_id), by=request.user)
    say(request, "L’adresse ne s’ouvre plus.")
    return redirect("schedule:feeds", convention.pk)


@login_not_required
@require_safe
def ics(request: HttpRequest, feed_id: int, signature: str) -> HttpResponseBase:
    """The calendar of an address. 404 for an address that opens nothing, whatever the reason."""
    feed = feed_at(feed_id, signature)
    if feed is None:
        raise Http404
    convention = feed.convention

    def link(deadline: Deadline) -> str:
        place = ("conventions:action", [convention.pk, deadline.action_id])
        where = place if deadline.action_id else ("schedule:chart", [convention.pk])
        return request.build_absolute_uri(reverse(where[0], args=where[1]))

    title = f"{convention.name} : mes échéances" if feed.member_id else f"{convention.name} : échéancier"
    body = render_calendar(title, deadlines_of(convention, feed.owner, feed.member), link)
    etag = f'"{sha256(body).hexdigest()[:32]}"'
    answer = HttpResponse(
        body,
        content_type=CONTENT_TYPE,
        headers={
            "ETag": etag,
            "Content-Disposition": 'inline; filename="echeancier.ics"',
            "X-Robots-Tag": "noindex",
        },
    )
    patch_cache_control(answer, private=True, max_age=3600)
    return get_conditional_response(request, etag=etag, response=answer) or answer
