"""The forms of allauth with our labels and without placeholders; what they check is theirs."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from allauth.account import forms as account
from allauth.mfa.base import forms as mfa
from allauth.mfa.totp import forms as totp
from allauth.mfa.webauthn import forms as webauthn

if TYPE_CHECKING:
    from django.forms import Field

NEW_PASSWORD_HINT = "Douze caractères au moins. Une phrase se retient mieux qu’un mot compliqué."  # noqa: S105 - words
LABELS = {
    "login": "Adresse e-mail",
    "email": "Adresse e-mail",
    "password": "Mot de passe",
    "oldpassword": "Mot de passe actuel",
    "password1": "Nouveau mot de passe",
    "password2": "Encore une fois",
    "remember": "Rester connecté sur cet appareil",
    "code": "Code",
    "name": "Nom de la clé",
    "passwordless": "Me connecter sans mot de passe avec cette clé",
}
HINTS = {
    "password1": NEW_PASSWORD_HINT,
    "name": "Pour la reconnaître\u00a0: «\u00a0Ordinateur du bureau\u00a0», «\u00a0Téléphone\u00a0».",
    "passwordless": "La clé demandera votre empreinte, votre visage ou son code.",
}


class Worded:
    """Mixed into a form of allauth: replaces its labels, hints and placeholders."""

    fields: dict[str, Field]

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name, field in self.fields.items():
            field.widget.attrs.pop("placeholder", None)
            field.label = LABELS.get(name, field.label)
            field.help_text = HINTS.get(name, "")


class LoginForm(Worded, account.LoginForm):
    """Address and password."""


class ReauthenticateForm(Worded, account.ReauthenticateForm):
    """The password, again, before something that matters."""


class ChangeEmailForm(Worded, account.AddEmailForm):
    """The address that will replace the present one once it is confirmed."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["email"].label = "Nouvelle adresse e-mail"


class ChangePasswordForm(Worded, account.ChangePasswordForm):
    """The present password and the new one."""


class SetPasswordForm(Worded, account.SetPasswordForm):
    """A first password, for an account opened without one."""


class ResetPasswordForm(Worded, account.ResetPasswordForm):
    """The address to which the link goes."""


class NewPasswordForm(Worded, account.ResetPasswordKeyForm):
    """The new password, behind the link."""


class RequestCodeForm(Worded, account.RequestLoginCodeForm):
    """The address to which the code goes."""


class ConfirmCodeForm(Worded, account.ConfirmLoginCodeForm):
    """The code received by e-mail."""


class SecondFactorForm(Worded, mfa.AuthenticateForm):
    """A code of the application, or a recovery code."""


class SecondFactorAgainForm(Worded, mfa.ReauthenticateForm):
    """A code, again, before something that matters."""


class ActivateTotpForm(Worded, totp.ActivateTOTPForm):
    """The first code that the application shows."""


class AddKeyForm(Worded, webauthn.AddWebAuthnForm):
    """A passkey or a security key, named."""


class RenameKeyForm(Worded, webauthn.EditWebAuthnForm):
    """The name of a key."""
