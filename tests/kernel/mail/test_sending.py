"""Letters against a real server that refuses, then accepts: nothing lost, nothing twice."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime, timedelta
from typing import Any, ClassVar

import pytest
from django.core.mail import EmailMessage
from django.core.mail.backends.locmem import EmailBackend as LocMemBackend
from django.db import transaction
from django.utils import timezone

from maillage.kernel.mail import deliver, queue
from maillage.kernel.mail.sending import DELAYS, JITTER, LEASE, MOST_TRIES, Delivery
from maillage.kernel.models import Letter, LetterState
from tests.kernel.mail.server import Answers, mail_server

pytestmark = pytest.mark.django_db


def letter(to: str = "ana@plan.example", **more: Any) -> Letter:
    """A letter that waits: no transaction ends in these tests, so nothing leaves by itself."""
    return queue(to=to, subject="Où en êtes-vous ?", body="Bonjour,\n\n.\nÀ bientôt", **more)


def later(**more: float) -> datetime:
    """A moment to come."""
    return timezone.now() + timedelta(**more)


def state(one: Letter) -> str:
    """The state now in the database."""
    one.refresh_from_db()
    return one.state


def test_a_letter_arrives_whole_with_its_headers(answers: Answers) -> None:
    one = letter(headers={"List-Unsubscribe": "<https://plan.example/x>"})
    assert deliver() == Delivery(sent=1)
    sender, recipient, text = answers.received[0]
    assert (sender, recipient) == ("ne-pas-repondre@plan.example", "ana@plan.example")
    assert f"Message-ID: {one.message_id}" in text
    assert "List-Unsubscribe: <https://plan.example/x>" in text
    assert "Auto-Submitted: auto-generated" in text
    assert state(one) == LetterState.SENT


@pytest.mark.usefixtures("answers")
def test_the_text_of_a_letter_that_left_is_forgotten() -> None:
    one = letter(headers={"List-Unsubscribe": "<https://plan.example/r/un-lien/rappels/>"})
    deliver()
    one.refresh_from_db()
    assert (one.body, one.headers, one.sent_at is not None) == ("", {}, True)


def test_while_the_server_is_down_everything_waits_and_leaves_once_when_it_is_back(closed_port: int) -> None:
    letters = [letter(f"p{number}@plan.example") for number in range(3)]
    assert deliver() == Delivery(postponed=1)
    assert {state(one) for one in letters} == {LetterState.WAITING}
    answers = Answers()
    with mail_server(answers, closed_port):
        assert deliver(later(minutes=5)) == Delivery(sent=3)
        assert deliver(later(days=9)) == Delivery()
    assert sorted(to for _, to, _ in answers.received) == [one.to for one in letters]


@pytest.mark.usefixtures("closed_port")
def test_a_server_that_stays_away_makes_nobody_give_up() -> None:
    one = letter()
    for day in range(1, MOST_TRIES + 5):
        assert deliver(later(days=day)).postponed == 1
    assert state(one) == LetterState.WAITING
    assert (one.attempts, "refused" in one.error) == (MOST_TRIES + 4, True)


def test_an_address_refused_for_good_is_marked_with_the_words_of_the_server(answers: Answers) -> None:
    answers.refused["parti@plan.example"] = "550 5.1.1 No such user here"
    gone, here = letter("parti@plan.example"), letter()
    assert deliver() == Delivery(sent=1, bounced=1)
    assert (state(gone), gone.error) == (LetterState.BOUNCED, "550 5.1.1 No such user here")
    assert state(here) == LetterState.SENT
    assert deliver(later(days=1)) == Delivery()


def test_a_refusal_for_now_is_tried_again_later_and_only_once_it_is_time(answers: Answers) -> None:
    answers.recipient.append("451 greylisted, try again later")
    one = letter()
    assert deliver() == Delivery(postponed=1)
    assert deliver() == Delivery()
    assert (state(one), one.error) == (LetterState.WAITING, "451 greylisted, try again later")
    assert deliver(later(minutes=2)) == Delivery(sent=1)
    assert len(answers.received) == 1


def test_the_delays_grow_and_are_spread(answers: Answers) -> None:
    answers.refused["ana@plan.example"] = "450 busy"
    one, now, waited = letter(), timezone.now(), []
    for _ in DELAYS:
        now = max(now, Letter.objects.get(pk=one.pk).next_try_at)
        deliver(now)
        waited.append(Letter.objects.get(pk=one.pk).next_try_at - now)
    bounds = [(delay * (1 - JITTER), delay * (1 + JITTER)) for delay in DELAYS]
    assert all(low <= wait <= high for wait, (low, high) in zip(waited, bounds, strict=True))
    assert waited != list(DELAYS)


def test_after_many_refusals_for_now_the_letter_is_given_up_and_says_why(answers: Answers) -> None:
    answers.refused["ana@plan.example"] = "452 mailbox full"
    one = letter()
    results = [deliver(later(days=day)) for day in range(MOST_TRIES + 1)]
    assert results[-2:] == [Delivery(failed=1), Delivery()]
    assert (state(one), one.error) == (LetterState.FAILED, "452 mailbox full")


def test_a_message_refused_after_its_text_is_not_sent_again(answers: Answers) -> None:
    answers.data.append("554 this looks like spam")
    one = letter()
    assert deliver() == Delivery(bounced=1)
    assert (state(one), one.error) == (LetterState.BOUNCED, "554 this looks like spam")


def test_a_server_that_hangs_up_after_some_letters_is_called_again(answers: Answers) -> None:
    answers.per_connection = 2
    letters = [letter(f"p{number}@plan.example") for number in range(5)]
    assert deliver() == Delivery(sent=5)
    assert answers.connections == 3
    assert [to for _, to, _ in answers.received] == [one.to for one in letters]


def test_one_connection_carries_a_whole_round(answers: Answers) -> None:
    for number in range(20):
        letter(f"p{number}@plan.example")
    deliver()
    assert (answers.connections, len(answers.received)) == (1, 20)


def test_a_server_that_refuses_everybody_at_the_door_loses_nothing(answers: Answers) -> None:
    answers.greeting = "554 no service here"
    one = letter()
    assert deliver() == Delivery(postponed=1)
    assert (state(one), one.error) == (LetterState.WAITING, "554 no service here")


@pytest.mark.usefixtures("answers")
def test_a_letter_in_the_hands_of_a_worker_that_died_is_tried_again_when_its_lease_ends() -> None:
    one = letter()
    Letter.objects.filter(pk=one.pk).update(next_try_at=timezone.now() + LEASE, attempts=1)
    assert deliver() == Delivery()
    assert deliver(later(minutes=11)) == Delivery(sent=1)


class TwoAtOnce(LocMemBackend):
    """While it holds a letter, another worker starts a round."""

    rounds: ClassVar[list[Delivery]] = []

    def send_messages(self, messages: Sequence[EmailMessage]) -> int:
        """Send once the other worker has looked at every letter that waits."""
        if len(self.rounds) < 3:
            self.rounds.append(Delivery())
            self.rounds.append(deliver())
        return super().send_messages(messages)


def test_two_workers_at_once_send_each_letter_once(settings: Any, mailoutbox: list[Any]) -> None:
    TwoAtOnce.rounds.clear()
    settings.EMAIL_BACKEND = f"{__name__}.TwoAtOnce"
    letters = [letter(f"p{number}@plan.example") for number in range(4)]
    total = deliver().sent + sum(one.sent for one in TwoAtOnce.rounds)
    assert total == 4
    assert sorted(one.to[0] for one in mailoutbox) == [one.to for one in letters]
    assert {Letter.objects.get(pk=one.pk).attempts for one in letters} == {1}


def test_what_a_transaction_takes_back_never_leaves(answers: Answers) -> None:
    with transaction.atomic():
        letter()
        transaction.set_rollback(True)
    assert deliver() == Delivery()
    assert answers.received == []


def test_the_letter_leaves_as_soon_as_its_transaction_is_kept(
    answers: Answers, django_capture_on_commit_callbacks: Any
) -> None:
    with django_capture_on_commit_callbacks(execute=True):
        letter()
        assert answers.received == []
    assert len(answers.received) == 1
