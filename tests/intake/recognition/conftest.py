"""Invented documents in several layouts, and sources built by hand."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from maillage.intake.readers.text import read_text
from maillage.intake.recognition import recognise
from maillage.intake.recognition.document import PlanDocument

SAMPLES = Path(__file__).parent / "samples"


@pytest.fixture(scope="session")
def sample() -> Callable[[str], PlanDocument]:
    """The plan read from a file of the samples."""
    return lambda name: recognise(read_text((SAMPLES / name).read_bytes(), name))


@pytest.fixture(scope="session")
def plan_of() -> Callable[[str], PlanDocument]:
    """The plan read from a text."""
    return lambda text: recognise(read_text(text.encode(), "plan.txt"))
