"""What changed since a moment: net, grouped, in plan order."""

from __future__ import annotations

from datetime import datetime, timedelta
from decimal import Decimal
from typing import Any

import pytest
from django.utils import timezone

from maillage.conventions.enums import MeasureType, Status, VersionKind
from maillage.conventions.models import Action, IndicatorValue, PlanVersion
from maillage.conventions.operations import delete_action, save_section, undo
from maillage.conventions.operations.versions import freeze_version
from maillage.conventions.selectors.follow import (
    Changes,
    changes_since,
    figures_since,
    follow_rows,
    last_committee,
)
from maillage.conventions.selectors.follow.dashboard import changes_page
from tests.cast import Cast
from tests.factories.conventions import ActionFactory, IndicatorFactory
from tests.factories.following import piloted, rewritten, told

pytestmark = pytest.mark.django_db
SINCE = timezone.now() - timedelta(days=60)
BEFORE = SINCE - timedelta(days=10)


def changes(cast: Cast, since: datetime = SINCE) -> Changes:
    """What changed in the plan of the cast."""
    rows = follow_rows(cast.convention, cast.coordinatrice)
    return changes_since(cast.convention, rows, since)


def end(year: int) -> dict[str, Any]:
    """A calendar that ends with a year."""
    return {
        "phrases": [],
        "start": None,
        "end": {"on": f"{year}-12-31", "precision": "annee"},
        "term": "",
    }


def test_a_state_is_compared_with_what_it_was_first(cast: Cast) -> None:
    action, by = cast.action, cast.coordinatrice
    told(action, by, at=BEFORE, status=Status.RUNNING)
    told(action, by, status=Status.BLOCKED, news="Bloquée.")
    told(action, by, status=Status.DONE, news="Finie.")
    (move,) = changes(cast).states
    assert (move.row.pk, move.before, move.after) == (action.pk, Status.RUNNING, Status.DONE)
    assert move.row.news == "Finie."


def test_what_was_changed_and_changed_back_did_not_move(cast: Cast) -> None:
    told(cast.action, cast.coordinatrice, status=Status.RUNNING)
    entry = told(cast.action, cast.coordinatrice, status=Status.DONE)
    undo(entry=entry, by=cast.coordinatrice)
    told(cast.action, cast.coordinatrice, status=Status.TO_COME)
    assert changes(cast).states == []


def test_news_without_a_new_state_are_told_apart(cast: Cast) -> None:
    told(cast.action, cast.coordinatrice, news="Une réunion de plus.")
    found = changes(cast)
    assert ([row.pk for row in found.news], found.states) == ([cast.action.pk], [])


def test_dates_and_pilots_say_what_they_were_and_are(cast: Cast) -> None:
    action, by = cast.action, cast.coordinatrice
    rewritten(action, "calendar", end(2026), by, at=BEFORE)
    rewritten(action, "calendar", end(2027), by)
    (label,) = action.pilots.values_list("label", flat=True)
    rewritten(action, "people", piloted(action, "Zoé"), by)
    found = changes(cast)
    assert [(one.before["end"]["on"], one.after["end"]["on"]) for one in found.dates] == [
        ("2026-12-31", "2027-12-31")
    ]
    assert [(one.left, one.came) for one in found.pilots] == [([label], ["Zoé"])]


def test_words_of_a_calendar_alone_are_no_change_of_dates(cast: Cast) -> None:
    rewritten(cast.action, "calendar", end(2027), cast.coordinatrice, at=BEFORE)
    rewritten(cast.action, "calendar", end(2027) | {"phrases": ["Jusqu’au bout."]}, cast.coordinatrice)
    found = changes(cast)
    assert (found.dates, found.completed) == ([], 0)


def test_other_sections_are_counted_once_a_fiche(cast: Cast) -> None:
    for words in ("Un.", "Deux."):
        rewritten(cast.action, "context", [words], cast.coordinatrice)
        rewritten(cast.other_action, "objectives", [words], cast.coordinatrice)
    assert (changes(cast).completed, changes(cast).count) == (2, 0)


def test_actions_that_came_and_went_are_named(cast: Cast) -> None:
    Action.objects.filter(convention=cast.convention).update(created_at=BEFORE)
    delete_action(action=cast.other_action, by=cast.coordinatrice)
    found = changes(cast)
    assert found.left == [str(cast.other_action)]


def test_figures_noted_since_are_there_as_they_are_now(cast: Cast) -> None:
    indicator = IndicatorFactory.create(action=cast.action, measure=MeasureType.NUMBER)
    common = {"convention": cast.convention, "indicator": indicator}
    old = IndicatorValue.objects.create(period="2024", number=Decimal(3), **common)
    IndicatorValue.objects.filter(pk=old.pk).update(updated_at=BEFORE)
    IndicatorValue.objects.create(period="2025", number=Decimal(5), **common)
    IndicatorValue.objects.create(period="2025", category="00001", number=Decimal(2), **common)
    found = figures_since(cast.convention, follow_rows(cast.convention, cast.elue), SINCE)
    assert [(one.row.pk, one.period, one.reading.number) for one in found] == [
        (cast.action.pk, "2025", Decimal(5))
    ]


def test_the_last_version_shown_to_a_committee_is_the_one_to_compare_with(cast: Cast) -> None:
    today = timezone.localdate()
    kinds = (VersionKind.COMMITTEE, VersionKind.SIGNED)
    for kind in kinds:
        freeze_version(
            convention=cast.convention, kind=kind, name=kind.label, dated_on=today, by=cast.coordinatrice
        )
    version = last_committee(cast.convention, cast.elue)
    assert version is not None
    assert version.kind == VersionKind.COMMITTEE
    told(cast.action, cast.coordinatrice, status=Status.DONE)
    page = changes_page(cast.convention, cast.elue)
    assert page is not None
    assert (page.since.version, len(page.changes.states), len(page.versions)) == (version, 1, 2)


def test_a_version_of_another_convention_is_none_of_ours(cast: Cast) -> None:
    version = freeze_version(
        convention=cast.elsewhere,
        kind=VersionKind.COMMITTEE,
        name="COPIL",
        dated_on=timezone.localdate(),
        by=cast.etrangere,
    )
    assert changes_page(cast.convention, cast.coordinatrice, version=version.pk) is None
    assert PlanVersion.objects.count() == 1


def test_the_queries_do_not_grow_with_the_changes(cast: Cast, django_assert_max_num_queries: Any) -> None:
    for _ in range(12):
        action = ActionFactory.create(convention=cast.convention)
        value = {"status": Status.RUNNING, "progress": None, "news": "Oui."}
        save_section(action=action, section="state", value=value, version=None, by=cast.coordinatrice)
    rows = follow_rows(cast.convention, cast.coordinatrice)
    with django_assert_max_num_queries(5):
        assert len(changes_since(cast.convention, rows, SINCE).states) == 12
