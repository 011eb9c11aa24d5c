"""Where the site is, for the links of mails that no request asked for."""

from __future__ import annotations

from config import env
from config.settings.security import ALLOWED_HOSTS, SESSION_COOKIE_SECURE

_SCHEME = "https" if SESSION_COOKIE_SECURE else "http"
SITE_URL = env.text("MAILLAGE_SITE", f"{_SCHEME}://{ALLOWED_HOSTS[0].removeprefix('.')}").rstrip("/")
