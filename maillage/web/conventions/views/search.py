"""The search of the rail: words through the fiches and the levels of a convention."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_safe

from maillage.conventions.models import Convention
from maillage.conventions.sections.shown import label_of
from maillage.conventions.selectors import FoundAction, search_convention
from maillage.kernel.french import plural
from maillage.web.conventions.reading.marks import excerpt, mark
from maillage.web.shell.scope import convention_page

if TYPE_CHECKING:
    from django.http import HttpResponse

    from maillage.web.shell.requests import ConventionRequest

LONGEST_QUERY = 100
MOST_PASSAGES = 3
OUTSIDE = {
    "state": ("Dernière nouvelle", "news"),
    "comment": ("Échanges", "echanges"),
    "document": ("Documents", "documents"),
}
"""What is found outside the rubriques: its name, and its place on the fiche."""


def _result(convention: Convention, found: FoundAction, words: list[str]) -> dict[str, Any]:
    action = found.action
    url = reverse("conventions:action", args=[convention.pk, action.pk])
    shown = found.passages[:MOST_PASSAGES]
    return {
        "url": url,
        "ref": mark(action.ref, words),
        "title": mark(action.title, words),
        "status": action.status,
        "under": str(action.node) if action.node else "",
        "pilots": ", ".join(pilot.label for pilot in action.pilots.all()),
        "passages": [
            {
                "label": OUTSIDE[one.section][0]
                if one.section in OUTSIDE
                else label_of(convention, one.section),
                "url": f"{url}#{OUTSIDE[one.section][1] if one.section in OUTSIDE else one.section}",
                "pieces": excerpt(one.text, words),
            }
            for one in shown
        ],
        "more": len(found.passages) - len(shown),
    }


@require_safe
@convention_page()
def search(request: ConventionRequest, convention: Convention) -> HttpResponse:
    """``?q=``: the actions and the levels that hold every word."""
    query = request.GET.get("q", "").strip()[:LONGEST_QUERY]
    found = search_convention(convention, request.user, query)
    counts = [plural(len(found.actions), "action")] if found.actions else []
    counts += [plural(len(found.nodes), "partie du plan", "parties du plan")] if found.nodes else []
    plan_url = reverse("conventions:plan", args=[convention.pk])
    context = {
        "convention": convention,
        "query": query,
        "corrected": [{"typed": typed, "taken": taken} for typed, taken in found.corrected],
        "counts": " et ".join(counts),
        "nodes": [
            {"url": f"{plan_url}#niveau-{node.pk}", "pieces": mark(str(node), found.words)}
            for node in found.nodes
        ],
        "results": [_result(convention, one, found.words) for one in found.actions],
    }
    return render(request, "conventions/search.html", context)
