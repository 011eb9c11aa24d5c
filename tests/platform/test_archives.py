"""The form of a backup: complete, unchanged, and nothing else in it."""

from __future__ import annotations

import io
import json
import tarfile
from dataclasses import asdict
from pathlib import Path

import pytest

from maillage.cli import archives
from maillage.cli.archives import DamagedArchiveError, Manifest

MANIFEST = Manifest(version="1", created="2030-01-01T00:00:00+00:00", backend="sqlite", migrations=[])


def rewrite(path: Path, manifest: Manifest, members: dict[str, bytes]) -> None:
    """Write an archive with these members, whatever its manifest says."""
    contents = {archives.MANIFEST: json.dumps(asdict(manifest)).encode(), **members}
    with tarfile.open(path, "w:gz") as archive:
        for name, content in contents.items():
            info = tarfile.TarInfo(name)
            info.size = len(content)
            archive.addfile(info, io.BytesIO(content))


@pytest.fixture
def written(tmp_path: Path) -> tuple[Path, Manifest]:
    """A backup of a small database and its manifest."""
    database = tmp_path / "source"
    database.write_bytes(b"rows")
    path = tmp_path / "backup.tar.gz"
    return path, archives.write(path, MANIFEST, [(archives.DATABASE, database)])


def test_members_come_back_as_they_were(written: tuple[Path, Manifest], tmp_path: Path) -> None:
    path, manifest = written
    assert archives.unpack(path, tmp_path / "out") == manifest
    assert (tmp_path / "out" / archives.DATABASE).read_bytes() == b"rows"


def test_a_backup_is_for_its_owner_only_and_leaves_no_partial_file(written: tuple[Path, Manifest]) -> None:
    path, _ = written
    assert path.stat().st_mode & 0o077 == 0
    assert list(path.parent.glob("*.partial")) == []


@pytest.mark.parametrize(
    ("members", "sentence"),
    [
        ({archives.DATABASE: b"other"}, "altérée"),
        ({}, "incomplet"),
        ({archives.DATABASE: b"rows", "files/intruder": b""}, "étranger"),
        ({archives.DATABASE: b"rows", "../outside": b""}, "étranger"),
    ],
)
def test_a_changed_backup_is_refused(
    written: tuple[Path, Manifest], tmp_path: Path, members: dict[str, bytes], sentence: str
) -> None:
    path, manifest = written
    rewrite(path, manifest, members)
    with pytest.raises(DamagedArchiveError, match=sentence):
        archives.unpack(path, tmp_path / "out")
    assert not (tmp_path / "outside").exists()


def test_a_manifest_cannot_send_a_file_outside(written: tuple[Path, Manifest], tmp_path: Path) -> None:
    path, manifest = written
    digest = manifest.members[archives.DATABASE]
    name = "files/../../outside"
    rewrite(path, Manifest(**{**asdict(manifest), "members": {name: digest}}), {name: b"rows"})
    with pytest.raises(DamagedArchiveError):
        archives.unpack(path, tmp_path / "deep" / "out")
    assert list(tmp_path.rglob("outside")) == []


@pytest.mark.parametrize("content", [b"", b"not an archive", b"\x1f\x8b\x08\x00 cut"])
def test_a_file_that_is_no_backup_is_refused(tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "file"
    path.write_bytes(content)
    with pytest.raises(DamagedArchiveError):
        archives.unpack(path, tmp_path / "out")


def test_an_archive_without_its_manifest_first_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "file.tar.gz"
    with tarfile.open(path, "w:gz") as archive:
        archive.addfile(tarfile.TarInfo("database"))
    with pytest.raises(DamagedArchiveError, match="n’est pas une sauvegarde"):
        archives.unpack(path, tmp_path / "out")
