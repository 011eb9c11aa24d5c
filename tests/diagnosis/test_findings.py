"""Findings: written by coordination, journaled, taken back."""

from __future__ import annotations

from typing import Any

import pytest
from django.core.exceptions import PermissionDenied

from maillage.accounts.models import User
from maillage.conventions.errors import InvalidValueError, NotUndoableError
from maillage.conventions.models import Action, Convention
from maillage.conventions.operations import delete_action, undo
from maillage.conventions.operations.findings import save_finding
from maillage.conventions.selectors.findings import answering_actions
from maillage.diagnosis.errors import FindingChangedError, InvalidFindingError
from maillage.diagnosis.models import Finding
from maillage.diagnosis.operations import create_finding, delete_finding, update_finding
from maillage.diagnosis.selectors import findings_of
from maillage.journal.models import Entry
from maillage.kernel.errors import StaleVersionError
from tests.cast import Cast

VALUES = {
    "kind": "faiblesse",
    "theme": "Mobilité",
    "text": "Un foyer sur dix sans voiture",
    "source": "Enquête",
}


def written(cast: Cast, **values: Any) -> tuple[Finding, Entry]:
    """A finding that coordination adds."""
    return create_finding(
        workspace=cast.convention.workspace, values={**VALUES, **values}, by=cast.coordinatrice
    )


def answered(cast: Cast, finding: Finding, actions: list[int]) -> Entry | None:
    """The entry of coordination saying which actions answer ``finding``."""
    _, entry = save_finding(
        convention=cast.convention, finding=finding, values=VALUES, actions=actions, by=cast.coordinatrice
    )
    return entry


def in_place(convention: Convention, user: User) -> list[str]:
    """The words of the diagnosis that ``user`` reads."""
    return [finding.text for finding in findings_of(convention.pk, user)]


def test_a_finding_is_added_and_taken_back(cast: Cast) -> None:
    finding, entry = written(cast)
    assert in_place(cast.convention, cast.lecteur) == [VALUES["text"]]
    assert (entry.verb, entry.convention_id) == ("finding.created", cast.convention.pk)
    back = undo(entry=entry, by=cast.coordinatrice)
    assert in_place(cast.convention, cast.lecteur) == []
    undo(entry=back, by=cast.coordinatrice)
    assert in_place(cast.convention, cast.lecteur) == [finding.text]


def test_an_edit_is_taken_back_unless_it_changed_since(cast: Cast) -> None:
    finding, _ = written(cast)
    values = {**VALUES, "kind": "menace"}
    entry = update_finding(finding=finding, values=values, version=1, by=cast.coordinatrice)
    assert entry is not None
    assert Entry.objects.get(pk=entry.pk).changes == {"kind": ["faiblesse", "menace"]}
    undo(entry=entry, by=cast.coordinatrice)
    finding.refresh_from_db()
    assert finding.kind == "faiblesse"
    again = update_finding(finding=finding, values=values, version=None, by=cast.coordinatrice)
    update_finding(finding=finding, values={**VALUES, "kind": "enjeu"}, version=None, by=cast.coordinatrice)
    assert again is not None
    with pytest.raises(NotUndoableError):
        undo(entry=again, by=cast.coordinatrice)


def test_the_same_values_write_nothing(cast: Cast) -> None:
    finding, _ = written(cast)
    assert update_finding(finding=finding, values=VALUES, version=1, by=cast.coordinatrice) is None


def test_an_older_version_is_refused(cast: Cast) -> None:
    finding, _ = written(cast)
    values = {**VALUES, "text": "Autre chose"}
    update_finding(finding=finding, values=values, version=1, by=cast.coordinatrice)
    with pytest.raises(StaleVersionError):
        update_finding(finding=finding, values=VALUES, version=1, by=cast.coordinatrice)


@pytest.mark.parametrize(
    ("field", "value"),
    [("kind", "autre"), ("kind", ""), ("text", " "), ("theme", "x" * 121), ("source", "x" * 301)],
)
def test_what_a_finding_cannot_hold_is_refused_on_its_field(cast: Cast, field: str, value: str) -> None:
    with pytest.raises(InvalidFindingError) as refusal:
        written(cast, **{field: value})
    assert refusal.value.field == field


def test_a_finding_taken_out_comes_back_with_its_links(cast: Cast) -> None:
    finding, _ = written(cast)
    answered(cast, finding, [cast.action.pk])
    entry = delete_finding(finding=finding, by=cast.coordinatrice)
    with pytest.raises(FindingChangedError):
        update_finding(finding=finding, values=VALUES, version=None, by=cast.coordinatrice)
    undo(entry=entry, by=cast.coordinatrice)
    assert [one.finding_id for one in cast.action.answered_findings.all()] == [finding.pk]


@pytest.mark.parametrize("name", ["pilote", "lecteur", "elue", "etrangere"])
def test_only_coordination_writes_the_diagnosis(cast: Cast, name: str) -> None:
    finding, _ = written(cast)
    by = getattr(cast, name)
    with pytest.raises(PermissionDenied):
        create_finding(workspace=cast.convention.workspace, values=VALUES, by=by)
    with pytest.raises(PermissionDenied):
        update_finding(finding=finding, values={**VALUES, "text": "x"}, version=None, by=by)
    with pytest.raises(PermissionDenied):
        delete_finding(finding=finding, by=by)


def test_a_stranger_reads_nothing_of_it(cast: Cast) -> None:
    written(cast)
    assert in_place(cast.convention, cast.etrangere) == []


def test_the_actions_that_answer_are_set_and_taken_back_at_once(cast: Cast) -> None:
    finding, _ = written(cast)
    both = [cast.action.pk, cast.other_action.pk]
    answered(cast, finding, both)
    entry = answered(cast, finding, both[:1])
    assert [one.pk for one in answering_actions(cast.convention, cast.lecteur)[finding.pk]] == both[:1]
    assert entry is not None
    undo(entry=entry, by=cast.coordinatrice)
    answers = answering_actions(cast.convention, cast.lecteur)[finding.pk]
    assert sorted(one.pk for one in answers) == sorted(both)


def test_a_new_text_and_new_answers_are_taken_back_together(cast: Cast) -> None:
    finding, _ = written(cast)
    _, entry = save_finding(
        convention=cast.convention,
        finding=finding,
        values={**VALUES, "text": "Un foyer sur huit"},
        actions=[cast.action.pk],
        by=cast.coordinatrice,
    )
    assert entry is not None
    undo(entry=entry, by=cast.coordinatrice)
    assert in_place(cast.convention, cast.lecteur) == [VALUES["text"]]
    assert answering_actions(cast.convention, cast.lecteur) == {}


def test_a_new_finding_refused_for_its_answers_is_not_left_behind(cast: Cast) -> None:
    with pytest.raises(InvalidValueError):
        save_finding(
            convention=cast.convention,
            values=VALUES,
            actions=[cast.foreign_action.pk],
            by=cast.coordinatrice,
        )
    assert in_place(cast.convention, cast.lecteur) == []


def test_a_deleted_action_answers_no_more(cast: Cast) -> None:
    finding, _ = written(cast)
    answered(cast, finding, [cast.action.pk])
    delete_action(action=Action.objects.get(pk=cast.action.pk), by=cast.coordinatrice)
    assert answering_actions(cast.convention, cast.lecteur) == {}


def test_an_action_of_another_plan_answers_nothing(cast: Cast) -> None:
    finding, _ = written(cast)
    with pytest.raises(InvalidValueError):
        answered(cast, finding, [cast.foreign_action.pk])
