"""Where an action stands: what is said of it, by whom, when, and what older entries say."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest
from django.db import transaction

from maillage.accounts.models import User
from maillage.conventions.models import Action
from maillage.conventions.operations import save_section, undo
from maillage.conventions.operations.actions import write_section
from maillage.conventions.operations.common import locked_action
from maillage.conventions.sections import SECTIONS
from maillage.conventions.wording import Names, lines_of_section
from maillage.journal.models import Entry

pytestmark = pytest.mark.django_db
OLD = {"status": "en_cours", "progress": 40, "news": "Le local est trouvé."}
WHOLE = {
    **OLD, "difficulty": "temps", "difficulty_note": "Mi-temps.", "help_needed": "Un relais.",
    "next_step": "Visiter.",
}  # fmt: skip


def said(action: Action, by: User, value: dict[str, object]) -> Entry:
    """The entry of a state that was saved."""
    entry = save_section(action=action, section="state", value=value, version=None, by=by)
    assert entry is not None
    return entry


def test_saying_where_it_stands_dates_the_news(action: Action, coordinator: User) -> None:
    assert action.told_at is None
    said(action, coordinator, WHOLE)
    assert action.told_at is not None


def test_saying_the_same_again_dates_the_news_without_an_entry(action: Action, coordinator: User) -> None:
    said(action, coordinator, WHOLE)
    Action.objects.update(told_at=datetime(2024, 1, 1, tzinfo=UTC))
    entries = Entry.objects.count()
    assert save_section(action=action, section="state", value=WHOLE, version=None, by=coordinator) is None
    fresh = Action.objects.get(pk=action.pk)
    assert fresh.told_at is not None
    assert fresh.told_at.year > 2024
    assert Entry.objects.count() == entries


def test_an_undone_state_gives_the_former_date_back(action: Action, coordinator: User) -> None:
    long_ago = datetime(2024, 1, 1, tzinfo=UTC)
    Action.objects.update(told_at=long_ago)
    undo(entry=said(action, coordinator, WHOLE), by=coordinator)
    assert Action.objects.get(pk=action.pk).told_at == long_ago


def test_a_state_that_says_nothing_of_difficulties_leaves_them(action: Action, coordinator: User) -> None:
    said(action, coordinator, WHOLE)
    said(action, coordinator, {**OLD, "news": "Visité."})
    assert (action.news, action.difficulty, action.next_step) == ("Visité.", "temps", "Visiter.")


def test_an_entry_older_than_difficulties_is_told_and_taken_back(action: Action, coordinator: User) -> None:
    entry = said(action, coordinator, OLD)
    older = {"status": "a_venir", "progress": None, "news": ""}
    Entry.objects.filter(pk=entry.pk).update(changes={"state": [older, OLD]})
    assert lines_of_section("state", OLD, Names(action.convention)) == [
        "État : En cours", "Avancement : 40\u00a0%", "Nouvelle : Le local est trouvé.",
    ]  # fmt: skip
    undo(entry=Entry.objects.get(pk=entry.pk), by=coordinator)
    assert SECTIONS["state"].read(Action.objects.get(pk=action.pk)) == SECTIONS["state"].said(older)


def test_who_has_no_account_is_named_in_the_journal(action: Action) -> None:
    with transaction.atomic():
        entry = write_section(
            action=locked_action(action.pk),
            section="state",
            value=WHOLE,
            by=None,
            details={"campaign": 4},
            actor_name="Claire, RPE",
        )
    assert entry is not None
    assert (entry.actor_id, entry.actor_name, entry.details["campaign"]) == (None, "Claire, RPE", 4)
    assert Action.objects.get(pk=action.pk).difficulty == "temps"
