"""Secrets, hosts, cookies, headers. Strict unless MAILLAGE_DEBUG says development."""

from __future__ import annotations

from csp.constants import NONE, SELF
from django.core.exceptions import ImproperlyConfigured

from config import env

DEBUG = env.boolean("MAILLAGE_DEBUG", default=False)
_SECURE = env.boolean("MAILLAGE_HTTPS", default=not DEBUG)
SECRET_KEY = env.text("MAILLAGE_SECRET_KEY", "development-only-" * 4 if DEBUG else None)
if not DEBUG and (len(SECRET_KEY) < 50 or SECRET_KEY.startswith("development-only")):
    raise ImproperlyConfigured("MAILLAGE_SECRET_KEY must be a secret of at least 50 characters.")
ALLOWED_HOSTS = env.words("MAILLAGE_HOSTS", "localhost,127.0.0.1,[::1]" if DEBUG else "")
if not ALLOWED_HOSTS:
    raise ImproperlyConfigured("MAILLAGE_HOSTS is empty: name the hosts that this site answers to.")
if not DEBUG and "*" in ALLOWED_HOSTS:
    # The links of the mails that we send are made with the host of the request.
    raise ImproperlyConfigured("MAILLAGE_HOSTS holds *: name the hosts that this site answers to.")
CSRF_TRUSTED_ORIGINS = env.words("MAILLAGE_ORIGINS")

SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = _SECURE
SESSION_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = CSRF_COOKIE_SAMESITE = "Lax"
SECURE_SSL_REDIRECT = env.boolean("MAILLAGE_SSL_REDIRECT", default=_SECURE)
SECURE_REDIRECT_EXEMPT = [r"^sante$"]
SECURE_HSTS_SECONDS = 31_536_000 if _SECURE else 0
SECURE_HSTS_INCLUDE_SUBDOMAINS = _SECURE
# Preloading binds the whole domain for years: that is for its owner to decide, not for one site on it.
SILENCED_SYSTEM_CHECKS = ["security.W021"]
SECURE_PROXY_SSL_HEADER = (
    ("HTTP_X_FORWARDED_PROTO", "https") if env.boolean("MAILLAGE_BEHIND_PROXY", default=False) else None
)
SECURE_REFERRER_POLICY = "same-origin"
X_FRAME_OPTIONS = "DENY"
DATA_UPLOAD_MAX_MEMORY_SIZE = 5 * 1024 * 1024
# The longest form, a fiche of 600 steps and substeps, has six fields a row.
DATA_UPLOAD_MAX_NUMBER_FIELDS = 5000
CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [NONE],
        "script-src": [SELF],
        "style-src": [SELF],
        "img-src": [SELF, "data:"],
        "font-src": [SELF],
        "connect-src": [SELF],
        "form-action": [SELF],
        "frame-ancestors": [NONE],
        "base-uri": [NONE],
    },
}
