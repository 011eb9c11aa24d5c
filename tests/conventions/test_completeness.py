"""« 7 rubriques sur 9 » says the same in the plan, counted by the database, and in the fiche."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from maillage.accounts.models import User
from maillage.conventions.models import Action, Convention
from maillage.conventions.operations import save_section
from maillage.conventions.sections import RUBRICS, Json
from maillage.conventions.sections.shown import OPTIONAL, UNCOUNTED, counted_rubrics, says_something
from maillage.conventions.selectors import plan_tree
from tests.factories import means
from tests.factories.links import every_value

PARTLY: list[tuple[str, Json]] = [
    ("people", {"partners": [{"label": "Médiathèque"}]}),
    ("people", {"communes": []}),
    ("residents", {"level": "information"}),
    ("residents", {"lines": ["Un comité."]}),
    ("calendar", {"term": "long"}),
    ("calendar", {"end": {"on": "2026-01-01", "precision": "mois"}}),
    ("calendar", {"start": {"on": "2026-05-01", "precision": "saison"}}),
    ("indicators", [{"label": ""}]),
    ("steps", [{"text": ""}]),
    ("context", ["  "]),
]

NAMED = {"people", "residents", "calendar", "links"}
BLANK: dict[str, Json] = {key: {} if key in NAMED else [] for key in RUBRICS}
USUAL = [key for key in RUBRICS if key not in OPTIONAL]


def _agree(action: Action, user: User) -> int:
    [row] = [one for one in plan_tree(action.convention, user).rows if one.pk == action.pk]
    whole = Action.objects.get(pk=action.pk)
    counted = counted_rubrics(whole.convention)
    filled = [key for key in counted if says_something(whole, key)]
    assert row.filled == len(filled)
    assert row.has_indicators == ("indicators" in filled)
    assert row.rubrics == len(counted)
    return row.filled


@given(st.sets(st.sampled_from(RUBRICS)))
@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=25, deadline=None)
def test_whatever_is_filled_is_counted(action: Action, coordinator: User, keys: set[str]) -> None:
    values = every_value(action.convention)
    for key in RUBRICS:
        value = values[key] if key in keys else BLANK[key]
        save_section(action=action, section=key, value=value, version=None, by=coordinator)
    for order, counted in (([], keys & set(USUAL)), (list(RUBRICS), keys - UNCOUNTED)):
        Convention.objects.update(section_order=order)
        action.convention.refresh_from_db()
        assert _agree(action, coordinator) == len(counted)


@pytest.mark.parametrize(("section", "value"), PARTLY)
def test_a_section_filled_in_part_counts_the_same_everywhere(
    action: Action, coordinator: User, section: str, value: Json
) -> None:
    save_section(action=action, section=section, value=value, version=1, by=coordinator)
    _agree(action, coordinator)


def test_an_empty_fiche_has_none_and_a_full_one_nine(action: Action, coordinator: User) -> None:
    assert _agree(action, coordinator) == 0
    for key, value in every_value(action.convention).items():
        save_section(action=action, section=key, value=value, version=None, by=coordinator)
    assert _agree(action, coordinator) == 9


def test_a_rubrique_of_recent_date_counts_only_where_the_fiches_show_it(
    action: Action, coordinator: User
) -> None:
    save_section(action=action, section="vigilance", value=["Un loyer."], version=None, by=coordinator)
    assert (len(counted_rubrics(action.convention)), _agree(action, coordinator)) == (9, 0)
    Convention.objects.update(section_order=["vigilance"])
    action.convention.refresh_from_db()
    assert (len(counted_rubrics(action.convention)), _agree(action, coordinator)) == (10, 1)


@pytest.mark.parametrize("kind", ["budget", "time"])
def test_lines_without_words_fill_the_means(action: Action, coordinator: User, kind: str) -> None:
    assert _agree(action, coordinator) == 0
    if kind == "budget":
        line: Any = means.budget(action, coordinator)
    else:
        line = means.staff(action.convention, coordinator, action=action.pk)
    assert _agree(action, coordinator) == 1
    line.delete()
    assert _agree(action, coordinator) == 0
