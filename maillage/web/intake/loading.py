"""One import, for the person who may see it."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.http import HttpResponseBase
from django.shortcuts import get_object_or_404

from maillage.conventions.models import Convention
from maillage.conventions.permissions import can_import_document
from maillage.intake.models import Import
from maillage.web.shell.requests import ConventionRequest
from maillage.web.shell.scope import convention_page

View = Callable[..., HttpResponseBase]


def import_page(*, light: bool = False) -> Callable[[View], View]:
    """Turn ``view(request, import_, …)`` into a page of one import of a convention.

    404 for an import of another convention or of nobody's; 403 for whoever does not
    coordinate. ``light`` leaves the document and the source in the database.
    """

    def decorate(view: View) -> View:
        @convention_page(can_import_document)
        @wraps(view)
        def page(
            request: ConventionRequest, convention: Convention, *, import_id: int, **kwargs: Any
        ) -> HttpResponseBase:
            visible = Import.objects.visible_to(request.user).for_convention(convention)
            rows = (visible.light() if light else visible).select_related("created_by", "accepted_by")
            import_ = get_object_or_404(rows, pk=import_id)
            import_.convention = convention
            return view(request, import_, **kwargs)

        return page

    return decorate
