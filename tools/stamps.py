"""Remember what a set-up step was made from, so that it runs again only when that changed."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
_STAMPS = ROOT / "build" / "stamps"


def digest(inputs: Iterable[Path], *words: str) -> str:
    """The SHA-256 of the files' names and contents and of ``words``; a missing file counts as empty."""
    total = hashlib.sha256("\0".join(words).encode())
    for path in sorted(inputs):
        total.update(str(path.relative_to(ROOT)).encode() if path.is_relative_to(ROOT) else b"")
        total.update(path.read_bytes() if path.is_file() else b"")
    return total.hexdigest()


def fresh(step: str, value: str) -> bool:
    """True when ``step`` was last done from the same inputs."""
    stamp = _STAMPS / step
    return stamp.is_file() and stamp.read_text(encoding="utf-8") == value


def done(step: str, value: str) -> None:
    """Record that ``step`` was done from these inputs."""
    _STAMPS.mkdir(parents=True, exist_ok=True)
    (_STAMPS / step).write_text(value, encoding="utf-8")
