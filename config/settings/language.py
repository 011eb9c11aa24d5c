"""French screens, French dates, Paris time.

Numbers are not grouped by thousands on their own: years and ids stand in templates too.
The ``number`` filter groups those that people read.
"""

from __future__ import annotations

LANGUAGE_CODE = "fr"
TIME_ZONE = "Europe/Paris"
USE_I18N = True
USE_TZ = True
