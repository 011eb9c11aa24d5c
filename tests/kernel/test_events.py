"""Events that a lower ring publishes and an upper one hears."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import pytest
from django.db import transaction
from pytest_django import DjangoCaptureOnCommitCallbacks

from maillage.kernel import events


@dataclass(frozen=True, slots=True)
class Rang:
    """A bell rang."""

    times: int


@pytest.fixture
def heard() -> Iterator[list[Rang]]:
    """What a listener heard, once subscribed twice and after one that fails."""
    found: list[Rang] = []

    def fail(_event: Rang) -> None:
        raise RuntimeError

    for listener in (fail, found.append):
        events.subscribe(Rang, listener)
    yield found
    events._HEARD_BY.pop(Rang)


@pytest.mark.django_db
def test_an_event_is_heard_once_the_transaction_holds_even_after_a_failure(
    heard: list[Rang], django_capture_on_commit_callbacks: DjangoCaptureOnCommitCallbacks
) -> None:
    with django_capture_on_commit_callbacks(execute=True):
        events.publish(Rang(3))
        assert heard == []
    assert heard == [Rang(3)]


@pytest.mark.django_db
def test_what_is_rolled_back_is_never_heard(
    heard: list[Rang], django_capture_on_commit_callbacks: DjangoCaptureOnCommitCallbacks
) -> None:
    with django_capture_on_commit_callbacks(execute=True):
        try:
            with transaction.atomic():
                events.publish(Rang(1))
                raise LookupError
        except LookupError:
            pass
    assert heard == []


@pytest.mark.django_db
def test_nobody_need_listen(django_capture_on_commit_callbacks: DjangoCaptureOnCommitCallbacks) -> None:
    with django_capture_on_commit_callbacks(execute=True) as callbacks:
        events.publish(object())
    assert len(callbacks) == 1
