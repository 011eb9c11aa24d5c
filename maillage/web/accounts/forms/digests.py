"""How often one is written to."""

from __future__ import annotations

from django import forms

from maillage.accounts.enums import Digest


class DigestForm(forms.Form):
    """One choice among three."""

    digest = forms.ChoiceField(
        label="Résumé par e-mail",
        choices=Digest.choices,
        widget=forms.RadioSelect,
        help_text="Ce qui vous concerne, en un seul message. Tout reste visible dans vos avis.",
    )
