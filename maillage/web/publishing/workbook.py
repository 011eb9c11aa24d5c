"""« Télécharger le classeur »: the plan as XLSX."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.http import HttpResponse
from django.utils.http import content_disposition_header
from django.views.decorators.http import require_safe

from maillage.conventions.models import Convention
from maillage.publishing.workbook import workbook_name, workbook_of
from maillage.web.shell.scope import convention_page

if TYPE_CHECKING:
    from maillage.web.shell.requests import ConventionRequest

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


@require_safe
@convention_page()
def workbook(request: ConventionRequest, convention: Convention) -> HttpResponse:
    """The fiches that the person may see."""
    answer = HttpResponse(workbook_of(convention, request.user), content_type=XLSX)
    name = workbook_name(convention)
    answer["Content-Disposition"] = content_disposition_header(as_attachment=True, filename=name) or ""
    answer["Cache-Control"] = "private, no-store"
    return answer
