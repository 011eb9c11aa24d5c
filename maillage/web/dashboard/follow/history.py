"""What changed since a day, or since a version was shown to a committee."""

from __future__ import annotations

from datetime import date, datetime, time
from typing import TYPE_CHECKING

from django.http import Http404
from django.shortcuts import render
from django.utils import timezone
from django.utils.dateparse import parse_date
from django.views.decorators.http import require_safe

from maillage.conventions.permissions import can_run_campaign
from maillage.conventions.selectors.follow.dashboard import changes_page
from maillage.kernel.french import NBSP, day
from maillage.web.dashboard.follow.moves import change_lines
from maillage.web.shell.context import link
from maillage.web.shell.requests import whole_number
from maillage.web.shell.scope import convention_page

if TYPE_CHECKING:
    from django.http import HttpResponse

    from maillage.conventions.models import Convention
    from maillage.conventions.selectors.follow.dashboard import Since
    from maillage.web.shell.requests import ConventionRequest

_FIRST = date(2000, 1, 1)


@require_safe
@convention_page()
def changes(request: ConventionRequest, convention: Convention) -> HttpResponse:
    """``?depuis=2026-06-12`` or ``?version=4``; without either, since a committee last saw the plan."""
    typed = request.GET.get("depuis", "").strip()
    moment, error = _moment(typed)
    version = whole_number(request.GET.get("version"))
    page = changes_page(convention, request.user, since=moment, version=version)
    if page is None:
        raise Http404
    context = {
        "convention": convention,
        "title": _title(page.since),
        "typed": typed or timezone.localdate(page.since.moment).isoformat(),
        "error": error,
        "versions": page.versions,
        "chosen": page.since.version,
        "by_default": page.since.version is None and moment is None,
        "ask_url": link("dashboard:campaigns", convention.pk)
        if can_run_campaign(request.user, convention)
        else "",
        "lines": change_lines(convention, page.changes),
        "compare_url": link("conventions:version_compare", convention.pk, page.since.version.pk)
        if page.since.version
        else "",
    }
    return render(request, "dashboard/follow_changes.html", context, status=422 if error else 200)


def _title(since: Since) -> str:
    if since.version:
        return f"Depuis «{NBSP}{since.version.name}{NBSP}»"
    return f"Depuis le {day(since.moment)}"


def _moment(typed: str) -> tuple[datetime | None, str]:
    """The first instant of a day typed as a date; the sentence that refuses anything else."""
    if not typed:
        return None, ""
    try:
        on = parse_date(typed)
    except ValueError:
        on = None
    if on is None or on < _FIRST or on > timezone.localdate():
        return None, "Donnez un jour passé, par exemple 2026-06-12."
    return timezone.make_aware(datetime.combine(on, time())), ""
