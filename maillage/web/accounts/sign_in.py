"""The pages of allauth that this site has, and no other, at French addresses.

Names are allauth's own: its views call one another by them.
"""

from __future__ import annotations

from allauth.account import views as account
from allauth.mfa.base import views as mfa
from allauth.mfa.recovery_codes import views as recovery
from allauth.mfa.totp import views as totp
from allauth.mfa.webauthn import views as webauthn
from allauth.socialaccount import views as social
from django.urls import path, re_path

from maillage.web.accounts import oidc

urlpatterns = [
    path("connexion/", account.login, name="account_login"),
    path("deconnexion/", account.logout, name="account_logout"),
    path("ferme/", account.account_inactive, name="account_inactive"),
    path("inscription/", account.signup, name="account_signup"),
    path("verification/", account.reauthenticate, name="account_reauthenticate"),
    path("code/", account.request_login_code, name="account_request_login_code"),
    path("code/saisie/", account.confirm_login_code, name="account_confirm_login_code"),
    path("adresse/", account.email, name="account_email"),
    path("adresse/confirmation/", account.email_verification_sent, name="account_email_verification_sent"),
    re_path(r"^adresse/confirmation/(?P<key>[-:\w]+)/$", account.confirm_email, name="account_confirm_email"),
    path("mot-de-passe/", account.password_change, name="account_change_password"),
    path("mot-de-passe/choisir/", account.password_set, name="account_set_password"),
    path("mot-de-passe/oubli/", account.password_reset, name="account_reset_password"),
    path("mot-de-passe/oubli/envoye/", account.password_reset_done, name="account_reset_password_done"),
    path(
        "mot-de-passe/nouveau/fait/",
        account.password_reset_from_key_done,
        name="account_reset_password_from_key_done",
    ),
    re_path(
        r"^mot-de-passe/nouveau/(?P<uidb36>[0-9A-Za-z]+)-(?P<key>.+)/$",
        account.password_reset_from_key,
        name="account_reset_password_from_key",
    ),
    path("securite/", mfa.index, name="mfa_index"),
    path("securite/code/", mfa.authenticate, name="mfa_authenticate"),
    path("securite/verification/", mfa.reauthenticate, name="mfa_reauthenticate"),
    path("securite/application/activer/", totp.activate_totp, name="mfa_activate_totp"),
    path("securite/application/retirer/", totp.deactivate_totp, name="mfa_deactivate_totp"),
    path("securite/secours/", recovery.view_recovery_codes, name="mfa_view_recovery_codes"),
    path(
        "securite/secours/renouveler/", recovery.generate_recovery_codes, name="mfa_generate_recovery_codes"
    ),
    path("securite/secours/fichier/", recovery.download_recovery_codes, name="mfa_download_recovery_codes"),
    path("securite/cles/", webauthn.list_webauthn, name="mfa_list_webauthn"),
    path("securite/cles/ajouter/", webauthn.add_webauthn, name="mfa_add_webauthn"),
    path("securite/cles/connexion/", webauthn.login_webauthn, name="mfa_login_webauthn"),
    path("securite/cles/verification/", webauthn.reauthenticate_webauthn, name="mfa_reauthenticate_webauthn"),
    path("securite/cles/<int:pk>/modifier/", webauthn.edit_webauthn, name="mfa_edit_webauthn"),
    path("securite/cles/<int:pk>/retirer/", webauthn.remove_webauthn, name="mfa_remove_webauthn"),
    path("externe/annule/", social.login_cancelled, name="socialaccount_login_cancelled"),
    path("externe/<slug:provider_id>/", oidc.login, name="openid_connect_login"),
    path("externe/<slug:provider_id>/retour/", oidc.callback, name="openid_connect_callback"),
]
