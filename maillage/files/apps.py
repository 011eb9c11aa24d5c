"""Application « fichiers »."""

from __future__ import annotations

from django.apps import AppConfig


class FilesConfig(AppConfig):
    """Registers the models and templates of the package."""

    name = "maillage.files"
    verbose_name = "fichiers"
