"""The list to take away, as it is shown: CSV, XLSX; and every convention of a person in one CSV."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.http import HttpResponse, StreamingHttpResponse
from django.utils import timezone
from django.utils.http import content_disposition_header
from django.utils.text import slugify
from django.views.decorators.http import require_safe

from maillage.conventions.listing.export import as_csv as csv_of
from maillage.conventions.listing.export import table
from maillage.conventions.models import Convention
from maillage.publishing.renderers.xlsx.listing import render_list
from maillage.web.conventions.listing.page import asked_by
from maillage.web.shell.scope import convention_page

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from django.http import HttpResponseBase

    from maillage.web.shell.requests import ConventionRequest, PageRequest

CSV = "text/csv; charset=utf-8"
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


def _taken_away(answer: HttpResponseBase, name: str) -> HttpResponseBase:
    dated = f"{name}-{timezone.localdate().isoformat()}"
    extension = "xlsx" if answer["Content-Type"] == XLSX else "csv"
    header = content_disposition_header(as_attachment=True, filename=f"{dated}.{extension}")
    answer["Content-Disposition"] = header or ""
    answer["Cache-Control"] = "private, no-store"
    return answer


def _streamed(lines: Iterable[Sequence[str]], name: str) -> HttpResponseBase:
    return _taken_away(StreamingHttpResponse(csv_of(lines), content_type=CSV), name)


def _name(convention: Convention) -> str:
    return f"actions-{slugify(convention.name) or convention.pk}"


@require_safe
@convention_page()
def as_csv(request: ConventionRequest, convention: Convention) -> HttpResponseBase:
    """The list that the address asks."""
    query, _ = asked_by(request.GET)
    return _streamed(table([convention], request.user, query), _name(convention))


@require_safe
@convention_page()
def as_xlsx(request: ConventionRequest, convention: Convention) -> HttpResponseBase:
    """The same in a workbook."""
    query, _ = asked_by(request.GET)
    data = render_list(convention.name, table([convention], request.user, query))
    return _taken_away(HttpResponse(data, content_type=XLSX), _name(convention))


@require_safe
def everything(request: PageRequest) -> HttpResponseBase:
    """Every action of every convention that the person sees, narrowed by the same filters."""
    query, _ = asked_by(request.GET)
    conventions = Convention.objects.visible_to(request.user).order_by("name", "pk")
    lines = table(conventions.iterator(chunk_size=100), request.user, query, several=True)
    return _streamed(lines, "actions")
