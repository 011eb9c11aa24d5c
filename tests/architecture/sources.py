"""The files of the project, as the rules see them."""

from __future__ import annotations

import json
import os
from collections.abc import Iterator
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
TEMPLATES = ROOT / "maillage" / "web" / "templates"
STATIC = ROOT / "maillage" / "web" / "static"
_CODE = ("maillage", "config", "demo", "tools")
_BUILT = {"__pycache__", "build", "dist", "node_modules", "secrets", "static_root", "var"}
_TEXT = {
    "",
    ".cfg",
    ".css",
    ".csv",
    ".html",
    ".in",
    ".js",
    ".json",
    ".md",
    ".py",
    ".svg",
    ".toml",
    ".txt",
    ".yaml",
    ".yml",
}


def name(path: Path) -> str:
    """The path from the root of the repository."""
    return path.relative_to(ROOT).as_posix()


def code() -> list[Path]:
    """The Python files of the application and its tools; Django writes the migrations."""
    found = (path for package in _CODE for path in (ROOT / package).rglob("*.py"))
    return sorted(path for path in found if "migrations" not in path.parts)


def tests() -> list[Path]:
    """The Python files of the tests."""
    return sorted((ROOT / "tests").rglob("*.py"))


def templates() -> list[Path]:
    """Every template of the project, mails included."""
    return sorted(path for path in TEMPLATES.rglob("*") if path.is_file())


def texts() -> Iterator[Path]:
    """Every text file of the repository that a person writes or that a tool locks."""
    for folder, below, names in os.walk(ROOT):
        below[:] = sorted(name for name in below if name == ".ci" or not _is_built(name))
        yield from (Path(folder, name) for name in sorted(names) if Path(name).suffix in _TEXT)


def _is_built(folder: str) -> bool:
    return folder in _BUILT or folder.startswith(".") or folder.endswith(".egg-info")


def exemptions(rule: str) -> dict[str, str]:
    """What ``rule`` lets through, with the reason of each."""
    file = Path(__file__).with_name("exemptions.json")
    rules: dict[str, dict[str, str]] = json.loads(file.read_text(encoding="utf-8"))
    return rules[rule]
