"""The small calendar of a fiche: what is sure is sharp, what is not fades, a shape tells the state."""

from __future__ import annotations

import re
from datetime import date

from maillage.conventions.models import Action
from tests.web.conventions.conftest import Plan
from tests.web.testing import PageClient


def drawn(coordinator: PageClient, plan: Plan, **fields: object) -> str:
    """The drawing of the full fiche once it says ``fields``; empty for none."""
    unknown = {"start_on": None, "start_precision": "", "end_on": None, "end_precision": "", "term": ""}
    Action.objects.filter(pk=plan.full.pk).update(**unknown | fields)
    html = coordinator.get(plan.fiche()).content.decode()
    found = re.search(r'<svg class="period.*?</svg>', html)
    return found.group() if found else ""


def test_a_period_known_to_the_month_is_sharp(coordinator: PageClient, plan: Plan) -> None:
    known = {"start_on": date(2025, 1, 1), "end_on": date(2026, 6, 30)}
    svg = drawn(coordinator, plan, start_precision="mois", end_precision="mois", **known)
    assert 'x="20.03%"' in svg
    assert "mask" not in svg


def test_a_start_known_to_the_year_and_an_end_unknown_fade(coordinator: PageClient, plan: Plan) -> None:
    assert 'mask="url(#' in drawn(coordinator, plan, start_on=date(2025, 1, 1), start_precision="annee")


def test_a_horizon_alone_takes_its_years(coordinator: PageClient, plan: Plan) -> None:
    svg = drawn(coordinator, plan, term="moyen")
    assert 'x="40.01%"' in svg
    assert 'aria-label="moyen terme"' in svg


def test_a_blocked_action_is_hatched(coordinator: PageClient, plan: Plan) -> None:
    svg = drawn(coordinator, plan, end_on=date(2026, 6, 30), end_precision="mois", status="bloquee")
    assert "g-hachures" in svg
    assert 'class="period is-bloquee"' in svg


def test_nothing_is_drawn_of_an_action_without_any_date(coordinator: PageClient, plan: Plan) -> None:
    assert drawn(coordinator, plan) == ""
