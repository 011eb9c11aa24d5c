"""Forms on the participants of a convention and on one's own account."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django import forms
from django.contrib.auth.password_validation import validate_password

from maillage.accounts.enums import OrganisationKind, Role
from maillage.accounts.models import Organisation, User
from maillage.accounts.operations import NewOrganisation, Standing
from maillage.accounts.selectors import visible_organisations
from maillage.web.accounts.forms.sign_in import NEW_PASSWORD_HINT

if TYPE_CHECKING:
    from maillage.accounts.models import Invitation, Membership


class StandingForm(forms.Form):
    """As what somebody takes part: role, function, organisation known or new."""

    role = forms.ChoiceField(
        label="Rôle",
        choices=Role.choices,
        initial=Role.READING,
        help_text="La coordination écrit le plan et invite. Un pilote écrit ses actions. Les autres lisent.",
    )
    function = forms.CharField(
        label="Fonction",
        max_length=150,
        required=False,
        help_text="Par exemple «\u00a0directrice enfance\u00a0».",
    )
    organisation: forms.ModelChoiceField[Organisation] = forms.ModelChoiceField(
        label="Organisation",
        queryset=Organisation.objects.none(),
        required=False,
        empty_label="Aucune, ou une nouvelle ci-dessous",
    )
    new_name = forms.CharField(label="Nouvelle organisation", max_length=200, required=False)
    new_kind = forms.ChoiceField(
        label="Sa nature", choices=[("", "À choisir"), *OrganisationKind.choices], required=False
    )

    def __init__(self, *args: Any, user: User, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field: forms.ModelChoiceField[Organisation] = self.fields["organisation"]  # type: ignore[assignment]  # declared above
        field.queryset = visible_organisations(user)

    def clean(self) -> dict[str, Any]:
        """A new organisation has a name and a kind, and excludes a known one."""
        values: dict[str, Any] = super().clean() or {}
        name, kind = values.get("new_name"), values.get("new_kind")
        if name and values.get("organisation"):
            self.add_error("new_name", "Choisissez une organisation de la liste, ou nommez-en une nouvelle.")
        elif name and not kind:
            self.add_error("new_kind", "Choisissez la nature de cette organisation.")
        return values

    def standing(self) -> Standing:
        """What the form says, once valid."""
        values = self.cleaned_data
        organisation: Organisation | NewOrganisation | None = values["organisation"]
        if values["new_name"]:
            organisation = NewOrganisation(values["new_name"], OrganisationKind(values["new_kind"]))
        return Standing(Role(values["role"]), organisation, values["function"])

    @staticmethod
    def of(membership: Membership) -> dict[str, Any]:
        """The initial values for a member."""
        return {
            "role": membership.role,
            "function": membership.function,
            "organisation": membership.organisation_id,
        }


class InvitationForm(StandingForm):
    """An address and what it is promised."""

    email = forms.EmailField(
        label="Adresse e-mail", widget=forms.EmailInput(attrs={"autocomplete": "off", "inputmode": "email"})
    )
    field_order = ("email", "role", "function", "organisation", "new_name", "new_kind")


class NewcomerForm(forms.Form):
    """Name and password of somebody invited who has no account yet."""

    full_name = forms.CharField(
        label="Vos prénom et nom", max_length=150, widget=forms.TextInput(attrs={"autocomplete": "name"})
    )
    password = forms.CharField(
        label="Mot de passe",
        help_text=NEW_PASSWORD_HINT,
        strip=False,
        widget=forms.PasswordInput(attrs={"autocomplete": "new-password"}),
    )

    def __init__(self, *args: Any, invitation: Invitation, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self._email = invitation.email

    def clean(self) -> dict[str, Any]:
        """The password keeps to the rules, the person's own name and address among them."""
        values: dict[str, Any] = super().clean() or {}
        if password := values.get("password"):
            person = User(email=self._email, full_name=values.get("full_name", ""))
            try:
                validate_password(password, person)
            except forms.ValidationError as error:
                self.add_error("password", error)
        return values


class NameForm(forms.Form):
    """One's own name."""

    full_name = forms.CharField(
        label="Prénom et nom", max_length=150, widget=forms.TextInput(attrs={"autocomplete": "name"})
    )
