"""Settings of the test suite: those of the site, in memory, without transport security.

``MAILLAGE_DATABASE`` still chooses the database; everything else that a test needs is set here, so
the suite runs from a bare shell.
"""

from __future__ import annotations

import os

os.environ.setdefault("MAILLAGE_SECRET_KEY", "only-for-tests-" * 4)
os.environ.setdefault("MAILLAGE_HOSTS", "testserver,localhost,127.0.0.1")
os.environ.setdefault("MAILLAGE_HTTPS", "0")
os.environ.setdefault("MAILLAGE_TASKS", "immediate")
os.environ.setdefault("MAILLAGE_LOG_LEVEL", "WARNING")

from config.settings import *  # noqa: F403 - the environment comes first

PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.InMemoryStorage"},
    # The hashed manifest has its own test: the others must not depend on a collected directory.
    "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"},
}
# Tasks run at once: what draws pages asks for it, and the others do not wait.
INTAKE_PAGE_IMAGES = False
WHITENOISE_AUTOREFRESH = True
WHITENOISE_USE_FINDERS = True
