"""``python -m maillage``: the same as the ``maillage`` command."""

from __future__ import annotations

import sys

from maillage.cli import main

sys.exit(main())
