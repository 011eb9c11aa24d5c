"""The means to take away: XLSX, CSV."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.views.decorators.http import require_safe

from maillage.conventions.models import Convention
from maillage.conventions.selectors.means import ledger
from maillage.publishing.means import means_csv, means_name, means_workbook
from maillage.web.means.kinds import kind_of
from maillage.web.shell.downloads import CSV, XLSX, download
from maillage.web.shell.scope import convention_page

if TYPE_CHECKING:
    from django.http import HttpResponseBase

    from maillage.web.shell.requests import ConventionRequest


@require_safe
@convention_page()
def workbook(request: ConventionRequest, convention: Convention) -> HttpResponseBase:
    """The four tables."""
    data = means_workbook(ledger(request.user, convention))
    return download(data, XLSX, f"{means_name(convention)}.xlsx")


@require_safe
@convention_page()
def table(request: ConventionRequest, convention: Convention, kind: str) -> HttpResponseBase:
    """One of them."""
    lines = means_csv(ledger(request.user, convention), kind_of(kind))
    return download(lines, CSV, f"{means_name(convention)}-{kind}.csv")
