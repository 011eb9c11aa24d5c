"""Works for ever under the limits of a reading."""

from __future__ import annotations

import sys

from maillage.intake.reading.__main__ import confine

confine(int(sys.argv[4]), int(sys.argv[5]))
while True:
    pass
