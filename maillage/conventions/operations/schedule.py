"""Moving the periods of actions: one at a time, or those that follow another, all at once.

Each move is the section « calendar » saved: journaled, locked by version and taken back as by hand. The
words of the document and the horizon stay as they are.
"""

from __future__ import annotations

import uuid
from typing import TYPE_CHECKING

from django.db import transaction

from maillage.conventions.errors import InvalidValueError
from maillage.conventions.models import Action
from maillage.conventions.operations.actions import save_section
from maillage.conventions.operations.batches import FicheEdit, apply_edits
from maillage.conventions.operations.common import locked_convention
from maillage.conventions.sections import SECTIONS, Json
from maillage.kernel import fuzzy

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import date

    from maillage.accounts.models import User
    from maillage.conventions.models import Convention
    from maillage.journal.models import Entry

FURTHEST = 120
"""The most months that a period moves at once."""


def _moment(found: fuzzy.FuzzyDate | None) -> dict[str, str] | None:
    return {"on": found.on.isoformat(), "precision": found.precision} if found else None


def _held(on: date | None, precision: str) -> fuzzy.FuzzyDate | None:
    return fuzzy.FuzzyDate(on, precision) if on else None


def shifted(moment: fuzzy.FuzzyDate | None, months: int) -> fuzzy.FuzzyDate | None:
    """A bound ``months`` later; None for none. Raises InvalidValueError too far away."""
    if moment is None:
        return None
    if abs(months) > FURTHEST:
        raise InvalidValueError(f"{abs(months)} mois : déplacez de {FURTHEST} mois au plus.")
    try:
        return fuzzy.shift(moment, months)
    except ValueError as error:
        raise InvalidValueError("Cette date est trop loin.") from error


def _shifted_calendar(action: Action, months: int) -> Json:
    start = shifted(_held(action.start_on, action.start_precision), months)
    end = shifted(_held(action.end_on, action.end_precision), months)
    if start is None and end is None:
        raise InvalidValueError("Cette action n’a pas de date à déplacer. Donnez-lui un début ou une fin.")
    return SECTIONS["calendar"].read(action) | {"start": _moment(start), "end": _moment(end)}


@transaction.atomic
def set_period(
    *,
    action: Action,
    start: fuzzy.FuzzyDate | None,
    end: fuzzy.FuzzyDate | None,
    version: int | None,
    by: User,
) -> Entry | None:
    """Give an action its start and its end, None for unknown; None when nothing changed.

    Raises what ``save_section`` does, InvalidValueError for an end before its start among others.
    """
    value = SECTIONS["calendar"].read(action) | {"start": _moment(start), "end": _moment(end)}
    return save_section(action=action, section="calendar", value=value, version=version, by=by)


@transaction.atomic
def shift_period(*, action: Action, months: int, version: int | None, by: User) -> Entry | None:
    """Move the whole period by ``months``, earlier below zero; None when there is nothing to do.

    Each bound stays as precise as it can: a year moved by a year is a year, by a month a month.
    """
    value = _shifted_calendar(action, months)
    return save_section(action=action, section="calendar", value=value, version=version, by=by)


@transaction.atomic
def shift_together(
    *, convention: Convention, versions: Mapping[int, int], months: int, by: User
) -> Entry | None:
    """Move several actions of ``convention`` by ``months``: all of them or none, taken back at once.

    ``versions``: what the person saw, by id of action. Raises InvalidValueError for an action that is not
    there any more, StaleVersionError when one changed meanwhile.
    """
    locked_convention(convention.pk)
    actions = list(Action.objects.for_convention(convention).filter(pk__in=versions.keys()))
    if len(actions) < len(versions):
        raise InvalidValueError("Une de ces actions n’est plus dans le plan. Rechargez la page.")
    edits = [
        FicheEdit(
            action=action,
            version=versions[action.pk],
            sections={"calendar": _shifted_calendar(action, months)},
        )
        for action in actions
    ]
    return apply_edits(convention=convention, edits=edits, batch=uuid.uuid4(), by=by)
