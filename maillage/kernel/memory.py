"""How a process that serves pages looks after its memory."""

from __future__ import annotations

import gc

YOUNG, MIDDLE, OLD = 50_000, 20, 50


def settle() -> None:
    """Leave what was loaded at the start out of the collector's rounds, and make them rarer.

    A page makes thousands of short-lived objects, nearly all freed without the collector; walking
    through the whole application at every tenth page costs more than it finds.
    """
    gc.collect()
    gc.freeze()
    gc.set_threshold(YOUNG, MIDDLE, OLD)
