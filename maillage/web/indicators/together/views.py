"""The same indicators over all the conventions that a person may enter: the list, and one of them."""

from __future__ import annotations

from typing import TYPE_CHECKING, cast

from django.http import Http404
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from maillage.conventions.counting import standard
from maillage.conventions.selectors.together import conventions_of, together, years_to_add_up
from maillage.web.indicators.together.reading import read_lines, read_rows, row_of
from maillage.web.shell.requests import PageRequest, whole_number

if TYPE_CHECKING:
    from typing import Any

    from django.http import HttpRequest, HttpResponse


@require_safe
def every(request: HttpRequest) -> HttpResponse:
    """Each indicator of the library that some convention follows, with its sum for a year."""
    asked = _asked(cast("PageRequest", request))
    rows = read_rows(asked["found"].values())
    return render(request, "indicators/together/list.html", {**asked, "rows": rows})


@require_safe
def one(request: HttpRequest, code: str) -> HttpResponse:
    """One of them: what each convention says, and what is in the sum."""
    if standard.get(code) is None:
        raise Http404
    asked = _asked(cast("PageRequest", request), code)
    found = asked["found"].get(code)
    context = {
        **asked,
        "standard": standard.get(code),
        "row": row_of(found) if found else None,
        "lines": read_lines(found) if found else [],
    }
    return render(request, "indicators/together/one.html", context)


def _asked(request: PageRequest, code: str = "") -> dict[str, Any]:
    """The year of the address, else the last one that is over."""
    conventions = conventions_of(request.user)
    years = years_to_add_up(conventions, timezone.localdate())
    wanted = whole_number(request.GET.get("annee"))
    year = wanted if wanted in years else years[1]
    found = together(conventions, request.user, year, code)
    return {"conventions": conventions, "years": years, "year": year, "found": found}
