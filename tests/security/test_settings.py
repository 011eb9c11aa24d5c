"""Settings are strict unless told otherwise, and wrong ones are refused without telling secrets."""

from __future__ import annotations

import runpy
import tarfile
from pathlib import Path
from typing import Any

import pytest
from django.core.exceptions import ImproperlyConfigured

from config import env
from maillage.cli import archives
from tests.architecture.sources import ROOT

PASSWORD = "motdepasse/secret#1"


@pytest.fixture
def bare(monkeypatch: pytest.MonkeyPatch) -> pytest.MonkeyPatch:
    """An environment with what has no default, and nothing else."""
    for name in ("MAILLAGE_DEBUG", "MAILLAGE_HTTPS", "MAILLAGE_BEHIND_PROXY", "MAILLAGE_SSL_REDIRECT"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("MAILLAGE_SECRET_KEY", "une-clef-longue-" * 5)
    monkeypatch.setenv("MAILLAGE_HOSTS", "plan.exemple.fr")
    return monkeypatch


def security() -> dict[str, Any]:
    """The settings of security, read again."""
    return runpy.run_path(str(ROOT / "config/settings/security.py"))


@pytest.mark.usefixtures("bare")
def test_without_a_word_everything_is_strict() -> None:
    settings = security()
    assert settings["DEBUG"] is False
    assert settings["SESSION_COOKIE_SECURE"] is settings["CSRF_COOKIE_SECURE"] is True
    assert settings["SECURE_SSL_REDIRECT"] is True
    assert settings["SECURE_HSTS_SECONDS"] >= 31_536_000
    assert settings["SECURE_PROXY_SSL_HEADER"] is None


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("MAILLAGE_HOSTS", "*"),
        ("MAILLAGE_HOSTS", "a.fr,*"),
        ("MAILLAGE_SECRET_KEY", "court"),
        ("MAILLAGE_DEBUG", "x"),
    ],
)
def test_a_weak_setting_is_refused(bare: pytest.MonkeyPatch, name: str, value: str) -> None:
    bare.setenv(name, value)
    with pytest.raises(ImproperlyConfigured, match=name):
        security()


@pytest.mark.parametrize(
    "address",
    [f"postgresql://maillage:{PASSWORD}@db:5432/maillage", f"mysql://maillage:{PASSWORD}@db/maillage"],
)
def test_a_wrong_database_is_refused_without_its_password(
    monkeypatch: pytest.MonkeyPatch, address: str
) -> None:
    monkeypatch.setenv("MAILLAGE_DATABASE", address)
    with pytest.raises(ImproperlyConfigured) as refusal:
        env.database("MAILLAGE_DATABASE", "")
    assert "motdepasse" not in str(refusal.value)
    assert refusal.value.__cause__ is None
    assert refusal.value.__suppress_context__


def test_a_backup_is_never_readable_by_others_even_while_it_is_written(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    content = tmp_path / "content"
    content.write_bytes(b"x")
    modes: list[int] = []
    add = tarfile.TarFile.add

    def noted(self: tarfile.TarFile, *arguments: Any, **options: Any) -> None:
        modes.extend(path.stat().st_mode & 0o777 for path in tmp_path.glob("*.partial"))
        add(self, *arguments, **options)

    monkeypatch.setattr(tarfile.TarFile, "add", noted)
    manifest = archives.Manifest("0", "2030-01-31", "sqlite", [])
    archives.write(tmp_path / "b.tar.gz", manifest, [("database", content)])
    assert modes == [0o600]
    assert (tmp_path / "b.tar.gz").stat().st_mode & 0o777 == 0o600
