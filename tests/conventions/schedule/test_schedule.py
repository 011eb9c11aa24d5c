"""The échéancier as it is read: by axis, narrowed, over the days that plans touch."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from django.utils import timezone

from maillage.conventions.enums import Status, Term
from maillage.conventions.models import Convention
from maillage.conventions.operations.actions import delete_action
from maillage.conventions.selectors.schedule import (
    Period,
    Schedule,
    ScheduleFilters,
    Window,
    bound,
    horizon_of,
    schedule,
)
from maillage.conventions.selectors.schedule.periods import bands_of
from tests.cast import Cast
from tests.factories.conventions import ConventionFactory, NodeFactory, PilotFactory, StepFactory
from tests.factories.schedule import axis, dated, on, supposes


def read(cast: Cast, filters: ScheduleFilters | None = None) -> Schedule:
    """The échéancier of the cast's convention, seen by its reader."""
    return schedule([cast.convention], cast.lecteur, filters)


def titles(found: Schedule) -> list[str]:
    """What is shown, in order."""
    return [row.title for row in found.shown]


def test_actions_stand_under_their_top_axis_in_plan_order(cast: Cast) -> None:
    cast.action.delete()
    cast.other_action.delete()
    below = NodeFactory.create(convention=cast.convention, parent=cast.node, position=1)
    dated(cast.convention, "Transversale", position=0)
    dated(cast.convention, "Dessous", node=below, position=0)
    dated(cast.convention, "Seconde", node=cast.node, position=2)
    dated(cast.convention, "Première", node=cast.node, position=1)
    axes = read(cast).plans[0].axes
    assert [(one.node.title if one.node else "", [row.title for row in one.rows]) for one in axes] == [
        ("Petite enfance", ["Première", "Seconde", "Dessous"]),
        ("", ["Transversale"]),
    ]


def test_nothing_is_shown_of_a_convention_that_is_not_ones_own(cast: Cast) -> None:
    dated(cast.elsewhere, "Ailleurs", "2026")
    assert read(cast).rows
    assert schedule([cast.elsewhere], cast.lecteur).rows == []


def test_a_deleted_action_leaves_the_schedule_and_the_arrows(cast: Cast) -> None:
    first = dated(cast.convention, "D’abord", "2025")
    then = dated(cast.convention, "Ensuite", "2026")
    supposes(then, first)
    delete_action(action=first, by=cast.coordinatrice)
    found = {row.title: row for row in read(cast).rows}
    assert "D’abord" not in found
    assert found["Ensuite"].after == []


def test_bounds_are_as_wide_as_what_is_known(cast: Cast) -> None:
    dated(cast.convention, "Floue", "automne 2025", "2027")
    row = next(row for row in read(cast).rows if row.title == "Floue")
    assert row.period.start is not None
    assert row.period.end is not None
    assert (row.period.start.earliest, row.period.start.latest) == (on("2025-10-01"), on("2025-11-30"))
    assert (row.period.end.earliest, row.period.end.latest) == (on("2027-01-01"), on("2027-12-31"))
    assert row.period.words == "automne 2025 à 2027"


def test_an_action_without_date_has_no_period_and_is_never_late(cast: Cast) -> None:
    dated(cast.convention, "Sans date", status=Status.RUNNING)
    row = next(row for row in read(cast).rows if row.title == "Sans date")
    assert row.period.words == ""
    assert row.period.reach(row.status, date(2040, 1, 1)) is None
    assert not row.is_late(date(2040, 1, 1))


def test_late_begins_the_day_after_the_last_day_that_is_meant(cast: Cast) -> None:
    dated(cast.convention, "Annuelle", end="2026", status=Status.RUNNING)
    row = next(row for row in read(cast).rows if row.title == "Annuelle")
    assert not row.is_late(date(2026, 12, 31))
    assert row.is_late(date(2027, 1, 1))


def test_the_axis_covers_the_convention_its_dates_and_a_little_more(cast: Cast) -> None:
    dated(cast.convention, "Avant", "2022", "2023")
    found = read(cast)
    assert (found.first, found.last) == (date(2022, 1, 1), date(2029, 4, 30))


def test_steps_bring_their_understood_dates_only(cast: Cast) -> None:
    action = dated(cast.convention, "Avec étapes", "2026")
    StepFactory.create(
        action=action, text="Datée", due="juin 2026", due_on=on("2026-06-30"), due_precision="mois"
    )
    StepFactory.create(action=action, text="En mots", due="dès que possible")
    row = next(row for row in read(cast).rows if row.pk == action.pk)
    assert [(step.text, step.due.words) for step in row.steps] == [("Datée", "juin 2026")]


@pytest.mark.parametrize(
    ("filters", "kept"),
    [
        (ScheduleFilters(pilot="CCAS"), ["Du CCAS"]),
        (ScheduleFilters(theme="Jeunesse"), ["Jeune"]),
        (ScheduleFilters(status=Status.BLOCKED), ["Bloquée"]),
        (ScheduleFilters(pilot="CCAS", status=Status.BLOCKED), []),
        (ScheduleFilters(commune="99999"), []),
    ],
)
def test_filters_narrow_what_is_shown(cast: Cast, filters: ScheduleFilters, kept: list[str]) -> None:
    PilotFactory.create(action=dated(cast.convention, "Du CCAS", "2026"), label="CCAS")
    theme = cast.convention.themes.create(name="Jeunesse")
    dated(cast.convention, "Jeune", "2026").themes.add(theme)
    dated(cast.convention, "Bloquée", "2026", status=Status.BLOCKED)
    found = read(cast, filters)
    assert titles(found) == kept
    assert len(found.rows) == 5


def test_a_window_keeps_what_may_touch_it(cast: Cast) -> None:
    year = timezone.localdate().year
    dated(cast.convention, "Cette année", str(year), str(year))
    dated(cast.convention, "À cheval", str(year - 1), f"T1 {year + 1}")
    dated(cast.convention, "Avant", str(year - 2), str(year - 1))
    dated(cast.convention, "Après", str(year + 1))
    dated(cast.convention, "En cours sans fin", str(year - 1), status=Status.RUNNING)
    found = read(cast, ScheduleFilters(window=Window.YEAR))
    assert titles(found) == ["Cette année", "À cheval", "En cours sans fin"]
    assert (found.first, found.last) == (date(year, 1, 1), date(year, 12, 31))


def test_the_next_twelve_months_start_with_this_one() -> None:
    days = Window.TWELVE_MONTHS.days(date(2026, 11, 22))
    assert days == (date(2026, 11, 1), date(2027, 10, 31))


@pytest.mark.parametrize(
    ("years", "lengths"),
    [((2024, 2028), [2, 2, 1]), ((2024, 2027), [2, 1, 1]), ((2024, 2029), [2, 2, 2]), ((2024, 2024), [1])],
)
@pytest.mark.django_db
def test_the_years_are_shared_between_the_horizons(years: tuple[int, int], lengths: list[int]) -> None:
    convention: Convention = ConventionFactory.create(start_year=years[0], end_year=years[1])
    *bands, after = bands_of(convention)
    assert [band.last.year - band.first.year + 1 for band in bands if band.last] == lengths
    assert bands[0].first == date(years[0], 1, 1)
    assert all(
        earlier.last and later.first == earlier.last + timedelta(days=1)
        for earlier, later in zip([*bands], [*bands[1:], after], strict=True)
    )


@pytest.mark.django_db
def test_an_action_stands_in_the_horizon_that_the_plan_gives_before_that_of_its_dates() -> None:
    bands = bands_of(ConventionFactory.create())
    soon = Period(bound(on("2024-03-01"), "mois"), bound(on("2025-06-30"), "mois"))
    assert horizon_of("", soon, bands) is Term.SHORT
    assert horizon_of(Term.LONG, soon, bands) is Term.LONG
    assert horizon_of("", Period(None, bound(on("2031-12-31"), "annee")), bands) is Term.NEXT
    assert horizon_of("", Period(None, None), bands) is None


def test_milestones_are_signatures_versions_and_campaigns_that_left(cast: Cast) -> None:
    cast.convention.signatories.create(name="CAF", signed_on=on("2024-03-21"))
    cast.convention.signatories.create(name="MSA", signed_on=on("2024-03-21"))
    cast.convention.versions.create(
        kind="signee", name="Version signée", dated_on=on("2024-04-02"), content={}
    )
    cast.convention.campaigns.create(name="Printemps", due_on=on("2026-05-15"), state="ouverte")
    cast.convention.campaigns.create(name="Brouillon", due_on=on("2026-09-15"))
    found = read(cast).plans[0].milestones
    assert [(one.on.isoformat(), one.label) for one in found] == [
        ("2024-03-21", "Signature"),
        ("2024-04-02", "Version signée"),
        ("2026-05-15", "Printemps : réponses attendues"),
    ]


def test_axes_without_any_action_kept_are_left_out(cast: Cast) -> None:
    axis(cast.convention, "Vide", "2")
    found = read(cast)
    assert [one.node.title for one in found.plans[0].axes if one.node] == ["Petite enfance"]
