"""Saying how indicators of the plan are measured, and adding usual ones to a fiche."""

from __future__ import annotations

import uuid
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from django.db import transaction

from maillage.conventions.counting import standard
from maillage.conventions.errors import InvalidValueError
from maillage.conventions.models import Indicator
from maillage.conventions.operations.actions import save_section
from maillage.conventions.operations.batches import FicheEdit, apply_edits
from maillage.conventions.operations.common import locked_action, locked_actions, locked_convention
from maillage.conventions.sections import SECTIONS
from maillage.conventions.sections.definitions import ALONE

if TYPE_CHECKING:
    from collections.abc import Mapping

    from maillage.accounts.models import User
    from maillage.conventions.models import Action, Convention
    from maillage.conventions.sections import Json
    from maillage.journal.models import Entry


@dataclass(frozen=True, slots=True)
class Choice:
    """How an indicator is measured, or that it stays a wish; ``details`` are fields of the section's row."""

    measure: str = ""
    frequency: str = ""
    wish: bool = False
    details: Mapping[str, Json] = field(default_factory=dict)

    def on(self, row: Mapping[str, Json]) -> dict[str, Json]:
        """The row with the choice made."""
        said = {"measure": self.measure, "frequency": self.frequency, "wish": self.wish}
        kept = {name: value for name, value in row.items() if name not in ALONE or not row["target"]}
        return {**kept, **self.details, **said}


@transaction.atomic
def choose_measure(*, indicator: Indicator, choice: Choice, by: User) -> Entry | None:
    """Write the choice in the fiche; None when it changes nothing.

    Raises InvalidValueError on what the section refuses, or when the indicator is gone.
    """
    locked_convention(indicator.convention_id)
    action = locked_action(indicator.action_id)
    value = _chosen(action, {indicator.key: choice})
    return save_section(action=action, section="indicators", value=value, version=None, by=by)


@transaction.atomic
def choose_measures(*, convention: Convention, choices: Mapping[int, Choice], by: User) -> Entry | None:
    """Write several choices, by id of indicator, under one entry that takes them all back."""
    locked = locked_convention(convention.pk)
    rows = Indicator.objects.filter(convention=locked, pk__in=choices, action__deleted_at=None)
    by_action: dict[int, dict[str, Choice]] = {}
    for row in rows:
        by_action.setdefault(row.action_id, {})[row.key] = choices[row.pk]
    actions = locked_actions(by_action.keys(), locked, rows=True)
    edits = [
        FicheEdit(action=actions[pk], sections={"indicators": _chosen(actions[pk], keyed)})
        for pk, keyed in by_action.items()
    ]
    return apply_edits(convention=convention, edits=edits, batch=uuid.uuid4(), by=by)


def _chosen(action: Action, choices: Mapping[str, Choice]) -> list[dict[str, Json]]:
    value = SECTIONS["indicators"].read(action)
    if not set(choices) <= {row["key"] for row in value}:
        raise InvalidValueError("Cet indicateur n’est plus dans la fiche. Rechargez la page.")
    return [choices[row["key"]].on(row) if row["key"] in choices else row for row in value]


@transaction.atomic
def add_standard(*, action: Action, code: str, by: User) -> Entry | None:
    """Add an indicator of the library at the end of a fiche, with its definition.

    Raises InvalidValueError for an unknown code, or when the fiche follows it already.
    """
    one = standard.get(code)
    if one is None:
        raise InvalidValueError("Cet indicateur n’est pas dans la liste de référence.")
    locked_convention(action.convention_id)
    action = locked_action(action.pk)
    value = SECTIONS["indicators"].read(action)
    if any(row["standard"] == code for row in value):
        raise InvalidValueError(f"« {one.label} » est déjà dans cette fiche.")
    row = {
        "label": one.label,
        "measure": one.measure.value,
        "frequency": one.frequency.value,
        "direction": one.direction,
        "cumulative": one.cumulative,
        "definition": one.definition,
        "numerator_label": one.numerator,
        "denominator_label": one.denominator,
        "source": one.source,
        "unit": one.unit,
        "standard": code,
    }
    return save_section(action=action, section="indicators", value=[*value, row], version=None, by=by)
