"""A server that hangs, in the middle of a word: the worker gives up on it, not on the letters."""

from __future__ import annotations

import time
from datetime import timedelta

import pytest
from django.utils import timezone
from pytest_django import Settings

from maillage.kernel.mail import deliver, queue
from maillage.kernel.mail.sending import DELAYS, Delivery
from maillage.kernel.models import Letter, LetterState
from tests.kernel.mail.server import Answers

pytestmark = pytest.mark.django_db
SOON = 0.3


@pytest.fixture(autouse=True)
def impatient(settings: Settings, answers: Answers) -> None:
    """Three tenths of a second are enough to give up; the server stays silent longer."""
    settings.EMAIL_TIMEOUT = SOON
    answers.awake.clear()


def three() -> list[Letter]:
    """Letters that wait."""
    return [queue(to=f"p{number}@plan.example", subject="-", body="Bonjour") for number in range(3)]


def test_a_server_that_does_not_greet_holds_nobody_and_everything_leaves_once_after(
    answers: Answers,
) -> None:
    three()
    answers.mute_at.append("greeting")
    begun = time.monotonic()
    assert deliver() == Delivery(postponed=1)
    assert time.monotonic() - begun < 10 * SOON
    answers.awake.set()
    assert deliver() == Delivery(sent=2)
    assert deliver(timezone.now() + 2 * DELAYS[0]) == Delivery(sent=1)
    assert sorted(one[1] for one in answers.received) == [f"p{number}@plan.example" for number in range(3)]


def test_a_letter_taken_without_a_word_leaves_again_under_the_same_identity(answers: Answers) -> None:
    one = queue(to="ana@plan.example", subject="-", body="Bonjour")
    answers.mute_at.append("taken")
    assert deliver() == Delivery(postponed=1)
    one.refresh_from_db()
    assert (one.state, one.body) == (LetterState.WAITING, "Bonjour")
    answers.awake.set()
    assert deliver(timezone.now() + timedelta(minutes=5)) == Delivery(sent=1)
    assert [f"Message-ID: {one.message_id}" in text for _, _, text in answers.received] == [True, True]
