"""``maillage restore``: put a backup back in place."""

from __future__ import annotations

import argparse
import shutil
from pathlib import Path
from tempfile import TemporaryDirectory

from maillage.cli import archives, databases
from maillage.cli.installation import configured, data_folder, files_folder
from maillage.cli.terminal import refuse, say


class RefusedError(Exception):
    """This backup does not go into this installation. ``str(error)`` is a French sentence."""


def register(subparsers: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    """Add the subcommand to ``subparsers``."""
    parser = subparsers.add_parser("restore", help="remettre une sauvegarde en place")
    parser.add_argument(
        "file", metavar="FICHIER", type=Path, help="sauvegarde écrite par «\u00a0maillage backup\u00a0»"
    )
    parser.add_argument(
        "--force", action="store_true", help="remplacer une base qui contient déjà des comptes"
    )
    parser.set_defaults(run=run)


@configured
def run(arguments: argparse.Namespace) -> int:
    """Check everything first; the database and the files change only after that."""
    if not arguments.force and people():
        return refuse("Cette base contient déjà des comptes\u00a0: ajoutez --force pour tout remplacer.")
    try:
        with TemporaryDirectory(dir=data_folder()) as folder:
            manifest = archives.unpack(arguments.file, Path(folder))
            verify(manifest)
            databases.load(Path(folder) / archives.DATABASE)
            replace_files(Path(folder) / archives.FILES)
    except (archives.DamagedArchiveError, databases.CopyError, RefusedError) as error:
        return refuse(f"Restauration refusée\u00a0: {error}")
    from django.core.management import call_command

    call_command("migrate", interactive=False, verbosity=0)
    files = len(manifest.members) - 1
    say(f"Sauvegarde du {manifest.created} restaurée\u00a0: la base et {files} fichier(s).")
    return 0


def people() -> bool:
    """True when the database holds at least one account; a database without tables holds none."""
    from django.db import connection

    from maillage.accounts.models import User

    tables = connection.introspection.django_table_names(only_existing=True)
    return bool(tables) and User.objects.exists()


def verify(manifest: archives.Manifest) -> None:
    """Refuse the other database system, and a backup written by a later version."""
    from django.db import connection
    from django.db.migrations.loader import MigrationLoader

    if manifest.backend != databases.backend():
        raise RefusedError(
            f"elle vient de {manifest.backend}, cette installation utilise {databases.backend()}."
        )
    known = {f"{app}.{name}" for app, name in MigrationLoader(connection).disk_migrations}
    if unknown := sorted(set(manifest.migrations) - known):
        raise RefusedError(f"elle vient d’une version plus récente de Maillage ({unknown[0]} est inconnue).")


def replace_files(source: Path) -> None:
    """Swap the folder of stored files for ``source``, which may be absent when there was none."""
    target = files_folder()
    source.mkdir(exist_ok=True)
    target.parent.mkdir(parents=True, exist_ok=True)
    old = target.with_name(f"{target.name}.replaced")
    shutil.rmtree(old, ignore_errors=True)
    if target.exists():
        target.rename(old)
    shutil.move(source, target)
    shutil.rmtree(old, ignore_errors=True)
