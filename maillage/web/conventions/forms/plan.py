"""Levels and fiches of the plan."""

from __future__ import annotations

from typing import Any

from django import forms

from maillage.web.conventions.forms.base import DomainForm


class NodeForm(DomainForm):
    """A level of the plan."""

    ref = forms.CharField(
        label="Référence", required=False, max_length=20, help_text="Comme dans le document : 1, 1.A, II…"
    )
    title = forms.CharField(
        label="Intitulé",
        max_length=500,
        error_messages={"required": "Donnez un intitulé à ce niveau du plan."},
    )


class ActionForm(DomainForm):
    """A new fiche: where, and what it is called."""

    node = forms.ChoiceField(label="Où dans le plan", required=False)
    ref = forms.CharField(label="Référence", required=False, max_length=20, help_text="Par exemple 1.A.3.")
    title = forms.CharField(
        label="Titre",
        max_length=500,
        help_text="Une phrase qui dit ce qui sera fait.",
        error_messages={"required": "Donnez un titre à cette action."},
    )

    def __init__(self, places: list[tuple[int, str]], *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        choices = [(str(pk), name) for pk, name in places]
        self.fields["node"].choices = [*choices, ("", "Action transversale, hors des axes")]  # type: ignore[attr-defined]  # a ChoiceField
