"""The reminders that the worker and the command queue by themselves."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

import pytest
from django.utils import timezone

from maillage.cli import main
from maillage.conventions.operations.links import token_of
from maillage.kernel.models import Letter
from maillage.web.dashboard import reminders
from tests.cast import Cast
from tests.factories.campaigns import asked, campaign_of

if TYPE_CHECKING:
    from maillage.conventions.models import Recipient


@pytest.fixture
def waiting(cast: Cast) -> Recipient:
    """Somebody to be reminded today: written to ten days ago, a week before the end."""
    campaign = campaign_of(cast.convention, due_on=timezone.localdate() + timedelta(days=7))
    return asked(campaign, cast.action, written_at=timezone.now() - timedelta(days=10))


def test_the_command_queues_what_is_due_with_links_to_the_site(
    waiting: Recipient, settings: object, capsys: pytest.CaptureFixture[str]
) -> None:
    settings.SITE_URL = "https://maillage.example"  # type: ignore[attr-defined]  # the fixture of pytest-django
    assert main(["remind"]) == 0
    assert "1\u00a0rappel en attente" in capsys.readouterr().out
    assert f"https://maillage.example/r/{token_of(waiting)}/\n" in Letter.objects.get().body
    assert main(["remind"]) == 0
    assert Letter.objects.count() == 1


@pytest.mark.parametrize(("hour", "letters"), [(3, 0), (9, 1)])
def test_the_worker_waits_for_the_morning(
    waiting: Recipient, monkeypatch: pytest.MonkeyPatch, hour: int, letters: int
) -> None:
    monkeypatch.setattr(reminders, "queue_reminders", lambda _wait: None)
    monkeypatch.setattr(reminders, "local_hour", lambda: hour)
    reminders.send_reminders_again.call()
    assert Letter.objects.filter(about=waiting.pk).count() == letters
