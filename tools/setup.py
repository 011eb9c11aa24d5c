"""Make a clone ready to run: environment, packages by hash, the project, front-end files, static files.

Run by the machine's Python (``python3 -m tools.setup``) with the standard library only. Every step is
stamped with what it was made from, so that a second run does nothing.
"""

from __future__ import annotations

import os
import subprocess
import sys
import time
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from tools import assets, stamps

ROOT = stamps.ROOT
VENV = ROOT / ".venv"
PYTHON = VENV / "bin" / "python"
REQUIREMENTS = ROOT / "requirements" / "dev.txt"
STATIC = ROOT / "maillage" / "web" / "static"
MINIMUM = (3, 11)


@dataclass(frozen=True)
class Step:
    """One step: what it says, what it does, what it is made from, whether its result is there."""

    name: str
    label: str
    run: Callable[[], None]
    state: Callable[[], str]
    present: Callable[[], bool]


def call(*command: str | Path, **environment: str) -> None:
    """Run a command in the repository; what it writes is shown, an error stops everything."""
    subprocess.run([str(part) for part in command], cwd=ROOT, check=True, env={**os.environ, **environment})


def make_environment() -> None:
    """Create .venv with pip; an environment made without pip receives it."""
    if PYTHON.exists():
        call(PYTHON, "-m", "ensurepip", "--upgrade")
    else:
        call(sys.executable, "-m", "venv", VENV)


def has_pip() -> bool:
    """True when .venv can install packages."""
    return any(VENV.glob("lib/python3*/site-packages/pip/__init__.py"))


def install_packages() -> None:
    """Install the pinned packages, each checked by its hash."""
    call(PYTHON, "-m", "pip", "install", "-qq", "--require-hashes", "-r", REQUIREMENTS)


def install_project() -> None:
    """Make ``maillage`` a command of the environment, from this clone, without downloading anything."""
    call(PYTHON, "-m", "pip", "install", "-qq", "--no-deps", "--no-build-isolation", "-e", ROOT)


def build_assets() -> None:
    """Front-end files; in .venv's Python, where npm comes from when the machine has none."""
    call(PYTHON, "-m", "tools.assets")


def collect_static() -> None:
    """Hash and compress the files that the site serves."""
    (ROOT / "var").mkdir(exist_ok=True)
    call(PYTHON, "manage.py", "collectstatic", "--noinput", "--clear", "--verbosity=0", MAILLAGE_DEBUG="1")


def static_state() -> str:
    """Changes with our own files, with the front-end files and with the packages that bring static files."""
    files = [path for path in STATIC.rglob("*") if path.is_file()]
    return stamps.digest([*files, REQUIREMENTS], assets.current())


STEPS = (
    Step("environment", "environnement Python", make_environment, lambda: "", has_pip),
    Step(
        "packages",
        "bibliothèques, vérifiées par leur empreinte",
        install_packages,
        lambda: stamps.digest([REQUIREMENTS]),
        (VENV / "bin" / "gunicorn").exists,
    ),
    Step(
        "project",
        "commande maillage",
        install_project,
        lambda: stamps.digest([ROOT / "pyproject.toml"]),
        (VENV / "bin" / "maillage").exists,
    ),
    Step("assets", "feuilles de style, script et police", build_assets, assets.current, assets.ready),
    Step(
        "static",
        "fichiers servis",
        collect_static,
        static_state,
        (ROOT / "static_root" / "staticfiles.json").exists,
    ),
)


def main() -> int:
    """Run the steps that are not done yet, saying which and how long each took."""
    if sys.version_info < MINIMUM:
        sys.stderr.write("Maillage demande Python 3.11 ou plus récent : make setup PYTHON=python3.11\n")
        return 1
    for number, step in enumerate(STEPS, start=1):
        if step.present() and stamps.fresh(step.name, step.state()):
            continue
        sys.stdout.write(f"[{number}/{len(STEPS)}] {step.label} …\n")
        sys.stdout.flush()
        start = time.monotonic()
        try:
            step.run()
        except subprocess.CalledProcessError as error:
            sys.stderr.write(f"La préparation s’est arrêtée : {step.label} (code {error.returncode}).\n")
            return 1
        stamps.done(step.name, step.state())
        sys.stdout.write(f"      fait en {time.monotonic() - start:.1f} s\n")
    return 0


if __name__ == "__main__":
    sys.exit(main())
