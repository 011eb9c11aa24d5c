"""``maillage read`` in a terminal."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest

from demo.documents.sample import build_sample_docx
from maillage.cli import main


@pytest.fixture
def document(tmp_path: Path) -> Path:
    """The sample plan as a Word document."""
    return build_sample_docx(tmp_path / "plan.docx")


def test_the_summary_shows_the_plan_in_french(document: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["read", str(document)]) == 0
    shown = capsys.readouterr().out
    assert "Pays d’Aubrelande" in shown
    assert "Période\u00a0: 2024-2028" in shown
    assert "Plan\u00a0: 24\u00a0actions" in shown
    assert "Ouvrir un guichet unique des demandes d’accueil" in shown
    assert "indicateurs" in shown
    assert "\x1b[" not in shown


def test_json_goes_to_a_file_beside_the_summary(
    document: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    out = tmp_path / "plan.json"
    assert main(["read", str(document), "--json", str(out)]) == 0
    assert len(json.loads(out.read_text(encoding="utf-8"))["actions"]) == 24
    assert "Fiches\u00a0: 24" in capsys.readouterr().out


def test_json_to_the_screen_is_only_json(document: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["read", str(document), "--json", "-"]) == 0
    assert json.loads(capsys.readouterr().out)["territory"] == "Pays d’Aubrelande"


def test_an_unreadable_file_is_refused_on_stderr(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    picture = tmp_path / "plan.docx"
    picture.write_bytes(b"\x89PNG\r\n\x1a\n" + bytes(40))
    assert main(["read", str(picture)]) == 1
    captured = capsys.readouterr()
    assert captured.out == ""
    assert captured.err.startswith("plan.docx\u00a0: Ce fichier est une image")


def test_a_text_that_is_no_plan_is_refused(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    letter = tmp_path / "lettre.txt"
    letter.write_text("Madame, Monsieur,\n\nVeuillez trouver ci-joint notre facture.\n", encoding="utf-8")
    assert main(["read", str(letter)]) == 1
    assert "lettre.txt" in capsys.readouterr().err


def test_a_missing_file_is_told_in_words(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["read", str(tmp_path / "absent.pdf")]) == 1
    assert "n’existe pas" in capsys.readouterr().err


def test_a_pipe_closed_early_is_no_error(document: Path) -> None:
    code = "import sys; from maillage.cli import main; sys.exit(main(['read', sys.argv[1], '--json', '-']))"
    reader = subprocess.Popen(
        [sys.executable, "-c", code, str(document)], stdout=subprocess.PIPE, stderr=subprocess.PIPE
    )
    assert reader.stdout is not None
    reader.stdout.close()
    _, errors = reader.communicate(timeout=60)
    assert (reader.returncode, errors) == (0, b"")


def test_reading_needs_no_django(document: Path) -> None:
    script = (
        "import sys; from maillage.cli import main; code = main(['read', sys.argv[1]]);"
        "sys.exit(code or ('django' in sys.modules))"
    )
    done = subprocess.run([sys.executable, "-c", script, str(document)], capture_output=True, check=False)
    assert done.returncode == 0, done.stderr.decode()
