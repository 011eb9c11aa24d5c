"""Copy a whole database out and in, while the site runs: SQLite by its own API, PostgreSQL by its tools."""

from __future__ import annotations

import os
import shutil
import sqlite3
import subprocess
from contextlib import closing
from pathlib import Path
from typing import Any


class CopyError(Exception):
    """The database could not be copied. ``str(error)`` is a French sentence."""


def backend() -> str:
    """``sqlite`` or ``postgresql``."""
    from django.db import connection

    return str(connection.vendor)


def dump(target: Path) -> None:
    """Write the database, as it is at one instant, to ``target``."""
    _sqlite_copy(_sqlite_file(), target) if backend() == "sqlite" else _pg_dump(target)


def load(source: Path) -> None:
    """Replace the whole content of the database by that of ``source``."""
    from django.db import connections

    connections.close_all()
    _sqlite_copy(source, _sqlite_file()) if backend() == "sqlite" else _pg_restore(source)


def _settings() -> dict[str, Any]:
    from django.db import connection

    return dict(connection.settings_dict)


def _sqlite_file() -> Path:
    return Path(str(_settings()["NAME"]))


def _sqlite_copy(source: Path, target: Path) -> None:
    """Copy page by page within one transaction of each side, then check the copy."""
    with closing(sqlite3.connect(source)) as old, closing(sqlite3.connect(target, timeout=20)) as new:
        try:
            old.backup(new)
            (state,) = new.execute("PRAGMA quick_check").fetchone()
        except sqlite3.DatabaseError as error:
            raise CopyError(f"Copie de la base impossible\u00a0: {error}.") from error
    if state != "ok":
        raise CopyError(f"La base de données est abîmée\u00a0: {state}.")


def _pg_dump(target: Path) -> None:
    _postgresql("pg_dump", "--format=custom", "--no-owner", "--no-privileges", f"--file={target}")


def _pg_restore(source: Path) -> None:
    """Fill a new schema; the old one is dropped only once that succeeded."""
    from django.db import connection

    options = ("--no-owner", "--no-privileges", "--single-transaction", f"--dbname={_settings()['NAME']}")
    with connection.cursor() as cursor:
        cursor.execute("ALTER SCHEMA public RENAME TO replaced; CREATE SCHEMA public;")
        try:
            _postgresql("pg_restore", *options, str(source))
        except CopyError:
            cursor.execute("DROP SCHEMA public CASCADE; ALTER SCHEMA replaced RENAME TO public;")
            raise
        cursor.execute("DROP SCHEMA replaced CASCADE;")


def _postgresql(program: str, *arguments: str) -> None:
    """Run a program of PostgreSQL; the password goes by environment, never on a command line."""
    found = shutil.which(program)
    if found is None:
        raise CopyError(f"{program} est absent\u00a0: installez les outils client de PostgreSQL.")
    values = _settings()
    names = {
        "PGHOST": "HOST",
        "PGPORT": "PORT",
        "PGUSER": "USER",
        "PGPASSWORD": "PASSWORD",
        "PGDATABASE": "NAME",
    }
    given = {name: str(values[key]) for name, key in names.items() if values.get(key)}
    done = subprocess.run(
        [found, *arguments], env={**os.environ, **given}, capture_output=True, text=True, check=False
    )
    if done.returncode:
        raise CopyError(f"{program} a échoué\u00a0: {done.stderr.strip().splitlines()[-1:]}")
