"""The form of a finding."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django import forms

from maillage.diagnosis.enums import FindingKind

if TYPE_CHECKING:
    from collections.abc import Iterable

    from maillage.conventions.models import Action
    from maillage.kernel.errors import DomainError

FIELDS = ("kind", "theme", "text", "source")
LONGEST_NAME = 120


class FindingForm(forms.Form):
    """A finding, and the actions that answer it."""

    use_required_attribute = False
    text = forms.CharField(
        label="Constat",
        max_length=4000,
        help_text="Une phrase, avec son chiffre s’il y en a un. Pas de nom de famille ni d’enfant.",
        widget=forms.Textarea(attrs={"rows": 3}),
        error_messages={"required": "Écrivez ce constat."},
    )
    kind = forms.ChoiceField(
        label="Nature",
        choices=FindingKind.choices,
        error_messages={"required": "Choisissez la nature de ce constat."},
    )
    theme = forms.CharField(
        label="Thème",
        required=False,
        max_length=120,
        help_text="Petite enfance, accès aux droits…",
        widget=forms.TextInput(attrs={"list": "themes"}),
    )
    source = forms.CharField(
        label="Source", required=False, max_length=300, help_text="D’où vient ce constat, et de quand."
    )
    actions = forms.MultipleChoiceField(
        label="Actions qui y répondent", required=False, widget=forms.CheckboxSelectMultiple
    )

    def __init__(self, actions: Iterable[Action], *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        names = [(str(action.pk), str(action)[:LONGEST_NAME]) for action in actions]
        self.fields["actions"].choices = names  # type: ignore[attr-defined]  # a MultipleChoiceField

    def refuse(self, error: DomainError) -> None:
        """Show a refusal of the domain on its field, or above the form."""
        field = getattr(error, "field", "")
        self.add_error(field if field in self.fields else None, str(error))

    @property
    def values(self) -> dict[str, Any]:
        """What the finding says. Only once valid."""
        return {name: self.cleaned_data[name] for name in FIELDS}

    @property
    def answers(self) -> set[int]:
        """The ids of the actions ticked. Only once valid."""
        return {int(pk) for pk in self.cleaned_data["actions"]}
