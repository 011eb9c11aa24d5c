"""The source alone, once its plan was accepted: where the origin of a fiche leads."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.http import Http404
from django.shortcuts import redirect
from django.urls import reverse
from django.views.decorators.http import require_safe

from maillage.intake.enums import ImportState
from maillage.intake.models import Import
from maillage.web.intake.loading import import_page
from maillage.web.intake.review.bench import Bench
from maillage.web.intake.review.display import display_of, remember
from maillage.web.shell.requests import ConventionRequest, respond, whole_number

if TYPE_CHECKING:
    from django.http import HttpResponse


class Reading(Bench):
    """The source of an import that is no longer to review."""

    @property
    def source_address(self) -> str:
        """The page of the source."""
        return reverse("intake:source", args=[self.convention_id, self.import_.pk])

    @property
    def is_read_only(self) -> bool:
        """It is."""
        return True

    @property
    def pointed(self) -> int:
        """No doubt is pointed at: they were answered, or stand on the fiches."""
        return 0

    @property
    def line(self) -> int:
        """The line asked for."""
        return self.number("ligne")


@require_safe
@import_page()
def source(request: ConventionRequest, import_: Import) -> HttpResponse:
    """One page or leaf of the source, at the place asked for."""
    if import_.state == ImportState.READY:
        line = whole_number(request.GET.get("ligne")) or 1
        address = reverse("intake:review", args=[import_.convention_id, import_.pk])
        return redirect(f"{address}?ligne={line}#l{line}")
    if import_.document is None:
        raise Http404
    bench = Reading(import_, request.GET, display_of(request), request.user.pk)
    context = {"import_": import_, "convention": import_.convention, "bench": bench}
    return remember(request, respond(request, "intake/source.html", "intake/_source.html", context))
