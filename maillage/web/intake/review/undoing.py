"""What was just done to a review, said with the way back from that very act."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.urls import reverse

from maillage.intake.models import Import
from maillage.intake.selectors.acts import last_act_of
from maillage.web.shell.toasts import say

if TYPE_CHECKING:
    from maillage.web.shell.requests import ConventionRequest


def say_done(request: ConventionRequest, import_: Import, text: str) -> None:
    """Say ``text``; « Annuler » takes back the act that the person just did, whatever comes after."""
    now = Import.objects.get(pk=import_.pk)
    act = last_act_of(now, request.user.pk)
    address = reverse("intake:undo_act", args=[import_.convention_id, import_.pk])
    say(request, text, undo_url=f"{address}?act={act.number}" if act else "")
