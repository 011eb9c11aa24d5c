"""The breakdowns of a convention: listed, created, changed."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django import forms
from django.db.models import Count
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_http_methods

from maillage.conventions.enums import BreakdownKind
from maillage.conventions.errors import InvalidValueError
from maillage.conventions.models import Breakdown, Convention
from maillage.conventions.operations.breakdowns import save_breakdown
from maillage.conventions.permissions import can_edit_convention
from maillage.kernel.text import lines_of
from maillage.web.shell.requests import ConventionRequest
from maillage.web.shell.scope import convention_page
from maillage.web.shell.toasts import say, undo_url

if TYPE_CHECKING:
    from django.http import HttpResponse

_READY = {
    BreakdownKind.SEX: ("Sexe", "Femmes\nHommes"),
    BreakdownKind.AGE: ("Âge", "0-2 ans\n3-5 ans\n6-11 ans\n12-17 ans\n18-25 ans"),
    BreakdownKind.COMMUNE: ("Commune", ""),
}


class BreakdownForm(forms.Form):
    """A name, and its categories one a line."""

    use_required_attribute = False
    kind = forms.ChoiceField(label="Nature", choices=BreakdownKind.choices)
    name = forms.CharField(
        label="Nom", max_length=80, error_messages={"required": "Donnez un nom : Âge, Secteur…"}
    )
    labels = forms.CharField(
        label="Catégories",
        required=False,
        max_length=20_000,
        help_text="Une par ligne. Celles des communes viennent du territoire de la convention.",
        widget=forms.Textarea(attrs={"rows": 6}),
    )


@require_http_methods(["GET", "HEAD", "POST"])
@convention_page(can_edit_convention)
def breakdowns(request: ConventionRequest, convention: Convention) -> HttpResponse:
    """The list, and the form of a new one; ``?nature=`` fills it in."""
    kind = request.GET.get("nature", "")
    name, labels = _READY.get(BreakdownKind(kind), ("", "")) if kind in BreakdownKind.values else ("", "")
    initial = {"kind": kind or BreakdownKind.OTHER, "name": name, "labels": labels}
    return _page(request, convention, None, initial)


@require_http_methods(["GET", "HEAD", "POST"])
@convention_page(can_edit_convention)
def breakdown(request: ConventionRequest, convention: Convention, breakdown_id: int) -> HttpResponse:
    """One of them, to change."""
    visible = Breakdown.objects.visible_to(request.user).filter(convention=convention)
    row = get_object_or_404(visible, pk=breakdown_id)
    labels = "\n".join(one["label"] for one in row.categories if not one.get("retired"))
    return _page(request, convention, row, {"kind": row.kind, "name": row.name, "labels": labels})


def _page(
    request: ConventionRequest, convention: Convention, row: Breakdown | None, initial: dict[str, str]
) -> HttpResponse:
    form = BreakdownForm(request.POST if request.method == "POST" else None, initial=initial)
    if request.method == "POST" and form.is_valid() and _saved(request, convention, row, form):
        return redirect("indicators:breakdowns", convention.pk)
    rows = Breakdown.objects.visible_to(request.user).filter(convention=convention)
    context = {
        "convention": convention,
        "row": row,
        "form": form,
        "rows": [] if row else list(rows.annotate(used=Count("indicators"))),
        "retired": [one["label"] for one in row.categories if one.get("retired")] if row else [],
    }
    status = 422 if form.is_bound else 200
    return render(request, "indicators/splitting/page.html", context, status=status)


def _saved(
    request: ConventionRequest, convention: Convention, row: Breakdown | None, form: BreakdownForm
) -> bool:
    typed = form.cleaned_data
    try:
        entry = save_breakdown(
            convention=convention,
            breakdown=row,
            kind=typed["kind"],
            name=typed["name"],
            labels=lines_of(typed["labels"]),
            by=request.user,
        )
    except InvalidValueError as refusal:
        form.add_error(refusal.field if refusal.field in form.fields else None, str(refusal))
        return False
    undo = undo_url(entry) if entry else ""
    name = typed["name"]
    say(request, f"«\u00a0{name}\u00a0» est enregistrée." if entry else "Rien n’a changé.", undo_url=undo)
    return True
