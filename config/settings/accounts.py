"""Sign-in: e-mail and password, code by e-mail, TOTP, passkeys, OpenID Connect."""

from __future__ import annotations

from config import env

AUTH_USER_MODEL = "accounts.User"
AUTHENTICATION_BACKENDS = [
    "django.contrib.auth.backends.ModelBackend",
    "allauth.account.auth_backends.AuthenticationBackend",
]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": f"django.contrib.auth.password_validation.{name}", **options}
    for name, options in (
        ("UserAttributeSimilarityValidator", {"OPTIONS": {"user_attributes": ("email", "full_name")}}),
        ("MinimumLengthValidator", {"OPTIONS": {"min_length": 12}}),
        ("CommonPasswordValidator", {}),
        ("NumericPasswordValidator", {}),
    )
]
LOGIN_URL = "account_login"
LOGIN_REDIRECT_URL = "/"

_FORMS = "maillage.web.accounts.forms.sign_in"
ACCOUNT_ADAPTER = "maillage.web.accounts.adapters.AccountAdapter"
ACCOUNT_FORMS = {
    "login": f"{_FORMS}.LoginForm",
    "reauthenticate": f"{_FORMS}.ReauthenticateForm",
    "add_email": f"{_FORMS}.ChangeEmailForm",
    "change_password": f"{_FORMS}.ChangePasswordForm",
    "set_password": f"{_FORMS}.SetPasswordForm",
    "reset_password": f"{_FORMS}.ResetPasswordForm",
    "reset_password_from_key": f"{_FORMS}.NewPasswordForm",
    "request_login_code": f"{_FORMS}.RequestCodeForm",
    "confirm_login_code": f"{_FORMS}.ConfirmCodeForm",
}
ACCOUNT_LOGIN_METHODS = {"email"}
ACCOUNT_SIGNUP_FIELDS = ["email*", "password1*", "password2*"]
ACCOUNT_USER_MODEL_USERNAME_FIELD = None
ACCOUNT_EMAIL_VERIFICATION = "mandatory"
ACCOUNT_EMAIL_SUBJECT_PREFIX = "[Maillage] "
ACCOUNT_EMAIL_NOTIFICATIONS = True
ACCOUNT_CHANGE_EMAIL = True
ACCOUNT_MAX_EMAIL_ADDRESSES = 2
ACCOUNT_LOGIN_BY_CODE_ENABLED = True
ACCOUNT_LOGIN_BY_CODE_TIMEOUT = 900
ACCOUNT_LOGIN_ON_PASSWORD_RESET = True
ACCOUNT_LOGOUT_ON_PASSWORD_CHANGE = False
ACCOUNT_PREVENT_ENUMERATION = True
# Tries are counted by address of the visitor, not of the proxy in front of the site.
ALLAUTH_TRUSTED_PROXY_COUNT = int(env.boolean("MAILLAGE_BEHIND_PROXY", default=False))
ACCOUNT_REAUTHENTICATION_REQUIRED = True

MFA_FORMS = {
    "authenticate": f"{_FORMS}.SecondFactorForm",
    "reauthenticate": f"{_FORMS}.SecondFactorAgainForm",
    "activate_totp": f"{_FORMS}.ActivateTotpForm",
    "add_webauthn": f"{_FORMS}.AddKeyForm",
    "edit_webauthn": f"{_FORMS}.RenameKeyForm",
}
MFA_SUPPORTED_TYPES = ["totp", "recovery_codes", "webauthn"]
MFA_PASSKEY_LOGIN_ENABLED = True
MFA_TOTP_ISSUER = "Maillage"
# Passkeys on plain http, for a machine of one's own only.
MFA_WEBAUTHN_ALLOW_INSECURE_ORIGIN = env.boolean("MAILLAGE_DEBUG", default=False)

# An address that the identity provider vouches for opens the account of that address, and no other.
SOCIALACCOUNT_ADAPTER = "maillage.web.accounts.adapters.SocialAccountAdapter"
SOCIALACCOUNT_EMAIL_AUTHENTICATION = True
SOCIALACCOUNT_EMAIL_AUTHENTICATION_AUTO_CONNECT = True
SOCIALACCOUNT_LOGIN_ON_GET = False
_OIDC_CLIENT = env.text("MAILLAGE_OIDC_CLIENT_ID", "")
SOCIALACCOUNT_PROVIDERS = (
    {
        "openid_connect": {
            "APPS": [
                {
                    "provider_id": "oidc",
                    "name": env.text("MAILLAGE_OIDC_NAME", "ProConnect"),
                    "client_id": _OIDC_CLIENT,
                    "secret": env.text("MAILLAGE_OIDC_SECRET"),
                    "settings": {
                        "server_url": env.text("MAILLAGE_OIDC_SERVER"),
                        "oauth_pkce_enabled": True,
                    },
                }
            ],
            "SCOPE": env.words("MAILLAGE_OIDC_SCOPE", "openid,given_name,usual_name,email"),
            # ProConnect vouches for addresses without saying so in a claim.
            "VERIFIED_EMAIL": env.boolean("MAILLAGE_OIDC_VERIFIED_EMAIL", default=False),
        }
    }
    if _OIDC_CLIENT
    else {}
)
