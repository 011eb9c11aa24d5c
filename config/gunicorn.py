"""How gunicorn runs the site. ``maillage serve`` gives the address and the number of processes."""

from __future__ import annotations

from config import env

worker_class = "gthread"
threads = env.integer("MAILLAGE_THREADS", 4, minimum=1)
timeout = 60
graceful_timeout = 10
keepalive = 5
control_socket_disable = True
loglevel = "warning"
logconfig_dict = (
    {"formatters": {"generic": {"()": "maillage.kernel.logs.JsonFormatter"}}}
    if env.choice("MAILLAGE_LOG_FORMAT", "text", ("text", "json")) == "json"
    else {}
)
