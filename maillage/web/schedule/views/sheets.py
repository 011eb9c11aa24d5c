"""The échéancier taken away as CSV, narrowed as on the page."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.utils import timezone
from django.utils.text import slugify
from django.views.decorators.http import require_safe

from maillage.conventions.listing.export import as_csv
from maillage.conventions.models import Convention
from maillage.conventions.selectors.schedule import schedule
from maillage.web.schedule.reading.sheet import lines_of
from maillage.web.schedule.views.filters import read_filters
from maillage.web.shell.downloads import CSV, download
from maillage.web.shell.scope import convention_page

if TYPE_CHECKING:
    from django.http import HttpResponseBase

    from maillage.web.shell.requests import ConventionRequest


@require_safe
@convention_page()
def sheet(request: ConventionRequest, convention: Convention) -> HttpResponseBase:
    """What the échéancier shows, one line an action."""
    found = schedule([convention], request.user, read_filters(request.GET))
    name = f"echeancier-{slugify(convention.name) or convention.pk}-{timezone.localdate().isoformat()}.csv"
    return download(as_csv(lines_of(found)), CSV, name)
