"""``maillage index`` writes the index of the search again."""

from __future__ import annotations

from pathlib import Path

from tests.platform.installations import on_sqlite


def test_a_fresh_installation_has_nothing_to_index_and_says_so(tmp_path: Path) -> None:
    site = on_sqlite(tmp_path / "site")
    site.tables()
    done = site.maillage("index")
    assert done.returncode == 0, done.stderr
    assert done.stdout.replace("\u00a0", " ") == "0 fiche indexée pour la recherche.\n"
