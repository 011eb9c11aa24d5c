"""``make score``: every document read, those with an annotation compared."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from tests.documents.builders import small_plan
from tests.documents.builders.plain_text import build_text
from tools import score

_SCORER = """
import json, sys
gold, read = (json.load(open(name, encoding="utf-8")) for name in sys.argv[1:3])
share = len(read["actions"]) / len(gold["actions"])
print(json.dumps({"tree (parent > node)": 1.0, "actions": share, "overall": share}))
"""


@pytest.fixture
def beside(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder such as the one beside the project: two documents, one annotation, a scorer."""
    folder = tmp_path / "shared"
    (folder / "seeds").mkdir(parents=True)
    (folder / "eval" / "gold").mkdir(parents=True)
    (folder / "seeds" / "000_a.txt").write_bytes(build_text(small_plan()))
    (folder / "seeds" / "001_b.txt").write_bytes(build_text(small_plan()))
    (folder / "eval" / "gold" / "000.json").write_text(json.dumps(small_plan()), encoding="utf-8")
    (folder / "eval" / "score_plan.py").write_text(_SCORER, encoding="utf-8")
    monkeypatch.setattr(score, "BUILD", tmp_path / "build")
    return folder


def test_figures_are_written_for_annotated_documents_only(
    beside: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert score.main(["--shared", str(beside), "--check"]) == 0
    written = json.loads((tmp_path / "build" / "score.json").read_text(encoding="utf-8"))
    assert written == {"000": {"tree (parent > node)": 1.0, "actions": 1.0, "overall": 1.0}}
    shown = capsys.readouterr().out
    assert "000" in shown
    assert "001" in shown


def test_a_missed_bar_is_told_and_fails_the_check(beside: Path, capsys: pytest.CaptureFixture[str]) -> None:
    gold = small_plan()
    gold["actions"] *= 2
    (beside / "eval" / "gold" / "000.json").write_text(json.dumps(gold), encoding="utf-8")
    assert score.main(["--shared", str(beside)]) == 0
    assert score.main(["--shared", str(beside), "--check"]) == 1
    assert "overall at 0.500, the bar is 0.88" in capsys.readouterr().out


def test_an_unreadable_document_is_told(beside: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (beside / "seeds" / "001_b.txt").write_bytes(b"")
    assert score.main(["--shared", str(beside), "--check"]) == 1
    assert "001: Ce fichier est vide" in capsys.readouterr().out


def test_without_documents_beside_the_project_nothing_is_scored(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert score.main(["--shared", str(tmp_path)]) == 0
    assert "nothing to score" in capsys.readouterr().out


@pytest.mark.shared
def test_the_bars_are_held_on_the_annotated_documents(
    shared: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(score, "BUILD", tmp_path)
    assert score.main(["--shared", str(shared), "--check"]) == 0
