"""« Produire l’avenant »: what the plan becomes, as a Word document."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.shortcuts import get_object_or_404
from django.views.decorators.http import require_safe

from maillage.conventions.models import Convention, PlanVersion
from maillage.publishing.amendment import amendment_between, amendment_name, render_amendment
from maillage.web.shell.downloads import DOCX, download
from maillage.web.shell.requests import whole_number
from maillage.web.shell.scope import convention_page

if TYPE_CHECKING:
    from django.http import HttpResponseBase

    from maillage.web.shell.requests import ConventionRequest


@require_safe
@convention_page()
def amendment(request: ConventionRequest, convention: Convention, version_id: int) -> HttpResponseBase:
    """From a frozen version to another (``?a=``), or to the plan as it is."""
    versions = PlanVersion.objects.visible_to(request.user).filter(convention=convention)
    earlier = get_object_or_404(versions, pk=version_id)
    asked = request.GET.get("a")
    later = get_object_or_404(versions, pk=whole_number(asked)) if asked else None
    document = amendment_between(convention, earlier, later, request.user)
    return download(render_amendment(document), DOCX, amendment_name(document))
