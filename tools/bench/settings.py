"""The settings of the site, with the floor's addresses beside its own.

Files are not served by what is measured: their names are not looked up in a manifest that the
machine may not have built, and their folder is an empty one.
"""

from __future__ import annotations

from pathlib import Path

from config.settings import *  # noqa: F403 - a settings module is its names

ROOT_URLCONF = "tools.bench.urls"
STATIC_ROOT = Path(DATA_DIR) / "static"  # noqa: F405 - the same
STATIC_ROOT.mkdir(parents=True, exist_ok=True)
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.InMemoryStorage"},
    "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"},
}
