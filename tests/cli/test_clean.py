"""``maillage clean`` says what went."""

from __future__ import annotations

from pathlib import Path

from tests.platform.installations import on_sqlite


def test_cleaning_a_fresh_installation_deletes_nothing_and_says_so(tmp_path: Path) -> None:
    site = on_sqlite(tmp_path / "site")
    site.tables()
    done = site.maillage("clean")
    assert done.returncode == 0, done.stderr
    assert done.stdout.replace("\u00a0", " ") == "0 fichier effacé. Les tâches finies sont oubliées.\n"


def test_cleaning_a_database_that_is_behind_is_refused(tmp_path: Path) -> None:
    done = on_sqlite(tmp_path / "site").maillage("clean")
    assert (done.returncode, "migration(s)" in done.stderr) == (1, True)
