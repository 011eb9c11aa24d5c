"""Writes something that is not a result."""

from __future__ import annotations

import sys
from pathlib import Path

Path(sys.argv[3]).write_text("{", encoding="utf-8")
