"""« Produire l’avenant »: what the plan becomes, as a Word document."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.http import HttpResponse
from django.shortcuts import get_object_or_404
from django.utils.http import content_disposition_header
from django.views.decorators.http import require_safe

from maillage.conventions.models import Convention, PlanVersion
from maillage.publishing.amendment import amendment_between, amendment_name, render_amendment
from maillage.web.shell.requests import whole_number
from maillage.web.shell.scope import convention_page

if TYPE_CHECKING:
    from maillage.web.shell.requests import ConventionRequest

DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"


@require_safe
@convention_page()
def amendment(request: ConventionRequest, convention: Convention, version_id: int) -> HttpResponse:
    """From a frozen version to another (``?a=``), or to the plan as it is."""
    versions = PlanVersion.objects.visible_to(request.user).filter(convention=convention)
    earlier = get_object_or_404(versions, pk=version_id)
    asked = request.GET.get("a")
    later = get_object_or_404(versions, pk=whole_number(asked)) if asked else None
    document = amendment_between(convention, earlier, later, request.user)
    answer = HttpResponse(render_amendment(document), content_type=DOCX)
    name = amendment_name(document)
    answer["Content-Disposition"] = content_disposition_header(as_attachment=True, filename=name) or ""
    answer["Cache-Control"] = "private, no-store"
    return answer
