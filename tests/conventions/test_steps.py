"""Steps: what their échéance means, and a state changed alone."""

from __future__ import annotations

from datetime import date

import pytest
from django.core.exceptions import PermissionDenied

from maillage.accounts.enums import Role
from maillage.accounts.models import User
from maillage.conventions.errors import InvalidValueError
from maillage.conventions.models import Action, Step
from maillage.conventions.operations import save_section, undo
from maillage.conventions.operations.steps import set_step_status
from tests.factories.conventions import member

pytestmark = pytest.mark.django_db
VALUE = [
    {
        "text": "Trouver le local",
        "due": "printemps 2026",
        "substeps": [{"text": "Visiter", "due": "3 mars 2025"}],
    },
    {"text": "Recruter", "due": "selon les moyens"},
]


@pytest.fixture
def steps(action: Action, coordinator: User) -> dict[str, Step]:
    """The steps of the fiche by their words."""
    save_section(action=action, section="steps", value=VALUE, version=None, by=coordinator)
    return {step.text: step for step in action.steps.all()}


def state_of(text: str) -> str:
    """The state of a step now."""
    return Step.objects.get(text=text).status


def test_the_words_of_an_echeance_say_the_last_day_that_they_mean(steps: dict[str, Step]) -> None:
    said = {text: (step.due_on, step.due_precision) for text, step in steps.items()}
    assert said == {
        "Trouver le local": (date(2026, 6, 30), "saison"),
        "Visiter": (date(2025, 3, 3), "jour"),
        "Recruter": (None, ""),
    }


def test_other_words_take_the_day_away(action: Action, coordinator: User, steps: dict[str, Step]) -> None:
    value = [{"key": steps["Trouver le local"].key, "text": "Trouver le local", "due": "un jour"}]
    save_section(action=action, section="steps", value=value, version=None, by=coordinator)
    assert action.steps.get().due_on is None


@pytest.mark.parametrize("text", ["Trouver le local", "Visiter"])
def test_one_step_changes_state_and_takes_it_back(
    action: Action, coordinator: User, steps: dict[str, Step], text: str
) -> None:
    entry = set_step_status(action=action, key=steps[text].key, status="realisee", by=coordinator)
    assert [step.text for step in Step.objects.filter(status="realisee")] == [text]
    assert entry is not None
    undo(entry=entry, by=coordinator)
    assert state_of(text) == "a_venir"


def test_the_same_state_writes_nothing(action: Action, coordinator: User, steps: dict[str, Step]) -> None:
    key = steps["Recruter"].key
    assert set_step_status(action=action, key=key, status="a_venir", by=coordinator) is None


@pytest.mark.parametrize(
    ("key", "status"), [("000000000000", "realisee"), ("", "realisee"), (None, "x"), (None, "")]
)
def test_a_step_that_is_gone_or_a_state_that_is_none_is_refused(
    action: Action, coordinator: User, steps: dict[str, Step], key: str | None, status: str
) -> None:
    own = steps["Recruter"].key if key is None else key
    with pytest.raises(InvalidValueError):
        set_step_status(action=action, key=own, status=status, by=coordinator)


def test_a_reader_changes_no_step(action: Action, steps: dict[str, Step]) -> None:
    reader = member(action.convention, Role.READING)
    with pytest.raises(PermissionDenied):
        set_step_status(action=action, key=steps["Recruter"].key, status="realisee", by=reader)
