"""The shapes of fiche that are ready: what one would change, then putting it on."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.http import Http404
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods

from maillage.conventions.fiche_templates import TEMPLATES
from maillage.conventions.models import Convention
from maillage.conventions.operations import update_convention
from maillage.conventions.permissions import can_edit_convention
from maillage.conventions.selectors.shapes import compare_shapes
from maillage.kernel.errors import DomainError
from maillage.web.conventions.reading.quotes import quoted
from maillage.web.shell.requests import whole_number
from maillage.web.shell.scope import convention_page
from maillage.web.shell.toasts import say_done, warn

if TYPE_CHECKING:
    from django.http import HttpResponse

    from maillage.web.shell.requests import ConventionRequest


@require_http_methods(["GET", "POST"])
@convention_page(can_edit_convention)
def fiche_template(request: ConventionRequest, convention: Convention, key: str) -> HttpResponse:
    """A ready shape: its rubriques beside those of now, and the button that takes it."""
    template = TEMPLATES.get(key)
    if template is None:
        raise Http404
    values = template.values()
    if request.method != "POST":
        rows = compare_shapes(convention, values, request.user)
        context = {
            "convention": convention,
            "template": template,
            "rows": rows,
            "losing": [row for row in rows if row.change == "masquée" and row.filled],
        }
        return render(request, "conventions/fiche_template.html", context)
    version = whole_number(request.POST.get("version"))
    try:
        entry = update_convention(convention=convention, values=values, version=version, by=request.user)
    except DomainError as error:
        warn(request, str(error))
    else:
        say_done(request, f"Les fiches prennent la forme {quoted(template.name)}.", entry)
    return redirect(f"{reverse('conventions:settings', args=[convention.pk])}#fiche")
