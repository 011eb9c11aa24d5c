"""What is asked to freeze a version."""

from __future__ import annotations

from django import forms
from django.utils import timezone

from maillage.conventions.enums import VersionKind
from maillage.web.conventions.forms.base import DomainForm


class FreezeForm(DomainForm):
    """A name, a kind and a day."""

    name = forms.CharField(
        label="Nom",
        max_length=120,
        help_text="Celui que tout le monde emploie : « CTG signée », « Avenant 1 », « COPIL de juin ».",
        error_messages={"required": "Donnez un nom à cette version."},
    )
    kind = forms.ChoiceField(label="Nature", choices=VersionKind.choices, initial=VersionKind.COMMITTEE)
    dated_on = forms.DateField(
        label="Datée du",
        initial=timezone.localdate,
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
        error_messages={
            "required": "Donnez la date de cette version.",
            "invalid": "Écrivez une date : 12/06/2026.",
        },
    )
    note = forms.CharField(
        label="Note", required=False, max_length=2000, widget=forms.Textarea(attrs={"rows": 2})
    )
