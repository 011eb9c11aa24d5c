"""« Télécharger le classeur »: the plan as XLSX."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.views.decorators.http import require_safe

from maillage.conventions.models import Convention
from maillage.publishing.workbook import workbook_name, workbook_of
from maillage.web.shell.downloads import XLSX, download
from maillage.web.shell.scope import convention_page

if TYPE_CHECKING:
    from django.http import HttpResponseBase

    from maillage.web.shell.requests import ConventionRequest


@require_safe
@convention_page()
def workbook(request: ConventionRequest, convention: Convention) -> HttpResponseBase:
    """The fiches that the person may see."""
    return download(workbook_of(convention, request.user), XLSX, workbook_name(convention))
