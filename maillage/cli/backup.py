"""``maillage backup``: the database and the stored files in one file."""

from __future__ import annotations

import argparse
from collections.abc import Iterator
from datetime import UTC, datetime
from importlib.metadata import version
from pathlib import Path
from tempfile import TemporaryDirectory

from maillage.cli import archives, databases
from maillage.cli.installation import applied_migrations, configured, data_folder, files_folder
from maillage.cli.terminal import refuse, say


def register(subparsers: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    """Add the subcommand to ``subparsers``."""
    parser = subparsers.add_parser("backup", help="sauvegarder la base et les fichiers")
    parser.add_argument("file", metavar="FICHIER", type=Path, help="sauvegarde à écrire (.tar.gz)")
    parser.set_defaults(run=run)


@configured
def run(arguments: argparse.Namespace) -> int:
    """Write the backup beside its final name first; an existing file is never replaced."""
    target: Path = arguments.file
    if target.exists():
        return refuse(f"{target} existe déjà\u00a0: choisissez un autre nom.")
    try:
        manifest = back_up(target)
    except (databases.CopyError, OSError) as error:
        return refuse(f"Sauvegarde impossible\u00a0: {error}")
    size = f"{target.stat().st_size / 1_000_000:.1f}".replace(".", ",")
    say(f"{target}\u00a0: la base et {len(manifest.members) - 1} fichier(s), {size}\u00a0Mo.")
    return 0


def back_up(target: Path) -> archives.Manifest:
    """Copy the database at one instant, then the files: a file stored in between is extra, never missing."""
    with TemporaryDirectory(dir=data_folder()) as folder:
        database = Path(folder) / archives.DATABASE
        databases.dump(database)
        manifest = archives.Manifest(
            version=version("maillage"),
            created=datetime.now(UTC).isoformat(timespec="seconds"),
            backend=databases.backend(),
            migrations=applied_migrations(),
        )
        return archives.write(target, manifest, [(archives.DATABASE, database), *stored_files()])


def stored_files() -> Iterator[tuple[str, Path]]:
    """The stored files, by the name that they have in a backup."""
    folder = files_folder()
    for path in sorted(folder.rglob("*")):
        if path.is_file():
            yield f"{archives.FILES}{path.relative_to(folder).as_posix()}", path
