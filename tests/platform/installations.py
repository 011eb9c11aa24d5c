"""Whole installations in a folder of their own, driven as an administrator does: by the command line."""

from __future__ import annotations

import os
import subprocess
import sys
import uuid
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import urlsplit

from tests.architecture.sources import ROOT

PASSWORD = "sept-lapins-verts-dorment"


@dataclass(frozen=True)
class Installation:
    """A data folder and a database."""

    folder: Path
    database: str

    def run(self, *arguments: str, **more: str) -> subprocess.CompletedProcess[str]:
        """Run Python with the settings of the installation; ``more`` adds to the environment."""
        return subprocess.run(
            [sys.executable, *arguments],
            cwd=ROOT,
            env=self.environment() | more,
            capture_output=True,
            text=True,
            check=False,
        )

    def environment(self) -> dict[str, str]:
        """The settings of the installation, and nothing of the shell's but where programs are."""
        return {
            "PATH": os.environ["PATH"],
            "DJANGO_SETTINGS_MODULE": "config.settings",
            "MAILLAGE_DATA_DIR": str(self.folder),
            "MAILLAGE_DATABASE": self.database,
            "MAILLAGE_SECRET_KEY": "a-key-for-one-installation-" * 2,
            "MAILLAGE_HOSTS": "plan.example",
            "MAILLAGE_MAIL_HOST": "mail.example",
            "MAILLAGE_ADMIN_PASSWORD": PASSWORD,
        }

    def maillage(self, *arguments: str, **more: str) -> subprocess.CompletedProcess[str]:
        """Run a subcommand of ``maillage``."""
        return self.run("-m", "maillage", *arguments, **more)

    def tables(self) -> None:
        """Create the tables, without loading the geography: that takes long and is tested elsewhere."""
        done = self.run("-m", "django", "migrate", "--verbosity=0")
        assert done.returncode == 0, done.stderr

    def people(self) -> list[str]:
        """The addresses of the accounts, sorted."""
        show = (
            "from maillage.accounts.models import User; print(*User.objects.values_list('email', flat=True))"
        )
        done = self.run("-m", "django", "shell", "--no-imports", "--command", show)
        assert done.returncode == 0, done.stderr
        return sorted(done.stdout.split())

    def keep(self, name: str, content: bytes) -> Path:
        """Put a file among the stored files."""
        path = self.folder / "files" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content)
        return path


def on_sqlite(folder: Path) -> Installation:
    """A new installation in ``folder``, on SQLite."""
    folder.mkdir(parents=True)
    return Installation(folder, f"sqlite:///{folder}/maillage.sqlite3")


@contextmanager
def on_postgresql(folder: Path) -> Iterator[Installation]:
    """A new installation in ``folder``, on the server that MAILLAGE_DATABASE names; dropped afterwards."""
    import psycopg
    from psycopg.sql import SQL, Identifier

    folder.mkdir(parents=True)
    address = urlsplit(os.environ["MAILLAGE_DATABASE"])
    name = f"installation_{uuid.uuid4().hex}"
    with psycopg.connect(address.geturl(), autocommit=True) as server:
        server.execute(SQL("CREATE DATABASE {}").format(Identifier(name)))
        try:
            yield Installation(folder, address._replace(path=f"/{name}").geturl())
        finally:
            server.execute(SQL("DROP DATABASE {} WITH (FORCE)").format(Identifier(name)))
