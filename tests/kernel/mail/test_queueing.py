"""What may be queued, what may be taken back, what a domain reads of its letters."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from django.utils import timezone
from django_tasks_db.models import DBTaskResult

from maillage.kernel.errors import DomainError
from maillage.kernel.mail import cancel, deliver, forget, letters_of, queue, queue_state
from maillage.kernel.mail.tasks import queue_letters, send_letters_again
from maillage.kernel.models import Letter, LetterState

pytestmark = pytest.mark.django_db
TO = "ana@plan.example"


@pytest.mark.parametrize(
    "headers",
    [
        {"List-Unsubscribe": "<x>\r\nBcc: tous@plan.example"},
        {"X-A": "a\nb"},
        {"X-A\r\nBcc": "b"},
        {"Bcc": "tous@plan.example"},
        {"From": "maire@plan.example"},
        {"message-id": "<1@x>"},
    ],
)
def test_a_header_that_would_write_others_is_refused(headers: dict[str, str]) -> None:
    with pytest.raises(ValueError, match="header"):
        queue(to=TO, subject="Bonjour", body="", headers=headers)
    assert not Letter.objects.exists()


@pytest.mark.parametrize(
    "address", ["", "ana", "ana@plan.example\nBcc: b@plan.example", "a@b.example, c@d.example"]
)
def test_what_is_not_one_address_is_refused_in_words(address: str) -> None:
    with pytest.raises(DomainError, match="n’est pas une adresse"):
        queue(to=address, subject="Bonjour", body="")


def test_a_subject_stays_on_one_line_and_within_bounds() -> None:
    one = queue(to=TO, subject="Plan\u00a0:\r\nBcc: b@plan.example " + "x" * 300, body="")
    assert "\n" not in one.subject
    assert one.subject.startswith("Plan\u00a0: Bcc: b@plan.example")
    assert (len(one.subject), one.subject[-1]) == (200, "…")


def test_a_letter_that_waits_can_be_cancelled_and_forgets_its_text(mailoutbox: list[Any]) -> None:
    for about in (1, 2):
        headers = {"List-Unsubscribe": "<https://plan.example/r/un-lien/>"}
        queue(to=TO, subject="Rappel", body="un lien", headers=headers, kind="campaign", about=about)
    assert cancel(kind="campaign", about=[2, 3]) == 1
    assert deliver().sent == 1
    assert Letter.objects.filter(state=LetterState.CANCELLED, about=2, body="", headers={}).count() == 1
    assert len(mailoutbox) == 1


def test_a_letter_that_left_is_not_cancelled(mailoutbox: list[Any]) -> None:
    queue(to=TO, subject="Rappel", body="", kind="campaign", about=1)
    deliver()
    assert cancel(kind="campaign", about=[1]) == 0
    assert len(mailoutbox) == 1


def test_a_domain_reads_its_own_letters_in_one_query(django_assert_num_queries: Any) -> None:
    for kind, about in (("campaign", 1), ("campaign", 1), ("campaign", 2), ("invitation", 1)):
        queue(to=TO, subject=f"{kind} {about}", body="", kind=kind, about=about)
    with django_assert_num_queries(1):
        found = letters_of("campaign", [1, 2, 3])
        said = {about: [(one.subject, one.state) for one in letters] for about, letters in found.items()}
    waiting = LetterState.WAITING
    assert said == {1: [("campaign 1", waiting), ("campaign 1", waiting)], 2: [("campaign 2", waiting)]}


def test_the_state_of_the_queue_says_since_when_it_waits() -> None:
    assert queue_state().oldest is None
    one = queue(to=TO, subject="Rappel", body="")
    found = queue_state()
    assert (found.waiting, found.oldest) == (1, one.created_at)
    deliver()
    assert (queue_state().waiting, queue_state().counts[LetterState.SENT]) == (0, 1)


def test_the_worker_is_woken_once_for_many_letters(
    settings: Any, django_capture_on_commit_callbacks: Any
) -> None:
    settings.TASKS = {"default": {"BACKEND": "django_tasks_db.DatabaseBackend"}}
    with django_capture_on_commit_callbacks(execute=True):
        for _ in range(3):
            queue(to=TO, subject="Rappel", body="")
    assert DBTaskResult.objects.count() == 1


def test_the_next_minute_is_queued_even_when_a_round_fails(settings: Any, monkeypatch: Any) -> None:
    settings.TASKS = {"default": {"BACKEND": "django_tasks_db.DatabaseBackend"}}

    def fail() -> None:
        raise OSError("no disk")

    monkeypatch.setattr("maillage.kernel.mail.tasks.deliver", fail)
    with pytest.raises(OSError, match="no disk"):
        send_letters_again.func()
    queue_letters()
    row = DBTaskResult.objects.get()
    assert 50 < (row.run_after - timezone.now()).total_seconds() <= 60


def test_old_letters_go_but_for_those_that_still_wait() -> None:
    queue(to=TO, subject="Partie", body="")
    deliver()
    waiting = queue(to=TO, subject="En attente", body="")
    Letter.objects.update(created_at=timezone.now() - timedelta(days=400))
    recent = queue(to=TO, subject="Récente", body="")
    assert forget(timezone.now() - timedelta(days=365)) == 1
    assert list(Letter.objects.all()) == [waiting, recent]
