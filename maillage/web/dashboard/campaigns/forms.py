"""Forms of a campaign: what is asked, of whom, until when."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Any

from django import forms
from django.utils import timezone

from maillage.conventions.counting.periods import Period, of_year
from maillage.conventions.enums import Frequency
from maillage.conventions.operations.campaigns import USUAL_DELAY, Terms
from maillage.conventions.operations.recipients import Line

if TYPE_CHECKING:
    from maillage.conventions.models import Campaign, Recipient
    from maillage.conventions.selectors.campaigns import Offered
    from maillage.kernel.errors import DomainError

SEASONS = (
    *("hiver", "hiver", "printemps", "printemps", "printemps", "été"),
    *("été", "été", "automne", "automne", "automne", "hiver"),
)
NEW_FIGURES_FROM = 9
REMINDERS = ((14, "14 jours avant"), (7, "7 jours avant"), (2, "2 jours avant"), (1, "La veille"))


def usual_name(today: date) -> str:
    """« Nouvelles de l’automne 2026 »."""
    season = SEASONS[today.month - 1]
    article = "du " if season == "printemps" else "de l’"
    return f"Nouvelles {article}{season} {today.year}"


def usual_period(today: date) -> str:
    """The year that ends once it is nearly over, else the year before."""
    return str(today.year if today.month >= NEW_FIGURES_FROM else today.year - 1)


def periods(today: date) -> list[tuple[str, str]]:
    """The periods that figures may be asked for, and none."""
    years = [Period(today.year), Period(today.year - 1)]
    parts = [
        one
        for frequency in (Frequency.HALF, Frequency.QUARTER)
        for year in (today.year - 1, today.year)
        for one in of_year(year, frequency)
        if one.first <= today
    ]
    return [("", "Aucun chiffre"), *((one.code, one.label) for one in [*years, *reversed(parts[-8:])])]


class RefusableForm(forms.Form):
    """A form that shows a refusal of the domain on its field, or above the others."""

    use_required_attribute = False

    def refuse(self, error: DomainError) -> None:
        """Put ``error`` where it belongs."""
        field = getattr(error, "field", "")
        self.add_error(field if field in self.fields else None, str(error))


class TermsForm(RefusableForm):
    """What is asked and until when."""

    name = forms.CharField(
        label="Nom de la campagne",
        max_length=120,
        help_text="Il figure en tête de la page des pilotes.",
        error_messages={"required": "Donnez un nom à cette campagne."},
    )
    due_on = forms.DateField(
        label="Réponse attendue le",
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
        error_messages={"required": "Choisissez un jour.", "invalid": "Choisissez un jour du calendrier."},
    )
    period = forms.ChoiceField(
        label="Chiffres demandés",
        required=False,
        help_text="Ceux des indicateurs mesurés de chaque action, pour cette période.",
    )

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        known = periods(timezone.localdate())
        current = self.initial.get("period", "")
        extra = [] if current in dict(known) else [(current, current)]
        self.fields["period"].choices = [*known, *extra]  # type: ignore[attr-defined]  # a ChoiceField

    @staticmethod
    def usual() -> dict[str, Any]:
        """What a new campaign starts with."""
        today = timezone.localdate()
        return {"name": usual_name(today), "due_on": today + USUAL_DELAY, "period": usual_period(today)}

    def terms(self) -> Terms:
        """As the operation takes them."""
        typed = self.cleaned_data
        return Terms(name=typed["name"], due_on=typed["due_on"], period=typed["period"])


class LetterForm(TermsForm):
    """The last step: the terms again, the words of the coordination, the reminders."""

    message = forms.CharField(
        label="Votre message",
        required=False,
        max_length=3000,
        help_text="Quelques mots de vous, au milieu du courriel et en tête de la page.",
        widget=forms.Textarea(attrs={"rows": 4}),
    )
    remind_before = forms.TypedMultipleChoiceField(
        label="Rappels à qui n’a pas répondu",
        required=False,
        coerce=int,
        choices=REMINDERS,
        widget=forms.CheckboxSelectMultiple,
    )

    @staticmethod
    def of(campaign: Campaign) -> dict[str, Any]:
        """What the form shows of a campaign."""
        return {
            "name": campaign.name,
            "due_on": campaign.due_on,
            "period": campaign.period,
            "message": campaign.message,
            "remind_before": campaign.remind_before,
        }

    def terms(self) -> Terms:
        """As the operation takes them."""
        typed = self.cleaned_data
        return Terms(
            name=typed["name"],
            due_on=typed["due_on"],
            period=typed["period"],
            message=typed["message"],
            remind_before=tuple(typed["remind_before"]),
        )


class PersonForm(RefusableForm):
    """One person asked, on a line of the list."""

    name = forms.CharField(
        label="Nom", max_length=200, error_messages={"required": "Nommez la personne ou le service."}
    )
    email = forms.EmailField(
        label="Adresse e-mail",
        required=False,
        max_length=254,
        error_messages={"invalid": "Cette adresse n’est pas complète."},
    )
    on_paper = forms.BooleanField(label="Sur papier", required=False)
    leave_out = forms.BooleanField(label="Laisser de côté", required=False)

    def __init__(self, recipient: Recipient, data: Any = None) -> None:
        self.recipient = recipient
        shown = {"name": recipient.name, "email": recipient.email, "on_paper": recipient.on_paper}
        super().__init__(data, prefix=f"p{recipient.pk}", initial=shown)
        self.fields["name"].widget.attrs["placeholder"] = "nom de la personne ou du service"
        self.fields["email"].widget.attrs["placeholder"] = "adresse e-mail"

    def line(self) -> Line:
        """As the operation takes it."""
        return Line(pk=self.recipient.pk, **self.cleaned_data)

    @property
    def is_lost(self) -> bool:
        """Whether nothing says how to reach this person yet."""
        return not self.recipient.email and not self.recipient.on_paper


class NewPersonForm(RefusableForm):
    """One more person, about actions of the campaign or others of the plan."""

    new_name = forms.CharField(
        label="Nom", max_length=200, error_messages={"required": "Nommez la personne ou le service."}
    )
    new_email = forms.EmailField(label="Adresse e-mail", required=False, max_length=254)
    new_actions = forms.MultipleChoiceField(
        label="Sur quelles actions", required=False, widget=forms.CheckboxSelectMultiple
    )
    new_others = forms.MultipleChoiceField(
        label="Hors de cette campagne", required=False, widget=forms.CheckboxSelectMultiple
    )

    def __init__(self, offered: Offered, data: Any = None) -> None:
        super().__init__(data)
        for name, actions in (("new_actions", offered.asked), ("new_others", offered.others)):
            self.fields[name].choices = [(str(one.pk), str(one)) for one in actions]  # type: ignore[attr-defined]  # a ChoiceField

    def actions(self) -> list[int]:
        """The numbers of the actions ticked in a valid form."""
        return [int(one) for name in ("new_actions", "new_others") for one in self.cleaned_data[name]]

    def refuse(self, error: DomainError) -> None:
        """The domain names fields without their prefix."""
        field = f"new_{getattr(error, 'field', '')}"
        self.add_error(field if field in self.fields else None, str(error))
