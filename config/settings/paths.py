"""Where things are on disk."""

from __future__ import annotations

from pathlib import Path

from config import env

BASE_DIR = Path(__file__).resolve().parent.parent.parent
DATA_DIR = Path(env.text("MAILLAGE_DATA_DIR", str(BASE_DIR / "var")))
