"""The settings of the site, with the floor's addresses beside its own.

Files are not served by what is measured: their names are not looked up in a manifest that the
machine may not have built.
"""

from __future__ import annotations

from config.settings import *  # noqa: F403 - a settings module is its names

ROOT_URLCONF = "tools.bench.urls"
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.InMemoryStorage"},
    "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"},
}
