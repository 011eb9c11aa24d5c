"""Refuses its file with the names of what its environment holds."""

from __future__ import annotations

import json
import os
import sys
from pathlib import Path

names = sorted(name for name in os.environ if name != "LC_CTYPE")
Path(sys.argv[3]).write_text(json.dumps({"error": " ".join(names)}), encoding="utf-8")
