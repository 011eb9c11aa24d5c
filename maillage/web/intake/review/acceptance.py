"""Accepting the plan: the one act of the bench that writes."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods

from maillage.intake import operations
from maillage.intake.enums import ImportState
from maillage.intake.models import UNDO_DAYS, Import
from maillage.intake.selectors.differences import known_fiches
from maillage.kernel.errors import DomainError, StaleVersionError
from maillage.kernel.french import plural
from maillage.web.intake.loading import import_page
from maillage.web.intake.review.bench import Bench
from maillage.web.intake.review.opening import bench_of
from maillage.web.shell.requests import ConventionRequest, whole_number
from maillage.web.shell.toasts import say, warn

if TYPE_CHECKING:
    from django.http import HttpResponse

_UPDATE = "update"
_STALE = (
    "La relecture a changé depuis que vous avez ouvert cette page. "
    "Voici ce qui serait écrit maintenant\u00a0: vérifiez, puis acceptez."
)


@require_http_methods(["GET", "HEAD", "POST"])
@import_page()
def accept(request: ConventionRequest, import_: Import) -> HttpResponse:
    """Write the plan, or show what would be written and ask about the plan in place."""
    if import_.state != ImportState.READY:
        return redirect("intake:review", import_.convention_id, import_.pk)
    bench = bench_of(request, import_)
    if request.method != "POST":
        return _page(request, bench)
    if bench.in_place and request.POST.get("replace") == _UPDATE:
        return redirect("intake:differences", import_.convention_id, import_.pk)
    if bench.in_place and request.POST.get("replace") not in {"0", "1"}:
        return _page(request, bench, unsaid=True, status=422)
    try:
        entry = operations.accept(
            import_=import_,
            version=whole_number(request.POST.get("version")) or 0,
            replace=request.POST.get("replace") == "1",
            by=request.user,
        )
    except StaleVersionError:
        import_.refresh_from_db()
        return _page(request, bench_of(request, import_), refusal=_STALE, status=409)
    except DomainError as refusal:
        warn(request, str(refusal))
        return redirect("intake:review", import_.convention_id, import_.pk)
    written = plural(entry.details["actions"], "fiche écrite", "fiches écrites")
    back = reverse("intake:undo", args=[import_.convention_id, import_.pk])
    import_.refresh_from_db()
    say(request, f"Le plan est accepté\u00a0: {written}{_besides(import_)}", undo_url=back)
    return redirect("conventions:plan", import_.convention_id)


def _besides(import_: Import) -> str:
    """What came with the plan: findings, a fiche that fits it."""
    findings = import_.summary.get("findings", 0)
    said = f", {plural(findings, 'constat')} au diagnostic." if findings else "."
    if import_.summary.get("shaped"):
        said += " Les rubriques que rien ne remplit sont masquées\u00a0: Réglages les remet."
    return said


def _page(
    request: ConventionRequest, bench: Bench, *, refusal: str = "", unsaid: bool = False, status: int = 200
) -> HttpResponse:
    known = known_fiches(bench.import_, bench.proposal) if bench.in_place.actions else 0
    context = {
        "known": known,
        "mostly": 2 * known > bench.kept,
        "import_": bench.import_,
        "convention": bench.import_.convention,
        "bench": bench,
        "refusal": refusal,
        "unsaid": unsaid,
        "total": bench.in_place.actions + bench.kept,
        "undo_days": UNDO_DAYS,
    }
    return render(request, "intake/accept.html", context, status=status)
