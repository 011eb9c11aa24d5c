"""Loading the official geography, and finding a place in it."""

from __future__ import annotations

from functools import partial
from pathlib import Path

from django.conf import settings

from maillage.territories.operations import load_geography
from maillage.territories.selectors import search
from tools.bench.measure import counted, elapsed

FOLDER = Path(settings.BASE_DIR, "node_modules", "@etalab", "decoupage-administratif")
QUERIES = ("s", "saint", "St Denis", "communauté de communes du pays", "75", "69001", "2A004", "denis saint")
ROUNDS = 10


def measure() -> dict[str, tuple[list[float], int]]:
    """Milliseconds and queries: « geography load » and « place search » over every kind of query.

    The load is timed on empty tables; its queries are those of a second one.
    """
    load = partial(load_geography, folder=FOLDER)
    loading = [elapsed(load)]
    times = [elapsed(partial(search, query)) for _ in range(ROUNDS) for query in QUERIES]
    return {
        "geography load": (loading, counted(load)),
        "place search": (times, max(counted(partial(search, query)) for query in QUERIES)),
    }
