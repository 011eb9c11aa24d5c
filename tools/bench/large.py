"""What only a large installation shows: a long échéancier, a long export, several people at once."""

from __future__ import annotations

import http.client
import os
import resource
import socket
import subprocess
import sys
import threading
import time
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

from django.conf import settings
from django.contrib.auth import BACKEND_SESSION_KEY, HASH_SESSION_KEY, SESSION_KEY
from django.contrib.sessions.backends.db import SessionStore
from django.test import Client
from django.urls import reverse

from maillage.accounts.models import Membership
from tools.bench import crowd
from tools.bench.measure import counted, elapsed, row, timed
from tools.stamps import ROOT

if TYPE_CHECKING:
    from maillage.accounts.models import User

BACKEND = "django.contrib.auth.backends.ModelBackend"
ROWS, EXPORTED = 435, 8000
CLIENTS, WORKERS, SECONDS, WARM = 4, 2, 6.0, 3.0


def measure(backend: str, conventions: int) -> list[dict[str, object]]:
    """The rows of bench.json: times for the échéancier and the export, requests per second for the rest."""
    adviser = crowd.adviser(EXPORTED // crowd.ACTIONS)
    found = [_export(adviser, backend, conventions)]
    few = -(-ROWS // crowd.ACTIONS)
    kept = Membership.objects.filter(user=adviser).order_by("workspace_id").values_list("pk", flat=True)[:few]
    Membership.objects.filter(user=adviser).exclude(pk__in=list(kept)).delete()
    found.append(_schedule(adviser, backend, conventions))
    return [*found, *_together(adviser, backend, conventions)]


def _client(user: User) -> Client:
    client = Client()
    client.force_login(user, BACKEND)
    return client


def _schedule(user: User, backend: str, conventions: int) -> dict[str, object]:
    """The échéancier over eleven plans, 440 rows."""
    client, url = _client(user), reverse("schedule:several")
    _, answer = timed(partial(client.get, url))
    times = [timed(partial(client.get, url))[0] for _ in range(10)]
    made = counted(partial(client.get, url))
    return row("echeancier 440", backend, conventions, times, made, len(answer.content))


def _export(user: User, backend: str, conventions: int) -> dict[str, object]:
    """8,000 actions as CSV, streamed; ``peak_growth_mb`` is what the process grew by at most meanwhile."""
    client, url = _client(user), reverse("conventions:everything_csv")
    sizes: list[int] = []
    held: list[float] = []

    def read() -> None:
        answer: Any = client.get(url)
        sizes.append(sum(len(part) for part in answer.streaming_content))

    def watch() -> None:
        answer: Any = client.get(url)
        held.extend(_resident() for _ in answer.streaming_content)

    before = _resident()
    made = counted(watch)
    times = [elapsed(read)]
    grown = max(held) - before
    return row("export 8000", backend, conventions, times, made, sizes[0]) | {
        "peak_growth_mb": round(grown, 1)
    }


def _resident() -> float:
    """What the process holds in memory now, in MiB: its highest mark was left by what was built before."""
    pages = int(Path("/proc/self/statm").read_text(encoding="ascii").split()[1])
    return pages * resource.getpagesize() / 2**20


@dataclass
class _Count:
    """Answers of one page, and how many were not what was asked."""

    answers: int = 0
    failures: int = 0
    times: list[float] = field(default_factory=list)


def _together(user: User, backend: str, conventions: int) -> list[dict[str, object]]:
    """Requests per second of the real server: four clients on two workers, page by page."""
    convention = (
        Membership.objects.filter(user=user)
        .order_by("workspace_id")
        .values_list("workspace_id", flat=True)[0]
    )
    pages = {
        "plan": reverse("conventions:plan", args=[convention]),
        "actions": reverse("conventions:actions", args=[convention]),
        "echeancier": reverse("schedule:chart", args=[convention]),
        "dashboard": reverse("dashboard:follow", args=[convention]),
    }
    cookie = f"{settings.SESSION_COOKIE_NAME}={_session(user)}"
    port = _free_port()
    with _server(port):
        _wait(port)
        found = []
        for name, url in pages.items():
            _hammer(port, url, cookie, WARM)  # each worker reads the code and the templates of the page
            count = _hammer(port, url, cookie, SECONDS)
            told = row(f"{name} ×{CLIENTS}", backend, conventions, count.times, 0, 0)
            rate = round(count.answers / SECONDS, 1)
            found.append(told | {"requests_per_second": rate, "failures": count.failures})
    return found


def _session(user: User) -> str:
    store = SessionStore()
    store[SESSION_KEY] = str(user.pk)
    store[BACKEND_SESSION_KEY] = BACKEND
    store[HASH_SESSION_KEY] = user.get_session_auth_hash()
    store.create()
    return str(store.session_key)


def _free_port() -> int:
    with socket.socket() as one:
        one.bind(("127.0.0.1", 0))
        return int(one.getsockname()[1])


def _server(port: int) -> subprocess.Popen[bytes]:
    command = [sys.executable, "-m", "gunicorn", "config.wsgi:application", "--config", "config/gunicorn.py",
               "--bind", f"127.0.0.1:{port}", "--workers", str(WORKERS)]  # fmt: skip
    environment = {**os.environ, "MAILLAGE_HOSTS": "127.0.0.1"}
    return _Server(command, cwd=ROOT, env=environment)


class _Server(subprocess.Popen[bytes]):
    """A server that ends with its block."""

    def __exit__(self, *args: object) -> None:
        self.terminate()
        super().__exit__(*args)  # type: ignore[arg-type]  # the three of an exception, passed on


def _wait(port: int) -> None:
    for _ in range(100):
        with socket.socket() as one:
            if one.connect_ex(("127.0.0.1", port)) == 0:
                return
        time.sleep(0.1)
    raise RuntimeError("the server did not start")


def _hammer(port: int, url: str, cookie: str, seconds: float) -> _Count:
    """Four clients asking for ``url`` one answer after the other, for so long."""
    count, lock, until = _Count(), threading.Lock(), time.monotonic() + seconds

    def ask() -> None:
        connection = http.client.HTTPConnection("127.0.0.1", port, timeout=30)
        while time.monotonic() < until:
            start = time.perf_counter()
            connection.request("GET", url, headers={"Cookie": cookie})
            answer = connection.getresponse()
            answer.read()
            with lock:
                count.answers += 1
                count.failures += answer.status != 200
                count.times.append((time.perf_counter() - start) * 1000)
        connection.close()

    clients = [threading.Thread(target=ask) for _ in range(CLIENTS)]
    for client in clients:
        client.start()
    for client in clients:
        client.join()
    return count
