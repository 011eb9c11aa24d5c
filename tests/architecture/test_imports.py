"""Who may import whom."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

from tests.architecture.sources import ROOT


def run(*arguments: str) -> subprocess.CompletedProcess[str]:
    """Run Python in the repository, as a program of its own."""
    return subprocess.run([sys.executable, *arguments], cwd=ROOT, capture_output=True, text=True, check=False)


def test_the_import_contracts_are_kept() -> None:
    program = str(Path(sys.executable).with_name("lint-imports"))
    done = run(program, "--no-cache")
    assert done.returncode == 0, done.stdout


LOADED = """
import sys, maillage.cli.read
print(*{".".join(name.split(".")[:2]) for name in sys.modules if name.startswith(("django", "maillage."))})
"""


def test_reading_a_document_loads_neither_django_nor_a_domain() -> None:
    done = run("-c", LOADED)
    assert done.returncode == 0, done.stderr
    assert set(done.stdout.split()) <= {"maillage.cli", "maillage.intake", "maillage.kernel"}
