"""The queue in front of a server of its own."""

from __future__ import annotations

import socket
from collections.abc import Iterator
from typing import Any

import pytest

from tests.kernel.mail.server import Answers, mail_server


@pytest.fixture
def closed_port(settings: Any) -> int:
    """The site sends its mail to a port where nobody listens."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
    settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    settings.EMAIL_HOST, settings.EMAIL_PORT, settings.EMAIL_USE_TLS = "127.0.0.1", port, False
    settings.DEFAULT_FROM_EMAIL = "Maillage <ne-pas-repondre@plan.example>"
    return port


@pytest.fixture
def answers(closed_port: int) -> Iterator[Answers]:
    """A server on that port, and what it says."""
    answers = Answers()
    with mail_server(answers, closed_port):
        yield answers
