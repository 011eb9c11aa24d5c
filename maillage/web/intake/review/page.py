"""The page of one import, whatever its state: reading, bench, refused, accepted, set aside."""

from __future__ import annotations

import math
from datetime import timedelta

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe
from django_htmx.http import HttpResponseClientRefresh

from maillage.intake.enums import ImportState
from maillage.intake.models import Import
from maillage.intake.operations.cleaning import KEPT_DAYS
from maillage.intake.selectors.sheets import stored_bytes
from maillage.intake.surroundings import surroundings_of
from maillage.intake.tasks import restart_reading
from maillage.web.intake.loading import import_page
from maillage.web.intake.review.bench import LOOSE, Bench
from maillage.web.intake.review.display import remember
from maillage.web.intake.review.opening import reopened
from maillage.web.shell.requests import ConventionRequest, respond, wants_fragment

_MEGABYTE = 1024 * 1024
_POLLING = "lecture"
_NOTHING_NEW = 204
#: Before a reading that has not begun is worth worrying about.
_LATE = timedelta(seconds=45)


@require_safe
@import_page()
def review(request: ConventionRequest, import_: Import) -> HttpResponse:
    """The import as it stands; the parts of the bench that HTMX asks for."""
    if import_.is_silent:
        # Its worker died: whoever comes by puts it back in the queue.
        restart_reading(import_=import_, by=request.user)
        import_.refresh_from_db(fields=["state", "progress", "stage", "error"])
    if import_.is_pending:
        return _waiting(request, import_)
    if wants_fragment(request) and request.htmx.target == _POLLING:
        return HttpResponseClientRefresh()
    if import_.state != ImportState.READY:
        return _closed(request, import_)
    bench = reopened(request, import_)
    context: dict[str, object] = {"import_": import_, "convention": import_.convention, "bench": bench}
    if wants_fragment(request):
        return remember(request, _part(request, bench, context))
    return remember(request, render(request, "intake/review.html", context))


def _waiting(request: ConventionRequest, import_: Import) -> HttpResponse:
    """How far a reading is; nothing at all when that is on screen already."""
    late = not import_.stage and timezone.now() - import_.created_at > _LATE
    seen = f"{import_.progress}{import_.stage}{' tard' if late else ''}"
    if wants_fragment(request) and request.GET.get("vu") == seen:
        return HttpResponse(status=_NOTHING_NEW)
    context = {"import_": import_, "convention": import_.convention, "seen": seen, "late": late}
    return respond(request, "intake/reading.html", "intake/_reading.html", context)


def _closed(request: ConventionRequest, import_: Import) -> HttpResponse:
    """An import that is no longer to review, with what it still holds."""
    context = {
        "import_": import_,
        "convention": import_.convention,
        "kept_days": KEPT_DAYS,
        "surroundings": surroundings_of(import_.document or {}),
        "megabytes": math.ceil(stored_bytes(import_) / _MEGABYTE * 10) / 10,
    }
    return render(request, "intake/closed.html", context)


def _part(request: ConventionRequest, bench: Bench, context: dict[str, object]) -> HttpResponse:
    """The part of the bench that the request aims at."""
    target = str(request.htmx.target or "")
    if target == "source":
        if "attente" in request.GET and bench.awaits_images:
            return HttpResponse(status=_NOTHING_NEW)
        return render(request, "intake/_source.html", context)
    if target == "aussi":
        return render(request, "intake/_also.html", context)
    if target == "doutes":
        return render(request, "intake/_doubts.html", context)
    proposal = bench.proposal
    if target.startswith("f-") and (fiche := proposal.fiches.get(target[2:])):
        return render(request, "intake/_fiche.html", {**context, "fiche": fiche, "unfolded": True})
    if target == f"branche-{LOOSE}":
        return render(request, "intake/_loose.html", context)
    if target.startswith("branche-") and (branch := proposal.nodes.get(target[8:])):
        return render(request, "intake/_branch.html", {**context, "branch": branch})
    raise Http404
