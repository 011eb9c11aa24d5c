"""Fiches mission: who does what for the plan."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from maillage.intake.recognition.document import Role
from maillage.intake.recognition.items.lists import pieces_of
from maillage.intake.recognition.surroundings.prose import jobs_in_prose
from maillage.intake.recognition.units.unit import Unit
from maillage.intake.recognition.words.roles import (
    ends_missions,
    job_in,
    job_of_missions,
    names_missions,
    names_role,
)
from maillage.intake.recognition.words.text import fold

_REACH = 6


def roles_of(units: Sequence[Unit]) -> list[Role]:
    """The jobs described under « Principales missions », each with its missions."""
    roles: list[Role] = []
    for index, unit in enumerate(units):
        named = None if unit.is_item or unit.cell else job_of_missions(unit.text)
        if named is None and not names_missions(unit.text):
            continue
        title = _title_above(units, index) if named is None else replace(unit, text=named)
        missions = pieces_of(_missions_below(units, index))
        if (
            title is None
            or not missions
            or any(fold(role.title) == fold(job_in(title.text)) for role in roles)
        ):
            continue
        items = [piece.item() for piece in missions]
        text = job_in(title.text)
        roles.append(Role(text, items, line=title.place.line, page=title.place.page))
    return [*roles, *jobs_in_prose(units, roles)]


def _title_above(units: Sequence[Unit], index: int) -> Unit | None:
    found: Unit | None = None
    for unit in reversed(units[max(0, index - _REACH) : index]):
        if ends_missions(unit.text) and unit.text.partition(":")[2].strip():
            continue  # « Rattachement : direction générale » between the job and its missions
        if unit.is_break or ends_missions(unit.text) or (found is not None and unit.is_item):
            break
        beside = unit.gap or unit is units[index - 1]
        if not unit.is_item and beside and names_role(unit.text):
            found = unit
    return found


def _missions_below(units: Sequence[Unit], index: int) -> list[Unit]:
    below: list[Unit] = []
    for unit in units[index + 1 :]:
        if (
            unit.is_break
            or unit.entry
            or unit.grid
            or unit.label
            or ends_missions(unit.text)
            or names_missions(unit.text)
        ):
            break
        if names_role(unit.text) and unit.gap and not unit.is_item:
            break
        below.append(unit)
    return below
