"""The search of places: a page, and the fragment that a form's picker asks for."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.views.decorators.http import require_safe

from maillage.kernel.text import printable
from maillage.territories.selectors import places, search
from maillage.web.shell.requests import respond, way_back

if TYPE_CHECKING:
    from django.http import HttpRequest, HttpResponse

LONGEST_QUERY = 100
MOST_CHOSEN = 200


@require_safe
def search_page(request: HttpRequest) -> HttpResponse:
    """Places for ``q``; those chosen before come back ticked, so that a new search loses none."""
    query = request.GET.get("q", "").strip()[:LONGEST_QUERY]
    chosen = places(
        communes=[printable(code) for code in request.GET.getlist("communes")[:MOST_CHOSEN]],
        intercommunalities=[
            printable(code) for code in request.GET.getlist("intercommunalities")[:MOST_CHOSEN]
        ],
    )
    taken = {(place.kind, place.code) for place in chosen}
    found = [place for place in search(query) if (place.kind, place.code) not in taken]
    back = way_back(request, "")
    context = {"query": query, "chosen": chosen, "found": found, "back": back}
    return respond(request, "territories/search.html", "territories/_results.html", context)
