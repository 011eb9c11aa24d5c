"""``/composants/``: every part of the design system on one page, for whoever writes a screen."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import TYPE_CHECKING, Any

from django import forms
from django.conf import settings
from django.core.exceptions import PermissionDenied
from django.shortcuts import render
from django.views.decorators.http import require_safe

from maillage.accounts.permissions import is_platform_admin
from maillage.conventions.enums import Phase, Status
from maillage.web.components.charts.samples import BY_PLACE, OVER_TIME

if TYPE_CHECKING:
    from django.http import HttpRequest, HttpResponse


@dataclass(frozen=True, slots=True)
class Sample:
    """An action as the beads want it."""

    name: str
    url: str
    status: str


class SampleForm(forms.Form):
    """One field of each kind."""

    title = forms.CharField(label="Titre", help_text="Une phrase qui dit ce qui sera fait.")
    points = forms.CharField(label="Objectifs", widget=forms.Textarea(attrs={"rows": 3}), required=False)
    phase = forms.ChoiceField(label="Phase", choices=Phase.choices)
    year = forms.IntegerField(label="Première année", help_text="Par exemple 2026.")
    transversal = forms.BooleanField(label="Action transversale", required=False)


@require_safe
def gallery(request: HttpRequest) -> HttpResponse:
    """Platform administration only, or anyone in development."""
    user: Any = request.user
    if not (settings.DEBUG or is_platform_admin(user)):
        raise PermissionDenied
    samples = [Sample(f"1.A.{i} Action {i}", "#", status) for i, status in enumerate(Status.values, 1)]
    context = {
        "samples": samples,
        "statuses": Status.values,
        "form": SampleForm({"title": "", "points": "Un point\nUn autre", "year": "bientôt", "phase": "plan"}),
        "amount": Decimal("18000.5"),
        "moment": date(2026, 5, 1),
        "nothing": None,
        "over_time": OVER_TIME,
        "by_place": BY_PLACE,
    }
    return render(request, "components/gallery.html", context)
