"""Says something new every half second for two seconds, then writes an empty reading."""

from __future__ import annotations

import json
import sys
import time
from pathlib import Path

for page in range(1, 5):
    sys.stdout.write(f"{10 * page} Page {page} sur 4 reconnue\n")
    sys.stdout.flush()
    time.sleep(0.5)
Path(sys.argv[3]).write_text(json.dumps({"document": {}, "lines": [], "leaves": []}), encoding="utf-8")
