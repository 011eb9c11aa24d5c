"""``maillage mail``: letters that wait on an installation, a refusal that comes back."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.kernel.mail.server import Answers, mail_server
from tests.platform.installations import Installation, on_sqlite

QUEUE = "from maillage.kernel.mail import queue; queue(to='ana@plan.example', subject='Bonjour', body='')"


@pytest.fixture
def site(tmp_path: Path) -> Installation:
    """An installation with one letter that waits, whose mail server is not there."""
    site = on_sqlite(tmp_path / "site")
    site.tables()
    done = site.run("-m", "django", "shell", "--no-imports", "--command", QUEUE)
    assert done.returncode == 0, done.stderr
    return site


def test_a_letter_waits_for_the_server_then_leaves_then_is_marked_refused(site: Installation) -> None:
    down = {"MAILLAGE_MAIL_HOST": "127.0.0.1", "MAILLAGE_MAIL_PORT": "9", "MAILLAGE_MAIL_TLS": "0"}
    refused = site.maillage("mail", "send", **down)
    assert (refused.returncode, "1\u00a0reporté" in refused.stdout) == (1, True), refused.stderr
    due = "from maillage.kernel.models import Letter; Letter.objects.update(next_try_at='2026-01-01T00:00Z')"
    site.run("-m", "django", "shell", "--no-imports", "--command", due)
    answers = Answers()
    with mail_server(answers) as port:
        sent = site.maillage("mail", "send", **down | {"MAILLAGE_MAIL_PORT": str(port)})
    assert (sent.returncode, len(answers.received)) == (0, 1), sent.stderr
    assert "1  Envoyée" in site.maillage("mail", "state").stdout


def test_a_message_about_something_else_is_taken_without_a_word_to_its_sender(site: Installation) -> None:
    done = site.maillage("mail", "bounce")
    assert (done.returncode, "aucun de nos courriels" in done.stdout) == (0, True), done.stderr
