"""A backup gives back what it took, on both databases, and refuses what it does not recognise."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from itertools import count
from pathlib import Path

import pytest

from tests.platform.installations import Installation, on_postgresql, on_sqlite

New = Callable[[], Installation]
HAS_SERVER = os.environ.get("MAILLAGE_DATABASE", "").startswith("postgresql://")


@pytest.fixture(
    params=[
        "sqlite",
        pytest.param("postgresql", marks=pytest.mark.skipif(not HAS_SERVER, reason="no PostgreSQL server")),
    ]
)
def new(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[New]:
    """Makes empty installations."""
    numbers = count()
    with ExitStack() as stack:

        def make() -> Installation:
            folder = tmp_path / str(next(numbers))
            return (
                on_sqlite(folder) if request.param == "sqlite" else stack.enter_context(on_postgresql(folder))
            )

        yield make


@pytest.fixture
def lived_in(new: New) -> Installation:
    """An installation with one account and one stored file."""
    installation = new()
    installation.tables()
    done = installation.maillage("createadmin", "ana@plan.example", "--name", "Ana")
    assert done.returncode == 0, done.stderr
    installation.keep("1/plan.txt", "Plan d’action\n".encode())
    return installation


def test_what_was_backed_up_comes_back_elsewhere(lived_in: Installation, new: New, tmp_path: Path) -> None:
    backup = tmp_path / "backup.tar.gz"
    assert lived_in.maillage("backup", str(backup)).returncode == 0
    other = new()
    done = other.maillage("restore", str(backup))
    assert done.returncode == 0, done.stderr
    assert other.people() == ["ana@plan.example"]
    assert (other.folder / "files/1/plan.txt").read_text() == "Plan d’action\n"


def test_restoring_over_people_asks_for_force_and_then_replaces_everything(
    lived_in: Installation, tmp_path: Path
) -> None:
    backup = tmp_path / "backup.tar.gz"
    lived_in.maillage("backup", str(backup))
    lived_in.maillage("createadmin", "zoe@plan.example")
    later = lived_in.keep("2/later.txt", b"later")
    refused = lived_in.maillage("restore", str(backup))
    assert (refused.returncode, "--force" in refused.stderr) == (1, True)
    assert lived_in.people() == ["ana@plan.example", "zoe@plan.example"]
    assert lived_in.maillage("restore", str(backup), "--force").returncode == 0
    assert lived_in.people() == ["ana@plan.example"]
    assert not later.exists()


def test_a_damaged_backup_changes_nothing(lived_in: Installation, tmp_path: Path) -> None:
    backup = tmp_path / "backup.tar.gz"
    lived_in.maillage("backup", str(backup))
    backup.write_bytes(backup.read_bytes()[:-2000])
    refused = lived_in.maillage("restore", str(backup), "--force")
    assert refused.returncode == 1
    assert refused.stderr.startswith("Restauration refusée")
    assert lived_in.people() == ["ana@plan.example"]


def test_a_backup_never_replaces_a_file(tmp_path: Path) -> None:
    installation = on_sqlite(tmp_path / "site")
    backup = tmp_path / "backup.tar.gz"
    backup.write_text("mine")
    assert installation.maillage("backup", str(backup)).returncode == 1
    assert backup.read_text() == "mine"
