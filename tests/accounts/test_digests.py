"""Digests: when they leave, what they hold, never empty, never twice."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

import pytest

from maillage.accounts.enums import Digest
from maillage.accounts.models import Notice, User
from maillage.accounts.operations import choose_digest, notify, reader_of, send_digests
from maillage.accounts.operations.digests import last_morning, stopping_token
from maillage.journal.models import Entry
from maillage.kernel.errors import DomainError
from maillage.kernel.models import Letter
from tests.cast import Cast

pytestmark = pytest.mark.django_db
PARIS = ZoneInfo("Europe/Paris")
MONDAY = datetime(2026, 3, 2, 7, 30, tzinfo=PARIS)
SITE = "https://plan.example"


def names(ids: Iterable[int]) -> dict[int, str]:
    """The names of the workspaces."""
    return {pk: f"Pays {pk}" for pk in ids}


def send(now: datetime = MONDAY) -> int:
    """A round at ``now``."""
    return send_digests(site=SITE, names=names, now=now)


def tell(cast: Cast, text: str, at: datetime = MONDAY - timedelta(days=1), **more: Any) -> Notice:
    """A notice for the pilot, left on Sunday unless said otherwise."""
    values = {"users": [cast.pilote], "workspace_id": cast.convention.pk, "kind": "mention"} | more
    (notice,) = notify(text=text, **values)
    Notice.objects.filter(pk=notice.pk).update(created_at=at)
    return notice


@pytest.mark.parametrize(
    ("now", "choice", "expected"),
    [
        (MONDAY, Digest.WEEKLY, datetime(2026, 3, 2, 7, tzinfo=PARIS)),
        (datetime(2026, 3, 2, 6, 59, tzinfo=PARIS), Digest.WEEKLY, datetime(2026, 2, 23, 7, tzinfo=PARIS)),
        (datetime(2026, 3, 5, 12, tzinfo=PARIS), Digest.WEEKLY, datetime(2026, 3, 2, 7, tzinfo=PARIS)),
        (datetime(2026, 3, 5, 12, tzinfo=PARIS), Digest.DAILY, datetime(2026, 3, 5, 7, tzinfo=PARIS)),
        (datetime(2026, 3, 5, 6, tzinfo=PARIS), Digest.DAILY, datetime(2026, 3, 4, 7, tzinfo=PARIS)),
    ],
)
def test_digests_leave_in_the_morning_of_the_day_that_was_chosen(
    now: datetime, choice: Digest, expected: datetime
) -> None:
    assert last_morning(now, choice) == expected


def test_what_concerns_somebody_comes_in_one_letter_with_its_links(cast: Cast) -> None:
    tell(cast, "Inès Morvan vous cite.", path="/c/1/plan/actions/2/")
    tell(cast, "La campagne est close.")
    assert send() == 1
    letter = Letter.objects.get()
    assert (letter.to, letter.subject) == (cast.pilote.email, "2\u00a0nouveautés pour vous dans Maillage")
    block = f"Pays {cast.convention.pk}\n\n  - Inès Morvan vous cite.\n    {SITE}/c/1/plan/actions/2/\n"
    assert f"{block}  - La campagne est close.\n" in letter.body
    stop = f"{SITE}/resume/{stopping_token(cast.pilote)}/"
    assert f"plus du tout\u00a0:\n{stop}" in letter.body
    assert letter.headers == {
        "List-Unsubscribe": f"<{stop}>",
        "List-Unsubscribe-Post": "List-Unsubscribe=One-Click",
    }


def test_the_same_thing_is_never_told_twice_and_an_empty_digest_never_leaves(cast: Cast) -> None:
    tell(cast, "Une fois.")
    assert [send(), send(), send(MONDAY + timedelta(days=7))] == [1, 0, 0]


def test_a_weekly_digest_waits_for_monday_and_a_daily_one_for_the_morning(cast: Cast) -> None:
    tell(cast, "Mardi.", at=MONDAY + timedelta(days=1))
    assert send(MONDAY + timedelta(days=2)) == 0
    choose_digest(digest=Digest.DAILY, by=cast.pilote)
    assert send(MONDAY + timedelta(days=2)) == 1


def test_a_worker_that_was_away_on_monday_makes_up_for_it(cast: Cast) -> None:
    tell(cast, "Dimanche.")
    assert send(MONDAY + timedelta(days=3)) == 1


def test_what_was_read_in_the_page_is_not_told_by_mail(cast: Cast) -> None:
    tell(cast, "Déjà vu.")
    Notice.objects.update(read_at=MONDAY)
    assert send() == 0


def test_whoever_wants_no_mail_or_has_no_account_any_more_gets_none(cast: Cast) -> None:
    tell(cast, "Pour rien.")
    choose_digest(digest=Digest.NEVER, by=cast.pilote)
    assert send() == 0
    User.objects.filter(pk=cast.pilote.pk).update(digest=Digest.WEEKLY, is_active=False)
    assert send() == 0


def test_a_convention_that_somebody_left_is_not_told(cast: Cast) -> None:
    tell(cast, "Chez d’autres.", workspace_id=cast.elsewhere.pk)
    assert send() == 0


def test_a_very_long_list_is_cut_and_says_so(cast: Cast) -> None:
    for number in range(45):
        tell(cast, f"Nouvelle {number}.")
    send()
    body = Letter.objects.get().body
    assert ("Nouvelle 39." in body, "Nouvelle 40." in body) == (True, False)
    assert f"Et 5\u00a0autres\u00a0: {SITE}/" in body
    assert not Notice.objects.filter(mailed_at=None).exists()


def test_the_queries_do_not_grow_with_the_notices(cast: Cast, django_assert_max_num_queries: Any) -> None:
    for number in range(20):
        tell(cast, f"Nouvelle {number}.")
    with django_assert_max_num_queries(9):
        send()


def test_a_link_opens_the_choice_of_one_person_at_one_address(cast: Cast) -> None:
    token = stopping_token(cast.pilote)
    assert reader_of(token) == cast.pilote
    assert reader_of(token.replace(str(cast.pilote.pk), str(cast.elue.pk), 1)) is None
    assert [reader_of(forged) for forged in ("", "-", "1-", "²-a", "9" * 400 + "-a", token[:-1])] == [
        None
    ] * 6
    cast.pilote.email = "ailleurs@exemple.fr"
    cast.pilote.save()
    assert reader_of(token) is None


def test_a_choice_is_written_in_the_journal_once(cast: Cast) -> None:
    for _ in range(2):
        choose_digest(digest=Digest.NEVER, by=cast.pilote)
    entry = Entry.objects.get(subject_type="user", subject_id=cast.pilote.pk)
    assert entry.changes == {"digest": ["semaine", "jamais"]}
    with pytest.raises(DomainError, match="fréquence"):
        choose_digest(digest="toujours", by=cast.pilote)
