"""``maillage serve``, for real: it answers, keeps addresses out of its logs, and stops when told."""

from __future__ import annotations

import http.client
import json
import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from tests.architecture.sources import ROOT
from tests.platform.installations import Installation, on_sqlite


@contextmanager
def served(site: Installation, port: int, errors: Path) -> Iterator[subprocess.Popen[bytes]]:
    """The site in another process, which writes on ``errors``; stopped whatever happens."""
    command = [sys.executable, "-m", "maillage", "serve", "--port", str(port), "--workers", "1"]
    environment = site.environment() | {"MAILLAGE_LOG_FORMAT": "json", "MAILLAGE_HTTPS": "0"}
    with errors.open("wb") as stream:
        process = subprocess.Popen(command, cwd=ROOT, env=environment, stderr=stream, stdout=stream)
    try:
        yield process
    finally:
        process.terminate()
        process.wait(40)


def ask(port: int, path: str) -> int:
    """The status of an answer; 0 while nobody listens."""
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=30)
    try:
        connection.request("GET", path, headers={"Host": "plan.example"})
        return connection.getresponse().status
    except ConnectionError:
        return 0
    finally:
        connection.close()


def test_the_site_answers_and_its_logs_hold_no_address(tmp_path: Path) -> None:
    site = on_sqlite(tmp_path / "site")
    site.tables()
    with socket.create_server(("127.0.0.1", 0)) as probe:
        port = probe.getsockname()[1]
    with served(site, port, tmp_path / "log") as process:
        deadline = time.monotonic() + 60
        while ask(port, "/sante") != 200 and time.monotonic() < deadline:
            time.sleep(0.2)
        assert ask(port, "/c/1/plan/?key=secret-token") == 302
        os.kill(process.pid, signal.SIGTERM)
        assert process.wait(40) == 0
    written = (tmp_path / "log").read_text()
    assert "secret-token" not in written
    lines = [json.loads(line) for line in written.splitlines() if line.startswith("{")]
    assert [line["status"] for line in lines if line.get("route", "").startswith("c/")] == [302]
