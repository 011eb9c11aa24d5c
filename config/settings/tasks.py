"""Background work: Django's tasks interface, kept in the database."""

from __future__ import annotations

from config import env

TASKS = {
    "default": {
        "BACKEND": {
            "database": "django_tasks_db.DatabaseBackend",
            "immediate": "django_tasks.backends.immediate.ImmediateBackend",
        }[env.choice("MAILLAGE_TASKS", "database", ("database", "immediate"))],
    },
}
