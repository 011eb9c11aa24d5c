"""Says that it begins, and never ends."""

from __future__ import annotations

import sys
import time

sys.stdout.write("20 Le fichier s’ouvre\n")
sys.stdout.flush()
time.sleep(600)
