"""The installation that a command works on: its settings, its data folder, its database."""

from __future__ import annotations

import argparse
import os
from collections.abc import Callable
from functools import wraps
from pathlib import Path

from maillage.cli.terminal import refuse

Run = Callable[[argparse.Namespace], int]


def configured(run: Run) -> Run:
    """Load the settings before ``run``.

    Wrong settings, or a database that does not answer, end the command with a sentence and the code 1.
    """

    @wraps(run)
    def with_settings(arguments: argparse.Namespace) -> int:
        from django.core.exceptions import ImproperlyConfigured
        from django.db import OperationalError

        os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")
        try:
            import django

            django.setup()
        except ImproperlyConfigured as error:
            return refuse(f"Réglages refusés\u00a0: {error}")
        # The database, the documents and the backups are for the account that runs the site alone.
        os.umask(0o077)
        data_folder().mkdir(parents=True, exist_ok=True)
        try:
            return run(arguments)
        except OperationalError as error:
            return refuse(f"La base de données ne répond pas\u00a0: {error}".strip())

    return with_settings


def data_folder() -> Path:
    """Where the installation keeps its files, and its database when that is SQLite."""
    from django.conf import settings

    return Path(settings.DATA_DIR)


def files_folder() -> Path:
    """Where stored files are."""
    from django.core.files.storage import default_storage

    return Path(default_storage.path(""))


def pending_migrations() -> list[str]:
    """The names of the migrations that the database has not received, in order."""
    from django.db import connection
    from django.db.migrations.executor import MigrationExecutor

    executor = MigrationExecutor(connection)
    plan = executor.migration_plan(executor.loader.graph.leaf_nodes())
    return [str(migration) for migration, _backwards in plan]


def behind() -> str | None:
    """The sentence that refuses to work on a database of an earlier version; None when it is up to date."""
    pending = len(pending_migrations())
    wait = f"La base de données attend {pending} migration(s)\u00a0: lancez «\u00a0maillage migrate\u00a0»."
    return wait if pending else None


def applied_migrations() -> list[str]:
    """The migrations of the database, as ``application.name``."""
    from django.db import connection
    from django.db.migrations.recorder import MigrationRecorder

    return sorted(f"{app}.{name}" for app, name in MigrationRecorder(connection).applied_migrations())
