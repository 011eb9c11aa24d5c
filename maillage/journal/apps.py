"""Application « journal »."""

from __future__ import annotations

from django.apps import AppConfig


class JournalConfig(AppConfig):
    """Registers the models and templates of the package."""

    name = "maillage.journal"
    verbose_name = "journal"
