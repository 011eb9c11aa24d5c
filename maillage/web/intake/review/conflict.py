"""Two people decided the same thing: both decisions are shown, neither is lost."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.shortcuts import redirect
from django.urls import reverse
from django_htmx.http import reswap, retarget

from maillage.intake.proposal.decisions import ACCEPTED, CORRECTED, IGNORED
from maillage.web.shell.requests import respond

if TYPE_CHECKING:
    from collections.abc import Sequence

    from django.http import HttpResponse

    from maillage.intake.errors import StaleDecisionError
    from maillage.intake.models import Import
    from maillage.web.intake.review.bench import Bench
    from maillage.web.shell.requests import ConventionRequest

_ANSWERS = {
    ACCEPTED: "Garder tel quel",
    IGNORED: "Retirer du plan",
    CORRECTED: "Corriger",
    "chosen": "Corriger",
    "instead": "Prendre ce passage",
}
_NOT_SENT_AGAIN = {"csrfmiddlewaretoken", "seen"}


def show_conflict(
    request: ConventionRequest, import_: Import, stale: StaleDecisionError, standing: Sequence[str] = ()
) -> HttpResponse:
    """The decision that the person sent beside the one in place, to choose from.

    ``standing``: what the thing says now, where another decision changed it.
    """
    touched = stale.theirs.get("touched")
    sent = {name: value for name, value in request.POST.items() if name not in _NOT_SENT_AGAIN}
    context = {
        "import_": import_,
        "convention": import_.convention,
        "action": request.path,
        "sent": sent,
        "mine": words(sent),
        "theirs": [touched, *standing] if touched else words(stale.theirs),
        "their_name": stale.theirs.get("by", ""),
        "seen": stale.current,
    }
    response = respond(request, "intake/conflict.html", "intake/_conflict.html", context, status=409)
    if request.htmx:
        retarget(response, "#conflit")
        reswap(response, "innerHTML")
    return response


def show_joined(request: ConventionRequest, bench: Bench, key: str, field: str = "") -> HttpResponse:
    """A fiche that joined another while this person was writing: their words, and where to put them."""
    host = bench.proposal.standing(key)
    if host is None or request.method != "POST":
        return redirect(f"{bench.address}?fiche={host.key}#f-{host.key}" if host else bench.address)
    sent = {name: value for name, value in request.POST.items() if name not in _NOT_SENT_AGAIN}
    args = [bench.convention_id, bench.import_.pk, host.key]
    context = {
        "import_": bench.import_,
        "convention": bench.import_.convention,
        "host": host,
        "mine": words(sent),
        "address": reverse("intake:field", args=[*args, field])
        if field
        else reverse("intake:fiche", args=args),
    }
    response = respond(request, "intake/joined.html", "intake/_joined.html", context, status=409)
    if request.htmx:
        retarget(response, "#conflit")
        reswap(response, "innerHTML")
    return response


def words(decision: dict[str, Any]) -> list[str]:
    """A decision in words, one line for each thing it says."""
    if decision.get("withdrawn") or decision.get("state") == "reopen":
        return ["Revenir sur la réponse"]
    if decision.get("kept") in {"0", "1"}:
        return ["Garder dans le plan" if decision["kept"] == "1" else "Ne pas reprendre"]
    said = []
    if decision.get("state"):
        said.append(_ANSWERS.get(decision["state"], decision["state"]))
    if decision.get("option", "autre") != "autre":
        return [*said, decision["option"]]
    if decision.get("title"):
        said.append(f"{decision.get('ref', '')} {decision['title']}".strip())
    if decision.get("excluded"):
        said.append("Ne pas reprendre")
    said.extend(line for line in str(decision.get("text", "")).splitlines() if line.strip())
    return said or ["Rubrique vide"]
