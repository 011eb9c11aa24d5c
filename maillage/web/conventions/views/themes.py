"""The themes of a fiche, ticked from its head without opening its editor."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.shortcuts import redirect
from django.views.decorators.http import require_POST

from maillage.conventions.models import Convention
from maillage.conventions.operations import save_section
from maillage.conventions.sections import SECTIONS
from maillage.web.conventions.views.actions import load_action
from maillage.web.shell.scope import convention_page
from maillage.web.shell.toasts import say_done

if TYPE_CHECKING:
    from django.http import HttpResponse

    from maillage.web.shell.requests import ConventionRequest


@require_POST
@convention_page()
def action_themes(request: ConventionRequest, convention: Convention, action_id: int) -> HttpResponse:
    """Put these themes and no others; the title and the reference stay as they are now."""
    action = load_action(request, convention, action_id)
    value = {**SECTIONS["identity"].read(action), "themes": request.POST.getlist("themes")}
    entry = save_section(
        action=action, section="identity", value=value, version=action.version, by=request.user
    )
    say_done(request, "Les thématiques sont enregistrées.", entry)
    return redirect("conventions:action", convention.pk, action.pk)
