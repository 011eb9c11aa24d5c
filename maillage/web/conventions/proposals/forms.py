"""What is asked to propose a change, to advise it and to decide."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django import forms
from django.utils import timezone

from maillage.conventions.enums import Advice, ProposalKind, ProposalState
from maillage.web.conventions.editing.base import Lines
from maillage.web.conventions.forms.base import DomainForm

if TYPE_CHECKING:
    from collections.abc import Sequence

_NO_ACTION = "Choisissez l’action dont il s’agit."


class DayField(forms.DateField):
    """The day of a meeting; today unless said."""

    def __init__(self, *, label: str) -> None:
        widget = forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")
        super().__init__(label=label, initial=timezone.localdate, widget=widget)
        self.error_messages["required"] = "Donnez la date de la réunion."


class ReasonForm(DomainForm):
    """Why."""

    reason = forms.CharField(
        label="Pourquoi",
        required=False,
        max_length=4000,
        help_text="Une ou deux phrases, que le COTECH et le COPIL liront.",
        widget=forms.Textarea(attrs={"rows": 3}),
    )


class AboutForm(ReasonForm):
    """A change to an action in place."""

    action = forms.ChoiceField(
        label="Action", error_messages={"required": _NO_ACTION, "invalid_choice": _NO_ACTION}
    )
    field_order = ["action", "merged", "reason"]

    def __init__(self, actions: Sequence[tuple[int, str]], *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        self.fields["action"].choices = [("", "Choisir…"), *actions]  # type: ignore[attr-defined]  # a ChoiceField


class MergeForm(AboutForm):
    """Several actions into one."""

    merged = forms.MultipleChoiceField(
        label="Actions qui la rejoignent",
        help_text="Leurs étapes, objectifs, pilotes et indicateurs s’ajoutent à l’action gardée.",
        widget=forms.CheckboxSelectMultiple,
        error_messages={"required": "Choisissez au moins une action à fusionner avec elle."},
    )

    def __init__(self, actions: Sequence[tuple[int, str]], *args: Any, **options: Any) -> None:
        super().__init__(actions, *args, **options)
        self.fields["action"].label = "Action gardée"
        self.fields["merged"].choices = list(actions)  # type: ignore[attr-defined]  # a ChoiceField


class NewActionForm(ReasonForm):
    """An action that the plan does not have yet: what its fiche would say first."""

    title = forms.CharField(
        label="Titre de l’action",
        max_length=500,
        error_messages={"required": "Donnez un titre à cette action."},
    )
    ref = forms.CharField(
        label="Référence",
        required=False,
        max_length=20,
        help_text="Celle que l’avenant citera : « 1.A.4 », « FA 12 ».",
        error_messages={"max_length": "Une référence compte 20 caractères au plus."},
    )
    node = forms.ChoiceField(label="Où dans le plan", required=False)
    objectives = Lines(label="Objectifs", help_text="Un par ligne.", rows=3)
    pilots = Lines(label="Pilotes", help_text="Un par ligne.", rows=2)
    steps = Lines(label="Étapes", help_text="Une par ligne.", rows=4)
    indicators = Lines(label="Indicateurs", help_text="Un par ligne, trois au plus.", rows=2)
    calendar = Lines(label="Calendrier", help_text="En toutes lettres : « dès la rentrée 2026 ».", rows=1)
    field_order = ["title", "ref", "node", "reason"]

    def __init__(self, places: Sequence[tuple[int, str]], *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        self.initial.setdefault("node", places[0][0] if places else "")
        self.fields["node"].choices = [*places, ("", "Hors des axes")]  # type: ignore[attr-defined]  # a ChoiceField

    def sections(self) -> dict[str, Any]:
        """The values of the sections that something was typed in."""
        typed = self.cleaned_data
        found: dict[str, Any] = {
            "identity": {"ref": typed["ref"]} if typed["ref"] else None,
            "objectives": typed["objectives"],
            "steps": [{"text": line} for line in typed["steps"]],
            "people": {"pilots": [{"label": line} for line in typed["pilots"]]} if typed["pilots"] else None,
            "indicators": [{"label": line} for line in typed["indicators"]],
            "calendar": {"phrases": typed["calendar"]} if typed["calendar"] else None,
        }
        return {key: value for key, value in found.items() if value}


class MeetingForm(DomainForm):
    """What a meeting said, its day and its remarks. ``ids``: two such forms stand on one page."""

    ids = ""

    def __init__(self, data: Any = None, **options: Any) -> None:
        super().__init__(data, auto_id=f"{self.ids}_%s", **options)


class AdviceForm(MeetingForm):
    """What the COTECH thinks."""

    ids = "avis"

    advice = forms.ChoiceField(
        label="Avis", choices=Advice.choices, widget=forms.RadioSelect,
        error_messages={"required": "Notez l’avis du COTECH."},
    )  # fmt: skip
    on = DayField(label="COTECH du")
    note = forms.CharField(
        label="Remarques", required=False, max_length=2000, widget=forms.Textarea(attrs={"rows": 2})
    )


class DecisionForm(MeetingForm):
    """What the COPIL decides."""

    ids = "decision"

    decision = forms.ChoiceField(
        label="Décision",
        choices=[
            (ProposalState.ACCEPTED, "Acceptée, et écrite dans le plan"),
            (ProposalState.REFUSED, "Refusée"),
            (ProposalState.POSTPONED, "Ajournée à un prochain COPIL"),
        ],
        widget=forms.RadioSelect,
        error_messages={"required": "Notez ce que le COPIL décide."},
    )
    on = DayField(label="COPIL du")
    note = forms.CharField(
        label="Remarques", required=False, max_length=2000, widget=forms.Textarea(attrs={"rows": 2})
    )


FORMS: dict[str, type[ReasonForm]] = {
    ProposalKind.NEW: NewActionForm,
    ProposalKind.MODIFY: AboutForm,
    ProposalKind.MERGE: MergeForm,
    ProposalKind.ABANDON: AboutForm,
    ProposalKind.CARRY: AboutForm,
}
