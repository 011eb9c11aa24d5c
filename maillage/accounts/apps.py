"""Application « comptes »."""

from __future__ import annotations

from django.apps import AppConfig


class AccountsConfig(AppConfig):
    """Registers the models and templates of the package."""

    name = "maillage.accounts"
    verbose_name = "personnes et organisations"
