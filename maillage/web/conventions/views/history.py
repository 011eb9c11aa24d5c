"""What happened, newest first, and taking it back."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.core.paginator import Paginator
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_POST, require_safe

from maillage.conventions.models import Convention
from maillage.conventions.operations import undo
from maillage.conventions.permissions import can_run_campaign
from maillage.conventions.selectors import action_history, action_trail
from maillage.conventions.selectors.batches import told_with_their_batch
from maillage.journal.models import Entry
from maillage.kernel.errors import DomainError
from maillage.web.conventions.reading.history import origin_words, tell
from maillage.web.conventions.views.actions import load_action
from maillage.web.shell.requests import way_back
from maillage.web.shell.scope import convention_page
from maillage.web.shell.toasts import say, undo_url, warn

if TYPE_CHECKING:
    from django.http import HttpResponse

    from maillage.web.shell.requests import ConventionRequest

PER_PAGE = 40
OWN_SUBJECTS = ("action", "node", "convention", "finding")
COLLECTING = ("campaign", "recipient")
"""Told to whoever runs campaigns: who was asked, who refuses reminders or left is not for every member."""
ALL_LINES = 40


@require_safe
@convention_page()
def history(request: ConventionRequest, convention: Convention) -> HttpResponse:
    """The journal of the convention; what an import or a workbook wrote is told once, with it."""
    subjects = OWN_SUBJECTS + (COLLECTING if can_run_campaign(request.user, convention) else ())
    entries = (
        Entry.objects.filter(convention_id=convention.pk, subject_type__in=subjects)
        .exclude(verb="action.imported")
        .exclude(pk__in=told_with_their_batch(convention))
        .select_related("undone_by")
    )
    page = Paginator(entries, PER_PAGE).get_page(request.GET.get("page"))
    context = {
        "convention": convention,
        "page": page,
        "entries": tell(convention, page.object_list, request.user, most=6),
    }
    return render(request, "conventions/history.html", context)


@require_safe
@convention_page()
def action_versions(request: ConventionRequest, convention: Convention, action_id: int) -> HttpResponse:
    """Every version of one fiche, each with all its differences."""
    action = load_action(request, convention, action_id)
    entries = list(action_history(action))
    context = {
        "convention": convention,
        "action": action,
        "trail": action_trail(action),
        "entries": tell(convention, entries, request.user, most=ALL_LINES),
        "origin": origin_words(action.origin),
    }
    return render(request, "conventions/action_history.html", context)


@require_POST
@convention_page()
def undo_entry(request: ConventionRequest, convention: Convention, entry_id: int) -> HttpResponse:
    """Take one entry back; the undo can be taken back in turn."""
    entry = get_object_or_404(Entry, pk=entry_id, convention_id=convention.pk)
    back = way_back(request, reverse("conventions:history", args=[convention.pk]))
    try:
        result = undo(entry=entry, by=request.user)
    except DomainError as error:
        warn(request, str(error))
    else:
        say(request, "C’est annulé.", undo_url(result))
        if entry.verb == "action.created":
            back = reverse("conventions:plan", args=[convention.pk])
    return redirect(back)
