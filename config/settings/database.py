"""SQLite by default, tuned for several writers; PostgreSQL by one variable."""

from __future__ import annotations

from config import env
from config.settings.paths import DATA_DIR

_SQLITE_OPTIONS = {
    "timeout": 20,
    "transaction_mode": "IMMEDIATE",
    "init_command": (
        "PRAGMA journal_mode=WAL; PRAGMA synchronous=NORMAL; PRAGMA foreign_keys=ON; "
        "PRAGMA temp_store=MEMORY; PRAGMA mmap_size=134217728; PRAGMA cache_size=-32000;"
    ),
}

_default = env.database("MAILLAGE_DATABASE", f"sqlite:///{DATA_DIR}/maillage.sqlite3")
if str(_default["ENGINE"]).endswith("sqlite3"):
    _default["OPTIONS"] = _SQLITE_OPTIONS
else:
    _default["CONN_MAX_AGE"] = env.integer("MAILLAGE_CONN_MAX_AGE", 60)
    _default["CONN_HEALTH_CHECKS"] = True

DATABASES = {"default": _default}
# The tries of sign-in: counted once for all processes, and not pushed out by a flood of others.
CACHES = {
    "default": {
        "BACKEND": "django.core.cache.backends.db.DatabaseCache",
        "LOCATION": "maillage_cache",
        "OPTIONS": {"MAX_ENTRIES": 100_000},
    }
}
