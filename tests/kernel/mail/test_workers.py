"""Several workers at the same moment. Needs a database where two transactions really run together."""

from __future__ import annotations

import threading

import pytest
from django.db import connection, connections

from maillage.kernel.mail import deliver
from maillage.kernel.models import Letter, LetterState
from tests.kernel.mail.server import Answers

pytestmark = [
    pytest.mark.django_db(transaction=True),
    pytest.mark.skipif(connection.vendor != "postgresql", reason="one writer at a time on SQLite"),
]
WORKERS, LETTERS = 4, 40


def test_four_workers_send_forty_letters_once_each(answers: Answers) -> None:
    addresses = [f"p{number}@plan.example" for number in range(LETTERS)]
    letters = [Letter(to=to, subject="Rappel", message_id=f"<{to}>") for to in addresses]
    Letter.objects.bulk_create(letters)
    start, sent = threading.Barrier(WORKERS), []

    def work() -> None:
        try:
            start.wait(10)
            sent.append(deliver().sent)
        finally:
            connections.close_all()

    workers = [threading.Thread(target=work) for _ in range(WORKERS)]
    for worker in workers:
        worker.start()
    for worker in workers:
        worker.join(30)
    assert sum(sent) == LETTERS
    assert sorted(to for _, to, _ in answers.received) == sorted(addresses)
    assert set(Letter.objects.values_list("state", "attempts")) == {(LetterState.SENT, 1)}
