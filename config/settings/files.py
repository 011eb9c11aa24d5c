"""Documents that people deposit on a fiche: how large, and who looks for viruses in them."""

from __future__ import annotations

import shlex

from config import env

_MEGABYTE = 1024 * 1024

FILES_MAX_BYTES = env.integer("MAILLAGE_DOCUMENT_MAX_MB", 20, minimum=1) * _MEGABYTE

#: A program given the path of a file: it ends with 0 for a clean file, 1 for an infected one, as
#: ``clamdscan --fdpass --no-summary`` does. Empty: nothing is scanned, and every file can be read.
FILES_SCAN_COMMAND = shlex.split(env.text("MAILLAGE_SCAN_COMMAND", ""))
#: How long the person waits for it; a slower scan goes on in the background, the file unread meanwhile.
FILES_SCAN_SECONDS = env.integer("MAILLAGE_SCAN_SECONDS", 10, minimum=1)
