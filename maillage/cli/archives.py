"""The form of a backup: one tar.gz, its manifest first, every member with its SHA-256."""

from __future__ import annotations

import hashlib
import json
import os
import tarfile
from collections.abc import Iterable
from dataclasses import asdict, dataclass, field
from io import BytesIO
from pathlib import Path

FORMAT = 1
MANIFEST = "manifest.json"
DATABASE = "database"
FILES = "files/"


class DamagedArchiveError(Exception):
    """The file is not a backup, or not the one that was written. ``str(error)`` is a French sentence."""


@dataclass(frozen=True)
class Manifest:
    """What a backup holds: who wrote it, when (ISO 8601), of which database, and each member's SHA-256."""

    version: str
    created: str
    backend: str
    migrations: list[str]
    members: dict[str, str] = field(default_factory=dict)
    format: int = FORMAT


def sha256(path: Path) -> str:
    """The fingerprint of a file, read by blocks."""
    with path.open("rb") as stream:
        return hashlib.file_digest(stream, "sha256").hexdigest()


def write(target: Path, manifest: Manifest, members: Iterable[tuple[str, Path]]) -> Manifest:
    """Write ``members`` (name, file) to ``target``, which appears only once complete.

    Returns ``manifest`` with the fingerprint of each member.
    """
    sources = dict(members)
    whole = Manifest(
        **{**asdict(manifest), "members": {name: sha256(path) for name, path in sources.items()}}
    )
    partial = target.with_name(f"{target.name}.partial")
    try:
        # For its owner alone from the first byte on: it holds everything.
        os.close(os.open(partial, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600))
        partial.chmod(0o600)
        with tarfile.open(partial, "w:gz", compresslevel=6) as archive:
            content = json.dumps(asdict(whole), ensure_ascii=False, indent=1).encode()
            head = tarfile.TarInfo(MANIFEST)
            head.size = len(content)
            archive.addfile(head, BytesIO(content))
            for name, path in sources.items():
                archive.add(path, arcname=name, recursive=False)
        partial.replace(target)
    finally:
        partial.unlink(missing_ok=True)
    return whole


def unpack(source: Path, folder: Path) -> Manifest:
    """Write the members of a backup in ``folder``, checking each; returns the manifest.

    Raises DamagedArchiveError when a member is missing, foreign or changed.
    """
    try:
        with tarfile.open(source, "r:gz") as archive:
            manifest = _manifest(archive)
            for member in archive:
                _unpack_member(archive, member, manifest, folder)
    except (tarfile.TarError, EOFError, OSError) as error:
        raise DamagedArchiveError(f"{source.name} n’est pas lisible ({error}).") from error
    absent = [name for name in manifest.members if not (folder / name).is_file()]
    if absent:
        raise DamagedArchiveError(f"{source.name} est incomplet\u00a0: {absent[0]} manque.")
    return manifest


def _manifest(archive: tarfile.TarFile) -> Manifest:
    head = archive.next()
    content = archive.extractfile(head) if head and head.name == MANIFEST else None
    if content is None:
        raise DamagedArchiveError("Ce fichier n’est pas une sauvegarde de Maillage.")
    try:
        manifest = Manifest(**json.loads(content.read()))
    except (TypeError, ValueError) as error:
        raise DamagedArchiveError("Le sommaire de la sauvegarde est illisible.") from error
    if manifest.format != FORMAT:
        raise DamagedArchiveError(f"Format de sauvegarde inconnu\u00a0: {manifest.format}.")
    return manifest


def _unpack_member(
    archive: tarfile.TarFile, member: tarfile.TarInfo, manifest: Manifest, folder: Path
) -> None:
    if member.name == MANIFEST:
        return
    expected = manifest.members.get(member.name)
    if (
        expected is None
        or not member.isreg()
        or not (member.name == DATABASE or member.name.startswith(FILES))
    ):
        raise DamagedArchiveError(f"La sauvegarde contient un élément étranger\u00a0: {member.name}.")
    archive.extract(member, folder, filter="data")
    if sha256(folder / member.name) != expected:
        raise DamagedArchiveError(
            f"L’empreinte de {member.name} ne correspond pas\u00a0: sauvegarde altérée."
        )
