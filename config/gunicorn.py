"""How gunicorn runs the site. ``maillage serve`` gives the address and the number of processes."""

from __future__ import annotations

from config import env

worker_class = "gthread"
threads = env.integer("MAILLAGE_THREADS", 4, minimum=1)
timeout = 60
graceful_timeout = 10
keepalive = 5
control_socket_disable = True
logconfig_dict = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {
        "text": {"format": "{asctime} {levelname} {name} {message}", "style": "{"},
        "json": {"()": "maillage.kernel.logs.JsonFormatter"},
    },
    "handlers": {
        "stderr": {
            "class": "logging.StreamHandler",
            "formatter": env.choice("MAILLAGE_LOG_FORMAT", "text", ("text", "json")),
        }
    },
    "root": {"handlers": ["stderr"], "level": "WARNING"},
    "loggers": {
        "gunicorn.error": {"handlers": ["stderr"], "level": "WARNING", "propagate": False},
        # It writes whole addresses, tokens included; "maillage.requests" says the same by routes.
        "gunicorn.access": {"handlers": [], "level": "CRITICAL", "propagate": False},
    },
}


def post_worker_init(_worker: object) -> None:
    """Once the application is loaded in a process."""
    from maillage.kernel.memory import settle

    settle()
