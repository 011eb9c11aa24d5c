"""The measures measure what they say: fifty fiches, a floor with the same rows, rows of one shape."""

from __future__ import annotations

import pytest
from django.conf import LazySettings
from django.test import Client
from django.urls import reverse

from maillage.conventions.models import Action, Convention
from tools.bench import acceptance, crowd, data
from tools.bench.floor import FLOORS
from tools.bench.measure import Page, pages, row, run

KEYS = {"page", "backend", "conventions", "median_ms", "p95_ms", "queries", "bytes", "floor_ratio"}
LONGEST_ACCEPTANCE_MS = 3000


def test_the_measured_plan_has_fifty_fiches_each_with_its_own_name() -> None:
    actions = data.plan_of_fifty("Essai")["actions"]
    assert len({action["ref"] for action in actions}) == len(actions) == 50
    assert len({action["title"] for action in actions}) == 50


def test_rows_have_one_shape_with_or_without_a_floor() -> None:
    bare = row("accept", "sqlite", 1, [3.0, 1.0, 2.0], 34, 0)
    assert set(bare) == KEYS
    assert (bare["median_ms"], bare["floor_ratio"]) == (2.0, None)
    page = Page("plan", "/", "/plancher/", times=[20.0, 30.0], floors=[10.0, 10.0], queries=9, size=100)
    assert set(page.row("sqlite", 40)) == KEYS
    assert page.row("sqlite", 40)["floor_ratio"] == 2.5


@pytest.mark.django_db
def test_every_page_has_a_floor_with_its_rows_and_an_acceptance_is_quick(
    settings: LazySettings, client: Client
) -> None:
    settings.ROOT_URLCONF = "tools.bench.urls"
    user, convention = crowd.fill(1)
    import_ = data.to_review(user)
    client.force_login(user, "django.contrib.auth.backends.ModelBackend")
    action = Action.objects.filter(convention=convention)[25]
    measured = pages(convention.pk, action.pk, import_)
    assert {page.name for page in measured} == set(FLOORS)
    run(client, measured, rounds=2)
    assert all(len(page.times) == len(page.floors) == 2 and page.queries for page in measured)
    plan = client.get(reverse("floor", args=["plan", convention.pk, 0])).content.decode()
    titles = Action.objects.filter(convention=convention).values_list("title", flat=True)
    assert all(title in plan for title in titles)
    times, _, _ = acceptance.measure(client, user, 1)
    assert max(times) < LONGEST_ACCEPTANCE_MS
    assert Convention.objects.count() == 4


@pytest.mark.django_db
def test_a_stranger_gets_no_floor(settings: LazySettings, client: Client) -> None:
    settings.ROOT_URLCONF = "tools.bench.urls"
    assert client.get("/plancher/plan/1/0/").status_code == 302
