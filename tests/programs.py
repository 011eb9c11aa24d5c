"""Programs beside Python that some tests need: skipped where they are absent, required where CI says so."""

from __future__ import annotations

import os
import shutil
import subprocess
from collections.abc import Callable
from pathlib import Path
from typing import NoReturn

import pytest

#: Set to « required » where a missing program is a failure and not a skipped test.
VARIABLE = "MAILLAGE_TEST_PROGRAMS"
CONVERSION_SECONDS = 120

Convert = Callable[[Path, str], Path]


def _missing(what: str) -> NoReturn:
    if os.environ.get(VARIABLE) == "required":
        pytest.fail(f"{what} is required here and absent")
    pytest.skip(f"no {what} on this machine")


def _program(name: str) -> str:
    return shutil.which(name) or _missing(name)


@pytest.fixture(scope="session")
def tesseract() -> str:
    """The path of tesseract, with its French data."""
    path = _program("tesseract")
    known = subprocess.run([path, "--list-langs"], capture_output=True, text=True, check=False)
    if "fra" not in known.stdout.split():
        _missing("French data of tesseract")
    return path


@pytest.fixture(scope="session")
def soffice(tmp_path_factory: pytest.TempPathFactory) -> Convert:
    """LibreOffice without a window: ``soffice(file, "xlsx")`` opens a file, saves it again, gives its path.

    The profile is its own, so that workers and a person's LibreOffice do not meet.
    """
    path = _program("soffice")
    profile = tmp_path_factory.mktemp("libreoffice")

    def convert(file: Path, extension: str) -> Path:
        out = file.parent / "converted"
        command = [path, f"-env:UserInstallation=file://{profile}", "--headless", "--norestore"]
        command += ["--convert-to", extension, "--outdir", str(out), str(file)]
        subprocess.run(command, capture_output=True, check=True, timeout=CONVERSION_SECONDS)
        return out / f"{file.stem}.{extension.partition(':')[0]}"

    return convert
