"""The list to take away, as it is shown: CSV, XLSX; and every convention of a person in one CSV."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.utils import timezone
from django.utils.text import slugify
from django.views.decorators.http import require_safe

from maillage.conventions.listing.export import as_csv as csv_of
from maillage.conventions.listing.export import table
from maillage.conventions.models import Convention
from maillage.publishing.renderers.xlsx.listing import render_list
from maillage.web.conventions.listing.page import asked_by
from maillage.web.shell.downloads import CSV, XLSX, download
from maillage.web.shell.scope import convention_page

if TYPE_CHECKING:
    from django.http import HttpResponseBase

    from maillage.web.shell.requests import ConventionRequest, PageRequest


def _name(convention: Convention | None, extension: str) -> str:
    """« actions-pays-d-essai-2026-11-22.csv »."""
    of = [slugify(convention.name) or str(convention.pk)] if convention else []
    return f"{'-'.join(['actions', *of, timezone.localdate().isoformat()])}.{extension}"


@require_safe
@convention_page()
def as_csv(request: ConventionRequest, convention: Convention) -> HttpResponseBase:
    """The list that the address asks."""
    query, _ = asked_by(request.GET)
    return download(csv_of(table([convention], request.user, query)), CSV, _name(convention, "csv"))


@require_safe
@convention_page()
def as_xlsx(request: ConventionRequest, convention: Convention) -> HttpResponseBase:
    """The same in a workbook."""
    query, _ = asked_by(request.GET)
    data = render_list(convention.name, table([convention], request.user, query))
    return download(data, XLSX, _name(convention, "xlsx"))


@require_safe
def everything(request: PageRequest) -> HttpResponseBase:
    """Every action of every convention that the person sees, narrowed by the same filters."""
    query, _ = asked_by(request.GET)
    conventions = Convention.objects.visible_to(request.user).order_by("name", "pk")
    lines = table(conventions.iterator(chunk_size=100), request.user, query, several=True)
    return download(csv_of(lines), CSV, _name(None, "csv"))
