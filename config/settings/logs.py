"""Logs on standard error: for people by default, one JSON object a line in production."""

from __future__ import annotations

from config import env

_FORMAT = env.choice("MAILLAGE_LOG_FORMAT", "text", ("text", "json"))
_LEVEL = env.choice("MAILLAGE_LOG_LEVEL", "INFO", ("DEBUG", "INFO", "WARNING", "ERROR"))

LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {
        "text": {"format": "{asctime} {levelname} {name} {identifier} {message}", "style": "{"},
        "json": {"()": "maillage.kernel.logs.JsonFormatter"},
    },
    "filters": {"routes": {"()": "maillage.kernel.logs.RoutesOnly"}},
    "handlers": {"stderr": {"class": "logging.StreamHandler", "formatter": _FORMAT, "filters": ["routes"]}},
    "root": {"handlers": ["stderr"], "level": _LEVEL},
    "loggers": {
        "django.server": {"handlers": ["stderr"], "level": "WARNING", "propagate": False},
        # It writes whole addresses, tokens included; "maillage.requests" says the same by routes.
        "django.request": {"level": "ERROR"},
        # Scanners try any host name; refusing them is no error of ours.
        "django.security.DisallowedHost": {"level": "CRITICAL"},
    },
}
