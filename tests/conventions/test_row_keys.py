"""Rows keep their identity: through edits, moves, undo; and take none from elsewhere."""

from __future__ import annotations

from typing import Any

import pytest

from maillage.accounts.models import User
from maillage.conventions.models import Action, Indicator, Step
from maillage.conventions.operations import save_section, undo
from maillage.conventions.sections import SECTIONS, Json
from maillage.journal.models import Entry
from tests.factories.conventions import ActionFactory, IndicatorFactory, section_values, step_value

LABELS = {"steps": "text", "indicators": "label"}


def _save(action: Action, section: str, value: Json, by: User) -> Json:
    save_section(action=action, section=section, value=value, version=None, by=by)
    return SECTIONS[section].read(Action.objects.get(pk=action.pk))


def _by_label(value: Json, label: str = "label") -> dict[str, str]:
    return {row[label]: row["key"] for row in value}


def test_a_row_keeps_its_key_and_its_id_when_its_words_change(action: Action, coordinator: User) -> None:
    rows = _save(action, "indicators", [{"label": "Places"}, {"label": "Heures"}], coordinator)
    ids = dict(Indicator.objects.values_list("key", "pk"))
    rows[0]["label"] = "Places ouvertes le samedi"
    edited = _save(action, "indicators", rows[::-1], coordinator)
    assert [row["key"] for row in edited] == [row["key"] for row in rows[::-1]]
    assert dict(Indicator.objects.values_list("key", "pk")) == ids


def test_rows_given_without_keys_keep_those_of_the_same_words(action: Action, coordinator: User) -> None:
    before = _by_label(_save(action, "indicators", [{"label": "Places"}, {"label": "Heures"}], coordinator))
    given = [{"label": "Nouveau"}, {"label": "heures", "kind": "impact"}, {"label": "Places"}]
    after = _by_label(_save(action, "indicators", given, coordinator))
    assert (after["Places"], after["heures"]) == (before["Places"], before["Heures"])
    assert after["Nouveau"] not in before.values()


def test_rows_of_the_same_words_stay_two(action: Action, coordinator: User) -> None:
    twins = [{"label": "Places"}, {"label": "Places", "kind": "impact"}]
    before = _save(action, "indicators", twins, coordinator)
    assert _save(action, "indicators", twins[::-1], coordinator) == before[::-1]


@pytest.mark.parametrize("section", ["steps", "people", "indicators"])
def test_the_same_value_without_its_keys_changes_nothing(
    action: Action, coordinator: User, section: str
) -> None:
    value = section_values()[section]
    _save(action, section, value, coordinator)
    assert save_section(action=action, section=section, value=value, version=None, by=coordinator) is None


@pytest.mark.parametrize("given", ["short", "x" * 12, 12, None, ["a"], "ABCDEFABCDEF"])
def test_a_malformed_key_is_replaced(action: Action, coordinator: User, given: Any) -> None:
    [row] = _save(action, "indicators", [{"key": given, "label": "Places"}], coordinator)
    assert row["key"] != given
    assert len(row["key"]) == 12


def test_the_key_of_another_action_is_not_believed(action: Action, coordinator: User) -> None:
    theirs = IndicatorFactory.create(action=ActionFactory.create(convention=action.convention), label="Eux")
    [row] = _save(action, "indicators", [{"key": theirs.key, "label": "Nous"}], coordinator)
    assert row["key"] != theirs.key
    theirs.refresh_from_db()
    assert (theirs.label, theirs.action_id == action.pk) == ("Eux", False)


def test_a_key_given_twice_counts_once(action: Action, coordinator: User) -> None:
    [row] = _save(action, "indicators", [{"label": "Places"}], coordinator)
    both = _save(action, "indicators", [row, {**row, "label": "Copie"}], coordinator)
    assert both[0]["key"] == row["key"]
    assert both[1]["key"] != row["key"]


def test_a_substep_that_becomes_a_step_is_the_same_row(action: Action, coordinator: User) -> None:
    [step] = _save(action, "steps", [step_value("Bâtir", substeps=[{"text": "Choisir"}])], coordinator)
    sub = step["substeps"][0]
    [former, own] = _save(action, "steps", [{**step, "substeps": []}, {**sub, "substeps": []}], coordinator)
    assert (former["key"], own["key"]) == (step["key"], sub["key"])
    back = _save(action, "steps", [{**own, "substeps": [former]}], coordinator)
    assert [row["key"] for row in (back[0], *back[0]["substeps"])] == [sub["key"], step["key"]]


def test_a_substep_outlives_the_step_that_it_leaves(action: Action, coordinator: User) -> None:
    [step] = _save(action, "steps", [step_value("Bâtir", substeps=[{"text": "Choisir"}])], coordinator)
    sub = step["substeps"][0]
    _save(action, "steps", [step_value("Autre", substeps=[sub])], coordinator)
    assert Step.objects.get(key=sub["key"]).parent is not None
    assert not Step.objects.filter(key=step["key"]).exists()


def test_undo_gives_the_keys_back(action: Action, coordinator: User) -> None:
    rows = _save(action, "indicators", [{"label": "Places"}, {"label": "Heures"}], coordinator)
    entry = save_section(action=action, section="indicators", value=[], version=None, by=coordinator)
    assert entry is not None
    undo(entry=entry, by=coordinator)
    assert SECTIONS["indicators"].read(Action.objects.get(pk=action.pk)) == rows


def test_an_entry_older_than_keys_and_measures_is_still_undone(action: Action, coordinator: User) -> None:
    entry = save_section(
        action=action, section="indicators", value=[{"label": "Places"}], version=None, by=coordinator
    )
    assert entry is not None
    old = {"indicators": [[], [{"label": "Places", "kind": "", "target": None}]]}
    Entry.objects.filter(pk=entry.pk).update(changes=old)
    undo(entry=Entry.objects.get(pk=entry.pk), by=coordinator)
    assert not Indicator.objects.exists()
