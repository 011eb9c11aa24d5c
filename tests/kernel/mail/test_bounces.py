"""Notifications of non-delivery, as mail servers write them."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from maillage.kernel.mail import deliver, queue, read_bounce
from maillage.kernel.mail.return_path import letter_of, return_path
from maillage.kernel.models import Letter, LetterState
from tests.kernel.mail.server import Answers

pytestmark = pytest.mark.django_db

REPORT = """\
From: MAILER-DAEMON@relais.example
To: {to}
Subject: Undelivered Mail Returned to Sender
MIME-Version: 1.0
Content-Type: multipart/report; report-type=delivery-status; boundary="b"

--b
Content-Type: text/plain

I'm sorry to have to inform you that your message could not be delivered.

--b
Content-Type: message/delivery-status

Reporting-MTA: dns; relais.example

Final-Recipient: rfc822; ana@plan.example
Action: {action}
Status: 5.1.1
Diagnostic-Code: smtp; 550 5.1.1 <ana@plan.example>:
    User unknown

--b
Content-Type: {returned}

Message-ID: {message_id}
Subject: Rappel

--b--
"""


def sent() -> Letter:
    """A letter that a server took."""
    letter = queue(to="ana@plan.example", subject="Rappel", body="")
    deliver()
    return letter


def report(letter: Letter, **more: str) -> bytes:
    """A notification about ``letter``, known by its Message-ID unless ``more`` says otherwise."""
    values = {"to": "ne-pas-repondre@plan.example", "action": "failed", "returned": "message/rfc822"}
    return REPORT.format(**values | {"message_id": letter.message_id} | more).replace("\n", "\r\n").encode()


@pytest.mark.parametrize("returned", ["message/rfc822", "text/rfc822-headers"])
def test_a_returned_message_marks_its_letter_with_the_words_of_the_server(returned: str) -> None:
    letter = sent()
    found = read_bounce(report(letter, returned=returned))
    assert found == letter
    letter.refresh_from_db()
    assert letter.state == LetterState.BOUNCED
    assert letter.error == "5.1.1 550 5.1.1 <ana@plan.example>: User unknown"


def test_a_return_path_of_our_own_is_enough(settings: Any) -> None:
    settings.MAIL_BOUNCES = "rebonds@plan.example"
    letter = sent()
    found = read_bounce(report(letter, to=f"<{return_path(letter.pk)}>", message_id="<lost@x>"))
    assert found == letter
    assert found.state == LetterState.BOUNCED


def test_a_forged_return_path_marks_nothing(settings: Any) -> None:
    settings.MAIL_BOUNCES = "rebonds@plan.example"
    letter = sent()
    forged = return_path(letter.pk + 1).replace(f"+{letter.pk + 1}.", f"+{letter.pk}.")
    assert letter_of(forged) is None
    assert read_bounce(report(letter, to=forged, message_id="<lost@x>")) is None


def test_the_return_path_is_the_envelope_and_the_sender_shown_stays(answers: Answers, settings: Any) -> None:
    settings.MAIL_BOUNCES = "rebonds@plan.example"
    letter = sent()
    envelope, _, text = answers.received[0]
    assert letter_of(envelope) == letter.pk
    assert "From: Maillage <ne-pas-repondre@plan.example>" in text


def test_a_delay_is_not_a_refusal() -> None:
    letter = sent()
    assert read_bounce(report(letter, action="delayed")) is None
    letter.refresh_from_db()
    assert letter.state == LetterState.SENT


def test_a_notification_about_somebody_else_s_message_changes_nothing() -> None:
    letter = sent()
    assert read_bounce(report(letter, message_id="<other@elsewhere.example>")) is None
    assert Letter.objects.get().state == LetterState.SENT


@given(st.binary(max_size=400))
@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_whatever_arrives_is_read_without_a_failure(noise: bytes) -> None:
    head = (
        b"Content-Type: multipart/report; boundary=b\r\n\r\n--b\r\nContent-Type: message/delivery-status\r\n"
    )
    assert read_bounce(noise) is None
    assert read_bounce(head + b"\r\n" + noise + b"\r\n--b--") is None
