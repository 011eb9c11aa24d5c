"""The échéancier over all the plans that a person may read, a dozen at a time."""

from __future__ import annotations

from typing import TYPE_CHECKING, cast

from django.core.paginator import Paginator
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_safe

from maillage.conventions.models import Convention
from maillage.conventions.selectors.schedule import schedule
from maillage.web.components.periods.shapes import legend
from maillage.web.schedule.reading.chart import Drawing
from maillage.web.schedule.reading.wording import several_words
from maillage.web.schedule.views.chart import choices
from maillage.web.schedule.views.filters import Address, read_filters, read_zoom
from maillage.web.shell.requests import PageRequest, whole_number

if TYPE_CHECKING:
    from django.core.paginator import Page
    from django.http import HttpRequest, HttpResponse

PLANS = 12
"""Plans on a page: some 480 actions."""


@require_safe
def several(request: HttpRequest) -> HttpResponse:
    """Every plan under its name, then by axis; nothing moves from here."""
    user = cast("PageRequest", request).user
    every = Convention.objects.visible_to(user).order_by("name", "pk")
    page = Paginator(every, PLANS).get_page(whole_number(request.GET.get("page")) or 1)
    found = schedule(list(page), user, read_filters(request.GET))
    zoom = read_zoom(request.GET)
    address = Address(reverse("schedule:several"), found.filters, zoom=zoom)
    drawn = Drawing(found, several=True).chart()
    offered = choices(found, address, zoom)
    first, *windows = offered["windows"]
    context = {
        "convention": None,
        "schedule": found,
        "chart": drawn,
        "legend": legend(line.status for line in drawn.lines),
        "lead": several_words(found, page.paginator.count),
        "view": "",
        "pages": _pages(page, address),
        **offered,
        "windows": [("Toutes les années", *first[1:]), *windows],
        "horizons_url": "",
    }
    return render(request, "schedule/several.html", context)


def _pages(page: Page[Convention], address: Address) -> list[tuple[str, str, bool]]:
    """« Plans 1 à 12 »: words, address, whether it is the one shown; nothing for one page alone."""
    pages = [page.paginator.page(number) for number in page.paginator.page_range]
    if len(pages) < 2:
        return []
    return [
        (
            f"Plans {one.start_index()} à {one.end_index()}",
            address.but(page=str(one.number)),
            one.number == page.number,
        )
        for one in pages
    ]
