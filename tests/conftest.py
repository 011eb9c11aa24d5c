"""What every test may ask for."""

from __future__ import annotations

from pathlib import Path

import pytest

pytest_plugins = ["tests.cast", "tests.programs"]
ROOT = Path(__file__).resolve().parents[1]


@pytest.fixture(scope="session")
def shared() -> Path:
    """The reference documents beside the project; the test is skipped where there are none.

    Goes with ``@pytest.mark.shared``.
    """
    folder = ROOT.parent / "shared"
    if not folder.is_dir():
        pytest.skip("no reference documents beside the project")
    return folder
